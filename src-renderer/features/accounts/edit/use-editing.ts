import { useState } from 'react';
import type { Leave } from '#shared/contract/leave.ts';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { CallError } from '#shared/result.ts';
import {
  changedFields,
  type EditPart,
  type EditProblem,
  partOf,
} from '#shared/rules/account-edit.ts';
import type { EditField, EditFields } from '#shared/rules/account-fields.ts';
import { desk } from '../../../bridge/desk.ts';
import { mergeEdit } from './merge-edit.ts';

/** An account as it was opened to edit it. */
interface Opened {
  readonly version: number;
  readonly fields: EditFields;
}

/** A field that two people changed differently. */
export interface Clash {
  readonly field: EditField;
  readonly mine: string;
  readonly theirs: string;
  readonly decided: boolean;
}

/** What somebody else changed while this edit went on. */
export interface Meanwhile {
  readonly taken: readonly EditField[];
  readonly clashes: readonly Clash[];
}

export type Saved =
  | { readonly kind: 'saved'; readonly notice: MailStanding | null; readonly left: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly EditProblem[] }
  /** Somebody was faster: what they changed was brought together with what is typed. */
  | { readonly kind: 'meanwhile' }
  | { readonly kind: 'failed' };

export interface Editing {
  readonly base: EditFields | null;
  /** As they are typed by now. */
  readonly fields: EditFields | null;
  readonly meanwhile: Meanwhile | null;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly open: (leave: Leave) => Promise<void>;
  readonly type: (field: EditField, text: string) => void;
  readonly decide: (field: EditField, whose: 'mine' | 'theirs') => void;
  readonly save: (part: EditPart, leave: Leave) => Promise<Saved>;
}

/** An edit from opening the details to saving them, with what others do to the account meanwhile. */
export function useEditing(accountId: number): Editing {
  const [base, setBase] = useState<Opened | null>(null);
  const [fields, setFields] = useState<EditFields | null>(null);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const fetchDetails = async (leave: Leave): Promise<Opened | null> => {
    const opened = await desk.accounts.openToEdit({ accountId, leave });
    setError(opened.ok ? null : opened.error);
    return opened.ok ? opened.value : null;
  };
  const open = async (leave: Leave) => {
    if (busy) return;
    setBusy(true);
    const opened = await fetchDetails(leave);
    setBusy(false);
    if (!opened) return;
    setBase(opened);
    setFields(opened.fields);
  };

  /** Takes what the account is by now for the base, and keeps everything that was typed. */
  const bringTogether = (before: Opened, mine: EditFields, theirs: Opened): Saved => {
    const merged = mergeEdit(before.fields, mine, theirs.fields);
    setBase(theirs);
    setFields(merged.fields);
    const clashes = merged.clashes.map((field) => ({
      ...{ field, mine: mine[field], theirs: theirs.fields[field], decided: false },
    }));
    setMeanwhile({ taken: merged.taken, clashes });
    return { kind: 'meanwhile' };
  };

  const save = async (part: EditPart, leave: Leave): Promise<Saved> => {
    if (busy || !base || !fields) return { kind: 'failed' };
    setBusy(true);
    const changed = changedFields(base.fields, fields);
    const details = Object.fromEntries(
      changed.filter((field) => partOf(field) === part).map((field) => [field, fields[field]]),
    );
    const send = (version: number) => desk.accounts.edit({ accountId, version, details, leave });
    let answer = await send(base.version);
    if (!answer.ok && answer.error.code === 'conflict') {
      const theirs = await fetchDetails(leave);
      if (theirs && changedFields(base.fields, theirs.fields).length > 0) {
        setBusy(false);
        return bringTogether(base, fields, theirs);
      }
      // Only its contacts, codes or status were changed: nothing that this edit would write over.
      if (theirs) answer = await send(theirs.version);
    }
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return { kind: 'failed' };
    if (answer.value.kind === 'refused') return answer.value;
    setBase({ version: answer.value.version, fields: { ...base.fields, ...details } });
    setMeanwhile(null);
    const left = changed.some((field) => partOf(field) !== part);
    return { kind: 'saved', notice: answer.value.notice, left };
  };

  const change = (field: EditField, text: string) =>
    setFields((before) => before && { ...before, [field]: text });
  const settle = (field: EditField, settled: Partial<Clash>) =>
    setMeanwhile(
      (before) =>
        before && {
          ...before,
          clashes: before.clashes.map((one) =>
            one.field === field ? { ...one, ...settled } : one,
          ),
        },
    );
  return {
    base: base?.fields ?? null,
    ...{ fields, meanwhile, busy, error, open, save },
    type: (field, text) => {
      change(field, text);
      settle(field, { mine: text, decided: true });
    },
    decide: (field, whose) => {
      const clash = meanwhile?.clashes.find((one) => one.field === field);
      if (!clash) return;
      change(field, clash[whose]);
      settle(field, { decided: true });
    },
  };
}
