import { desk } from '../../bridge/desk.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { FormActions } from '../../ui/form.tsx';
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
    <>
      <p className={styles.words}>{connectionStrings.disconnectWords}</p>
      <FormActions>
        <Button tone="danger" busy={busy} onPress={() => void disconnect()}>
          {connectionStrings.disconnectNow}
        </Button>
        <Button autoFocus onPress={onBack}>
          {connectionStrings.back}
        </Button>
      </FormActions>
      {error && (
        <Banner tone="danger" live="alert">
          {explainError(error).message}
        </Banner>
      )}
    </>
  );
}
