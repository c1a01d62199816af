import clsx from 'clsx';
import { TextArea as Area, TextField as AriaTextField } from 'react-aria-components';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import own from './text-area.module.css';
import { useCardRefusal } from './use-card-refusal.ts';

interface TextAreaProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
  maxLength: number;
}

/** Some lines of text, growing with what is typed; a payment card's number is refused. */
export function TextArea(props: TextAreaProps) {
  const { label, help, required, value } = props;
  const { change, refusal } = useCardRefusal(props.onChange, 'text');
  const error = refusal ?? props.error;
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      onChange={change}
      isInvalid={error !== undefined}
      isRequired={required ?? false}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      maxLength={props.maxLength}
      autoComplete="off"
      spellCheck="false"
    >
      <FieldLabel label={label} required={required} />
      <Area autoCapitalize="sentences" className={clsx(styles.input, own.area)} />
      <FieldFoot help={help} error={error} />
    </AriaTextField>
  );
}
