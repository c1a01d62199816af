import { desk } from '../../bridge/desk.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { SetupStatus } from '../setup/setup.store.ts';
import styles from './server-dialog.module.css';

interface DisconnectFormProps {
  onBack: () => void;
  onDone: (status: SetupStatus) => void;
}

/** Back to the computer's own store. */
export function DisconnectForm({ onBack, onDone }: DisconnectFormProps) {
  const { busy, error, run } = useAction(desk.connection.disconnect);
  const disconnect = async () => {
    const status = await run({});
    if (status) onDone(status);
  };
  return (
    <Form label={connectionStrings.disconnectTitle} onSubmit={() => void disconnect()}>
      <p className={styles.words}>{connectionStrings.disconnectWords}</p>
      <FormEnd submit={connectionStrings.disconnectNow} tone="danger" busy={busy} error={error}>
        <Button autoFocus onPress={onBack}>
          {connectionStrings.back}
        </Button>
      </FormEnd>
    </Form>
  );
}
