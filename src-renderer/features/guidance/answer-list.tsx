import { ChevronRight } from 'lucide-react';
import { type Ref, useState } from 'react';
import {
  Button as AriaButton,
  Disclosure,
  DisclosureGroup,
  DisclosurePanel,
  Heading,
} from 'react-aria-components';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { type AnswerKey, answers } from '../../strings/guidance.ts';
import { bringInSight } from '../../ui/bring-in-sight.ts';
import { WordsToSay } from '../verification/words-to-say.tsx';
import styles from './answer-list.module.css';

const keys = Object.keys(answers) as AnswerKey[];

interface AnswerListProps {
  /** How the caller is reached: answers are read out on the phone, copied into a chat. */
  channel: WorkChannel;
  /** Level of the questions' headings: one under that of the place they stand in. */
  level: 2 | 3;
  /** The first question. */
  ref?: Ref<HTMLButtonElement>;
}

/** What callers ask about security codes; one answer opens at a time. */
export function AnswerList({ channel, level, ref }: AnswerListProps) {
  const [open, setOpen] = useState<AnswerKey | null>(null);
  return (
    <DisclosureGroup
      className={styles.list ?? ''}
      expandedKeys={open === null ? [] : [open]}
      onExpandedChange={(expanded) => setOpen(keys.find((key) => expanded.has(key)) ?? null)}
    >
      {keys.map((key, index) => (
        <Disclosure key={key} id={key} className={styles.item ?? ''}>
          <Heading level={level} className={styles.heading ?? ''}>
            <AriaButton
              slot="trigger"
              className={styles.question ?? ''}
              {...(index === 0 && ref ? { ref } : {})}
            >
              <ChevronRight aria-hidden="true" />
              {answers[key].question}
            </AriaButton>
          </Heading>
          <DisclosurePanel className={styles.panel ?? ''}>
            {open === key && (
              <div ref={bringInSight} className={styles.answer}>
                <WordsToSay text={answers[key].answer} channel={channel} />
              </div>
            )}
          </DisclosurePanel>
        </Disclosure>
      ))}
    </DisclosureGroup>
  );
}
