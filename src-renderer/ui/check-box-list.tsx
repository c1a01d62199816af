import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import own from './check-box-list.module.css';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';

export interface CheckBoxOption<Id extends string> {
  id: Id;
  label: string;
  /** A quieter line under the label. */
  detail?: string | undefined;
  disabled?: boolean;
}

export interface CheckBoxListProps<Id extends string> extends FieldWords {
  options: readonly CheckBoxOption<Id>[];
  value: readonly Id[];
  onChange: (ids: Id[]) => void;
}

/** Any of a few, all in sight. Tab goes from one to the next, Space ticks. */
export function CheckBoxList<Id extends string>(props: CheckBoxListProps<Id>) {
  const { label, help, error, options, value, onChange } = props;
  return (
    <CheckboxGroup
      className={styles.field ?? ''}
      value={[...value]}
      onChange={(ids) => onChange(ids as Id[])}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel label={label} />
      <div className={own.rows}>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            value={option.id}
            isDisabled={option.disabled ?? false}
            className={own.option ?? ''}
          >
            <span className={own.box} aria-hidden="true">
              <Check />
            </span>
            <span className={own.words}>
              <span>{option.label}</span>
              {option.detail && <span className={own.detail}>{option.detail}</span>}
            </span>
          </Checkbox>
        ))}
      </div>
      <FieldFoot help={help} error={error} />
    </CheckboxGroup>
  );
}
