import { Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import { commonStrings } from '../../strings/common.ts';
import { mailStrings as words } from '../../strings/mail.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useHotkeys, useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { usePulse } from '../session/session.store.ts';
import { loadMail, loadOlderMail, useMail } from './mail.store.ts';
import { MailDialog } from './mail-dialog.tsx';
import styles from './mail-screen.module.css';
import { OutboxTable } from './outbox-table.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

const settingsKey = 'M';

/** The outbox, live, and that there is no server yet to take the mail. For supervisors. */
export function MailScreen() {
  const { mails, settings } = useMail();
  const pulse = usePulse();
  const [openId, setOpenId] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each pulse, what it shows may be old.
  useEffect(() => {
    void loadMail();
  }, [pulse]);

  return (
    <>
      {settings === null && (
        <Banner tone="warn" shape="strip" title={words.noServer}>
          {words.noServerHelp}
        </Banner>
      )}
      <Outbox openId={openId} onOpen={setOpenId} />
      <MailDialog
        mail={mails?.find(({ mailId }) => mailId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}

/** Which server takes the mail; nothing while there is none. */
export function MailServer() {
  const { settings } = useMail();
  return settings && words.settingsOf(settings.host);
}

/** Opens the settings of that server. */
export function MailSettingsButton() {
  const { settings } = useMail();
  const [setting, setSetting] = useState(false);
  const hint = useKeyHint(settingsKey);
  useHotkeys([
    {
      keys: settingsKey,
      label: words.settings,
      bar: words.settings.toLocaleLowerCase(),
      group: words.keysGroup,
      run: () => setSetting(true),
    },
  ]);
  return (
    <>
      <Button
        tone={settings === null ? 'primary' : 'quiet'}
        icon={<Settings aria-hidden="true" />}
        hint={hint}
        onPress={() => setSetting(true)}
      >
        {words.settings}
      </Button>
      {settings !== undefined && (
        <SettingsDialog open={setting} settings={settings} onClose={() => setSetting(false)} />
      )}
    </>
  );
}

function Outbox({ openId, onOpen }: { openId: number | null; onOpen: (id: number) => void }) {
  const { mails, error } = useMail();
  if (error && mails === null) return <ErrorState error={error} onRetry={() => void loadMail()} />;
  if (mails === null)
    return (
      <div className={styles.loading}>
        <Spinner label={commonStrings.loading} />
      </div>
    );
  if (mails.length === 0) return <EmptyState title={words.none}>{words.noneHelp}</EmptyState>;
  return (
    <OutboxTable
      mails={mails}
      openId={openId}
      onOpen={({ mailId }) => onOpen(mailId)}
      onEnd={() => void loadOlderMail()}
    />
  );
}
