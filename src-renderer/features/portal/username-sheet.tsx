import { useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { portalChannels } from '#shared/contract/portal.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { portalStrings as words } from '../../strings/portal.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './portal-help.module.css';
import type { PortalPartProps } from './portal-part.ts';

/** Shows the username, to be told to the client; that it was is logged. */
export function UsernameSheet({ accountId, leave, onLacking, children }: PortalPartProps) {
  const [told, setTold] = useState<OutputOf<(typeof portalChannels)['tellUsername']> | null>(null);
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
        <>
          <dl className={styles.told} aria-live="polite">
            <dt>{words.usernameIs}</dt>
            <dd>{told.username}</dd>
            <dt>{words.clientIdIs}</dt>
            <dd>{told.clientId}</dd>
          </dl>
          <p>{words.eitherLogsIn}</p>
        </>
      )}
    </section>
  );
}
