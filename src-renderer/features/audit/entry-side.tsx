import { X } from 'lucide-react';
import { Fragment } from 'react';
import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { outcomeLabels, auditStrings as words } from '../../strings/audit.ts';
import { verificationStrings } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { ErrorState } from '../../ui/state-message.tsx';
import { UtcTime } from '../../ui/time.tsx';
import { actorWords, entrySentence } from './entry-sentence.ts';
import styles from './entry-side.module.css';
import { accountWords } from './entry-words.ts';
import { chooseEntry, useLogStore } from './log.store.ts';
import { OutcomeMark } from './outcome-mark.tsx';

/** One record whole, and the story of its call. */
export function EntrySide({ entry }: { entry: AuditEntry }) {
  const { story, storyError } = useLogStore();
  return (
    <aside aria-label={words.facts} className={styles.side}>
      <header className={styles.header}>
        <h2>{words.problemAt(entry.seq)}</h2>
        <Button
          tone="plain"
          size="small"
          icon={<X aria-hidden="true" />}
          label={words.closeStory}
          onPress={() => void chooseEntry(null)}
        />
      </header>
      <p className={styles.sentence}>
        <span className={styles.actor}>{actorWords(entry)}</span>
        {entrySentence(entry)}
      </p>
      {entry.reason !== null && <p className={styles.reason}>{words.reason(entry.reason)}</p>}
      {entry.verificationId !== null && (
        <section aria-label={words.story} className={styles.part}>
          <h3>{words.story}</h3>
          {storyError && <ErrorState error={storyError} onRetry={() => void chooseEntry(entry)} />}
          {!story && !storyError && <Spinner label={words.storyLoading} />}
          {story && <Story entries={story} currentSeq={entry.seq} />}
        </section>
      )}
      <Facts entry={entry} />
    </aside>
  );
}

function Story({ entries, currentSeq }: { entries: readonly AuditEntry[]; currentSeq: number }) {
  if (entries.length === 0) return <p>{words.storyEmpty}</p>;
  return (
    <ol className={styles.story}>
      {entries.map((entry) => (
        <li
          key={entry.seq}
          className={styles.step}
          aria-current={entry.seq === currentSeq ? 'true' : undefined}
        >
          <span className={styles.stepTime}>
            <UtcTime iso={entry.at} /> {actorWords(entry)}
          </span>
          <span>
            {entrySentence(entry)}
            {entry.reason !== null && (
              <span className={styles.reason}>{words.reason(entry.reason)}</span>
            )}
          </span>
          <OutcomeMark outcome={entry.outcome} />
        </li>
      ))}
    </ol>
  );
}

function Facts({ entry }: { entry: AuditEntry }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [words.when, <UtcTime key="when" iso={entry.at} />],
    [words.role, words.roles[entry.actorRole]],
    [words.outcome, outcomeLabels[entry.outcome]],
    [words.account, accountWords(entry)],
    [words.channel, entry.channel === null ? '' : verificationStrings.channels[entry.channel]],
    [
      words.details,
      Object.entries(entry.details)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', '),
    ],
    [words.policy, entry.policyVersion],
    [
      words.previous,
      <span key="previous" className={styles.hash}>
        {entry.previousHash}
      </span>,
    ],
    [
      words.hash,
      <span key="hash" className={styles.hash}>
        {entry.hash}
      </span>,
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([term, value]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
