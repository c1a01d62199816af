import { useState } from 'react';
import { type MailSettingsView, mailChannels } from '#shared/contract/mail.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { mailSettingsStrings as words } from '../../strings/mail.ts';
import { Form } from '../../ui/form.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { lookingAgain } from '../../ui/looking-again.ts';
import { showToast } from '../../ui/messages.store.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { loadMail, putSettings, useMail } from './mail.store.ts';
import styles from './mail-screen.module.css';

type Security = MailSettingsView['security'];

const securities = (['starttls', 'tls'] as const).map((id) => ({
  id,
  label: words.securityOptions[id],
}));

const onFile = (settings: MailSettingsView | null) => ({
  host: settings?.host ?? '',
  port: String(settings?.port ?? 587),
  security: settings?.security ?? ('starttls' as Security),
  username: settings?.username ?? '',
  password: '',
  fromName: settings?.fromName ?? '',
  fromAddress: settings?.fromAddress ?? '',
  portalAddress: settings?.portalAddress ?? '',
});

const input = mailChannels.setSettings.input;

/**
 * The server, who mail comes from, and where the Portal is. What somebody else enters meanwhile is
 * never written over unseen: it is taken over where nothing was typed, once saving was refused.
 */
export function SettingsForm({ settings }: { settings: MailSettingsView | null }) {
  const [base, setBase] = useState(settings);
  const [edited, setEdited] = useState<Partial<ReturnType<typeof onFile>>>({});
  const [judged, setJudged] = useState(false);
  const look = async () => {
    await loadMail();
    setBase(useMail.getState().settings ?? null);
  };
  const { busy, error, run } = useAction(lookingAgain(desk.mail.setSettings, look));
  const typed = { ...onFile(base), ...edited };
  const next = {
    ...typed,
    port: Number(typed.port),
    username: typed.username.trim() === '' ? null : typed.username,
    password: typed.password === '' ? null : typed.password,
    version: base?.version ?? 0,
  };
  const parsed = input.safeParse(next);
  const wrong = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
  const field = (name: Exclude<keyof typeof typed, 'security'>) => ({
    value: typed[name],
    onChange: (text: string) => setEdited({ ...edited, [name]: text }),
  });
  const problem = (name: string, text: string) => (judged && wrong.has(name) ? text : undefined);

  const submit = async () => {
    setJudged(true);
    if (!parsed.success) return;
    const saved = await run(next);
    if (!saved) return;
    setJudged(false);
    setBase(saved);
    setEdited({});
    putSettings(saved);
    showToast(words.saved);
    await loadMail();
  };

  return (
    <section className={styles.part}>
      <Form label={words.title} onSubmit={() => void submit()}>
        <div className={styles.server}>
          <TextField
            label={words.host}
            help={words.hostHelp}
            required
            autoFocus
            maxLength={253}
            {...field('host')}
            error={problem('host', words.hostMissing)}
          />
          <TextField
            label={words.port}
            required
            maxLength={5}
            {...field('port')}
            error={problem('port', words.portWrong)}
          />
          <Select
            label={words.security}
            options={securities}
            value={typed.security}
            onChange={(security) => setEdited({ ...edited, security })}
          />
        </div>
        <div className={styles.pair}>
          <TextField
            label={words.username}
            help={words.usernameHelp}
            maxLength={200}
            {...field('username')}
          />
          <SecretField
            label={words.password}
            help={base?.hasPassword ? words.passwordKept : words.passwordHelp}
            maxLength={256}
            {...field('password')}
          />
        </div>
        <div className={styles.pair}>
          <TextField
            label={words.fromName}
            required
            autoCapitalize="words"
            maxLength={100}
            {...field('fromName')}
            error={problem('fromName', words.fromNameMissing)}
          />
          <TextField
            label={words.fromAddress}
            required
            maxLength={254}
            {...field('fromAddress')}
            error={problem('fromAddress', words.fromAddressWrong)}
          />
        </div>
        <TextField
          label={words.portalAddress}
          help={words.portalAddressHelp}
          required
          maxLength={200}
          {...field('portalAddress')}
          error={problem('portalAddress', words.portalAddressWrong)}
        />
        <FormEnd submit={words.save} busy={busy} error={error} />
      </Form>
    </section>
  );
}
