import { type FormEvent, useRef, useState } from 'react';
import type { VerificationView } from '#shared/contract/verification.contract.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { verificationStrings as words } from '../../strings/verification.ts';
import { Button } from '../../ui/button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { checkCode } from './call-actions.ts';
import styles from './code-entry.module.css';
import { takeFocus, useFocusPlace } from './desk-focus.ts';
import { setDraft, useDraftStore, wipeDraft } from './drafts.store.ts';

/** The most characters that a code can have as typed. */
const longestCode = 128;

interface CodeEntryProps {
  call: VerificationView;
  /** False during a wait. */
  open: boolean;
  checking: boolean;
  hint: string;
}

/** The code field: masked, empty after each check and after a minute, checked at once on paste. */
export function CodeEntry({ call, open, checking, hint }: CodeEntryProps) {
  const { verificationId, channel } = call;
  const draft = useDraftStore(({ drafts }) => drafts[verificationId] ?? '');
  const [complaint, setComplaint] = useState<string | undefined>();
  const [emptied, setEmptied] = useState(false);
  const pasting = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  useFocusPlace('code', () => takeFocus(field.current));

  const check = (pasted: boolean) => {
    const typed = useDraftStore.getState().drafts[verificationId] ?? '';
    if (checking || !open) return;
    if (typed.length > longestCode) {
      wipeDraft(verificationId);
      setComplaint(words.tooLong);
    } else if (canonicalCode(typed) === '') setComplaint(words.nothingToCheck);
    else void checkCode(verificationId, pasted);
  };
  const change = (text: string) => {
    setComplaint(undefined);
    setEmptied(false);
    setDraft(verificationId, text, () => setEmptied(true));
    if (!pasting.current) return;
    pasting.current = false;
    if (channel === 'chat') check(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check(false);
  };

  return (
    <form
      className={styles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Once to empty the field, once to leave it, so that single keys work again.
        if (draft === '') field.current?.blur();
        else wipeDraft(verificationId);
      }}
    >
      <SecretField
        label={words.code}
        help={
          emptied ? words.emptied : channel === 'chat' ? words.codeChatHelp : words.codePhoneHelp
        }
        error={complaint}
        value={draft}
        onChange={change}
        onPasted={() => {
          pasting.current = true;
          // A paste that changed nothing must not make the next key a paste.
          setTimeout(() => {
            pasting.current = false;
          });
        }}
        disabled={!open}
        size="large"
        className={styles.field}
        ref={field}
      />
      <Button
        type="submit"
        tone="primary"
        size="large"
        className={styles.check}
        busy={checking}
        disabled={!open}
        hint={hint}
      >
        {words.check}
      </Button>
    </form>
  );
}
