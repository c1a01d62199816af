import { Check, MessageSquare, Minus, Phone, X } from 'lucide-react';
import { useState } from 'react';
import type { RecentCall } from '#shared/contract/accounts.contract.ts';
import { recentCallsStrings as words } from '../../strings/contacts.ts';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import panel from './account-panel.module.css';
import styles from './recent-calls.module.css';

/** So many are in sight at first. */
const firstCalls = 5;

const channelIcons = { phone: Phone, chat: MessageSquare };
const outcomeIcons = { verified: Check, not_verified: X, not_tried: Minus };

/** The last calls and chats on the account: when, who, what for, and what came of it. */
export function RecentCalls({ calls }: { calls: readonly RecentCall[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? calls : calls.slice(0, firstCalls);
  const rest = calls.length - firstCalls;
  return (
    <section className={panel.details} aria-label={words.heading}>
      <h3 className={panel.heading}>{words.heading}</h3>
      {calls.length === 0 && <p className={styles.none}>{words.none}</p>}
      <ul>
        {shown.map((call) => (
          <li key={call.verificationId} className={styles.call}>
            <Call call={call} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button tone="plain" size="small" expanded={all} onPress={() => setAll(!all)}>
          {all ? words.fewer : words.more(rest)}
        </Button>
      )}
    </section>
  );
}

function Call({ call }: { call: RecentCall }) {
  const ChannelIcon = channelIcons[call.channel];
  const OutcomeIcon = outcomeIcons[call.outcome];
  const what = words.takenBy(call.requestLabel, call.agentName);
  return (
    <>
      <span className={styles.when}>
        <ChannelIcon role="img" aria-label={words.channels[call.channel]} />
        <Time at={call.openedAt} />
      </span>
      <span className={styles.who}>
        <bdi>{call.contactName ?? words.notListed}</bdi>
      </span>
      <span className={styles.request} title={what}>
        {what}
      </span>
      <span className={styles.outcome} data-outcome={call.outcome}>
        <OutcomeIcon aria-hidden="true" />
        {words.outcomes[call.outcome]}
        {call.endedAt === null && <span className={styles.going}>{words.inProgress}</span>}
      </span>
    </>
  );
}
