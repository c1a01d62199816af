import { useEffect, useRef, useState } from 'react';
import type { Permission } from '#shared/contract/fields.ts';
import {
  type ContactField,
  type ContactProblem,
  contactFields,
  type FieldProblemKind,
  longestField,
} from '#shared/rules/account-fields.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { TextField } from '../../../ui/text-field.tsx';
import type { ContactValues } from './contact-form.ts';
import styles from './contacts.module.css';
import { PermissionBoxes } from './permission-boxes.tsx';

export interface ContactFieldsProps {
  values: ContactValues;
  onChange: (values: ContactValues) => void;
  judging: FieldJudging;
  masked: boolean;
  /** Null: the owner, who may ask for everything. */
  mayGive: ((permission: Permission) => boolean) | null;
}

/** A contact's name, how they are reached, and what they may ask about. */
export function ContactFieldsPart(props: ContactFieldsProps) {
  const { values, onChange, judging, masked, mayGive } = props;
  const helpOf = (field: ContactField) => {
    if (masked && field !== 'name' && values[field] !== '') return words.masked;
    return field === 'phone' ? words.phoneHelp : undefined;
  };
  return (
    <>
      <div className={styles.fields} ref={judging.box}>
        {contactFields.map((field) => (
          <TextField
            key={field}
            label={words.labels[field]}
            help={helpOf(field)}
            error={judging.errorOf(field)}
            required={field === 'name'}
            maxLength={longestField[field]}
            autoCapitalize={field === 'name' ? 'words' : 'none'}
            value={values[field]}
            onChange={(text) => onChange({ ...values, [field]: text })}
            onLeave={() => judging.leave(field)}
          />
        ))}
      </div>
      {mayGive ? (
        <PermissionBoxes
          label={words.permissions}
          value={values.permissions}
          onChange={(permissions) => onChange({ ...values, permissions })}
          mayGive={mayGive}
        />
      ) : (
        <p className={styles.note}>{words.ownerMay}</p>
      )}
    </>
  );
}

interface FieldJudging {
  readonly box: React.Ref<HTMLDivElement>;
  readonly errorOf: (field: ContactField) => string | undefined;
  readonly leave: (field: ContactField) => void;
  /** Whether anything stands against what was typed; if so it is shown, and the first gets the focus. */
  readonly refuses: () => boolean;
  /** Takes in what the main process said against these values. */
  readonly take: (of: ContactValues, problems: readonly ContactProblem[]) => void;
}

/** Judges a field when it is left, all of them when they are sent; what was said holds until it is changed. */
export function useJudging(
  values: ContactValues,
  found: Readonly<Partial<Record<ContactField, FieldProblemKind>>>,
): FieldJudging {
  const [left, setLeft] = useState<ReadonlySet<ContactField>>(new Set());
  const [refusals, setRefusals] = useState(0);
  const [said, setSaid] = useState<{
    readonly of: ContactValues;
    readonly problems: readonly ContactProblem[];
  } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const problemOf = (field: ContactField) => {
    const holds = said?.of[field] === values[field];
    return (
      found[field] ??
      (holds ? said?.problems.find((one) => one.field === field)?.problem : undefined)
    );
  };
  return {
    box,
    errorOf: (field) => {
      const problem = problemOf(field);
      const seen = refusals > 0 || (left.has(field) && problem !== 'missing');
      return problem && seen ? words.problem(field, problem) : undefined;
    },
    leave: (field) => setLeft((before) => new Set(before).add(field)),
    refuses: () => {
      const refused = contactFields.some((field) => problemOf(field) !== undefined);
      if (refused) setRefusals(refusals + 1);
      return refused;
    },
    take: (of, problems) => {
      setSaid({ of, problems });
      setRefusals(refusals + 1);
    },
  };
}
