import { useRef, useState } from 'react';
import type { SessionView } from '#shared/contract/session.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { sessionStrings } from '../../strings/session.ts';
import { Button } from '../../ui/button.tsx';
import { Form, ScreenTitle } from '../../ui/form.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { LetIn } from './let-in.tsx';
import styles from './lock-screen.module.css';
import { signOut } from './session.store.ts';
import { usePasswordCheck } from './use-password-check.ts';

/** The locked desk: who it belongs to and nothing else. The desk itself is not in the document. */
export function LockScreen({ session }: { session: SessionView }) {
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const check = usePasswordCheck(desk.session.unlock);

  const submit = async () => {
    setMissing(password === '');
    if (password === '') return;
    const outcome = await check.run({ password });
    if (outcome !== 'refused') return;
    setPassword('');
    input.current?.focus();
  };

  return (
    <Form label={sessionStrings.lockedTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={sessionStrings.lockedTitle}>
        {sessionStrings.lockedBy(session.name)} {sessionStrings.lockedHelp}
      </ScreenTitle>
      <SecretField
        label={sessionStrings.password}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus
        maxLength={256}
        size="large"
        ref={input}
      />
      <LetIn
        submit={sessionStrings.unlock}
        check={check}
        missing={missing ? sessionStrings.emptyPassword : null}
        refused={sessionStrings.unlockRefused}
      />
      <div className={styles.leave}>
        <span>{sessionStrings.somebodyElse}</span>
        <Button onPress={() => void signOut()}>{sessionStrings.signOut}</Button>
      </div>
    </Form>
  );
}
