import type { RowReason, RowVerdict } from '#shared/contract/import.contract.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import type { TargetField } from '#shared/rules/import-mapping.ts';
import type { Store } from '../platform/database/schema.ts';
import type { AccountsForImport, KnownAccount, NamedAccount } from './known-accounts.ts';
import type { ImportRow, RefusedRow, WholeRow } from './records.ts';
import { changesOf } from './row-changes.ts';
import type { Confirmed } from './run-plan.ts';
import { rowInCountry, wholeRow } from './whole-row.ts';

/** What a row would do. */
export interface Judgement {
  readonly verdict: RowVerdict;
  /** The account it is about, and that account's version. */
  readonly accountId: number | null;
  readonly version: number | null;
  readonly problem: RowReason | null;
  readonly target: TargetField | null;
  /** What it changes, in words of the fields. */
  readonly changes: readonly string[];
  /** As it is to be stored; null where nothing is. */
  readonly row: ImportRow | null;
  /** How many codes it brings. */
  readonly codes: number;
  /** Client ID and username of the account it is about: no other row may name them. */
  readonly names: readonly string[];
}

type Accounts = Pick<AccountsForImport, 'nameKey' | 'named' | 'known'>;
type Named = ReadonlyMap<string, NamedAccount>;

const nothing = {
  ...{ accountId: null, version: null, problem: null, target: null, row: null, codes: 0 },
  ...{ changes: [], names: [] },
} as const;

export function refused(problem: RowReason, target: TargetField | null): Judgement {
  return { ...nothing, verdict: 'refused', problem, target };
}

/** Judges rows by the accounts that are there: a batch with three questions to the store. */
export async function judgeRows(
  store: Store,
  accounts: Accounts,
  rows: readonly ImportRow[],
  { mapping, defaults }: Confirmed,
): Promise<readonly Judgement[]> {
  const meant = await askFor(
    store,
    accounts,
    rows.flatMap(({ fields }) => [fields.clientId, usernameIn(fields)]),
  );
  const ids = [...meant.values()].map(({ accountId }) => accountId);
  const known = await accounts.known(store, [...new Set(ids)]);
  const judged = rows.map((row) => {
    const account = accountMeant(row, (name) => meant.get(accounts.nameKey(name)));
    if (typeof account === 'object') return account;
    const there = account === undefined ? undefined : known.get(account);
    if (there) return judgeKnown(row, there);
    // Where the file gives Client IDs it gives all: one that is made up might be a later row's.
    if (mapping.clientId !== undefined && row.fields.clientId === undefined)
      return refused('missing', 'clientId');
    return judgeNew(wholeRow(row, defaults));
  });
  const claimed = judged.flatMap(({ verdict, names }) => (verdict === 'new' ? names : []));
  const taken = await askFor(store, accounts, claimed);
  return judged.map((judgement) => {
    const free = judgement.names.every((name) => !taken.has(accounts.nameKey(name)));
    return judgement.verdict !== 'new' || free ? judgement : refused('taken', 'username');
  });
}

function askFor(
  store: Store,
  accounts: Accounts,
  names: readonly (string | undefined)[],
): Promise<Named> {
  const given = names.filter((name) => name !== undefined).filter(Boolean);
  return accounts.named(store, [...new Set(given.map(accounts.nameKey))]);
}

/** Where a row has neither, its e-mail address is the username, as it is for a new account. */
function usernameIn({ clientId, username, email }: ImportRow['fields']): string | undefined {
  return username ?? (clientId === undefined ? email?.toLowerCase() : undefined);
}

/** The account a row is about: by its Client ID where there is one, else by the username. */
function accountMeant(
  { fields }: ImportRow,
  holderOf: (name: string) => NamedAccount | undefined,
): number | Judgement | undefined {
  const username = usernameIn(fields);
  const byUsername = username === undefined ? undefined : holderOf(username);
  const usernameTaken = refused('taken', 'username');
  if (fields.clientId === undefined)
    return byUsername && (byUsername.by === 'username' ? byUsername.accountId : usernameTaken);
  const byClientId = holderOf(fields.clientId);
  if (byClientId && byClientId.by !== 'client_id') return refused('taken', 'clientId');
  if (byUsername && byUsername.accountId !== byClientId?.accountId)
    return byClientId ? refused('two_accounts', null) : usernameTaken;
  return byClientId?.accountId;
}

function judgeKnown(row: ImportRow, known: KnownAccount): Judgement {
  const fitted = rowInCountry(row, row.fields.country ?? known.fields.country);
  if ('problem' in fitted) return refused(fitted.problem, fitted.column);
  const { accountId, version, fields } = known;
  const { names, codes } = changesOf(fitted, known);
  const username = fitted.fields.username ?? fields.username;
  const about = { ...nothing, names: [fields.clientId, fields.username, username] };
  if (names.length === 0) return { ...about, verdict: 'same' };
  if (codes.length > 0 && sayTheSame(fitted)) return refused('same_code', null);
  return {
    ...{ ...about, verdict: 'changed', accountId, version },
    ...{ changes: names, row: fitted, codes: codes.length },
  };
}

function judgeNew(row: WholeRow | RefusedRow): Judgement {
  if ('problem' in row) return refused(row.problem, row.column);
  if (sayTheSame(row)) return refused('same_code', null);
  const { clientId, username } = row.fields;
  const names = [clientId, username].filter((name) => name !== '');
  return { ...nothing, verdict: 'new', row, codes: codesIn(row).length, names };
}

const codesIn = ({ mainCode, contacts }: ImportRow) =>
  [mainCode, ...contacts.map(({ code }) => code)].filter((code) => code !== undefined);

/** Whether two people of a row would say the same code. */
function sayTheSame(row: ImportRow): boolean {
  const canonical = codesIn(row).map(({ typed }) => canonicalCode(typed));
  return new Set(canonical).size < canonical.length;
}
