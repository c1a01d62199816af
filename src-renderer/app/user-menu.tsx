import { Keyboard, KeyRound, Lock, LogOut, Monitor, Moon, Server, Sun } from 'lucide-react';
import { useState } from 'react';
import { ServerDialog } from '../features/connection/server-dialog.tsx';
import { ChangePasswordDialog } from '../features/session/change-password-dialog.tsx';
import { lockDesk, signOut, useSession } from '../features/session/session.store.ts';
import { useSetupStore } from '../features/setup/setup.store.ts';
import { commonStrings } from '../strings/common.ts';
import { connectionStrings } from '../strings/connection.ts';
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

/** Whether there is something to know or to do about a server: in the desktop app alone. */
function useHasServer(): boolean {
  const { role } = useSession();
  return useSetupStore(
    ({ status }) =>
      status?.mayConnect === true && (status.place.kind === 'team' || role === 'supervisor'),
  );
}

/** Who is signed in, and what they do about themselves and this screen. */
export function UserMenu() {
  const { name, role } = useSession();
  const { theme } = useTheme();
  const helpHint = useKeyHint(helpKey);
  const [dialog, setDialog] = useState<'none' | 'password' | 'server' | 'sign-out'>('none');
  const hasServer = useHasServer();
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
              ...(hasServer
                ? [
                    {
                      id: 'server',
                      label: connectionStrings.menu,
                      icon: <Server />,
                      run: () => setDialog('server'),
                    },
                  ]
                : []),
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
      <ServerDialog open={dialog === 'server'} onClose={close} />
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
