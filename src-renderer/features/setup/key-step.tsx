import { Copy, Printer } from 'lucide-react';
import { useState } from 'react';
import { setupStrings } from '../../strings/setup.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { FormActions, ScreenTitle } from '../../ui/form.tsx';
import { KeySheet } from './key-sheet.tsx';
import styles from './key-step.module.css';

/** Shows the recovery key, this once: to copy, to print, to write down. */
export function KeyStep({ words, onWritten }: { words: string[]; onWritten: () => void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () => {
    const numbered = words.map((word, index) => `${index + 1}. ${word}`).join('\n');
    setCopied(copyText(numbered) ? 'yes' : 'failed');
  };
  return (
    <>
      <div className={styles.screen}>
        <ScreenTitle title={setupStrings.keyTitle} takesFocus>
          {setupStrings.keyHelp}
        </ScreenTitle>
        <ol className={styles.words} aria-label={setupStrings.keyList}>
          {words.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice; the order is fixed.
            <li key={index} className={styles.word}>
              <span className={styles.number}>{index + 1}</span>
              {word}
            </li>
          ))}
        </ol>
        <p className={styles.keep}>{setupStrings.keyKeep}</p>
        <FormActions>
          <Button tone="primary" onPress={onWritten}>
            {setupStrings.keyWritten}
          </Button>
          <Button icon={<Copy />} onPress={copy}>
            {setupStrings.copyWords}
          </Button>
          <Button icon={<Printer />} onPress={() => window.print()}>
            {setupStrings.printWords}
          </Button>
        </FormActions>
        {copied === 'yes' && <Banner tone="warn">{setupStrings.copiedWords}</Banner>}
        {copied === 'failed' && (
          <Banner tone="danger" live="alert">
            {setupStrings.copyFailed}
          </Banner>
        )}
      </div>
      <KeySheet words={words} />
    </>
  );
}
