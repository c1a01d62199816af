import { useRef, useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { sessionStrings } from '../../strings/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Form, ScreenTitle } from '../../ui/form.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LetIn } from './let-in.tsx';
import { useSessionStore } from './session.store.ts';
import { usePasswordCheck } from './use-password-check.ts';

/** Sign-in by username and password. */
export function SignInScreen() {
  const ended = useSessionStore((state) => state.ended);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);
  const check = usePasswordCheck(desk.session.signIn);

  const submit = async () => {
    const name = username.trim().toLowerCase();
    setMissing(name === '' || password === '');
    if (name === '' || password === '') return;
    const outcome = await check.run({ username: name, password });
    if (outcome !== 'refused') return;
    setPassword('');
    passwordInput.current?.focus();
  };

  return (
    <Form label={sessionStrings.signInTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={sessionStrings.signInTitle} />
      {ended && (
        <Banner tone={ended === 'device' ? 'danger' : 'info'} title={sessionStrings.ended[ended]}>
          {sessionStrings.endedHelp[ended]}
        </Banner>
      )}
      <TextField
        label={sessionStrings.username}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        autoFocus
        maxLength={80}
        size="large"
      />
      <SecretField
        label={sessionStrings.password}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={256}
        size="large"
        ref={passwordInput}
      />
      <LetIn
        submit={sessionStrings.signIn}
        check={check}
        missing={missing ? sessionStrings.empty : null}
        refused={sessionStrings.refused}
      />
    </Form>
  );
}
