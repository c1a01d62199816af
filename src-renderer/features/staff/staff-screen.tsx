import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { signedInStrings } from '../../strings/signed-in.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ViewSwitch } from '../../ui/view-switch.tsx';
import { AddColleagueDialog } from './add-colleague-dialog.tsx';
import { ColleaguesView } from './colleagues-view.tsx';
import { useSignedIn } from './signed-in.store.ts';
import { SignedInView } from './signed-in-view.tsx';
import { useStaffStore } from './staff.store.ts';
import styles from './staff-screen.module.css';

const addKey = 'N';
const switchKey = 'W';

type StaffViewName = keyof typeof staffStrings.views;
const views = (['colleagues', 'signedIn'] as const).map((id) => ({
  id,
  label: staffStrings.views[id],
}));

/** The colleagues: found, added, helped, kept out; and who of them is signed in now. */
export function StaffScreen() {
  const [view, setView] = useState<StaffViewName>('colleagues');
  const [query, setQuery] = useState('');
  const [adding, setAdding] = useState(false);
  const addHint = useKeyHint(addKey);
  const switchHint = useKeyHint(switchKey);
  const other = view === 'colleagues' ? 'signedIn' : 'colleagues';

  useHotkeys([
    {
      keys: addKey,
      label: staffStrings.add,
      bar: staffStrings.add.toLocaleLowerCase(),
      group: staffStrings.keysGroup,
      run: () => setAdding(true),
    },
    {
      keys: switchKey,
      label: staffStrings.views[other],
      bar: staffStrings.views[other].toLocaleLowerCase(),
      group: staffStrings.keysGroup,
      run: () => setView(other),
    },
  ]);

  return (
    <>
      <ScreenFrame
        title={staffStrings.title}
        aside={<Count view={view} />}
        actions={
          <>
            <ViewSwitch
              label={staffStrings.viewsLabel}
              views={views}
              value={view}
              onChange={setView}
              hint={switchHint}
            />
            <SearchField
              label={staffStrings.find}
              placeholder={staffStrings.findPlaceholder}
              value={query}
              onChange={setQuery}
              className={styles.find}
            />
            <Button
              tone="primary"
              icon={<UserPlus />}
              hint={addHint}
              onPress={() => setAdding(true)}
            >
              {staffStrings.add}
            </Button>
          </>
        }
      >
        {view === 'colleagues' ? <ColleaguesView query={query} /> : <SignedInView query={query} />}
      </ScreenFrame>
      <AddColleagueDialog open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

/** How many there are in the view that is up. */
function Count({ view }: { view: StaffViewName }) {
  const { staff } = useStaffStore();
  const { sessions } = useSignedIn();
  const words =
    view === 'signedIn'
      ? sessions && signedInStrings.count(sessions.length)
      : staff && staffStrings.count(staff.filter(({ active }) => active).length, staff.length);
  return words;
}
