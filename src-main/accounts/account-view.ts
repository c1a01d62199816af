import type {
  AccountView,
  ContactView,
  RecentCall,
  ThrottleView,
} from '#shared/contract/accounts.contract.ts';
import type { CodeHealth, CodesView } from '#shared/contract/codes.contract.ts';
import { codeAccessOf, mayUseMainCode } from '#shared/rules/code-access.ts';
import { maskEmail, maskPhone, maskUsername } from '#shared/rules/masking.ts';
import type { AccountRow, ContactRow, ServiceRow } from './accounts.queries.ts';
import { permissionsOf } from './accounts.queries.ts';
import { forReading } from './phone-numbers.ts';

export interface AccountParts {
  readonly account: AccountRow;
  readonly services: readonly ServiceRow[];
  readonly contacts: readonly ContactRow[];
  readonly codes: CodesView;
  readonly recentCalls: readonly RecentCall[];
  /** By contact id. */
  readonly throttles: ReadonlyMap<number, ThrottleView>;
  /** Whether personal data are hidden. Names and domains never are: the call needs them. */
  readonly masked: boolean;
  /** Until when whoever looks may set its first codes, Unix milliseconds. */
  readonly firstCodesUntil: number | null;
}

/** What the desk shows of an account: the owner first, then the contacts by name. */
export function accountViewOf(parts: AccountParts): AccountView {
  const { account, masked } = parts;
  const show = shownParts(masked);
  return {
    accountId: account.id,
    version: account.version,
    clientId: account.client_id,
    name: account.name,
    company: account.company,
    status: account.status,
    masked,
    username: show.username(account.username),
    email: show.email(account.email),
    phone: account.phone && show.phone(account.phone),
    country: account.country,
    address: masked ? [] : addressOf(account),
    customerSince: account.created_at,
    firstCodesUntil: parts.firstCodesUntil,
    services: parts.services.map(({ id, kind, name, domain }) => ({
      serviceId: id,
      kind,
      name,
      domain,
    })),
    contacts: parts.contacts.toSorted(ownerThenName).map((row) => contactViewOf(row, parts)),
    mainCode: parts.codes.main,
    recentCalls: [...parts.recentCalls],
  };
}

function contactViewOf(row: ContactRow, { codes, throttles, masked }: AccountParts): ContactView {
  const show = shownParts(masked);
  const own = codes.contacts.find(({ contactId }) => contactId === row.id)?.own ?? null;
  const leave = { owner: row.kind === 'owner', viewingAccess: row.viewing_access === 1 };
  const ready = { own: verifies(own), main: verifies(codes.main) };
  const access = codeAccessOf(leave, ready);
  const code = access === 'none' ? null : access === 'own' ? own : codes.main;
  const usable = [own, mayUseMainCode(leave) ? codes.main : null].filter(verifies);
  const throttle = throttles.get(row.id);
  if (!throttle) throw new Error(`The throttle said nothing about contact ${row.id}`);
  return {
    contactId: row.id,
    kind: row.kind,
    name: row.name,
    email: row.email && show.email(row.email),
    phone: row.phone && show.phone(row.phone),
    permissions: permissionsOf(row),
    code: {
      access,
      strength: code?.strength ?? null,
      fromOldCode: code?.fromOldCode ?? false,
      exposed: usable.some((one) => one?.exposed),
    },
    viewingAccess: row.viewing_access === 1,
    ownCode: own,
    throttle,
  };
}

/** One that is disabled, or used up while another is due, is as if it were not set. */
function verifies(code: CodeHealth | null): boolean {
  return code !== null && !code.disabled && code.mustChange !== 'used';
}

function addressOf(account: AccountRow): string[] {
  const { address1, address2, postal_code, city, region } = account;
  const place = [postal_code, city].filter(Boolean).join(' ');
  return [address1, address2, place, region].filter((line): line is string => Boolean(line));
}

function shownParts(masked: boolean) {
  const asItIs = (text: string) => text;
  return masked
    ? { username: maskUsername, email: maskEmail, phone: maskPhone }
    : { username: asItIs, email: asItIs, phone: forReading };
}

function ownerThenName(one: ContactRow, other: ContactRow): number {
  if (one.kind !== other.kind) return one.kind === 'owner' ? -1 : 1;
  return one.name.localeCompare(other.name, 'en') || one.id - other.id;
}
