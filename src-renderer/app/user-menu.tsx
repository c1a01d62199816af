import { Keyboard, KeyRound, Lock, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { ChangePasswordDialog } from '../features/session/change-password-dialog.tsx';
import { lockDesk, signOut, useSession } from '../features/session/session.store.ts';
import { commonStrings } from '../strings/common.ts';
import { shellStrings } from '../strings/shell.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { helpKey, setHotkeyHelpOpen } from '../ui/hotkeys/hotkey-store.ts';
import { useHotkeys, useKeyHint } from '../ui/hotkeys/use-hotkeys.ts';
import { Menu } from '../ui/menu.tsx';
import { setTheme, themes, useTheme } from './theme.ts';
import styles from './user-menu.module.css';

const lockKey = 'Alt+L';
const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

/** First letters of the first and last name. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** Who is signed in, and what they do about themselves and this screen. */
export function UserMenu() {
  const { name, role } = useSession();
  const { theme } = useTheme();
  const helpHint = useKeyHint(helpKey);
  const [dialog, setDialog] = useState<'none' | 'password' | 'sign-out'>('none');
  useHotkeys([{ keys: lockKey, label: shellStrings.lockNow, run: () => void lockDesk() }]);
  const close = () => setDialog('none');
  return (
    <>
      <Menu
        label={shellStrings.userMenu(name)}
        trigger={
          <Button tone="plain" label={shellStrings.userMenu(name)} className={styles.trigger}>
            <span className={styles.initials}>{initials(name)}</span>
          </Button>
        }
        groups={[
          {
            id: 'self',
            title: shellStrings.signedInAs(name, shellStrings.roles[role]),
            entries: [
              {
                id: 'password',
                label: shellStrings.changePassword,
                icon: <KeyRound />,
                run: () => setDialog('password'),
              },
              {
                id: 'keys',
                label: shellStrings.keys,
                icon: <Keyboard />,
                hint: helpHint,
                run: () => setHotkeyHelpOpen(true),
              },
            ],
          },
          {
            id: 'theme',
            title: shellStrings.theme,
            chosenId: `theme-${theme}`,
            entries: themes.map((id) => ({
              id: `theme-${id}`,
              label: shellStrings.themes[id],
              icon: themeIcons[id],
              run: () => setTheme(id),
            })),
          },
          {
            id: 'leave',
            entries: [
              {
                id: 'lock',
                label: shellStrings.lock,
                icon: <Lock />,
                hint: lockKey,
                run: () => void lockDesk(),
              },
              {
                id: 'sign-out',
                label: shellStrings.signOut,
                icon: <LogOut />,
                run: () => setDialog('sign-out'),
              },
            ],
          },
        ]}
      />
      <ChangePasswordDialog open={dialog === 'password'} onClose={close} />
      <Dialog
        open={dialog === 'sign-out'}
        onClose={close}
        title={shellStrings.signOutTitle}
        role="alertdialog"
        width="small"
        footer={
          <>
            <Button onPress={close}>{commonStrings.cancel}</Button>
            <Button tone="primary" autoFocus onPress={() => void signOut()}>
              {shellStrings.signOut}
            </Button>
          </>
        }
      >
        <p>{shellStrings.signOutWords}</p>
      </Dialog>
    </>
  );
}
