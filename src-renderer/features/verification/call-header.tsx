import { MessageSquare, Phone } from 'lucide-react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { Elapsed } from '../../ui/countdown.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { useSession } from '../session/session.store.ts';
import { endCall } from './call-actions.ts';
import styles from './call-header.module.css';
import { chooseChannel, useIntakeStore } from './intake.store.ts';

export const channelIcons = { phone: Phone, chat: MessageSquare } as const;

/** How the caller reached us, who they are, and for how long. */
export function CallHeader({ call, hint }: { call: VerificationView; hint: string }) {
  const { verificationId, channel } = call;
  const Icon = channelIcons[channel];
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>
        <Icon aria-hidden="true" />
        <span>{words.channels[channel]}</span>
        <bdi className={styles.name}>{call.contactName ?? words.somebodyElse}</bdi>
      </h2>
      <Elapsed from={call.openedAt} className={styles.elapsed} />
      <Button hint={hint} onPress={() => void endCall(verificationId)}>
        {channel === 'phone' ? words.end : words.endChat}
      </Button>
    </header>
  );
}

/** Phone or chat, before the call begins; only for those who work both. */
export function ChannelChoice() {
  const { worksOn, defaultChannel } = useSession();
  const chosen = useIntakeStore((state) => state.channel);
  const channel = chosen ?? defaultChannel;
  if (worksOn !== 'both') return <PlainChannel channel={channel} />;
  return (
    <RadioList<WorkChannel>
      label={words.channelLabel}
      layout="inline"
      options={[
        { id: 'phone', label: words.channels.phone },
        { id: 'chat', label: words.channels.chat },
      ]}
      value={channel}
      onChange={chooseChannel}
      className={styles.choice}
    />
  );
}

function PlainChannel({ channel }: { channel: WorkChannel }) {
  const Icon = channelIcons[channel];
  return (
    <p className={styles.title}>
      <Icon aria-hidden="true" /> {words.channels[channel]}
    </p>
  );
}
