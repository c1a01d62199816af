import { useState } from 'react';
import { desk } from '../../../bridge/desk.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Form } from '../../../ui/form.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { useAction } from '../../../ui/use-action.ts';
import { LeavePart } from '../../leave/leave-part.tsx';
import { useLeave } from '../../leave/use-leave.ts';
import type { ContactChangeProps } from './contact-change-props.ts';
import { ContactFieldsPart, useJudging } from './contact-fields.tsx';
import { type ContactValues, differences, pick, problemsIn, valuesOf } from './contact-form.ts';
import styles from './contacts.module.css';
import { mayGiveBy } from './may-give.ts';

/**
 * Changes what is typed of a contact and nothing else. What somebody else changed meanwhile is taken
 * over where nothing was typed, and named; what was typed is kept.
 */
export function ChangeContact({ account, contact, look, done }: ContactChangeProps) {
  const { accountId, version } = account;
  const { contactId } = contact;
  const leave = useLeave(accountId, { change: 'contact.change', contactId });
  const onFile = valuesOf(contact);
  const [first, setFirst] = useState(onFile);
  const [edited, setEdited] = useState<Partial<ContactValues>>({});
  const [meanwhile, setMeanwhile] = useState(false);
  const [judged, setJudged] = useState(false);
  const values = { ...onFile, ...edited };
  const typed = differences(onFile, values);
  const judging = useJudging(values, problemsIn(values, typed));
  const { busy, error, run } = useAction(desk.accounts.changeContact);
  const theirs = meanwhile ? differences(first, onFile) : [];

  const submit = async () => {
    setJudged(true);
    if (judging.refuses() || leave.leave === null || typed.length === 0) return;
    const { permissions, ...fields } = pick(values, typed);
    const changes = { ...fields, ...(permissions && { permissions: [...permissions] }) };
    const answer = await run({ accountId, contactId, version, changes, leave: leave.leave });
    if (answer?.kind === 'changed') return done(words.changed(values.name));
    if (answer?.kind === 'refused') return judging.take(values, answer.problems);
    // Refused: what is on file may be other than what is on screen.
    setFirst(onFile);
    setMeanwhile(true);
    await look();
  };
  return (
    <Form label={words.change} onSubmit={() => void submit()}>
      <div className={styles.steps}>
        <LeavePart state={leave} judged={judged} />
        {theirs.length > 0 && (
          <Banner tone="warn" live="alert" title={words.conflict}>
            {words.conflictFields(theirs.map((key) => words.changedField[key]).join(', '))}
          </Banner>
        )}
        <ContactFieldsPart
          values={values}
          onChange={(next) => setEdited(pick(next, differences(onFile, next)))}
          judging={judging}
          masked={account.masked}
          mayGive={contact.kind === 'owner' ? null : mayGiveBy(leave.caller, contact.permissions)}
        />
        {judged && typed.length === 0 && <p className={styles.note}>{words.unchanged}</p>}
      </div>
      <FormEnd submit={words.change} busy={busy} error={error} />
    </Form>
  );
}
