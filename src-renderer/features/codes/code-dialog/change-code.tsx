import type { CodesView } from '#shared/contract/codes.contract.ts';
import type { Leave } from '#shared/contract/leave.ts';
import type { Result } from '#shared/result.ts';
import type { Change } from '#shared/rules/leave-rules.ts';
import { desk } from '../../../bridge/desk.ts';
import { type CodeAction, codesStrings as words } from '../../../strings/set-code.ts';
import { lookingAgain } from '../../../ui/looking-again.ts';
import { useAction } from '../../../ui/use-action.ts';
import { LeaveForm } from '../../leave/leave-form.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import type { CodeChangeProps } from './set-code.tsx';

type PlainAction = Exclude<CodeAction, 'set'>;

const changeOf: Readonly<Record<PlainAction, Change>> = {
  requireChange: 'code.disable',
  disable: 'code.disable',
  enable: 'code.disable',
  remove: 'code.remove',
  giveAccess: 'access.give',
  takeAccess: 'access.take',
};

interface Asked {
  readonly accountId: number;
  readonly contactId: number | null;
  readonly version: number;
  readonly leave: Leave;
}

/** Does one of them; each is a call of its own to the backend. */
function carryOut(action: PlainAction, asked: Asked): Promise<Result<CodesView>> {
  const { contactId, leave, ...account } = asked;
  switch (action) {
    case 'enable':
      return desk.codes.enable({ ...account, contactId, reason: reasonOf(leave) });
    case 'giveAccess':
    case 'takeAccess': {
      if (contactId === null) throw new Error('the main code has no viewing access of its own');
      const may = action === 'giveAccess';
      return desk.codes.setViewingAccess({ ...account, contactId, may, leave });
    }
    default:
      return desk.codes[action](asked);
  }
}

function reasonOf(leave: Leave): string {
  return leave.by === 'reason' ? leave.reason : '';
}

interface ChangeCodeProps extends Omit<CodeChangeProps, 'codes'> {
  /** The account, as it was looked at. */
  codes: Pick<CodesView, 'accountId' | 'version'>;
  action: PlainAction;
}

/** A change of a code that needs nothing but leave. */
export function ChangeCode(props: ChangeCodeProps) {
  const { codes, contactId, action, onDone, onConflict } = props;
  const { accountId, version } = codes;
  const isAccess = action === 'giveAccess' || action === 'takeAccess';
  const wanted = isAccess ? {} : { holder: contactId };
  const state = useLeave(accountId, {
    change: changeOf[action],
    ...wanted,
    byReasonOnly: action === 'enable',
  });
  const { busy, error, run } = useAction(
    lookingAgain((asked: Asked) => carryOut(action, asked), onConflict),
  );
  const { label, effect, button, done } = words.actions[action];

  return (
    <LeaveForm
      label={label}
      effect={effect}
      state={state}
      submit={button}
      tone={action === 'remove' || action === 'disable' ? 'danger' : 'primary'}
      busy={busy}
      error={error}
      onSend={async (leave) => {
        const changed = await run({ accountId, contactId, version, leave });
        if (changed) await onDone(changed, done);
      }}
    />
  );
}
