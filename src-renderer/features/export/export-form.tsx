import { useState } from 'react';
import { type ExportFormat, exportFormats } from '#shared/contract/accounts-export.contract.ts';
import type { CallError } from '#shared/result.ts';
import { exportStrings as words } from '../../strings/export.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { ReasonField } from '../../ui/reason-field.tsx';
import { beginExport } from './export.store.ts';
import styles from './export-screen.module.css';

const options = exportFormats.map((id) => ({ id, ...words.formats[id] }));

/** What is exported, for what, and why. */
export function ExportForm({ error }: { error: CallError | null }) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const submit = () => {
    setJudged(true);
    if (reason.trim() !== '') void beginExport(format, reason.trim());
  };
  return (
    <Form label={words.form} onSubmit={submit}>
      <p>{words.holds}</p>
      <RadioList label={words.format} options={options} value={format} onChange={setFormat} />
      <ReasonField words={words} value={reason} onChange={setReason} judged={judged} />
      <p className={styles.quiet}>{words.care}</p>
      <FormEnd submit={words.begin} busy={false} error={error} />
    </Form>
  );
}
