import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useState,
} from 'react';
import { Button as AriaButton, TextField as AriaTextField, Input } from 'react-aria-components';
import { commonStrings } from '../strings/common.ts';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import { KeyHint } from './key-hint.tsx';
import own from './secret-field.module.css';
import { useCardRefusal } from './use-card-refusal.ts';
import { useIdleEmptying } from './use-idle-emptying.ts';

export interface SecretFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  /**
   * `off` (codes): no password manager is invited in. The other two are for people's own
   * passwords, where a manager may help (NIST SP 800-63B-4 §3.1.1.2).
   */
  autoComplete?: 'off' | 'current-password' | 'new-password';
  /** Empties the field after this many milliseconds without a change. */
  emptyAfterMs?: number;
  /** Said when the field emptied itself. */
  onEmptied?: () => void;
  /** The content was pasted or dropped, not typed. */
  onPasted?: () => void;
  disabled?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  maxLength?: number;
  size?: 'medium' | 'large';
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** The key that shows the content while it is held in the field. */
export const revealKey = 'Alt+S';

const canMaskText = CSS.supports('-webkit-text-security', 'disc');
const ignoredByManagers = { 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '' };

/**
 * Masked typing. The content shows only while the eye, or Alt+S in the field, is held. In a field
 * for a code a payment card's number is refused.
 */
export function SecretField(props: SecretFieldProps) {
  const { label, help, required, value, onChange, disabled = false, ref } = props;
  const [shown, setShown] = useState(false);
  const autoComplete = props.autoComplete ?? 'off';
  // A plain text input under a mask keeps input methods working and password managers away.
  const { change, refusal } = useCardRefusal(onChange, 'code');
  const error = refusal ?? props.error;
  const masksText = autoComplete === 'off' && canMaskText;
  useIdleEmptying(value, props.emptyAfterMs, () => {
    onChange('');
    props.onEmptied?.();
  });

  useEffect(() => {
    if (!shown) return;
    const hide = () => setShown(false);
    for (const event of ['keyup', 'pointerup', 'blur']) window.addEventListener(event, hide);
    return () => {
      for (const event of ['keyup', 'pointerup', 'blur']) window.removeEventListener(event, hide);
    };
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyS') return;
    event.preventDefault();
    setShown(true);
  };
  const refuse = (event: ClipboardEvent | DragEvent) => event.preventDefault();

  return (
    <AriaTextField
      className={clsx(styles.field, props.className)}
      value={value}
      // People's own passwords are theirs: only what is hashed could ever be kept of them.
      onChange={autoComplete === 'off' ? change : onChange}
      isDisabled={disabled}
      isInvalid={error !== undefined}
      isRequired={required ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      autoComplete={autoComplete}
      spellCheck="false"
      type={masksText || shown ? 'text' : 'password'}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <FieldLabel label={label} required={required} />
      <div className={own.frame}>
        <Input
          {...(ref ? { ref } : {})}
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(autoComplete === 'off' ? ignoredByManagers : {})}
          autoCapitalize="none"
          autoCorrect="off"
          onKeyDown={onKeyDown}
          onCopy={refuse}
          onCut={refuse}
          onDragStart={refuse}
          onPaste={() => props.onPasted?.()}
          onDrop={() => props.onPasted?.()}
          className={clsx(
            styles.input,
            own.input,
            masksText && !shown && own.masked,
            props.size === 'large' && [styles.large, own.largeInput],
          )}
        />
        <AriaButton
          className={own.eye ?? ''}
          aria-label={commonStrings.showWhileHeld(label)}
          isDisabled={disabled || value === ''}
          onPressStart={() => setShown(true)}
          onPressEnd={() => setShown(false)}
        >
          <KeyHint keys={revealKey} />
          {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </AriaButton>
      </div>
      <FieldFoot help={help} error={error} />
    </AriaTextField>
  );
}
