import { useState } from 'react';
import { fingerprint as fingerprintSchema } from '#shared/contract/connection.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { takeUp } from './take-up.ts';

/**
 * Connecting where nobody can sign in: the fingerprint is typed as the administrator gave it, and
 * what the server shows is nowhere on the screen to be copied.
 */
export function TypedConnectForm({ address: before }: { address: string }) {
  const [address, setAddress] = useState(before);
  const [fingerprint, setFingerprint] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(desk.connection.connect);
  const complete = fingerprintSchema.safeParse(fingerprint).success;
  const typed = fingerprint.replaceAll(/[^\p{L}\p{N}]/gu, '').length;

  const submit = async () => {
    setJudged(true);
    if (!complete || address.trim() === '') return;
    const status = await run({ address, fingerprint });
    if (status) takeUp(status, connectionStrings.connected);
  };

  return (
    <Form label={connectionStrings.anewTitle} onSubmit={() => void submit()}>
      <TextField
        label={connectionStrings.address}
        error={judged && address.trim() === '' ? connectionStrings.addressMissing : undefined}
        maxLength={300}
        value={address}
        onChange={setAddress}
      />
      <TextField
        label={connectionStrings.typed}
        anyFigures
        help={connectionStrings.typedHelp}
        error={judged && !complete ? connectionStrings.typedWrong(typed) : undefined}
        autoFocus
        mono
        maxLength={200}
        value={fingerprint}
        onChange={setFingerprint}
      />
      <FormEnd submit={connectionStrings.connect} busy={busy} error={error} />
    </Form>
  );
}
