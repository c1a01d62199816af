import { useEffect } from 'react';
import { ChangePasswordScreen } from '../features/session/change-password-screen.tsx';
import { LockScreen } from '../features/session/lock-screen.tsx';
import { loadSession, useSessionStore } from '../features/session/session.store.ts';
import { SignInScreen } from '../features/session/sign-in-screen.tsx';
import { loadStatus, useSetupStore } from '../features/setup/setup.store.ts';
import { SetupScreen } from '../features/setup/setup-screen.tsx';
import { StoreProblemScreen } from '../features/setup/store-problem-screen.tsx';
import { shellStrings } from '../strings/shell.ts';
import { Spinner } from '../ui/spinner.tsx';
import { ErrorState } from '../ui/state-message.tsx';
import { FrontPage } from './front-page.tsx';
import { Shell } from './shell.tsx';
import { useDeskEvents } from './use-desk-events.ts';

/** Decides which screen is up: the store first, then who is signed in, then the desk. */
export function Stage() {
  const { status, error } = useSetupStore();
  const session = useSessionStore((state) => state.session);
  const state = status?.state;
  useDeskEvents();

  useEffect(() => {
    void loadStatus();
  }, []);
  useEffect(() => {
    if (state === 'ready') void loadSession();
  }, [state]);

  if (status === null || (state === 'ready' && session === undefined)) {
    return (
      <FrontPage>
        {error ? (
          <ErrorState wholePage error={error} onRetry={() => void loadStatus()} />
        ) : (
          <Spinner label={shellStrings.starting} />
        )}
      </FrontPage>
    );
  }
  if (state === 'empty') return <SetupPage />;
  if (state !== 'ready') {
    return (
      <FrontPage quiet>
        <StoreProblemScreen />
      </FrontPage>
    );
  }
  if (!session) {
    return (
      <FrontPage>
        <SignInScreen />
      </FrontPage>
    );
  }
  if (session.state === 'locked') {
    return (
      <FrontPage>
        <LockScreen key={session.staffId} session={session} />
      </FrontPage>
    );
  }
  if (session.state === 'password_change_due') {
    return (
      <FrontPage>
        <ChangePasswordScreen session={session} />
      </FrontPage>
    );
  }
  return <Shell />;
}

function SetupPage() {
  return (
    <FrontPage wide>
      <SetupScreen />
    </FrontPage>
  );
}
