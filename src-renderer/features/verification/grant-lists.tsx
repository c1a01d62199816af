import { Check, Footprints, type LucideIcon, UserCheck, X } from 'lucide-react';
import type { GrantView } from '#shared/contract/verification.contract.ts';
import { verdictStrings as words } from '../../strings/verification.ts';
import styles from './grant-lists.module.css';
import { useIntakeStore } from './intake.store.ts';

type ListName = 'allowed' | 'afterStepUp' | 'afterApproval' | 'notPermitted';

const icons: Record<ListName, LucideIcon> = {
  allowed: Check,
  afterStepUp: Footprints,
  afterApproval: UserCheck,
  notPermitted: X,
};
const listNames = ['allowed', 'afterStepUp', 'afterApproval', 'notPermitted'] as const;

interface GrantListsProps {
  grant: GrantView;
  requestId: string;
  /** The account is closed: that keeps requests out, whoever asks. */
  closed: boolean;
}

/** What this caller may ask for, request by request; the one asked for is marked. */
export function GrantLists({ grant, requestId, closed }: GrantListsProps) {
  const catalogue = useIntakeStore((state) => state.catalogue);
  const labels = new Map(catalogue.map((request) => [request.requestId, request.label]));
  // What is open to anyone needs no word here, unless it is what they ask for.
  const open = new Set(catalogue.filter(({ tier }) => tier === 0).map((one) => one.requestId));
  const shown = (ids: readonly string[]) => ids.filter((id) => !open.has(id) || id === requestId);
  return (
    <div className={styles.lists}>
      {listNames.map((name) => {
        const Icon = icons[name];
        const title = name === 'notPermitted' && closed ? words.notWhileClosed : words.lists[name];
        if (shown(grant[name]).length === 0) return null;
        return (
          <section key={name} aria-label={title} className={styles.list}>
            <h3 className={styles.heading} data-list={name}>
              <Icon aria-hidden="true" />
              {title}
            </h3>
            <ul>
              {shown(grant[name]).map((id) => (
                <li key={id} className={styles.request} data-asked={id === requestId || undefined}>
                  {labels.get(id) ?? id}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
