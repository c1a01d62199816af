import type { AccountView, ContactView, ThrottleView } from '#shared/contract/accounts.contract.ts';
import { codeAccessOf, mayUseMainCode } from '#shared/rules/code-access.ts';
import { maskEmail, maskPhone, maskUsername } from '#shared/rules/masking.ts';
import type { AccountRow, CodeRow, ContactRow, ServiceRow } from './accounts.queries.ts';
import { permissionsOf } from './accounts.queries.ts';
import { forReading } from './phone-numbers.ts';

export interface AccountParts {
  readonly account: AccountRow;
  readonly services: readonly ServiceRow[];
  readonly contacts: readonly ContactRow[];
  readonly codes: readonly CodeRow[];
  /** By contact id. */
  readonly throttles: ReadonlyMap<number, ThrottleView>;
  /** Whether personal data are hidden. Names and domains never are: the call needs them. */
  readonly masked: boolean;
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
    services: parts.services.map(({ id, kind, name, domain }) => ({
      serviceId: id,
      kind,
      name,
      domain,
    })),
    contacts: parts.contacts.toSorted(ownerThenName).map((row) => contactViewOf(row, parts)),
  };
}

function contactViewOf(row: ContactRow, { codes, throttles, masked }: AccountParts): ContactView {
  const show = shownParts(masked);
  const own = codes.find(({ contact_id }) => contact_id === row.id);
  const main = codes.find(({ contact_id }) => contact_id === null);
  const leave = { owner: row.kind === 'owner', viewingAccess: row.viewing_access === 1 };
  const access = codeAccessOf(leave, { own: own !== undefined, main: main !== undefined });
  const usable = mayUseMainCode(leave) ? [own, main] : [own];
  const code = access === 'none' ? undefined : access === 'own' ? own : main;
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
      fromOldCode: code?.from_old_code === 1,
      exposed: usable.some((one) => (one?.exposed_at ?? null) !== null),
    },
    throttle,
  };
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
