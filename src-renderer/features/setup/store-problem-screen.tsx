import { useEffect, useState } from 'react';
import { pauseBefore } from '#shared/rules/reconnect.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { storeStrings } from '../../strings/setup.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FormActions, ScreenTitle } from '../../ui/form.tsx';
import { TypedConnectForm } from '../connection/typed-connect-form.tsx';
import { placeOf } from './place-in-words.ts';
import { RecoverForm } from './recover-form.tsx';
import { loadStatus, type SetupStatus, useSetupStore } from './setup.store.ts';
import styles from './store-problem-screen.module.css';

type Problem = Exclude<SetupStatus['state'], 'empty' | 'ready' | 'key_unavailable'>;

const words: Readonly<Record<Problem, { title: string; help: string }>> = {
  newer_store: { title: storeStrings.newerTitle, help: storeStrings.newerHelp },
  store_damaged: { title: storeStrings.damagedTitle, help: storeStrings.damagedHelp },
  store_unavailable: { title: storeStrings.unavailableTitle, help: storeStrings.unavailableHelp },
  moved: { title: storeStrings.movedTitle, help: storeStrings.movedHelp },
  server_away: { title: storeStrings.awayTitle, help: storeStrings.awayHelp },
  server_changed: { title: storeStrings.changedTitle, help: storeStrings.changedHelp },
  other_version: { title: storeStrings.versionTitle, help: storeStrings.versionHelp },
};

/** Where connecting anew helps: the server is another one, or the store has gone to one. */
const elsewhere: readonly SetupStatus['state'][] = [
  'moved',
  'server_away',
  'server_changed',
  'other_version',
];

/** What is looked at again from here; for a server that is away the bridge does. */
const lastsLonger: readonly SetupStatus['state'][] = ['server_changed', 'other_version'];

/** In place of the desk when the store can't be opened: what happened, and what to do. */
export function StoreProblemScreen() {
  const status = useSetupStore((state) => state.status);
  if (status === null) return null;
  if (status.state === 'key_unavailable') {
    return (
      <div className={styles.problem}>
        <ScreenTitle title={storeStrings.keyTitle}>{storeStrings.keyHelp}</ScreenTitle>
        <BackendMessage status={status} tone="warn" />
        <RecoverForm />
      </div>
    );
  }
  if (status.state === 'empty' || status.state === 'ready') return null;
  const { title, help } = words[status.state];
  // A server that its administrator is about to renew; a program of one's own has to be started again.
  const waitsForServer = status.state === 'newer_store' && status.place.kind === 'team';
  return (
    <div className={styles.problem}>
      <ScreenTitle title={title}>{waitsForServer ? storeStrings.newerThereHelp : help}</ScreenTitle>
      <BackendMessage status={status} tone="danger" />
      <dl className={styles.facts}>
        <dt>{storeStrings[status.place.kind === 'local' ? 'folder' : 'server']}</dt>
        <dd>{placeOf(status)}</dd>
      </dl>
      {(waitsForServer || lastsLonger.includes(status.state)) && <LookAgain />}
      <WayOut status={status} />
    </div>
  );
}

/** Looks again when asked to, and, where nobody can sign in meanwhile, connects anew. */
function WayOut({ status }: { status: SetupStatus }) {
  const [anew, setAnew] = useState(false);
  const mayBeElsewhere = status.mayConnect && elsewhere.includes(status.state);
  return (
    <>
      <FormActions>
        <Button autoFocus onPress={() => void loadStatus()}>
          {storeStrings.checkAgain}
        </Button>
        {mayBeElsewhere && (
          <Button tone="plain" expanded={anew} onPress={() => setAnew(!anew)}>
            {connectionStrings.anew}
          </Button>
        )}
      </FormActions>
      {anew && (
        <section aria-label={connectionStrings.anewTitle} className={styles.anew}>
          <p className={styles.help}>{connectionStrings.anewHelp}</p>
          <TypedConnectForm address={status.place.kind === 'team' ? status.place.address : ''} />
        </section>
      )}
    </>
  );
}

/** Looks again with growing pauses: whoever runs the server may have put it right. */
function LookAgain() {
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookLater = (attempt: number) => {
      timer = setTimeout(
        async () => {
          await loadStatus();
          if (!stopped) lookLater(attempt + 1);
        },
        pauseBefore(attempt, Math.random()),
      );
    };
    lookLater(0);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, []);
  return null;
}

function BackendMessage({ status, tone }: { status: SetupStatus; tone: 'warn' | 'danger' }) {
  if (status.message === '') return null;
  return (
    <Banner tone={tone} live="off">
      {status.message}
    </Banner>
  );
}
