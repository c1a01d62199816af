import { ShieldCheck } from 'lucide-react';
import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import { problemLabels, auditStrings as words } from '../../strings/audit.ts';
import { commonStrings } from '../../strings/common.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { dismissCheck } from './log.store.ts';
import styles from './log-check.module.css';

/** What checking the whole chain came to, stated plainly. */
export function LogCheck({ check }: { check: AuditCheck }) {
  const { whole, records, checkpoints, problems, headHash } = check;
  const dismiss = (
    <Button size="small" onPress={dismissCheck}>
      {commonStrings.dismiss}
    </Button>
  );
  if (whole)
    return (
      <Banner tone="success" title={words.whole} action={dismiss}>
        {words.wholeLine(records, checkpoints)}
        <span className={styles.hash} title={words.head}>
          {headHash}
        </span>
      </Banner>
    );
  return (
    <Banner tone="danger" live="alert" title={words.broken} action={dismiss}>
      {words.brokenLine(problems.length, records)}
      <ol className={styles.problems}>
        {problems.map(({ seq, problem, message }) => (
          <li key={`${seq} ${problem}`}>
            <strong>{words.problemAt(seq)}</strong> <em>{problemLabels[problem]}</em> {message}
          </li>
        ))}
      </ol>
      {problems.length >= 100 && <p>{words.problemsCut}</p>}
    </Banner>
  );
}

/** Runs the check. */
export function CheckButton({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  return (
    <Button icon={<ShieldCheck aria-hidden="true" />} busy={busy} onPress={onPress}>
      {busy ? words.checking : words.check}
    </Button>
  );
}
