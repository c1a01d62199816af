import { type FormEvent, useState } from 'react';
import type { EnableRequestView } from '#shared/contract/codes.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { codesStrings as words } from '../../strings/codes.ts';
import { commonStrings } from '../../strings/common.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { showToast } from '../../ui/messages.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { takePulse } from '../session/session.store.ts';
import styles from './enable-requests.module.css';
import { loadEnableRequests } from './enable-requests.store.ts';

/** The decision on one request, with its reason. */
export function DecideForm({
  request,
  onDone,
}: {
  request: EnableRequestView;
  onDone: () => void;
}) {
  const { enableRequestId, contactName } = request;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, error, run } = useAction(desk.codes.decideEnable);

  const decide = async (decision: 'enable' | 'refuse') => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    if (!(await run({ enableRequestId, decision, reason }))) return;
    showToast(decision === 'enable' ? words.enabled(contactName) : words.refused(contactName));
    onDone();
    await Promise.all([loadEnableRequests(), takePulse()]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void decide('enable');
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={words.reason}
        help={words.reasonHelp}
        error={missing ? words.reasonMissing : undefined}
        required
        autoFocus
        maxLength={300}
        value={reason}
        onChange={(text) => {
          setMissing(false);
          setReason(text);
        }}
      />
      {error && (
        <Banner tone="danger" live="alert" title={explainError(error).title}>
          {explainError(error).message}
        </Banner>
      )}
      <p className={styles.effect}>{words.enableEffect}</p>
      <div className={styles.buttons}>
        <Button tone="plain" onPress={onDone}>
          {commonStrings.cancel}
        </Button>
        <Button busy={busy} onPress={() => void decide('refuse')}>
          {words.refuse}
        </Button>
        <Button tone="primary" type="submit" busy={busy}>
          {words.enable}
        </Button>
      </div>
    </form>
  );
}
