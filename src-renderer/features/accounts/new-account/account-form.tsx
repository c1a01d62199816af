import { useEffect, useRef, useState } from 'react';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import {
  type AccountField,
  type AccountFields,
  isRequired,
  longestField,
} from '#shared/rules/account-fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { commonStrings } from '../../../strings/common.ts';
import { newAccountStrings as words } from '../../../strings/new-account.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useAction } from '../../../ui/use-action.ts';
import styles from './account-form.module.css';
import { CountryField } from './country-field.tsx';
import { trimmed, useAccountCheck } from './use-account-check.ts';

/** In the order of a conversation; the country before what depends on it. */
const order = [
  'name',
  'company',
  'email',
  'country',
  'phone',
  'address1',
  'address2',
  'postalCode',
  'city',
  'region',
  'username',
  'clientId',
] as const satisfies readonly AccountField[];

const nothingTyped = Object.fromEntries(order.map((field) => [field, ''])) as Record<
  AccountField,
  string
>;

export interface MadeAccount {
  readonly accountId: number;
  readonly name: string;
  readonly username: string;
  readonly clientId: string;
  /** What becomes of the mail with the code for the first password. */
  readonly mail: MailStanding;
}

interface AccountFormProps {
  onMade: (made: MadeAccount) => void;
  onCancel: () => void;
}

/** The form of a new account. A field is judged when it is left, all of them when it is sent. */
export function AccountForm({ onMade, onCancel }: AccountFormProps) {
  const [fields, setFields] = useState<AccountFields>(nothingTyped);
  const [left, setLeft] = useState<ReadonlySet<AccountField>>(new Set());
  const [refusals, setRefusals] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const { problems, phone, take } = useAccountCheck(fields);
  const { busy, error, run } = useAction(desk.accounts.create);

  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const submit = async () => {
    if (Object.keys(problems).length > 0) {
      setRefusals(refusals + 1);
      return;
    }
    const answer = await run(trimmed(fields));
    if (answer?.kind === 'created') onMade({ ...answer, name: fields.name.trim() });
    if (answer?.kind !== 'refused') return;
    take(fields, answer.problems);
    setRefusals(refusals + 1);
  };

  const errorOf = (field: AccountField) => {
    const problem = problems[field];
    const seen = refusals > 0 || (left.has(field) && problem !== 'missing');
    return problem && seen ? words.problem(field, problem) : undefined;
  };
  const partsOf = (field: AccountField) => ({
    label: words.labels[field],
    required: isRequired(field, fields.country),
    error: errorOf(field),
    value: fields[field],
    onChange: (text: string) => setFields((before) => ({ ...before, [field]: text })),
    onLeave: () => setLeft((before) => new Set(before).add(field)),
  });
  const helpOf: Partial<Record<AccountField, string>> = {
    ...words.help,
    ...(phone === null ? {} : { phone: words.readAs(phone) }),
  };

  return (
    <Form label={words.title} onSubmit={() => void submit()}>
      <p className={styles.note}>
        {words.required} (<span className={styles.asterisk}>*</span>). {words.note}
      </p>
      <div className={styles.fields} ref={box}>
        {order.map((field) =>
          field === 'country' ? (
            <CountryField key={field} {...partsOf(field)} />
          ) : (
            <TextField
              key={field}
              {...partsOf(field)}
              help={helpOf[field]}
              maxLength={longestField[field]}
              autoFocus={field === 'name'}
              autoCapitalize={field === 'name' ? 'words' : 'none'}
            />
          ),
        )}
      </div>
      <FormEnd submit={words.submit} busy={busy} error={error}>
        <Button onPress={onCancel}>{commonStrings.cancel}</Button>
      </FormEnd>
    </Form>
  );
}
