import { UserPlus } from 'lucide-react';
import type { AccountView, ContactView } from '#shared/contract/accounts.contract.ts';
import { whoVerifiesStrings as words } from '../../strings/contacts.ts';
import { Button } from '../../ui/button.tsx';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { openCodeDialog } from '../codes/code-dialog.store.ts';
import { CodeHealthLine } from '../codes/code-health.tsx';
import { openContacts } from './contacts/contacts-dialog.store.ts';
import styles from './who-verifies.module.css';

/** Who can be verified and by which code: the two options of the security-code FAQ, and who can't. */
export function WhoVerifies({ account }: { account: AccountView }) {
  const { accountId, contacts, mainCode } = account;
  const hint = useKeyHint('P');
  const byMain = contacts.filter(({ kind, viewingAccess }) => kind === 'owner' || viewingAccess);
  const byOwn = contacts.filter(({ ownCode }) => ownCode !== null);
  const cannot = contacts.filter(({ code }) => code.access === 'none');
  const change: Press = {
    label: ({ name }) => words.contact(name),
    run: ({ contactId }) => openContacts({ accountId, contactId }),
  };
  // Both ways are there: a code of their own, and viewing access. The owner's is the main code.
  const makeVerifiable: Press = {
    label: ({ name }) => words.giveCode(name),
    run: ({ contactId, kind }) =>
      openCodeDialog({ accountId, contactId: kind === 'owner' ? null : contactId }),
  };
  return (
    <section className={styles.section} aria-label={words.heading}>
      <header className={styles.header}>
        <h3>{words.heading}</h3>
        <Button
          tone="plain"
          size="small"
          icon={<UserPlus aria-hidden="true" />}
          hint={hint}
          onPress={() => openContacts({ accountId, contactId: null })}
        >
          {words.add}
        </Button>
      </header>
      <section className={styles.option} aria-label={words.option1}>
        <h4 className={styles.title}>{words.option1}</h4>
        <CodeHealthLine health={mainCode} />
        {mainCode && <Names label={words.option1Who} contacts={byMain} press={change} />}
      </section>
      <section className={styles.option} aria-label={words.option2}>
        <h4 className={styles.title}>{words.option2}</h4>
        {byOwn.length === 0 && <p className={styles.note}>{words.option2None}</p>}
        {byOwn.length > 0 && (
          <ul className={styles.rows}>
            {byOwn.map((contact) => (
              <li key={contact.contactId} className={styles.row}>
                <Name contact={contact} press={change} />
                <CodeHealthLine health={contact.ownCode} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {cannot.length > 0 && (
        <section className={styles.option} aria-label={words.none}>
          <h4 className={styles.cannot}>{words.none}</h4>
          <Names
            label={words.noneHelp(mainCode !== null)}
            contacts={cannot}
            press={makeVerifiable}
          />
        </section>
      )}
    </section>
  );
}

/** What a press of a name does. */
interface Press {
  readonly label: (contact: ContactView) => string;
  readonly run: (contact: ContactView) => void;
}

interface NamesProps {
  label: string;
  contacts: readonly ContactView[];
  press: Press;
}

function Names({ label, contacts, press }: NamesProps) {
  return (
    <>
      <p className={styles.note}>{label}</p>
      <ul className={styles.names}>
        {contacts.map((contact) => (
          <li key={contact.contactId}>
            <Name contact={contact} press={press} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Name({ contact, press }: { contact: ContactView; press: Press }) {
  const { name, kind } = contact;
  return (
    <Button
      tone="plain"
      size="small"
      className={styles.name}
      label={press.label(contact)}
      onPress={() => press.run(contact)}
    >
      <bdi>{name}</bdi>
      {kind === 'owner' && <span className={styles.kind}>{words.owner}</span>}
    </Button>
  );
}
