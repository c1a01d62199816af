import { Copy } from 'lucide-react';
import { useState } from 'react';
import { signInInstructions, newAccountStrings as words } from '../../../strings/new-account.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { FormActions } from '../../../ui/form.tsx';
import { FirstCodeMailed } from '../../portal/first-code.tsx';
import type { MadeAccount } from './account-form.tsx';
import styles from './instructions-sheet.module.css';

interface InstructionsSheetProps {
  made: MadeAccount;
  onShow: () => void;
}

/** What the client is to be told, ready to copy, once their account is made. */
export function InstructionsSheet({ made, onShow }: InstructionsSheetProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const text = signInInstructions(made);
  return (
    <div className={styles.sheet}>
      <FirstCodeMailed accountId={made.accountId} mail={made.mail} />
      <p>{words.done}</p>
      <output className={styles.text} aria-label={words.instructions}>
        {text}
      </output>
      <FormActions>
        <Button
          tone="primary"
          autoFocus
          icon={<Copy />}
          onPress={() => setCopied(copyText(text) ? 'yes' : 'failed')}
        >
          {words.copy}
        </Button>
        <Button onPress={onShow}>{words.show}</Button>
      </FormActions>
      {copied === 'yes' && <Banner tone="success">{words.copied}</Banner>}
      {copied === 'failed' && (
        <Banner tone="danger" live="alert">
          {words.copyFailed}
        </Banner>
      )}
    </div>
  );
}
