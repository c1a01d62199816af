import clsx from 'clsx';
import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import { commonStrings } from '../strings/common.ts';
import styles from './field.module.css';
import { FieldFoot } from './field-parts.tsx';
import { KeyHint } from './key-hint.tsx';
import own from './search-field.module.css';
import { useCardRefusal } from './use-card-refusal.ts';

export interface SearchFieldProps {
  /** Read out, not drawn: the placeholder says it on screen. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  hint?: string;
  autoFocus?: boolean;
  maxLength?: number;
  disabled?: boolean;
  /** Keys that move through results below the field; runs before the field's own handling. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Set when the field drives a list (`OptionList`): its element id and the active option's id. */
  controls?: { listId: string; activeId: string | undefined; expanded: boolean };
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A search box; a payment card's number is refused. Escape empties it. With `controls` it is a combobox over a list elsewhere. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, placeholder, hint, controls, ref, onKeyDown } = props;
  const { change, refusal } = useCardRefusal(props.onChange, 'look_up');
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={change}
      isDisabled={props.disabled ?? false}
      isInvalid={refusal !== undefined}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      autoComplete="off"
      spellCheck="false"
      className={clsx(own.field, props.className)}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    >
      <Search aria-hidden="true" className={own.icon} />
      <Input
        {...(ref ? { ref } : {})}
        {...(controls
          ? {
              role: 'combobox',
              'aria-autocomplete': 'list',
              'aria-controls': controls.listId,
              'aria-expanded': controls.expanded,
              ...(controls.activeId ? { 'aria-activedescendant': controls.activeId } : {}),
            }
          : {})}
        placeholder={placeholder}
        autoCapitalize="none"
        autoCorrect="off"
        onKeyDownCapture={(event) => onKeyDown?.(event)}
        className={clsx(styles.input, own.input)}
      />
      {value === '' ? (
        hint && (
          <span className={own.hint}>
            <KeyHint keys={hint} />
          </span>
        )
      ) : (
        <Button className={own.clear ?? ''} aria-label={commonStrings.clear}>
          <X aria-hidden="true" />
        </Button>
      )}
      {refusal && (
        <div className={own.refusal}>
          <FieldFoot error={refusal} />
        </div>
      )}
    </AriaSearchField>
  );
}
