import type { OpenSessionView } from '#shared/contract/session.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { signedInStrings as words } from '../../strings/signed-in.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Time } from '../../ui/time.tsx';
import { Fact, Facts } from './facts.tsx';
import { ReasonForm } from './reason-form.tsx';
import { loadSignedIn } from './signed-in.store.ts';
import { From, SessionState } from './signed-in-table.tsx';

interface SessionDialogProps {
  session: OpenSessionView | null;
  onClose: () => void;
}

/** One sign-in: where it is, and ending it with a reason. */
export function SessionDialog({ session, onClose }: SessionDialogProps) {
  return (
    <Dialog
      open={session !== null}
      onClose={onClose}
      title={session ? words.endTitle(session.name) : ''}
      width="medium"
      sticky={session?.own === false}
    >
      {session && (
        <>
          <Facts label={words.facts}>
            <Fact name={staffStrings.columns.username}>{session.username}</Fact>
            <Fact name={words.columns.from}>
              <From {...session} />
            </Fact>
            <Fact name={words.columns.signedIn}>
              <Time at={session.signedInAt} />
            </Fact>
            <Fact name={words.columns.active}>
              <Time at={session.lastActivityAt} />
            </Fact>
            <Fact name={words.columns.state}>
              <SessionState state={session.state} />
            </Fact>
          </Facts>
          {session.own ? (
            <p>{words.endOwn}</p>
          ) : (
            <ReasonForm
              plan={{
                title: words.end,
                help: words.endHelp,
                button: words.end,
                tone: 'danger',
                done: words.ended(session.name),
                send: (reason) => desk.session.end({ sessionId: session.sessionId, reason }),
              }}
              onBack={onClose}
              onDone={() => {
                onClose();
                void loadSignedIn();
              }}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
