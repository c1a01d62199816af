import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { askedWords } from '#shared/rules/folding.ts';
import type { FullText } from '../platform/database/engine.ts';
import type { Store } from '../platform/database/schema.ts';
import { type IdentifierRow, identifiersInRange, loadFound } from './look-up.queries.ts';
import { explainIdentifier, explainWords } from './look-up-match.ts';
import { type Tier, tiersOf } from './look-up-tiers.ts';

/** More words than anybody types; the longest are looked for. */
const mostWords = 32;

/** How an account was found; by its words if by no identifier. */
export type Finding = { readonly tier: Tier; readonly row: IdentifierRow } | 'words';

/**
 * Finds accounts in tiers, each stopping at the limit: whole identifiers, beginnings of identifiers
 * and names, then words in any order. Nothing is ranked over a broad match, so that any query is
 * answered within a frame (decision 0007).
 */
export class LookUp {
  readonly #store: Store;
  readonly #fullText: FullText;

  constructor(store: Store, fullText: FullText) {
    this.#store = store;
    this.#fullText = fullText;
  }

  /** At most `limit` accounts, best first, and whether there are more. Nothing for no words. */
  async search(query: string, limit: number): Promise<{ results: SearchResult[]; more: boolean }> {
    const findings = new Map<number, Finding>();
    const wanted = limit + 1;
    for (const tier of tiersOf(query)) {
      if (findings.size >= wanted) break;
      await this.#findIdentifiers(tier, findings, wanted);
    }
    const asked = askedWords(query).slice(0, mostWords);
    if (findings.size < wanted) {
      const ids = await this.#fullText.find(this.#store, asked, wanted + findings.size);
      for (const id of ids)
        if (findings.size < wanted && !findings.has(id)) findings.set(id, 'words');
    }
    const shown = [...findings].slice(0, limit);
    const accounts = await loadFound(
      this.#store,
      shown.map(([id]) => id),
    );
    const results = shown.flatMap(([id, finding]): SearchResult[] => {
      const account = accounts.get(id);
      if (!account) return [];
      const { accountId, clientId, name, status } = account;
      const match =
        finding === 'words'
          ? explainWords(account, asked)
          : explainIdentifier(account, finding.tier, finding.row);
      return [{ accountId, clientId, name, status, match }];
    });
    return { results, more: findings.size > limit };
  }

  /** Adds the accounts of a tier, page by page, until there are as many as wanted. */
  async #findIdentifiers(
    tier: Tier,
    findings: Map<number, Finding>,
    wanted: number,
  ): Promise<void> {
    let last: IdentifierRow | null = null;
    for (let count = wanted * 2; findings.size < wanted; count *= 4) {
      const rows: IdentifierRow[] = await identifiersInRange(this.#store, tier, last, count);
      for (const row of rows)
        if (findings.size < wanted && !findings.has(row.account_id))
          findings.set(row.account_id, { tier, row });
      last = rows.at(-1) ?? null;
      if (rows.length < count) break;
    }
  }
}
