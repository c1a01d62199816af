import { type NoticedChange, noticedChange } from '#shared/contract/mail.contract.ts';
import type { EditFields } from '#shared/rules/account-fields.ts';
import type { KnownAccount, KnownContact } from '../import/known-accounts.ts';
import { losesPermission } from './what-ends.ts';

/** Somebody on an account, as far as its client is told of changes to them. */
type NoticedContact = Pick<
  KnownContact,
  'contactId' | 'kind' | 'email' | 'phone' | 'permissions' | 'viewingAccess' | 'hasCode'
>;

/** What of an account its client is told of when it changes; what is empty is not on file. */
export interface NoticedFacts extends Pick<KnownAccount, 'hasMainCode'> {
  readonly fields: Pick<EditFields, 'email' | 'phone' | 'username'>;
  readonly contacts: readonly NoticedContact[];
}

/**
 * What the client is told of where an account became another one, whoever changed it (decisions 0033
 * and 0036): how they are reached and log in, who may speak for the account, and by what.
 */
export function noticedChanges(
  before: NoticedFacts,
  after: NoticedFacts,
): readonly NoticedChange[] {
  const changed = new Set<NoticedChange>();
  for (const field of ['email', 'phone', 'username'] as const)
    if (before.fields[field] !== after.fields[field]) changed.add(field);
  if (ownerOf(before) !== ownerOf(after)) changed.add('owner');
  if (after.hasMainCode && !before.hasMainCode) changed.add('main_code_set');
  for (const contact of after.contacts) {
    const known = before.contacts.find(({ contactId }) => contactId === contact.contactId);
    if (!known) changed.add('contact_added');
    else if (isReachedElsewhere(before, known, after, contact)) changed.add('contact_reached');
    // That an owner may ask for everything goes with being the owner.
    if (
      known &&
      contact.kind !== 'owner' &&
      losesPermission(contact.permissions, known.permissions)
    )
      changed.add('contact_may_more');
    // A former owner has had the main code: with viewing access they keep it.
    if (contact.viewingAccess && !known?.viewingAccess && known?.kind !== 'owner')
      changed.add('access_given');
    if (contact.hasCode && !known?.hasCode) changed.add('own_code_set');
  }
  return noticedChange.options.filter((change) => changed.has(change));
}

const ownerOf = ({ contacts }: NoticedFacts) =>
  contacts.find(({ kind }) => kind === 'owner')?.contactId;

/**
 * Whether somebody has another e-mail or phone. An owner who has what the account has goes with it: one
 * change is told once.
 */
export function isReachedElsewhere(
  before: NoticedFacts,
  known: NoticedContact,
  after: NoticedFacts,
  contact: NoticedContact,
): boolean {
  return (['email', 'phone'] as const).some((field) => {
    const withAccount =
      known.kind === 'owner' &&
      known[field] === before.fields[field] &&
      contact[field] === after.fields[field];
    return known[field] !== contact[field] && !withAccount;
  });
}
