import { useEffect, useRef, useState } from 'react';
import type { CodeRefusal } from '#shared/contract/codes.contract.ts';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { longestTypedCode } from '#shared/rules/code-strength.ts';
import { codeRefusals, setCodeStrings as words } from '../../../strings/set-code.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { SecretField } from '../../../ui/secret-field.tsx';
import { WordsToSay } from '../../verification/words-to-say.tsx';
import styles from './code-desk.module.css';
import type { Sending } from './sending.ts';
import { type CheckCode, useCodeCheck } from './use-code-check.ts';

/** What is typed stays no longer than this without another key (milliseconds). */
const emptyAfterMs = 60_000;

interface ChosenCodeProps {
  sending: Sending;
  /** Why the last one was refused. */
  problems: readonly CodeRefusal[];
  onTyping: () => void;
  channel: WorkChannel;
  /** Asks what the policy says of it while it is typed; null without leave. */
  check: CheckCode | null;
}

/** A code that the caller has chosen: typed twice, and gone from the fields once it is judged. */
export function ChosenCode({ sending, problems, onTyping, channel, check }: ChosenCodeProps) {
  const [code, setCode] = useState('');
  const [repeated, setRepeated] = useState('');
  const [judged, setJudged] = useState(false);
  const [emptied, setEmptied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const missing = canonicalCode(code) === '';
  const differs = canonicalCode(code) !== canonicalCode(repeated);
  const again = canonicalCode(repeated) === '' ? words.repeatMissing : words.differs;
  const checked = useCodeCheck(missing ? '' : code, check);
  // Too short is every code that is still being typed: that is said once it is typed again.
  const wrong = checked?.problems.find((one) => one !== 'too_short' || repeated !== '');

  const type = (change: (text: string) => void) => (text: string) => {
    onTyping();
    setJudged(false);
    setEmptied(false);
    change(text);
  };
  const wipe = () => {
    setCode('');
    setRepeated('');
    setJudged(false);
  };
  const submit = async () => {
    setJudged(true);
    if (missing || differs) return;
    if (!(await sending.send({ code, repeated, ticket: null }))) return;
    wipe();
    field.current?.focus();
  };
  // What is to be said to the caller stands above the fields, and moves them down.
  useEffect(() => {
    if (problems.length > 0) field.current?.scrollIntoView({ block: 'center' });
  }, [problems]);
  const idle = () => {
    wipe();
    setEmptied(true);
  };

  return (
    <Form label={words.set} onSubmit={() => void submit()}>
      {problems.length > 0 && (
        <Banner tone="warn" live="alert" title={words.refused}>
          <div className={styles.refusal}>
            {problems.map((problem) => (
              <WordsToSay key={problem} text={codeRefusals[problem]} channel={channel} />
            ))}
          </div>
        </Banner>
      )}
      <div className={styles.choices}>
        <SecretField
          ref={field}
          label={words.code}
          help={helpOf(emptied, checked)}
          error={judged && missing ? words.codeMissing : wrong && codeRefusals[wrong]}
          required
          maxLength={longestTypedCode}
          value={code}
          onChange={type(setCode)}
          emptyAfterMs={emptyAfterMs}
          onEmptied={idle}
        />
        <SecretField
          label={words.repeat}
          help={words.repeatHelp}
          error={judged && !missing && differs ? again : undefined}
          required
          maxLength={longestTypedCode}
          value={repeated}
          onChange={type(setRepeated)}
          emptyAfterMs={emptyAfterMs}
          onEmptied={idle}
        />
      </div>
      <FormEnd submit={words.set} busy={sending.busy} error={sending.error} />
    </Form>
  );
}

function helpOf(emptied: boolean, checked: ReturnType<typeof useCodeCheck>): string {
  if (emptied) return words.emptied;
  return checked?.problems.length === 0 ? words.allowed[checked.strength] : words.codeHelp;
}
