import { useState } from 'react';
import type { Permission } from '#shared/contract/fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { CheckBoxList } from '../../../ui/check-box-list.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { lookingAgain } from '../../../ui/looking-again.ts';
import { useAction } from '../../../ui/use-action.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import type { ContactChangeProps } from './contact-change-props.ts';
import styles from './contacts.module.css';
import { PermissionBoxes } from './permission-boxes.tsx';

/** Makes a contact the owner, and says what becomes of who it was. */
export function TransferOwner({ account, contact, look, done }: ContactChangeProps) {
  const { accountId, version } = account;
  const { contactId, name } = contact;
  const former = account.contacts.find(({ kind }) => kind === 'owner');
  const leave = useLeave(accountId, {
    change: 'account.owner',
    ...(former && { contactId: former.contactId }),
  });
  const [permissions, setPermissions] = useState<readonly Permission[]>([]);
  const [access, setAccess] = useState<readonly 'access'[]>([]);
  const [judged, setJudged] = useState(false);
  const { busy, error, run } = useAction(lookingAgain(desk.accounts.transferOwner, look));
  const submit = async () => {
    setJudged(true);
    if (leave.leave === null) return;
    const formerOwner = { permissions: [...permissions], viewingAccess: access.length > 0 };
    if (await run({ accountId, contactId, version, formerOwner, leave: leave.leave }))
      await done(words.madeOwner(name));
  };
  return (
    <Form label={words.makeOwner} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        {former && <p>{words.ownerEffect(name, former.name)}</p>}
        <p>{words.ownerAfter}</p>
        <LeavePart state={leave} judged={judged} />
        {former && (
          <>
            <PermissionBoxes
              label={words.formerPermissions(former.name)}
              value={permissions}
              onChange={setPermissions}
              mayGive={() => true}
            />
            <CheckBoxList
              label={words.formerCode}
              options={[
                { id: 'access', label: words.formerAccess, detail: words.formerAccessDetail },
              ]}
              value={access}
              onChange={setAccess}
            />
          </>
        )}
      </div>
      <FormEnd submit={words.makeOwner} tone="danger" busy={busy} error={error} />
    </Form>
  );
}
