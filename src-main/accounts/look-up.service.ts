import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { askedWords } from '#shared/rules/folding.ts';
import type { Store } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { firstPages, type IdentifierRow, loadFound, nextPage } from './look-up.queries.ts';
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
    const tiers = tiersOf(query);
    const pages = await firstPages(this.#store, tiers, wanted);
    for (const [place, tier] of tiers.entries())
      await this.#takeTier(tier, pages[place] ?? [], findings, wanted);
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

  /** Takes a tier's accounts up to those wanted, and more pages where accounts came twice. */
  async #takeTier(
    tier: Tier,
    firstPage: readonly IdentifierRow[],
    findings: Map<number, Finding>,
    wanted: number,
  ): Promise<void> {
    let page = firstPage;
    for (let count = wanted; ; count *= 4) {
      for (const row of page)
        if (findings.size < wanted && !findings.has(row.account_id))
          findings.set(row.account_id, { tier, row });
      const last = page.at(-1);
      if (findings.size === wanted || page.length < count || !last) return;
      page = await nextPage(this.#store, tier, last, count * 4);
    }
  }
}
