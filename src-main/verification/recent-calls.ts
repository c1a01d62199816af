import type { RecentCall } from '#shared/contract/accounts.contract.ts';
import type { Store } from '../platform/database/schema.ts';

const mostCalls = 20;

/** The last twenty calls and chats on an account, newest first, whoever took them. */
export async function recentCalls(store: Store, accountId: number): Promise<readonly RecentCall[]> {
  const rows = await store
    .selectFrom('verification')
    .innerJoin('staff', 'staff.id', 'verification.agent_id')
    .innerJoin('request', 'request.id', 'verification.request_id')
    .leftJoin('contact', 'contact.id', 'verification.contact_id')
    .leftJoin('verification_grant', 'verification_grant.verification_id', 'verification.id')
    .select([
      'verification.id',
      'verification.opened_at',
      'verification.ended_at',
      'verification.channel',
      'verification.attempts',
      'contact.name as contact_name',
      'staff.name as agent_name',
      'request.label as request_label',
      'verification_grant.id as grant_id',
    ])
    .where('verification.account_id', '=', accountId)
    .orderBy('verification.id', 'desc')
    .limit(mostCalls)
    .execute();
  return rows.map((row) => ({
    verificationId: row.id,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    contactName: row.contact_name,
    agentName: row.agent_name,
    channel: row.channel,
    requestLabel: row.request_label,
    outcome: outcomeOf(row.grant_id !== null, row.attempts),
  }));
}

function outcomeOf(granted: boolean, attempts: number): RecentCall['outcome'] {
  if (granted) return 'verified';
  return attempts > 0 ? 'not_verified' : 'not_tried';
}
