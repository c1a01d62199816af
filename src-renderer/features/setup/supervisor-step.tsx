import { useState } from 'react';
import { username as usernameSchema } from '#shared/contract/fields.ts';
import { desk } from '../../bridge/desk.ts';
import { setupStrings } from '../../strings/setup.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, FormActions, ScreenTitle } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import {
  type NewPassword,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from '../session/new-password-fields.tsx';
import type { Begun } from './setup.store.ts';
import styles from './supervisor-step.module.css';

interface SupervisorStepProps {
  onBegun: (begun: Begun) => void;
  /** To the question before this one, where there was one. */
  onBack?: (() => void) | undefined;
}

/** Who the first supervisor is. */
export function SupervisorStep({ onBegun, onBack }: SupervisorStepProps) {
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState<NewPassword>(noPassword);
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.setup.begin);

  const login = username.trim().toLowerCase();
  const nameError = name.trim() === '' ? setupStrings.nameMissing : undefined;
  const usernameError = usernameSchema.safeParse(login).success
    ? undefined
    : setupStrings.usernameWrong;
  const passwordErrors = newPasswordErrors(password, login);

  const submit = async () => {
    setJudged(true);
    if (nameError || usernameError || Object.keys(passwordErrors).length > 0) return;
    const begun = await run({ name: name.trim(), username: login, password: password.password });
    if (begun) onBegun(begun);
  };

  return (
    <Form label={setupStrings.supervisorTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={setupStrings.supervisorTitle}>{setupStrings.supervisorHelp}</ScreenTitle>
      <div className={styles.person}>
        <TextField
          label={setupStrings.name}
          help={setupStrings.nameHelp}
          required
          autoFocus
          autoCapitalize="words"
          maxLength={80}
          value={name}
          onChange={setName}
          error={judged ? nameError : undefined}
        />
        <TextField
          label={setupStrings.username}
          help={setupStrings.usernameHelp}
          required
          autoComplete="username"
          maxLength={40}
          value={username}
          onChange={setUsername}
          error={judged ? usernameError : undefined}
        />
      </div>
      <NewPasswordFields
        value={password}
        onChange={setPassword}
        username={login}
        judged={judged}
        labels={{ password: setupStrings.password, repeat: setupStrings.repeatPassword }}
      />
      <FormActions>
        <Button type="submit" tone="primary" busy={busy}>
          {setupStrings.makeKey}
        </Button>
        {onBack && <Button onPress={onBack}>{setupStrings.back}</Button>}
      </FormActions>
      {error && (
        <Banner tone="danger" live="alert">
          {explainError(error).message}
        </Banner>
      )}
    </Form>
  );
}
