import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { askedWords } from '#shared/rules/folding.ts';
import type { Store } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import {
  firstPages,
  hiddenAmong,
  type IdentifierRow,
  loadFound,
  nextPage,
} from './look-up.queries.ts';
import { explainIdentifier, explainWords } from './look-up-match.ts';
import { type Tier, tiersOf } from './look-up-tiers.ts';

/** More words than anybody types; the longest are looked for. */
const mostWords = 32;
/** So many accounts that an import hides are passed over at most, to answer within a frame. */
const moreWhileImporting = 1_000;

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
  readonly #runWriting: (store: Store) => Promise<number | null>;

  /** @param runWriting the import that is being written, whose accounts are found by nobody */
  constructor(
    store: Store,
    fullText: FullText,
    runWriting: (store: Store) => Promise<number | null>,
  ) {
    this.#store = store;
    this.#fullText = fullText;
    this.#runWriting = runWriting;
  }

  /** At most `limit` accounts, best first, and whether there are more. Nothing for no words. */
  async search(query: string, limit: number): Promise<{ results: SearchResult[]; more: boolean }> {
    const findings = new Map<number, Finding>();
    const wanted = limit + 1;
    const tiers = tiersOf(query);
    const run = await this.#runWriting(this.#store);
    const pages = await firstPages(this.#store, tiers, wanted);
    for (const [place, tier] of tiers.entries())
      await this.#takeTier(tier, pages[place] ?? [], findings, { wanted, run });
    const asked = askedWords(query).slice(0, mostWords);
    if (findings.size < wanted) {
      const more = run === null ? 0 : moreWhileImporting;
      const ids = await this.#fullText.find(this.#store, asked, wanted + findings.size + more);
      const hidden = await hiddenAmong(this.#store, run, ids);
      for (const id of ids)
        if (findings.size < wanted && !findings.has(id) && !hidden.has(id))
          findings.set(id, 'words');
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

  /**
   * Takes a tier's accounts up to those wanted, and more pages where accounts came twice, or (up to a
   * limit) are hidden.
   */
  async #takeTier(
    tier: Tier,
    firstPage: readonly IdentifierRow[],
    findings: Map<number, Finding>,
    { wanted, run }: { readonly wanted: number; readonly run: number | null },
  ): Promise<void> {
    let page = firstPage;
    for (let count = wanted; ; count *= 4) {
      const ids = page.map(({ account_id }) => account_id);
      const hidden = await hiddenAmong(this.#store, run, ids);
      for (const row of page)
        if (findings.size < wanted && !findings.has(row.account_id) && !hidden.has(row.account_id))
          findings.set(row.account_id, { tier, row });
      const last = page.at(-1);
      if (findings.size === wanted || page.length < count || !last) return;
      if (run !== null && count > moreWhileImporting) return;
      page = await nextPage(this.#store, tier, last, count * 4);
    }
  }
}
