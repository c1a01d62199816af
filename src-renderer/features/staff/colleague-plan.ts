import type { StaffView } from '#shared/contract/staff.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { staffStrings } from '../../strings/staff.ts';
import type { ReasonPlan } from './reason-form.tsx';

/** What a supervisor can do with a reason, by what was chosen and how the colleague stands. */
export function colleaguePlan(
  { staffId, name, active, limitReached }: StaffView,
  action: 'activity' | 'limit',
): ReasonPlan {
  if (action === 'limit') {
    return {
      title: staffStrings.liftTitle,
      help: staffStrings.liftHelp[limitReached ?? 'failures'],
      button: staffStrings.lift,
      tone: 'primary',
      done: staffStrings.done.lifted(name),
      send: (reason: string) => desk.staff.liftLimit({ staffId, reason }),
    };
  }
  const send = (reason: string) => desk.staff.setActive({ staffId, active: !active, reason });
  return active
    ? {
        title: staffStrings.keepOutTitle,
        help: staffStrings.keepOutHelp,
        button: staffStrings.keepOut,
        tone: 'danger',
        done: staffStrings.done.keptOut(name),
        send,
      }
    : {
        title: staffStrings.letInTitle,
        help: staffStrings.letInHelp,
        button: staffStrings.letIn,
        tone: 'primary',
        done: staffStrings.done.letIn(name),
        send,
      };
}
