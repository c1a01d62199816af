import { Ban, Check, CircleMinus, Clock, type LucideIcon, ShieldCheck, X } from 'lucide-react';
import type { AuditOutcome } from '#shared/contract/audit.contract.ts';
import { outcomeLabels } from '../../strings/audit.ts';
import styles from './outcome-mark.module.css';

const icons: Record<AuditOutcome, LucideIcon> = {
  done: Check,
  verified: ShieldCheck,
  not_verified: X,
  wait: Clock,
  disabled: Ban,
  spent: CircleMinus,
  refused: X,
  failed: X,
};

/** How it ended: an icon and a word. */
export function OutcomeMark({ outcome }: { outcome: AuditOutcome }) {
  const Icon = icons[outcome];
  return (
    <span className={styles.mark} data-outcome={outcome}>
      <Icon aria-hidden="true" />
      {outcomeLabels[outcome]}
    </span>
  );
}
