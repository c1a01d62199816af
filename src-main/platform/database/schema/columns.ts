import type { ColumnType } from 'kysely';

/*
 * The tables as the queries see them. Times are Unix milliseconds, booleans 0 or 1, ids integers.
 * The migrations make them; their tests keep both in step.
 */

export type Flag = 0 | 1;
/** Set once, never updated. */
export type Fixed<T> = ColumnType<T, T, never>;
