import { useState } from 'react';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type ColleagueAction, ColleagueActions } from './colleague-actions.tsx';
import { colleaguePlan } from './colleague-plan.ts';
import { FirstPassword } from './first-password-sheet.tsx';
import { ReasonForm } from './reason-form.tsx';
import { ResetPasswordForm } from './reset-password-form.tsx';
import { loadStaff } from './staff.store.ts';

type Step =
  | { readonly kind: 'overview' }
  | { readonly kind: ColleagueAction }
  | { readonly kind: 'password'; readonly password: string };

const overview: Step = { kind: 'overview' };

/** One colleague: how they stand, and what a supervisor can do for them. */
export function ColleagueDialog({
  person,
  onClose,
}: {
  person: StaffView | null;
  onClose: () => void;
}) {
  const [step, setStep] = useState<Step>(overview);
  const close = () => {
    setStep(overview);
    onClose();
  };
  const back = () => setStep(overview);
  const title =
    person && step.kind === 'password'
      ? staffStrings.passwordTitle(person.name)
      : (person?.name ?? '');
  return (
    <Dialog
      open={person !== null}
      onClose={close}
      title={title}
      width="medium"
      sticky={step.kind !== 'overview'}
    >
      {person && step.kind === 'overview' && (
        <ColleagueActions person={person} onChoose={(kind) => setStep({ kind })} />
      )}
      {person && step.kind === 'reset' && (
        <ResetPasswordForm
          person={person}
          onBack={back}
          onDone={(password) => setStep({ kind: 'password', password })}
        />
      )}
      {person && (step.kind === 'activity' || step.kind === 'limit') && (
        <ReasonForm
          plan={colleaguePlan(person, step.kind)}
          onBack={back}
          onDone={() => {
            close();
            void loadStaff();
          }}
        />
      )}
      {step.kind === 'password' && <FirstPassword password={step.password} onDone={close} />}
    </Dialog>
  );
}
