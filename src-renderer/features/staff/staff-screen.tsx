import { UserPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { AddColleagueDialog } from './add-colleague-dialog.tsx';
import { ColleagueDialog } from './colleague-dialog.tsx';
import { loadStaff, useStaffStore } from './staff.store.ts';
import styles from './staff-screen.module.css';
import { StaffTable } from './staff-table.tsx';

const addKey = 'N';

function matches(person: StaffView, query: string): boolean {
  const text = `${person.name} ${person.username}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The colleagues: found, added, helped, kept out. */
export function StaffScreen() {
  const { staff, error } = useStaffStore();
  const [query, setQuery] = useState('');
  const [adding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<number | null>(null);
  const addHint = useKeyHint(addKey);

  useEffect(() => {
    void loadStaff();
  }, []);
  useHotkeys([
    {
      keys: addKey,
      label: staffStrings.add,
      bar: staffStrings.add.toLocaleLowerCase(),
      group: staffStrings.keysGroup,
      run: () => setAdding(true),
    },
  ]);

  const shown = staff?.filter((person) => matches(person, query.trim())) ?? [];
  const open = staff?.find(({ staffId }) => staffId === openId) ?? null;

  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <div className={styles.titleLine}>
          <h1 className={styles.title}>{staffStrings.title}</h1>
          {staff && (
            <p className={styles.count}>
              {staffStrings.count(staff.filter(({ active }) => active).length, staff.length)}
            </p>
          )}
        </div>
        <SearchField
          label={staffStrings.find}
          placeholder={staffStrings.findPlaceholder}
          value={query}
          onChange={setQuery}
          className={styles.find}
        />
        <Button tone="primary" icon={<UserPlus />} hint={addHint} onPress={() => setAdding(true)}>
          {staffStrings.add}
        </Button>
      </header>
      <div className={styles.body}>
        {error && staff === null ? (
          <ErrorState error={error} onRetry={() => void loadStaff()} />
        ) : staff === null ? (
          <div className={styles.loading}>
            <Spinner label={commonStrings.loading} />
          </div>
        ) : shown.length === 0 ? (
          <EmptyState title={staffStrings.noneFound}>{staffStrings.noneFoundHelp}</EmptyState>
        ) : (
          <StaffTable staff={shown} openId={openId} onOpen={({ staffId }) => setOpenId(staffId)} />
        )}
      </div>
      <AddColleagueDialog open={adding} onClose={() => setAdding(false)} />
      <ColleagueDialog person={open} onClose={() => setOpenId(null)} />
    </div>
  );
}
