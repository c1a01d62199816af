import { signInInstructions, newAccountStrings as words } from '../../../strings/new-account.ts';
import { Button } from '../../../ui/button.tsx';
import { CopySheet } from '../../../ui/copy-sheet.tsx';
import { FirstCodeMailed } from '../../portal/first-code.tsx';
import type { MadeAccount } from './account-form.tsx';
import styles from './instructions-sheet.module.css';

interface InstructionsSheetProps {
  made: MadeAccount;
  /** The words on the button that goes on from here. */
  next: string;
  onNext: () => void;
}

/** What the client is to be told, ready to copy, once their account is made. */
export function InstructionsSheet({ made, next, onNext }: InstructionsSheetProps) {
  return (
    <div className={styles.sheet}>
      <FirstCodeMailed accountId={made.accountId} mail={made.mail} />
      <p>{words.done}</p>
      <CopySheet words={words.instructions} text={signInInstructions(made)}>
        <Button onPress={onNext}>{next}</Button>
      </CopySheet>
    </div>
  );
}
