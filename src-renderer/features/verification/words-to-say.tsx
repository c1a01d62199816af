import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { WorkChannel } from '#shared/contract/fields.ts';
import { commonStrings } from '../../strings/common.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import styles from './words-to-say.module.css';

/** The sentence for the caller: read out on the phone, copied into a chat. */
export function WordsToSay({ text, channel }: { text: string; channel: WorkChannel }) {
  const [copied, setCopied] = useState('');
  const copy = () => setCopied(copyText(text) ? text : '');
  return (
    <div className={styles.words}>
      <span className={styles.verb}>{channel === 'phone' ? words.say : words.send}</span>
      <q className={styles.quote}>{text}</q>
      {channel === 'chat' && (
        <Button
          size="small"
          icon={copied === text ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          label={words.copyWords}
          onPress={copy}
        >
          {copied === text ? commonStrings.copied : commonStrings.copy}
        </Button>
      )}
    </div>
  );
}
