import { Phone } from 'lucide-react';
import { useState } from 'react';
import type { CallBackNumber } from '#shared/contract/approvals.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { verdictStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { useAction } from '../../ui/use-action.ts';
import styles from './call-back-steps.module.css';

interface CallBackStepsProps {
  verificationId: number;
  /** What is to be approved; without it the contact's code is to be enabled. */
  requestId?: string;
  /** What the supervisor is asked, as the second step. */
  askStep: string;
  /** The form that they stand in has the main button. */
  quiet?: boolean;
  /** Runs once a supervisor has been asked. */
  onAsked: () => Promise<void>;
}

/** A number on record is called back, then a supervisor is asked. */
export function CallBackSteps(props: CallBackStepsProps) {
  const { verificationId, requestId, askStep, quiet = false, onAsked } = props;
  const [numbers, setNumbers] = useState<readonly CallBackNumber[] | null>(null);
  const show = useAction(desk.approvals.callBackNumbers);
  const ask = useAction(desk.approvals.ask);
  const subject = { verificationId, ...(requestId === undefined ? {} : { requestId }) };
  const error = show.error ?? ask.error;

  const showNumbers = async () => {
    const shown = await show.run(subject);
    if (shown) setNumbers(shown.numbers);
  };
  const askSupervisor = async (calledBack: CallBackNumber['source']) => {
    if (await ask.run({ ...subject, calledBack })) await onAsked();
  };

  return (
    <div className={styles.steps}>
      <ol aria-label={words.steps} className={styles.list}>
        <li>{words.stepCall}</li>
        <li>{askStep}</li>
      </ol>
      {numbers === null ? (
        <div>
          <Button
            tone={quiet ? 'quiet' : 'primary'}
            icon={<Phone aria-hidden="true" />}
            busy={show.busy}
            onPress={() => void showNumbers()}
          >
            {words.showNumbers}
          </Button>
        </div>
      ) : (
        <Numbers numbers={numbers} onReached={(source) => void askSupervisor(source)} />
      )}
      {error && (
        <Banner tone="danger" live="alert" title={explainError(error).title}>
          {explainError(error).message}
        </Banner>
      )}
    </div>
  );
}

interface NumbersProps {
  numbers: readonly CallBackNumber[];
  onReached: (source: CallBackNumber['source']) => void;
}

function Numbers({ numbers, onReached }: NumbersProps) {
  if (numbers.length === 0) return <p>{words.noNumbers}</p>;
  return (
    <ul aria-label={words.numbers} className={styles.numbers}>
      {numbers.map(({ source, number }) => (
        <li key={source} className={styles.number}>
          <span className={styles.digits}>{number}</span>
          <span className={styles.source}>{words.source[source]}</span>
          <Button label={words.reachedOn(number)} onPress={() => onReached(source)}>
            {words.reached}
          </Button>
        </li>
      ))}
    </ul>
  );
}
