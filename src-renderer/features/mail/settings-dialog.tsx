import type { MailSettingsView } from '#shared/contract/mail.contract.ts';
import { mailSettingsStrings as words } from '../../strings/mail.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SettingsForm } from './settings-form.tsx';
import { TestForm } from './test-form.tsx';

interface SettingsDialogProps {
  open: boolean;
  settings: MailSettingsView | null;
  onClose: () => void;
}

/** The mail server: entered, and tried with a test mail. */
export function SettingsDialog({ open, settings, onClose }: SettingsDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title} width="large" sticky>
      <SettingsForm settings={settings} />
      {settings && <TestForm />}
    </Dialog>
  );
}
