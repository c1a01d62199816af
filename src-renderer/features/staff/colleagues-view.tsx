import { useEffect, useState } from 'react';
import { staffStrings } from '../../strings/staff.ts';
import { usePulse } from '../session/session.store.ts';
import { ColleagueDialog } from './colleague-dialog.tsx';
import { FoundList } from './found-list.tsx';
import { loadStaff, useStaffStore } from './staff.store.ts';
import { StaffTable } from './staff-table.tsx';

/** Everybody who has or had a sign-in: helped, kept out. */
export function ColleaguesView({ query }: { query: string }) {
  const { staff, error } = useStaffStore();
  const pulse = usePulse();
  const [openId, setOpenId] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each pulse, what it shows may be old.
  useEffect(() => {
    void loadStaff();
  }, [pulse]);

  return (
    <>
      <FoundList
        all={staff}
        error={error}
        reload={() => void loadStaff()}
        query={query}
        noneFound={{ title: staffStrings.noneFound, help: staffStrings.noneFoundHelp }}
      >
        {(found) => (
          <StaffTable staff={found} openId={openId} onOpen={({ staffId }) => setOpenId(staffId)} />
        )}
      </FoundList>
      <ColleagueDialog
        person={staff?.find(({ staffId }) => staffId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}
