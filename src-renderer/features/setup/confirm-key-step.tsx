import { useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { setupStrings } from '../../strings/setup.ts';
import { Button } from '../../ui/button.tsx';
import { Form, ScreenTitle } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import styles from './confirm-key-step.module.css';
import type { Begun } from './setup.store.ts';

interface ConfirmKeyStepProps {
  begun: Begun;
  onBack: () => void;
  onConfirmed: () => void;
}

/** Two words of the key, typed from the person's own copy. */
export function ConfirmKeyStep({ begun, onBack, onConfirmed }: ConfirmKeyStepProps) {
  const [words, setWords] = useState<[string, string]>(['', '']);
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.setup.confirm);
  const [first, second] = begun.confirm;
  const typed = words.map((word) => word.trim().toLowerCase());
  const errorOf = (index: number) =>
    judged && typed[index] === '' ? setupStrings.wordMissing : undefined;

  const submit = async () => {
    setJudged(true);
    const [one = '', two = ''] = typed;
    if (one === '' || two === '') return;
    const done = await run({
      setupId: begun.setupId,
      words: [
        { position: first, word: one },
        { position: second, word: two },
      ],
    });
    if (done) onConfirmed();
  };

  return (
    <Form label={setupStrings.confirmTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={setupStrings.confirmTitle}>{setupStrings.confirmHelp}</ScreenTitle>
      <div className={styles.words}>
        <TextField
          label={setupStrings.wordNumber(first)}
          autoFocus
          maxLength={40}
          value={words[0]}
          onChange={(word) => setWords([word, words[1]])}
          error={errorOf(0)}
        />
        <TextField
          label={setupStrings.wordNumber(second)}
          maxLength={40}
          value={words[1]}
          onChange={(word) => setWords([words[0], word])}
          error={errorOf(1)}
        />
      </div>
      <FormEnd submit={setupStrings.confirm} busy={busy} error={error}>
        <Button onPress={onBack}>{setupStrings.backToKey}</Button>
      </FormEnd>
    </Form>
  );
}
