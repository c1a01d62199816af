import { useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { setupStrings } from '../../strings/setup.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, FormActions, ScreenTitle } from '../../ui/form.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { SetupStatus } from './setup.store.ts';

const choices = ['empty', 'demo'] as const;
type Data = (typeof choices)[number];

interface DataStepProps {
  setupId: string;
  onFinished: (status: SetupStatus) => void;
  onStartAgain: () => void;
}

/** What the store begins with; makes it. */
export function DataStep({ setupId, onFinished, onStartAgain }: DataStepProps) {
  const [data, setData] = useState<Data>('empty');
  const { busy, error, run } = useAction(desk.setup.finish);
  const submit = async () => {
    const status = await run({ setupId, data });
    if (status) onFinished(status);
  };
  return (
    <Form label={setupStrings.dataTitle} onSubmit={() => void submit()}>
      <ScreenTitle title={setupStrings.dataTitle} />
      <RadioList
        label={setupStrings.dataLabel}
        options={choices.map((id) => ({ id, ...setupStrings.dataOptions[id] }))}
        value={data}
        onChange={setData}
        disabled={busy}
        autoFocus
      />
      <FormActions>
        <Button type="submit" tone="primary" busy={busy}>
          {setupStrings.finish}
        </Button>
        {busy && <Spinner label={setupStrings.finishing} />}
      </FormActions>
      {error && (
        <Banner
          tone="danger"
          live="alert"
          action={
            <Button size="small" onPress={onStartAgain}>
              {setupStrings.startAgain}
            </Button>
          }
        >
          {explainError(error).message}
        </Banner>
      )}
    </Form>
  );
}
