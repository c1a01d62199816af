import { MessageCircleQuestionMark } from 'lucide-react';
import { useState } from 'react';
import type { CodeRefusal, CodesView } from '#shared/contract/codes.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { guidanceStrings } from '../../../strings/guidance.ts';
import { type CodeSource, setCodeStrings as words } from '../../../strings/set-code.ts';
import { Button } from '../../../ui/button.tsx';
import { lookingAgain } from '../../../ui/looking-again.ts';
import { RadioList } from '../../../ui/radio-list.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { AnswerList } from '../../guidance/answer-list.tsx';
import { LeavePart } from '../../leave/leave-part.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import { closeCodeDialog } from '../code-dialog.store.ts';
import { ChosenCode } from './chosen-code.tsx';
import styles from './code-desk.module.css';
import { healthOf } from './code-facts.ts';
import { DrawnCode } from './drawn-code.tsx';
import type { NewCode } from './sending.ts';

export interface CodeChangeProps {
  codes: CodesView;
  /** Null: the account's main code. */
  contactId: number | null;
  onDone: (codes: CodesView, told: string) => Promise<void>;
  onConflict: () => Promise<void>;
}

const sources = ['chosen', 'words', 'characters'] as const;

/** By what right, how the code is made, and the code; the dialogue closes over a code that is set. */
export function SetCode({ codes, contactId, onDone, onConflict }: CodeChangeProps) {
  const { accountId, version } = codes;
  const change = contactId === null ? 'code.main' : 'code.own';
  const replaces = healthOf(codes, contactId) !== null;
  const leave = useLeave(accountId, { change, holder: contactId, replaces });
  const [source, setSource] = useState<CodeSource>('chosen');
  const [judged, setJudged] = useState(false);
  const [problems, setProblems] = useState<readonly CodeRefusal[]>([]);
  const { busy, error, run } = useAction(lookingAgain(desk.codes.set, onConflict));
  const holder = { accountId, contactId };
  const given = leave.leave;
  const { channel } = leave;

  const send = async (newCode: NewCode): Promise<boolean> => {
    setJudged(true);
    if (given === null) return false;
    const result = await run({ ...holder, ...newCode, leave: given, version });
    if (!result) return false;
    if (result.kind === 'refused') setProblems(result.problems);
    else {
      closeCodeDialog();
      await onDone(result.codes, words.done[result.strength]);
    }
    return true;
  };
  const choose = (chosen: CodeSource) => {
    setSource(chosen);
    setProblems([]);
  };

  return (
    <div className={styles.steps}>
      <LeavePart state={leave} judged={judged} />
      <RadioList
        label={words.source}
        layout="columns"
        value={source}
        onChange={choose}
        options={sources.map((id) => ({ id, ...words.sources[id] }))}
      />
      {source === 'chosen' ? (
        <ChosenCode
          sending={{ busy, error, send }}
          problems={problems}
          onTyping={() => setProblems([])}
          channel={channel}
          check={given && ((code) => desk.codes.check({ ...holder, code, leave: given }))}
        />
      ) : (
        <DrawnCode
          key={source}
          holder={holder}
          form={source}
          leave={leave}
          sending={{ busy, error, send }}
          onJudged={() => setJudged(true)}
        />
      )}
      <Answers channel={channel} />
    </div>
  );
}

/** What to answer a caller who asks; one stop of the Tab key until it is opened. */
function Answers({ channel }: { channel: WorkChannel }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.help} aria-label={guidanceStrings.title}>
      <Button
        tone="plain"
        icon={<MessageCircleQuestionMark aria-hidden="true" />}
        expanded={open}
        onPress={() => setOpen(!open)}
      >
        {guidanceStrings.title}
      </Button>
      {open && <AnswerList channel={channel} level={3} />}
    </section>
  );
}
