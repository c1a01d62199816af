import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { Elapsed } from '../../ui/countdown.tsx';
import { endCall } from './call-actions.ts';
import styles from './call-header.module.css';
import { channelIcons } from './channel-choice.tsx';

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
