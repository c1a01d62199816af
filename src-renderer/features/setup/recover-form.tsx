import { useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { storeStrings } from '../../strings/setup.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { showToast } from '../../ui/messages.store.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { recoveryWordsIn } from './recovery-words.ts';
import { setStatus } from './setup.store.ts';

/** Opens the store by its recovery key. */
export function RecoverForm() {
  const [text, setText] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.setup.recover);
  const words = recoveryWordsIn(text);
  const complete = words.length === 12;

  const submit = async () => {
    setJudged(true);
    if (!complete) return;
    const status = await run({ recoveryWords: words.join(' ') });
    if (!status) return;
    setText('');
    showToast(storeStrings.opened);
    setStatus(status);
  };

  return (
    <Form label={storeStrings.recoveryWords} onSubmit={() => void submit()}>
      <SecretField
        label={storeStrings.recoveryWords}
        help={`${storeStrings.recoveryHelp} ${storeStrings.recoveryCount(words.length)}.`}
        error={judged && !complete ? storeStrings.recoveryMissing : undefined}
        autoFocus
        maxLength={400}
        emptyAfterMs={5 * 60_000}
        value={text}
        onChange={setText}
      />
      <FormEnd submit={storeStrings.open} busy={busy} error={error} />
    </Form>
  );
}
