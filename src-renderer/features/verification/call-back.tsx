import { Phone } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallBackNumber } from '#shared/contract/approvals.contract.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { verdictStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { useAction } from '../../ui/use-action.ts';
import { refreshCall } from './call-actions.ts';
import styles from './call-back.module.css';

/** How often a supervisor's decision is looked for (milliseconds). */
const lookEvery = 3000;

interface CallBackProps {
  call: VerificationView;
  asked: boolean;
  refused: boolean;
}

/** The way back from a disabled code: a number on record, then a supervisor. */
export function CallBack({ call, asked, refused }: CallBackProps) {
  const { verificationId } = call;
  const [numbers, setNumbers] = useState<readonly CallBackNumber[] | null>(null);
  const show = useAction(desk.approvals.callBackNumbers);
  const ask = useAction(desk.approvals.ask);
  useEffect(() => {
    if (!asked) return;
    const timer = setInterval(() => void refreshCall(verificationId), lookEvery);
    return () => clearInterval(timer);
  }, [asked, verificationId]);

  const showNumbers = async () => {
    const shown = await show.run({ verificationId });
    if (shown) setNumbers(shown.numbers);
  };
  const askSupervisor = async (calledBack: CallBackNumber['source']) => {
    if (await ask.run({ verificationId, calledBack })) await refreshCall(verificationId);
  };
  const error = show.error ?? ask.error;

  if (asked)
    return (
      <Banner tone="info" live="status">
        {words.asked}
      </Banner>
    );
  return (
    <div className={styles.steps}>
      {refused && (
        <Banner tone="warn" live="alert">
          {words.refusedBySupervisor}
        </Banner>
      )}
      <ol aria-label={words.steps} className={styles.list}>
        <li>{words.stepCall}</li>
        <li>{words.stepAsk}</li>
      </ol>
      {numbers === null ? (
        <div>
          <Button
            tone="primary"
            icon={<Phone aria-hidden="true" />}
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
