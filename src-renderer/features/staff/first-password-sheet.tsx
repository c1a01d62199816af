import { Copy } from 'lucide-react';
import { useState } from 'react';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FormActions } from '../../ui/form.tsx';
import styles from './first-password-sheet.module.css';

/** A first password, shown once, to be handed over. */
export function FirstPassword({ password, onDone }: { password: string; onDone: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => setCopied(copyText(password) ? 'yes' : 'failed');
  return (
    <div className={styles.sheet}>
      <p>{staffStrings.passwordHelp}</p>
      <output className={styles.password} aria-label={staffStrings.passwordLabel}>
        {password}
      </output>
      <FormActions>
        <Button tone="primary" autoFocus onPress={onDone}>
          {staffStrings.passwordDone}
        </Button>
        <Button icon={<Copy />} onPress={copy}>
          {commonStrings.copy}
        </Button>
      </FormActions>
      {copied === 'yes' && <Banner tone="warn">{staffStrings.copied}</Banner>}
      {copied === 'failed' && (
        <Banner tone="danger" live="alert">
          {staffStrings.copyFailed}
        </Banner>
      )}
    </div>
  );
}
