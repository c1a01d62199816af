import { useState } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { AccountStatus } from '#shared/contract/fields.ts';
import {
  changeOfPart,
  changeOfStatus,
  type EditPart,
  editParts,
  nextStatuses,
} from '#shared/rules/account-edit.ts';
import { statusWords, editStrings as words } from '../../../strings/edit-account.ts';
import { Select } from '../../../ui/select.tsx';
import { type LeaveState, useLeave } from '../../leave/use-leave.ts';
import styles from './edit-desk.module.css';
import { EditFieldsForm } from './edit-fields-form.tsx';
import { ShowForm } from './show-form.tsx';
import { StatusForm } from './status-form.tsx';
import { type Editing, useEditing } from './use-editing.ts';

type Task = EditPart | AccountStatus;

/** What is to be changed, by what right, and then the change. What was typed stays as one goes on. */
export function EditDesk({ account, first }: { account: AccountView; first: EditPart }) {
  const { accountId, status } = account;
  const [chosen, choose] = useState<Task>(first);
  const statuses: readonly AccountStatus[] = nextStatuses[status];
  const to = statuses.find((one) => one === chosen);
  const part = editParts.find((one) => one === chosen) ?? 'details';
  const leave = useLeave(accountId, {
    change: to === undefined ? changeOfPart[part] : changeOfStatus(status, to),
  });
  const editing = useEditing(accountId);
  const options = [
    ...editParts.map((id) => ({ id, ...words.parts[id] })),
    ...statuses.map((id) => {
      const { label, detail } = statusWords(status, id);
      return { id, label, detail };
    }),
  ];
  return (
    <div className={styles.desk}>
      <Select<Task> label={words.task} options={options} value={to ?? part} onChange={choose} />
      {to === undefined ? (
        <PartForm key={part} {...{ accountId, part, leave, editing }} />
      ) : (
        <StatusForm key={to} account={account} to={to} leave={leave} />
      )}
    </div>
  );
}

interface PartFormProps {
  accountId: number;
  part: EditPart;
  leave: LeaveState;
  editing: Editing;
}

/** One part of the account, once its details are there. */
function PartForm({ part, leave, editing, accountId }: PartFormProps) {
  const { base, fields } = editing;
  if (base === null || fields === null)
    return <ShowForm label={words.parts[part].label} leave={leave} editing={editing} />;
  return <EditFieldsForm {...{ accountId, part, leave, editing, base, fields }} />;
}
