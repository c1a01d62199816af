import type { StaffView } from '#shared/contract/staff.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
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
      <FormEnd submit={staffStrings.reset} autoFocus busy={busy} error={error}>
        <Button onPress={onBack}>{commonStrings.cancel}</Button>
      </FormEnd>
    </Form>
  );
}
