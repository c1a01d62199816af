import { useState } from 'react';
import type { CodesView } from '#shared/contract/codes.contract.ts';
import { type CodeAction, codesStrings as words } from '../../../strings/set-code.ts';
import { showToast } from '../../../ui/messages.store.ts';
import { Select } from '../../../ui/select.tsx';
import { refreshAccount } from '../../accounts/account.store.ts';
import { useSession } from '../../session/session.store.ts';
import { CodeHealthLine } from '../code-health.tsx';
import { ChangeCode } from './change-code.tsx';
import styles from './code-desk.module.css';
import { actionsFor, healthOf } from './code-facts.ts';
import { SetCode } from './set-code.tsx';

export interface CodeDeskProps {
  codes: CodesView;
  /** Whose code it begins with; null for the main code. */
  first: number | null;
  onChanged: (codes: CodesView) => void;
  /** Somebody changed the account meanwhile: it is to be looked at again. */
  onConflict: () => Promise<void>;
}

const mainKey = 'main';

/** Whose code, how it stands, what to do about it; then what that takes. */
export function CodeDesk({ codes, first, onChanged, onConflict }: CodeDeskProps) {
  const { role } = useSession();
  const [contactId, setContactId] = useState(first);
  const [action, setAction] = useState<CodeAction>('set');
  const actions = actionsFor(codes, contactId, role === 'supervisor');
  const done = async (changed: CodesView, told: string) => {
    onChanged(changed);
    setAction('set');
    showToast(told);
    await refreshAccount(codes.accountId);
  };
  const chosen = actions.includes(action) ? action : 'set';
  const body = { codes, contactId, onDone: done, onConflict };
  return (
    <div className={styles.desk}>
      <div className={styles.choices}>
        <Select
          label={words.holder}
          options={holderOptions(codes)}
          value={contactId === null ? mainKey : String(contactId)}
          onChange={(key) => {
            setContactId(key === mainKey ? null : Number(key));
            setAction('set');
          }}
        />
        <Select
          label={words.action}
          options={actions.map((id) => ({ id, label: words.actions[id].label }))}
          value={chosen}
          onChange={setAction}
        />
      </div>
      <section aria-label={words.standing}>
        <CodeHealthLine health={healthOf(codes, contactId)} />
      </section>
      {chosen === 'set' ? (
        <SetCode key={contactId} {...body} />
      ) : (
        <ChangeCode key={`${contactId} ${chosen}`} action={chosen} {...body} />
      )}
    </div>
  );
}

function holderOptions(codes: CodesView) {
  const contacts = codes.contacts.map(({ contactId, name, kind, own, viewingAccess }) => {
    const byMain = codes.main !== null && (kind === 'owner' || viewingAccess);
    return {
      id: String(contactId),
      label: words.holderOf(name),
      detail: words.detail[own ? 'own' : byMain ? 'access' : 'none'],
    };
  });
  return [{ id: mainKey, label: words.main, detail: words.mainDetail }, ...contacts];
}
