import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import own from './radio-list.module.css';

export interface RadioOption<Id extends string> {
  id: Id;
  label: ReactNode;
  /** A quieter line under the label. */
  detail?: ReactNode;
  /** At the end of the row: a badge or two. */
  aside?: ReactNode;
  disabled?: boolean;
}

export interface RadioListProps<Id extends string> extends FieldWords {
  options: readonly RadioOption<Id>[];
  /** Null: nothing chosen yet. */
  value: Id | null;
  onChange: (id: Id) => void;
  disabled?: boolean;
  /** Focuses the chosen option, or the first. */
  autoFocus?: boolean;
  /**
   * `rows`: full-width rows; `columns`: the same side by side, to compare; `inline`: side by side,
   * for two or three short words.
   */
  layout?: 'rows' | 'columns' | 'inline';
  className?: string | undefined;
}

/** One of a few, all in sight. Arrow keys choose. */
export function RadioList<Id extends string>(props: RadioListProps<Id>) {
  const { label, help, error, required, options, value, onChange, layout = 'rows' } = props;
  const focused = props.autoFocus ? (value ?? options[0]?.id) : undefined;
  return (
    <RadioGroup
      className={clsx(styles.field, props.className)}
      value={value}
      onChange={(id) => onChange(id as Id)}
      isDisabled={props.disabled ?? false}
      isInvalid={error !== undefined}
      isRequired={required ?? false}
      validationBehavior="aria"
      orientation={layout === 'rows' ? 'vertical' : 'horizontal'}
    >
      <FieldLabel label={label} required={required} />
      <div className={own[layout]}>
        {options.map((option) => (
          <Radio
            key={option.id}
            value={option.id}
            isDisabled={option.disabled ?? false}
            autoFocus={option.id === focused}
            className={own.option ?? ''}
          >
            <span className={own.dot} aria-hidden="true" />
            <span className={own.words}>
              <span className={own.label}>{option.label}</span>
              {option.detail && <span className={own.detail}>{option.detail}</span>}
            </span>
            {option.aside && <span className={own.aside}>{option.aside}</span>}
          </Radio>
        ))}
      </div>
      <FieldFoot help={help} error={error} />
    </RadioGroup>
  );
}
