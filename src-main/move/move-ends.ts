import type { AuditCheck } from '#shared/contract/audit.contract.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { DatabaseEngine } from '../platform/database/engine.ts';
import type { Store, Tx } from '../platform/database/schema.ts';

/** The store to be moved. */
export interface MoveSource {
  readonly engine: DatabaseEngine;
  /** Checks the whole audit log, writing nothing. */
  check(): Promise<AuditCheck>;
  note(note: AuditNote): Promise<void>;
  /**
   * Works in a transaction in which nobody else can change the store; others wait. Refuses `moved`,
   * and `store_unavailable` when others are in the way for too long.
   */
  hold<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
}

/** The place to move it to. */
export interface MoveTarget {
  readonly engine: DatabaseEngine;
  /** For people who find the old store. */
  readonly inWords: string;
  /** Hands over the store that is there, to be read; null where there is none. */
  look<Value>(work: (found: Store | null) => Promise<Value>): Promise<Value>;
  /**
   * Keeps the store's keys for this place, where it does not take them with the store. Refuses
   * `conflict` when other keys are there.
   */
  keepKeys(): Promise<void>;
  /**
   * Hands over a new store without rows to be filled, in one transaction: it is in its place when
   * this resolves, or the place is as it was. Refuses `conflict` when a store has come to be there.
   */
  fill(work: (tx: Tx) => Promise<void>): Promise<void>;
  /** Makes a store that was filled ready to be read whole, in the same transaction. */
  settle(tx: Tx): Promise<void>;
  /** Checks a whole audit log by the keys that are kept for this place. */
  checkChain(store: Store): Promise<AuditCheck>;
}
