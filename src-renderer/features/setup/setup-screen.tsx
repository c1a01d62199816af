import { useState } from 'react';
import { setupStrings } from '../../strings/setup.ts';
import { showToast } from '../../ui/messages.tsx';
import { ConfirmKeyStep } from './confirm-key-step.tsx';
import { DataStep } from './data-step.tsx';
import { KeyStep } from './key-step.tsx';
import { type Begun, setStatus } from './setup.store.ts';
import { SetupProgress } from './setup-progress.tsx';
import { SupervisorStep } from './supervisor-step.tsx';

/** The first start: supervisor, recovery key, its check, data. Nothing is written before the end. */
export function SetupScreen() {
  const [step, setStep] = useState(0);
  const [begun, setBegun] = useState<Begun | null>(null);
  const goTo = (next: number) => () => setStep(next);
  return (
    <>
      <SetupProgress step={step} />
      {begun === null ? (
        <SupervisorStep
          onBegun={(value) => {
            setBegun(value);
            setStep(1);
          }}
        />
      ) : step === 1 ? (
        <KeyStep words={begun.recoveryWords} onWritten={goTo(2)} />
      ) : step === 2 ? (
        <ConfirmKeyStep begun={begun} onBack={goTo(1)} onConfirmed={goTo(3)} />
      ) : (
        <DataStep
          setupId={begun.setupId}
          onFinished={(status) => {
            showToast(setupStrings.done);
            setStatus(status);
          }}
          onStartAgain={() => {
            setBegun(null);
            setStep(0);
          }}
        />
      )}
    </>
  );
}
