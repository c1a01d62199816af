import type { SessionView } from '#shared/contract/session.contract.ts';
import { sessionStrings } from '../../strings/session.ts';
import { Button } from '../../ui/button.tsx';
import { ScreenTitle } from '../../ui/form.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { signOut } from './session.store.ts';

/** The first password was set by somebody else: nothing else can be done before it is changed. */
export function ChangePasswordScreen({ session }: { session: SessionView }) {
  return (
    <>
      <ScreenTitle title={sessionStrings.changeDueTitle}>
        {sessionStrings.changeDueHelp}
      </ScreenTitle>
      <ChangePasswordForm
        session={session}
        onDone={() => undefined}
        more={<Button onPress={() => void signOut()}>{sessionStrings.signOut}</Button>}
      />
    </>
  );
}
