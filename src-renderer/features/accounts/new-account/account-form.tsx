import { useEffect, useRef, useState } from 'react';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { AccountField, AccountFields } from '#shared/rules/account-fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { commonStrings } from '../../../strings/common.ts';
import { newAccountStrings as words } from '../../../strings/new-account.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { AccountFieldList } from '../account-field-list.tsx';
import { trimmed, useAccountCheck } from '../use-account-check.ts';
import styles from './account-form.module.css';

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
  const helpOf: Partial<Record<AccountField, string>> = {
    ...words.help,
    ...(phone === null ? {} : { phone: words.readAs(phone) }),
  };

  return (
    <Form label={words.title} onSubmit={() => void submit()}>
      <p className={styles.note}>
        {words.required} (<span className={styles.asterisk}>*</span>). {words.note}
      </p>
      <AccountFieldList
        ref={box}
        {...{ order, fields, errorOf }}
        labels={words.labels}
        help={helpOf}
        onChange={(field, text) => setFields((before) => ({ ...before, [field]: text }))}
        onLeave={(field) => setLeft((before) => new Set(before).add(field))}
      />
      <FormEnd submit={words.submit} busy={busy} error={error}>
        <Button onPress={onCancel}>{commonStrings.cancel}</Button>
      </FormEnd>
    </Form>
  );
}
