import { useEffect } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { verdictStrings as words } from '../../strings/verification.ts';
import { Banner } from '../../ui/banner.tsx';
import { CallBackSteps } from '../approvals/call-back-steps.tsx';
import { refreshCall } from './call-actions.ts';

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
  useEffect(() => {
    if (!asked) return;
    const timer = setInterval(() => void refreshCall(verificationId), lookEvery);
    return () => clearInterval(timer);
  }, [asked, verificationId]);

  if (asked)
    return (
      <Banner tone="info" live="status">
        {words.asked}
      </Banner>
    );
  return (
    <>
      {refused && (
        <Banner tone="warn" live="alert">
          {words.refusedBySupervisor}
        </Banner>
      )}
      <CallBackSteps
        verificationId={verificationId}
        askStep={words.stepAsk}
        onAsked={() => refreshCall(verificationId)}
      />
    </>
  );
}
