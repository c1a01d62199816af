import type { ContactView } from '#shared/contract/accounts.contract.ts';
import { callerStrings as words } from '../../strings/accounts.ts';
import { formatTime } from '../../ui/time.tsx';

/** Who may be calling: a contact, or somebody who is not on the account. */
export type Caller = ContactView | 'unlisted';

export function callerKey(caller: Caller): string {
  return caller === 'unlisted' ? caller : String(caller.contactId);
}

/** What a contact may ask about, in words. */
export function permissionWords(contact: ContactView): string {
  const { kind, permissions } = contact;
  if (kind === 'owner') return words.mayAskAll;
  if (permissions.length === 0) return words.mayAskNothing;
  return words.mayAsk(permissions.map((permission) => words.permissions[permission]).join(', '));
}

export interface CallerBadge {
  readonly id: 'disabled' | 'waiting' | 'exposed' | 'oldCode';
  readonly text: string;
}

/** What an agent should know about a contact's code before asking for it, worst first. */
export function callerBadges({ code, throttle }: ContactView, now: number): CallerBadge[] {
  const badges: CallerBadge[] = [];
  if (throttle.kind === 'disabled') badges.push({ id: 'disabled', text: words.badges.disabled });
  if (throttle.kind === 'wait' && throttle.until > now)
    badges.push({ id: 'waiting', text: words.badges.waiting(formatTime(throttle.until, 'time')) });
  if (code.exposed) badges.push({ id: 'exposed', text: words.badges.exposed });
  if (code.fromOldCode) badges.push({ id: 'oldCode', text: words.badges.oldCode });
  return badges;
}

/** A caller in one line, as it is read out. */
export function callerName(caller: Caller, now: number): string {
  if (caller === 'unlisted') return words.notListed;
  return [
    caller.name,
    words.kinds[caller.kind],
    words.accessLong[caller.code.access],
    ...callerBadges(caller, now).map(({ text }) => text),
    permissionWords(caller),
  ].join(', ');
}
