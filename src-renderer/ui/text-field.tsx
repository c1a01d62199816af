import clsx from 'clsx';
import type { InputHTMLAttributes, Ref } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { onLeaving } from './dialog-foot.tsx';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import { useCardRefusal } from './use-card-refusal.ts';

export interface TextFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  /** The focus went elsewhere, but to the buttons that end a dialogue. */
  onLeave?: () => void;
  disabled?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  maxLength?: number;
  /** `off` by default: a shared desk keeps nobody's answers. */
  autoComplete?: 'off' | 'username';
  autoCapitalize?: InputHTMLAttributes<HTMLInputElement>['autoCapitalize'];
  mono?: boolean;
  /** For what a machine made, a fingerprint: its figures can look like a card's. */
  anyFigures?: boolean;
  size?: 'medium' | 'large';
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text; a payment card's number is refused, but with `anyFigures`. */
export function TextField(props: TextFieldProps) {
  const { label, help, required, value, disabled = false, ref } = props;
  const { change, refusal } = useCardRefusal(props.onChange, 'text', props.anyFigures);
  const error = refusal ?? props.error;
  return (
    <AriaTextField
      className={clsx(styles.field, props.className)}
      value={value}
      onChange={change}
      {...onLeaving(props.onLeave)}
      isDisabled={disabled}
      isInvalid={error !== undefined}
      isRequired={required ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck="false"
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <FieldLabel label={label} required={required} />
      <Input
        {...(ref ? { ref } : {})}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        autoCapitalize={props.autoCapitalize ?? 'none'}
        autoCorrect="off"
        className={clsx(
          styles.input,
          props.size === 'large' && styles.large,
          props.mono && styles.mono,
        )}
      />
      <FieldFoot help={help} error={error} />
    </AriaTextField>
  );
}
