import type { ComponentType } from 'react';
import { create } from 'zustand';
import { ExportScreen } from '../features/export/export-screen.tsx';
import { ImportScreen } from '../features/import/import-screen.tsx';
import { MailScreen, MailServer, MailSettingsButton } from '../features/mail/mail-screen.tsx';
import { onSessionEnded } from '../features/session/session.store.ts';
import { exportStrings } from '../strings/export.ts';
import { importStrings } from '../strings/import.ts';
import { mailStrings } from '../strings/mail.ts';
import { shellStrings } from '../strings/shell.ts';
import { useHotkeys, useKeyHint } from '../ui/hotkeys/use-hotkeys.ts';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import { ViewSwitch } from '../ui/view-switch.tsx';

interface Part {
  readonly title: string;
  /** Beside the title, and in its line. */
  readonly Aside?: ComponentType;
  readonly Actions?: ComponentType;
  readonly Content: ComponentType;
}

const parts = {
  mail: {
    title: mailStrings.title,
    Aside: MailServer,
    Actions: MailSettingsButton,
    Content: MailScreen,
  },
  import: { title: importStrings.title, Content: ImportScreen },
  export: { title: exportStrings.title, Content: ExportScreen },
} satisfies Record<string, Part>;
type PartName = keyof typeof parts;

const names = Object.keys(parts) as PartName[];
const options = names.map((id) => ({ id, label: shellStrings.dataPart[id] }));
const nextKey = 'W';

/** Which part is up, also after a look at another view. */
const useShown = create<{ readonly name: PartName }>(() => ({ name: 'mail' }));
const show = (name: PartName) => useShown.setState({ name });
onSessionEnded(() => show('mail'));

/** What goes out of the desk and comes into it, a part at a time. For supervisors. */
export function DataScreen() {
  const { name } = useShown();
  const next = names[(names.indexOf(name) + 1) % names.length] ?? name;
  const hint = useKeyHint(nextKey);
  useHotkeys([
    {
      keys: nextKey,
      label: shellStrings.goTo(shellStrings.dataPart[next]),
      bar: shellStrings.dataPart[next].toLocaleLowerCase(),
      group: shellStrings.keysGroup,
      run: () => show(next),
    },
  ]);
  const { title, Aside, Actions, Content }: Part = parts[name];
  return (
    <ScreenFrame
      title={title}
      aside={Aside && <Aside />}
      actions={
        <>
          <ViewSwitch
            label={shellStrings.dataParts}
            views={options}
            value={name}
            onChange={show}
            hint={hint}
          />
          {Actions && <Actions />}
        </>
      }
    >
      <Content />
    </ScreenFrame>
  );
}
