import { useState } from 'react';
import type { ServerView } from '#shared/contract/connection.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';

interface AddressFormProps {
  /** What was typed before. */
  initial: string;
  onSeen: (server: ServerView, typed: string) => void;
  onBack: () => void;
}

/** Which server: looks at it, and sends it nothing. */
export function AddressForm({ initial, onSeen, onBack }: AddressFormProps) {
  const [address, setAddress] = useState(initial);
  const [missing, setMissing] = useState(false);
  const { busy, error, run, clearError } = useAction(desk.connection.inspect);
  const wrong = error?.code === 'invalid_input' ? error.message : undefined;

  const submit = async () => {
    const typed = address.trim();
    setMissing(typed === '');
    if (typed === '') return;
    const server = await run({ address: typed });
    if (server) onSeen(server, typed);
  };

  return (
    <Form label={connectionStrings.addressTitle} onSubmit={() => void submit()}>
      <TextField
        label={connectionStrings.address}
        help={connectionStrings.addressExample}
        error={missing ? connectionStrings.addressMissing : wrong}
        autoFocus
        maxLength={300}
        value={address}
        onChange={(text) => {
          setAddress(text);
          setMissing(false);
          clearError();
        }}
      />
      <FormEnd
        submit={connectionStrings.look}
        busy={busy}
        error={wrong === undefined ? error : null}
      >
        <Button onPress={onBack}>{connectionStrings.back}</Button>
      </FormEnd>
    </Form>
  );
}
