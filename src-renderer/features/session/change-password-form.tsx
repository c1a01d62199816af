import { type ReactNode, useState } from 'react';
import type { SessionView } from '#shared/contract/session.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { sessionStrings } from '../../strings/session.ts';
import { Button } from '../../ui/button.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { CheckNotice } from './check-notice.tsx';
import {
  type NewPassword,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from './new-password-fields.tsx';
import { usePasswordCheck } from './use-password-check.ts';

interface ChangePasswordFormProps {
  session: SessionView;
  onDone: () => void;
  /** Further buttons beside the main one. */
  more?: ReactNode;
}

/** Changes one's own password: the current one, the new one twice. */
export function ChangePasswordForm({ session, onDone, more }: ChangePasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState<NewPassword>(noPassword);
  const [judged, setJudged] = useState(false);
  const check = usePasswordCheck(desk.session.changePassword);
  const errors = newPasswordErrors(next, session.username);

  const submit = async () => {
    setJudged(true);
    if (current === '' || Object.keys(errors).length > 0) return;
    const outcome = await check.run({ currentPassword: current, newPassword: next.password });
    if (outcome !== 'let_in') return;
    showToast(sessionStrings.changed);
    onDone();
  };

  return (
    <Form label={sessionStrings.changeTitle} onSubmit={() => void submit()}>
      <SecretField
        label={sessionStrings.currentPassword}
        required
        autoComplete="current-password"
        autoFocus
        maxLength={256}
        value={current}
        onChange={setCurrent}
        error={judged && current === '' ? sessionStrings.emptyPassword : undefined}
      />
      <NewPasswordFields
        value={next}
        onChange={setNext}
        username={session.username}
        judged={judged}
      />
      <FormActions>
        <Button type="submit" tone="primary" busy={check.busy}>
          {sessionStrings.change}
        </Button>
        {more}
      </FormActions>
      <CheckNotice
        notice={check.notice}
        refused={sessionStrings.currentRefused}
        onWaitOver={check.clear}
      />
    </Form>
  );
}
