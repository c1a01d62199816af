import { Ban, Clock, Eye, History, KeyRound, Users, X } from 'lucide-react';
import type { CodeAccess } from '#shared/contract/accounts.contract.ts';
import { callerStrings as words } from '../../strings/accounts.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { type Caller, type CallerBadge, callerBadges, permissionWords } from './caller-facts.ts';
import styles from './caller-row.module.css';

const accessIcons = { main: Users, own: KeyRound, none: X } as const satisfies Record<
  CodeAccess,
  unknown
>;
const badgeLooks: Record<
  CallerBadge['id'],
  { tone: BadgeProps['tone'] & string; Icon: typeof Ban }
> = {
  disabled: { tone: 'disabled', Icon: Ban },
  waiting: { tone: 'wait', Icon: Clock },
  exposed: { tone: 'wait', Icon: Eye },
  oldCode: { tone: 'neutral', Icon: History },
};

/** One possible caller: name, by which code they verify, what to know, what they may ask about. */
export function CallerRow({ caller, now }: { caller: Caller; now: number }) {
  if (caller === 'unlisted')
    return (
      <span className={styles.unlisted}>
        <span className={styles.name}>{words.notListed}</span>
        <span className={styles.detail}>{words.notListedDetail}</span>
      </span>
    );
  const { access, strength } = caller.code;
  const AccessIcon = accessIcons[access];
  const reach = [caller.phone, caller.email].filter((text) => text !== null);
  return (
    <span className={styles.row}>
      <span className={styles.name}>
        <bdi>{caller.name}</bdi>
        {caller.kind === 'owner' && <span className={styles.kind}>{words.kinds.owner}</span>}
      </span>
      <span className={styles.access} data-access={access} title={words.accessLong[access]}>
        <AccessIcon aria-hidden="true" />
        {words.access[access]}
        {strength === 'strong' && <span className={styles.strong}>{words.strong}</span>}
      </span>
      <span className={styles.detail}>{permissionWords(caller)}</span>
      <span className={styles.badges}>
        {callerBadges(caller, now).map(({ id, text }) => {
          const { tone, Icon } = badgeLooks[id];
          return (
            <Badge
              key={id}
              tone={tone}
              icon={<Icon aria-hidden="true" />}
              title={words.badgeHelp[id]}
            >
              {text}
            </Badge>
          );
        })}
      </span>
      {reach.length > 0 && <span className={styles.reach}>{reach.join('   ')}</span>}
    </span>
  );
}
