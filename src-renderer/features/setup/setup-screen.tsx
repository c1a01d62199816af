import { useState } from 'react';
import { setupStrings } from '../../strings/setup.ts';
import { showToast } from '../../ui/messages.store.ts';
import { ConnectScreen } from '../connection/connect-screen.tsx';
import { ConfirmKeyStep } from './confirm-key-step.tsx';
import { DataStep } from './data-step.tsx';
import { KeyStep } from './key-step.tsx';
import { type Place, PlaceStep } from './place-step.tsx';
import { type Begun, setStatus, useSetupStore } from './setup.store.ts';
import { SetupProgress } from './setup-progress.tsx';
import { SupervisorStep } from './supervisor-step.tsx';

/** The first start. Where this program can be connected to a server, that is the first question. */
export function SetupScreen() {
  const mayConnect = useSetupStore((state) => state.status?.mayConnect ?? false);
  const [place, setPlace] = useState<Place | null>(null);
  const back = () => setPlace(null);
  if (!mayConnect) return <StoreSetup />;
  if (place === 'here') return <StoreSetup onBack={back} />;
  if (place === 'team') return <ConnectScreen onBack={back} />;
  return <PlaceStep onChosen={setPlace} />;
}

/** Supervisor, recovery key, its check, data. Nothing is written before the end. */
function StoreSetup({ onBack }: { onBack?: () => void }) {
  const [step, setStep] = useState(0);
  const [begun, setBegun] = useState<Begun | null>(null);
  const goTo = (next: number) => () => setStep(next);
  return (
    <>
      <SetupProgress step={step} />
      {begun === null ? (
        <SupervisorStep
          onBack={onBack}
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
