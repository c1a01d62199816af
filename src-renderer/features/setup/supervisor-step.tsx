import { useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { setupStrings } from '../../strings/setup.ts';
import { Button } from '../../ui/button.tsx';
import { Form, ScreenTitle } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { useAction } from '../../ui/use-action.ts';
import {
  type NewPassword,
  NewPasswordFields,
  newPasswordErrors,
  noPassword,
} from '../session/new-password-fields.tsx';
import { cleanPerson, noPerson, PersonFields, personErrors } from '../staff/person-fields.tsx';
import type { Begun } from './setup.store.ts';
import styles from './supervisor-step.module.css';

interface SupervisorStepProps {
  onBegun: (begun: Begun) => void;
  /** To the question before this one, where there was one. */
  onBack?: (() => void) | undefined;
}

/** Who the first supervisor is. */
export function SupervisorStep({ onBegun, onBack }: SupervisorStepProps) {
  const [person, setPerson] = useState(noPerson);
  const [password, setPassword] = useState<NewPassword>(noPassword);
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.setup.begin);

  const { name, username } = cleanPerson(person);
  const errors = { ...personErrors(person), ...newPasswordErrors(password, username) };

  const submit = async () => {
    setJudged(true);
    if (Object.keys(errors).length > 0) return;
    const begun = await run({ name, username, password: password.password });
    if (begun) onBegun(begun);
  };

  return (
    <Form label={setupStrings.supervisorTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={setupStrings.supervisorTitle}>{setupStrings.supervisorHelp}</ScreenTitle>
      <div className={styles.person}>
        <PersonFields own value={person} onChange={setPerson} judged={judged} />
      </div>
      <NewPasswordFields
        value={password}
        onChange={setPassword}
        username={username}
        judged={judged}
        labels={{ password: setupStrings.password, repeat: setupStrings.repeatPassword }}
      />
      <FormEnd submit={setupStrings.makeKey} busy={busy} error={error}>
        {onBack && <Button onPress={onBack}>{setupStrings.back}</Button>}
      </FormEnd>
    </Form>
  );
}
