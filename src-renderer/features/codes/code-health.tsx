import { Ban, Dices, Eye, History, KeyRound, RefreshCw, TriangleAlert } from 'lucide-react';
import type { CodeHealth } from '#shared/contract/codes.contract.ts';
import { codesStrings as words } from '../../strings/set-code.ts';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './code-health.module.css';

const badges = words.badges;

/** How a code stands, without the code: strength, age, and what is wrong with it. */
export function CodeHealthLine({ health }: { health: CodeHealth | null }) {
  if (health === null) return <p className={styles.none}>{words.noCode}</p>;
  const { strength, setAt, setHow, fromOldCode, exposed, weak, mustChange, disabled } = health;
  return (
    <p className={styles.line}>
      {disabled && (
        <Badge tone="disabled" icon={<Ban aria-hidden="true" />}>
          {badges.disabled}
        </Badge>
      )}
      {mustChange !== 'no' && (
        <Badge tone="wait" icon={<RefreshCw aria-hidden="true" />}>
          {badges.mustChange[mustChange]}
        </Badge>
      )}
      {exposed && (
        <Badge tone="wait" icon={<Eye aria-hidden="true" />}>
          {badges.exposed}
        </Badge>
      )}
      {weak && (
        <Badge tone="wait" icon={<TriangleAlert aria-hidden="true" />}>
          {badges.weak}
        </Badge>
      )}
      <Badge
        tone={strength === 'strong' ? 'verified' : 'neutral'}
        icon={<KeyRound aria-hidden="true" />}
      >
        {badges[strength]}
      </Badge>
      {setHow === 'generated' && (
        <Badge tone="neutral" icon={<Dices aria-hidden="true" />}>
          {badges.generated}
        </Badge>
      )}
      {fromOldCode && (
        <Badge tone="neutral" icon={<History aria-hidden="true" />}>
          {badges.oldCode}
        </Badge>
      )}
      <span className={styles.age}>
        {words.setOn} <Time at={setAt} show="date" />
      </span>
    </p>
  );
}
