import { useState } from 'react';
import type { ContactView } from '#shared/contract/accounts.contract.ts';
import { callerStrings as words } from '../../strings/accounts.ts';
import { ChoiceList } from '../../ui/choice-list.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { serverNow } from '../../ui/server-time.ts';
import { type Caller, callerKey, callerName } from './caller-facts.ts';
import styles from './caller-list.module.css';
import { CallerRow } from './caller-row.tsx';
import { foldText } from './fold-text.ts';

/** With more contacts than this a box to find one by name appears. */
const manyContacts = 8;

export interface CallerListProps {
  contacts: readonly ContactView[];
  /** Who is calling; undefined while nobody is chosen, null for somebody not listed. */
  chosenId: number | null | undefined;
  /** Who it probably is: the keyboard enters there. */
  likelyId: number | null;
  onChoose: (contactId: number | null) => void;
  busy: boolean;
  hint: string;
  rowRef: React.Ref<HTMLButtonElement>;
}

/** Who is calling: the owner first, then the authorized contacts, then somebody not listed. */
export function CallerList(props: CallerListProps) {
  const { contacts, chosenId, likelyId } = props;
  const [filter, setFilter] = useState('');
  const wanted = foldText(filter);
  const shown = contacts.filter(({ name }) => foldText(name).includes(wanted));
  const callers: readonly Caller[] = [...shown, 'unlisted'];
  const now = serverNow();
  const keyOf = (id: number | null) => (id === null ? 'unlisted' : String(id));
  return (
    <section className={styles.section} aria-label={words.question}>
      <header className={styles.header}>
        <h3>{words.question}</h3>
        <KeyHint keys={props.hint} />
        <span className={styles.count}>{words.contacts(contacts.length)}</span>
      </header>
      {contacts.length > manyContacts && (
        <div className={styles.filter}>
          <SearchField
            label={words.filter}
            placeholder={words.filterPlaceholder}
            value={filter}
            onChange={setFilter}
          />
        </div>
      )}
      <ChoiceList
        label={words.question}
        items={callers}
        getKey={callerKey}
        getName={(caller) => callerName(caller, now)}
        chosenKey={chosenId === undefined ? null : keyOf(chosenId)}
        entryKey={likelyId === null ? null : String(likelyId)}
        onChoose={(caller) => props.onChoose(caller === 'unlisted' ? null : caller.contactId)}
        renderRow={(caller) => <CallerRow caller={caller} now={now} />}
        disabled={props.busy}
        ref={props.rowRef}
      />
      {wanted !== '' && shown.length === 0 && (
        <p className={styles.note}>{words.noMatch(filter)}</p>
      )}
      {contacts.some(({ code }) => code.fromOldCode) && (
        <p className={styles.note}>{words.oldCodeNote}</p>
      )}
    </section>
  );
}
