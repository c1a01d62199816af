import { MessageCircleQuestionMark } from 'lucide-react';
import { useRef, useState } from 'react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { guidanceStrings as words } from '../../strings/guidance.ts';
import { Button } from '../../ui/button.tsx';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { focusPlace, takeFocus, useFocusPlace } from '../verification/desk-focus.ts';
import { AnswerList } from './answer-list.tsx';
import styles from './answers-strip.module.css';

/** Below the call: what to answer when a caller asks about security codes. */
export function AnswersStrip({ channel }: { channel: WorkChannel }) {
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useFocusPlace('answers', () => {
    setOpen(true);
    return takeFocus(first.current);
  });
  const hint = useKeyHint('Q');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves what is open, from anywhere in it.
    <div
      className={styles.strip}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        toggle.current?.focus();
      }}
    >
      <Button
        ref={toggle}
        tone="plain"
        wide
        className={styles.toggle}
        icon={<MessageCircleQuestionMark aria-hidden="true" />}
        expanded={open}
        hint={hint}
        onPress={() => (open ? setOpen(false) : focusPlace('answers'))}
      >
        {words.title}
      </Button>
      {open && (
        <section aria-label={words.questions} className={styles.answers}>
          <AnswerList channel={channel} level={2} ref={first} />
        </section>
      )}
    </div>
  );
}
