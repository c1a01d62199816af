import { Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import styles from './copy-sheet.module.css';
import { copyText } from './copy-text.ts';
import { FormActions } from './form.tsx';
import { useFirstFocus } from './use-first-focus.ts';

interface CopySheetProps {
  words: {
    /** What the text is, for whoever can't see it. */
    readonly text: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyFailed: string;
  };
  text: string;
  /** Buttons beside the one that copies. */
  children?: ReactNode;
}

/** A text to be passed on, and the button that copies it. */
export function CopySheet({ words, text, children }: CopySheetProps) {
  const copy = useFirstFocus<HTMLButtonElement>();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  return (
    <>
      <output className={styles.text} aria-label={words.text}>
        {text}
      </output>
      <FormActions>
        <Button
          tone="primary"
          ref={copy}
          icon={<Copy />}
          onPress={() => setCopied(copyText(text) ? 'yes' : 'failed')}
        >
          {words.copy}
        </Button>
        {children}
      </FormActions>
      {copied === 'yes' && <Banner tone="success">{words.copied}</Banner>}
      {copied === 'failed' && (
        <Banner tone="danger" live="alert">
          {words.copyFailed}
        </Banner>
      )}
    </>
  );
}
