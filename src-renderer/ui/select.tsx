import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import own from './select.module.css';

export interface SelectOption<Id extends string> {
  id: Id;
  label: string;
  /** A second, quieter line. */
  detail?: string;
}

export interface SelectProps<Id extends string> extends FieldWords {
  options: readonly SelectOption<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  placeholder?: string;
  disabled?: boolean;
  /** The label is read out but not drawn. */
  labelHidden?: boolean;
  className?: string | undefined;
}

/** One of a short list, in a pop-up. Typing finds an option. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, help, error, required, options, value, onChange } = props;
  return (
    <AriaSelect
      className={clsx(styles.field, props.className)}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      isDisabled={props.disabled ?? false}
      isInvalid={error !== undefined}
      isRequired={required ?? false}
      validationBehavior="aria"
      placeholder={props.placeholder ?? ''}
      {...(props.labelHidden ? { 'aria-label': label } : {})}
    >
      {!props.labelHidden && <FieldLabel label={label} required={required} />}
      <Button className={clsx(styles.input, own.trigger)}>
        <SelectValue className={own.value ?? ''}>
          {({ isPlaceholder, selectedText, defaultChildren }) =>
            isPlaceholder ? defaultChildren : selectedText
          }
        </SelectValue>
        <ChevronDown aria-hidden="true" />
      </Button>
      <FieldFoot help={help} error={error} />
      <Popover className={own.popover ?? ''} offset={4}>
        <ListBox className={own.list ?? ''} items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={own.option ?? ''}>
              <Check aria-hidden="true" className={own.check} />
              <span className={own.words}>
                <Text slot="label">{option.label}</Text>
                {option.detail && (
                  <Text slot="description" className={own.detail ?? ''}>
                    {option.detail}
                  </Text>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
