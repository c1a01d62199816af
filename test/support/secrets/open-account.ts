import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { SecretsClient } from './secrets-desk.ts';

/** Opens an account as a screen does. */
export async function openAccount(client: SecretsClient, clientId: string): Promise<AccountView> {
  const { results } = await client.expect<{ results: { accountId: number }[] }>(
    'accounts.search',
    { query: clientId },
    'value',
  );
  return client.expect('accounts.open', { accountId: results[0]?.accountId ?? 0 }, 'value');
}
