import type { accountsEditChannels } from '#shared/contract/accounts-edit.contract.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import {
  asAccountFields,
  changedFields,
  type EditPart,
  editParts,
  partOf,
  problemsOfEdit,
} from '#shared/rules/account-edit.ts';
import { type EditField, type EditFields, editFields } from '#shared/rules/account-fields.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { LeaveService } from '../leave/leave.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { Refusal } from '../platform/refusal.ts';
import { assertVersion } from './account-version.ts';
import { AccountWriter } from './account-writer.ts';
import { type AccountRow, findAccount } from './accounts.queries.ts';
import type { ClientNotices } from './client-notices.ts';
import { fieldsOf, followByOwner, putFields } from './edit-account.queries.ts';
import { about, leaveForAny, leavesForParts, type PartLeaves } from './edit-leaves.ts';
import { fieldWords } from './field-words.ts';
import { noticedChanges } from './noticed-changes.ts';
import { forReading } from './phone-numbers.ts';
import { asKept, problemsOf } from './typed-account.ts';
import type { EndPortalCodes } from './what-ends.ts';

type Channels = typeof accountsEditChannels;
type Asked<Name extends keyof Channels> = ParsedInputOf<Channels[Name]>;

interface Parts {
  readonly store: Store;
  readonly audit: AuditWriter;
  readonly fullText: FullText;
  readonly leaves: LeaveService;
  readonly endPortalCodes: EndPortalCodes;
  readonly notices: ClientNotices;
}

/** Edits accounts: each part of them with leave of its own. */
export class EditAccountService {
  readonly #parts: Parts;
  readonly #writer: AccountWriter;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new AccountWriter(parts.fullText);
  }

  /** An account's details in full. Refuses as leave does where none of them may be edited. */
  async open(
    who: SignedIn,
    { accountId, leave }: Asked<'openToEdit'>,
  ): Promise<OutputOf<Channels['openToEdit']>> {
    const { store, audit, leaves } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const taken = await leaveForAny(leaves, tx, who, accountId, leave);
      const account = await accountOf(tx, accountId);
      await audit.append(tx, {
        ...about(who, accountId, taken),
        action: 'account.edit_opened',
        outcome: 'done',
        details: taken.auditDetails,
      });
      const fields = fieldsOf(account);
      return {
        version: account.version,
        fields: { ...fields, phone: fields.phone && forReading(fields.phone) },
      };
    });
  }

  /** Changes what is given. Refuses as leave does, and `conflict` for another version. */
  async edit(who: SignedIn, asked: Asked<'edit'>): Promise<OutputOf<Channels['edit']>> {
    const { accountId, version } = asked;
    return this.#parts.store.transaction().execute(async (tx) => {
      const leaves = await leavesForParts(this.#parts.leaves, tx, who, asked);
      const account = await accountOf(tx, accountId);
      const before = fieldsOf(account);
      const typed = { ...before, ...given(asked.details) };
      const after = { ...before, ...only(asKept(typed), asked.details) };
      const changed = changedFields(before, after);
      // Sent twice, it is done once: the second finds nothing to change.
      if (changed.length === 0) return { kind: 'edited', version: account.version, notice: null };
      await assertVersion(tx, accountId, version);
      const found = await problemsOf(tx, asAccountFields(typed), [before.username]);
      const problems = problemsOfEdit(found, before, after);
      if (problems.length > 0) return { kind: 'refused', problems };
      let ownerToo = false;
      await this.#writer.change(tx, accountId, version, async () => {
        await putFields(tx, accountId, after);
        ownerToo = await followByOwner(tx, accountId, before, after);
      });
      const parts = editParts.filter((part) => changed.some((field) => partOf(field) === part));
      await this.#record(tx, who, asked, { leaves, changed, parts, ownerToo });
      const notice = await this.#tell(tx, who, account, { before, after, parts, leaves });
      return { kind: 'edited', version: version + 1, notice };
    });
  }

  /** One record for each part, with its own leave; a reason is kept once. */
  async #record(
    tx: Tx,
    who: SignedIn,
    { accountId, version, leave }: Asked<'edit'>,
    { leaves, changed, parts, ownerToo }: Done,
  ): Promise<void> {
    const { audit } = this.#parts;
    const kept = leave.by === 'reason' && { reasonId: await audit.keepReason(tx, leave.reason) };
    for (const part of parts) {
      const taken = leaves.get(part);
      if (!taken) throw new Error(`The ${part} were changed without leave`);
      const fields = fieldWords(changed.filter((field) => partOf(field) === part));
      await audit.append(tx, {
        ...about(who, accountId, taken),
        action: 'account.edited',
        outcome: 'done',
        details: {
          fields: fields.join(','),
          version: version + 1,
          ...(ownerToo && (part === 'email' || part === 'phone') ? { ownerToo } : {}),
          ...taken.auditDetails,
          ...kept,
        },
      });
    }
  }

  /** Ends what went to the e-mail on file until now, and tells the client there. */
  async #tell(
    tx: Tx,
    who: SignedIn,
    account: AccountRow,
    { before, after, parts, leaves }: Told,
  ): Promise<MailStanding | null> {
    const { notices, endPortalCodes } = this.#parts;
    if (parts.includes('email')) await endPortalCodes(tx, account.id);
    const changed = noticedChanges(factsOf(before), factsOf(after));
    const part = parts.find((one) => changed.some((change) => change === one));
    return notices.tell(tx, {
      actor: { staffId: who.staffId, role: who.role },
      verificationId: (part && leaves.get(part)?.verificationId) ?? null,
      ...{ account, changed },
    });
  }
}

interface Told {
  readonly before: EditFields;
  readonly after: EditFields;
  readonly parts: readonly EditPart[];
  readonly leaves: PartLeaves;
}

/** An edit changes nobody's standing: an owner who follows the account is told of with it. */
const factsOf = (fields: EditFields) => ({ fields, contacts: [], hasMainCode: false });

interface Done {
  readonly leaves: PartLeaves;
  readonly changed: readonly EditField[];
  readonly parts: readonly EditPart[];
  /** The owner had the same e-mail or phone, and has the new one now. */
  readonly ownerToo: boolean;
}

async function accountOf(tx: Tx, accountId: number): Promise<AccountRow> {
  const account = await findAccount(tx, accountId);
  if (!account) throw new Refusal('not_found', 'There is no such account.');
  return account;
}

/** What is given of the fields; zod leaves room for a field that is there and is not. */
function given(details: Asked<'edit'>['details']): Partial<EditFields> {
  const entries = Object.entries(details).filter(([, text]) => text !== undefined);
  return Object.fromEntries(entries);
}

/** Of whole fields those that were named. */
function only(fields: EditFields, details: Asked<'edit'>['details']): Partial<EditFields> {
  const named = editFields.filter((field) => details[field] !== undefined);
  return Object.fromEntries(named.map((field) => [field, fields[field]]));
}
