import { MessageSquare, Phone } from 'lucide-react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { useSession } from '../session/session.store.ts';
import styles from './channel-choice.module.css';
import { chooseChannel, useIntakeStore } from './intake.store.ts';

export const channelIcons = { phone: Phone, chat: MessageSquare } as const;

/** How the next caller is reached, or whoever is on the line before there is a call of theirs. */
export function useNextChannel(): WorkChannel {
  const chosen = useIntakeStore(({ channel }) => channel);
  const { defaultChannel } = useSession();
  return chosen ?? defaultChannel;
}

/** Phone or chat, before the call begins; only for those who work both. */
export function ChannelChoice() {
  const { worksOn } = useSession();
  const channel = useNextChannel();
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
    <p className={styles.plain}>
      <Icon aria-hidden="true" /> {words.channels[channel]}
    </p>
  );
}
