import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Text,
} from 'react-aria-components';
import own from './combo-box.module.css';
import { onLeaving } from './dialog-foot.tsx';
import styles from './field.module.css';
import { FieldFoot, FieldLabel, type FieldWords } from './field-parts.tsx';
import list from './select.module.css';

export interface ComboOption<Id extends string> {
  id: Id;
  label: string;
  detail?: string | undefined;
}

export interface ComboSection<Id extends string> {
  id: string;
  title: string;
  options: readonly ComboOption<Id>[];
}

export interface ComboBoxProps<Id extends string> extends FieldWords {
  sections: readonly ComboSection<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
  /** The focus went elsewhere, but to the buttons that end a dialogue. */
  onLeave?: () => void;
  placeholder?: string;
  /** Shown in place of the list when nothing fits what is typed. */
  noMatch: string;
  disabled?: boolean;
  labelHidden?: boolean;
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** One of a long list in sections, found by typing any part of it. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const {
    label,
    help,
    error,
    required = false,
    sections,
    value,
    onChange,
    placeholder,
    noMatch,
    ref,
  } = props;
  return (
    <AriaComboBox
      className={clsx(styles.field, props.className)}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      defaultItems={sections}
      menuTrigger="focus"
      allowsEmptyCollection
      isDisabled={props.disabled ?? false}
      isInvalid={error !== undefined}
      isRequired={required}
      validationBehavior="aria"
      {...onLeaving(props.onLeave)}
      {...(props.labelHidden ? { 'aria-label': label } : {})}
    >
      {!props.labelHidden && <FieldLabel label={label} required={required} />}
      <div className={own.frame}>
        <Input
          {...(ref ? { ref } : {})}
          {...(placeholder ? { placeholder } : {})}
          autoComplete="off"
          spellCheck={false}
          className={clsx(styles.input, own.input)}
          // What stands there is one option's name: typing replaces it.
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button className={own.open ?? ''}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      <FieldFoot help={help} error={error} />
      <Popover className={clsx(list.popover, own.popover)} offset={4}>
        <ListBox
          className={list.list ?? ''}
          renderEmptyState={() => <div className={own.none}>{noMatch}</div>}
        >
          {(section: ComboSection<Id>) => (
            <ListBoxSection id={section.id}>
              <Header className={own.heading ?? ''}>{section.title}</Header>
              {section.options.map((option) => (
                <ListBoxItem
                  key={option.id}
                  id={option.id}
                  textValue={option.label}
                  className={list.option ?? ''}
                >
                  <Check aria-hidden="true" className={list.check} />
                  <span className={list.words}>
                    <Text slot="label">{option.label}</Text>
                    {option.detail && (
                      <Text slot="description" className={list.detail ?? ''}>
                        {option.detail}
                      </Text>
                    )}
                  </span>
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
