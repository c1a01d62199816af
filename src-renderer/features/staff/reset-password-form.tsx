import type { StaffView } from '#shared/contract/staff.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, FormActions } from '../../ui/form.tsx';
import { useAction } from '../../ui/use-action.ts';
import { drawFirstPassword } from './first-password.ts';
import { loadStaff } from './staff.store.ts';

interface ResetPasswordFormProps {
  person: StaffView;
  onBack: () => void;
  /** Gives the password that was drawn. */
  onDone: (password: string) => void;
}

/** Draws a first password for a colleague again. */
export function ResetPasswordForm({ person, onBack, onDone }: ResetPasswordFormProps) {
  const { busy, error, run } = useAction(desk.staff.resetPassword);
  const submit = async () => {
    const password = drawFirstPassword();
    const done = await run({ username: person.username, password });
    if (!done) return;
    onDone(password);
    await loadStaff();
  };
  return (
    <Form label={staffStrings.resetTitle} onSubmit={() => void submit()}>
      <p>{staffStrings.resetHelp}</p>
      <FormActions>
        <Button type="submit" tone="primary" autoFocus busy={busy}>
          {staffStrings.reset}
        </Button>
        <Button onPress={onBack}>{commonStrings.cancel}</Button>
      </FormActions>
      {error && (
        <Banner tone="danger" live="alert">
          {explainError(error).message}
        </Banner>
      )}
    </Form>
  );
}
