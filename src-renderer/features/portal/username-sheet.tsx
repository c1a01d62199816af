import { useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { portalChannels } from '#shared/contract/portal.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { portalStrings as words } from '../../strings/portal.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './portal-help.module.css';
import type { PortalPartProps } from './portal-part.ts';

type ToldNames = OutputOf<(typeof portalChannels)['tellUsername']>;

/** Shows the username, to be told to the client; that it was is logged. */
export function UsernameSheet({ accountId, leave, onLacking, children }: PortalPartProps) {
  const [told, setTold] = useState<ToldNames | null>(null);
  const { busy, error, run } = useAction(desk.portal.tellUsername);
  const show = async () => {
    if (leave === null) return onLacking?.();
    setTold(await run({ accountId, leave }));
  };
  return (
    <section className={styles.part} aria-label={words.username}>
      {told === null ? (
        <Form label={words.username} onSubmit={() => void show()}>
          {children}
          <FormEnd submit={words.showUsername} busy={busy} error={error} />
        </Form>
      ) : (
        <Told {...told} />
      )}
    </section>
  );
}

/** It takes the keyboard from the button that is gone: no second Enter closes what it stands in. */
function Told({ username, clientId }: ToldNames) {
  const names = useFirstFocus<HTMLDListElement>();
  return (
    <>
      <dl ref={names} tabIndex={-1} className={styles.told} aria-live="polite">
        <dt>{words.usernameIs}</dt>
        <dd>{username}</dd>
        <dt>{words.clientIdIs}</dt>
        <dd>{clientId}</dd>
      </dl>
      <p>{words.eitherLogsIn}</p>
    </>
  );
}
