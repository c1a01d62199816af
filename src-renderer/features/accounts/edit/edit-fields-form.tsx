import { useEffect, useMemo, useRef, useState } from 'react';
import {
  asAccountFields,
  changedFields,
  type EditPart,
  editParts,
  partOf,
  problemsOfEdit,
} from '#shared/rules/account-edit.ts';
import {
  type AccountField,
  accountFields,
  type EditField,
  type EditFields,
  type FieldProblemKind,
} from '#shared/rules/account-fields.ts';
import { editStrings as words } from '../../../strings/edit-account.ts';
import { newAccountStrings } from '../../../strings/new-account.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { showToast } from '../../../ui/messages.store.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import type { LeaveState } from '../../leave/use-leave.ts';
import { refreshAccount } from '../account.store.ts';
import { AccountFieldList } from '../account-field-list.tsx';
import { useAccountCheck } from '../use-account-check.ts';
import { Clashes } from './clashes.tsx';
import styles from './edit-desk.module.css';
import { closeEditDialog } from './edit-dialog.store.ts';
import type { Editing } from './use-editing.ts';

/** In the order of a conversation; the country before what depends on it. */
const orders = {
  details: ['name', 'company', 'country', 'address1', 'address2', 'postalCode', 'city', 'region'],
  email: ['email'],
  phone: ['phone'],
  username: ['username'],
} as const satisfies Record<EditPart, readonly EditField[]>;

interface EditFieldsFormProps {
  accountId: number;
  part: EditPart;
  leave: LeaveState;
  editing: Editing;
  base: EditFields;
  fields: EditFields;
}

/** The fields of one part of an account, in full, as they are on file and as they are to be. */
export function EditFieldsForm(props: EditFieldsFormProps) {
  const { accountId, part, leave, editing, base, fields } = props;
  const [left, setLeft] = useState<ReadonlySet<EditField>>(new Set());
  const [judged, setJudged] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const whole = useMemo(() => asAccountFields(fields), [fields]);
  const { problems, phone, take } = useAccountCheck(whole);
  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const changed = changedFields(base, fields);
  const here = changed.filter((field) => partOf(field) === part);
  const elsewhere = editParts.find((one) => one !== part && changed.map(partOf).includes(one));
  const found = problemsOfEdit(listed(problems), base, fields).filter(
    ({ field, problem }) => !(problem === 'taken' && isSameName(base[field], fields[field])),
  );
  const undecided = editing.meanwhile?.clashes.some(({ decided }) => !decided) ?? false;

  const submit = async () => {
    setJudged(true);
    if (found.some(({ field }) => partOf(field) === part)) {
      setRefusals(refusals + 1);
      return;
    }
    if (here.length === 0 || undecided || leave.leave === null) return;
    const saved = await editing.save(part, leave.leave);
    if (saved.kind === 'meanwhile') {
      setJudged(false);
      await refreshAccount(accountId);
    }
    if (saved.kind === 'refused') {
      take(whole, saved.problems);
      setRefusals(refusals + 1);
    }
    if (saved.kind !== 'saved') return;
    setJudged(false);
    if (!saved.left) closeEditDialog();
    showToast(
      saved.notice === null ? words.saved : `${words.saved} ${words.notices[saved.notice]}`,
    );
    await refreshAccount(accountId);
  };

  const errorOf = (field: EditField) => {
    const problem = found.find((one) => one.field === field)?.problem;
    const seen = refusals > 0 || (left.has(field) && problem !== 'missing');
    return problem && seen ? newAccountStrings.problem(field, problem) : undefined;
  };
  const help = {
    ...words.help,
    ...(phone !== null && here.includes('phone') ? { phone: newAccountStrings.readAs(phone) } : {}),
  };
  return (
    <Form label={words.parts[part].label} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        <LeavePart state={leave} judged={judged} />
        {editing.meanwhile && (
          <Clashes
            meanwhile={editing.meanwhile}
            fields={fields}
            onDecide={editing.decide}
            judged={judged}
          />
        )}
        <AccountFieldList
          ref={box}
          order={orders[part]}
          fields={whole}
          labels={words.labels}
          {...{ help, errorOf }}
          onChange={editing.type}
          onLeave={(field) => setLeft((before) => new Set(before).add(field))}
        />
        {elsewhere && <p className={styles.note}>{words.otherPart(elsewhere)}</p>}
        {judged && here.length === 0 && (
          <Banner tone="info" live="status">
            {words.unchanged}
          </Banner>
        )}
      </div>
      <FormEnd submit={words.save} busy={editing.busy} error={editing.error} />
    </Form>
  );
}

/** What the check says, as a list. */
function listed(problems: Readonly<Partial<Record<AccountField, FieldProblemKind>>>) {
  return accountFields.flatMap((field) => {
    const problem = problems[field];
    return problem ? [{ field, problem }] : [];
  });
}

/** Names differ by more than case: one's own name is nobody's who takes it. */
const isSameName = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
