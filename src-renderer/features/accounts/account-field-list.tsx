import type { Ref } from 'react';
import {
  type AccountField,
  type AccountFields,
  isRequired,
  longestField,
} from '#shared/rules/account-fields.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './account-field-list.module.css';
import { CountryField } from './country-field.tsx';

interface AccountFieldListProps<Field extends AccountField> {
  /** Those shown, in their order; the first is focused. */
  order: readonly Field[];
  fields: AccountFields;
  labels: Readonly<Record<Field, string>>;
  help: Readonly<Partial<Record<AccountField, string>>>;
  errorOf: (field: Field) => string | undefined;
  onChange: (field: Field, text: string) => void;
  onLeave: (field: Field) => void;
  ref?: Ref<HTMLDivElement>;
}

/** Fields of an account side by side, as they are typed. */
export function AccountFieldList<Field extends AccountField>(props: AccountFieldListProps<Field>) {
  const { order, fields, labels, help, errorOf, onChange, onLeave } = props;
  const first = useFirstFocus<HTMLInputElement>();
  const partsOf = (field: Field) => ({
    label: labels[field],
    required: isRequired(field, fields.country),
    error: errorOf(field),
    value: fields[field],
    onChange: (text: string) => onChange(field, text),
    onLeave: () => onLeave(field),
  });
  return (
    <div className={styles.fields} ref={props.ref}>
      {order.map((field, place) =>
        field === 'country' ? (
          <CountryField key={field} {...partsOf(field)} />
        ) : (
          <TextField
            key={field}
            {...partsOf(field)}
            help={help[field]}
            maxLength={longestField[field]}
            {...(place === 0 ? { ref: first } : {})}
            autoCapitalize={field === 'name' ? 'words' : 'none'}
          />
        ),
      )}
    </div>
  );
}
