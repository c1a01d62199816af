import { useEffect, useState } from 'react';
import { signedInStrings as words } from '../../strings/signed-in.ts';
import { usePulse } from '../session/session.store.ts';
import { FoundList } from './found-list.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { loadSignedIn, useSignedIn } from './signed-in.store.ts';
import { SignedInTable } from './signed-in-table.tsx';

/** Who is signed in now, live; a sign-in can be ended. */
export function SignedInView({ query }: { query: string }) {
  const { sessions, error } = useSignedIn();
  const pulse = usePulse();
  const [openId, setOpenId] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each pulse, what it shows may be old.
  useEffect(() => {
    void loadSignedIn();
  }, [pulse]);

  return (
    <>
      <FoundList
        all={sessions}
        error={error}
        reload={() => void loadSignedIn()}
        query={query}
        noneFound={{ title: words.noneFound, help: words.noneFoundHelp }}
      >
        {(found) => (
          <SignedInTable
            sessions={found}
            openId={openId}
            onOpen={({ sessionId }) => setOpenId(sessionId)}
          />
        )}
      </FoundList>
      <SessionDialog
        session={sessions?.find(({ sessionId }) => sessionId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}
