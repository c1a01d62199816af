import { storeStrings } from '../../strings/setup.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ScreenTitle } from '../../ui/form.tsx';
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
  return (
    <div className={styles.problem}>
      <ScreenTitle title={title}>{help}</ScreenTitle>
      <BackendMessage status={status} tone="danger" />
      <dl className={styles.facts}>
        <dt>{storeStrings[status.place.kind === 'local' ? 'folder' : 'server']}</dt>
        <dd>{placeOf(status)}</dd>
      </dl>
      <div>
        <Button autoFocus onPress={() => void loadStatus()}>
          {storeStrings.checkAgain}
        </Button>
      </div>
    </div>
  );
}

function BackendMessage({ status, tone }: { status: SetupStatus; tone: 'warn' | 'danger' }) {
  if (status.message === '') return null;
  return (
    <Banner tone={tone} live="off">
      {status.message}
    </Banner>
  );
}
