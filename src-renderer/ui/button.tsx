import clsx from 'clsx';
import { type ReactNode, type Ref, useContext } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './button.module.css';
import { FormId } from './form-id.ts';
import { KeyHint } from './key-hint.tsx';
import { Spinner } from './spinner.tsx';

export interface ButtonProps {
  children?: ReactNode;
  /** `primary`: the one main action on screen. `danger`: can't be taken back. `plain`: no border. */
  tone?: 'primary' | 'quiet' | 'danger' | 'plain';
  size?: 'small' | 'medium' | 'large';
  /** An icon before the words. Give `label` when there are no words. */
  icon?: ReactNode;
  /** Accessible name, where the words alone don't say it. */
  label?: string;
  /** The key that does the same, shown as a badge, e.g. `V` or `Alt+S`. */
  hint?: string | undefined;
  /** The action runs: the button keeps its size and focus and can't be pressed. */
  busy?: boolean;
  disabled?: boolean;
  type?: 'button' | 'submit';
  /** Takes the whole width. */
  wide?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
  autoFocus?: boolean;
  onPress?: () => void;
}

/** A button. One `primary` a screen. */
export function Button({
  children,
  tone = 'quiet',
  size = 'medium',
  icon,
  label,
  hint,
  busy = false,
  disabled = false,
  type = 'button',
  wide = false,
  pressed,
  expanded,
  className,
  ref,
  autoFocus = false,
  onPress,
}: ButtonProps) {
  const iconOnly = children === undefined;
  const form = useContext(FormId);
  return (
    <AriaButton
      {...(ref ? { ref } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(onPress ? { onPress } : {})}
      autoFocus={autoFocus}
      type={type}
      {...(type === 'submit' && form ? { form } : {})}
      isPending={busy}
      isDisabled={disabled}
      className={clsx(
        styles.button,
        styles[tone],
        styles[size],
        wide && styles.wide,
        iconOnly && styles.iconOnly,
        className,
      )}
    >
      {busy ? <Spinner label={null} /> : icon}
      {children !== undefined && <span className={styles.words}>{children}</span>}
      {hint && <KeyHint keys={hint} />}
    </AriaButton>
  );
}
