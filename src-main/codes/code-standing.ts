import type { CodeHealth } from '#shared/contract/codes.contract.ts';
import type { CodeRow } from './codes.queries.ts';

/** Whether a code verifies at all: not disabled, and not used up while another one is due. */
export function isUsable(
  row: Pick<CodeRow, 'disabled_at' | 'must_change_at' | 'must_change_used_at'>,
): boolean {
  return (
    row.disabled_at === null && !(row.must_change_at !== null && row.must_change_used_at !== null)
  );
}

/** How a stored code stands, for people to read. */
export function healthOf(row: CodeRow): CodeHealth {
  const due = row.must_change_at !== null;
  return {
    strength: row.strength,
    setAt: row.set_at,
    setHow: row.set_how,
    fromOldCode: row.from_old_code === 1,
    exposed: row.exposed_at !== null,
    weak: row.weak === 1,
    mustChange: !due ? 'no' : row.must_change_used_at === null ? 'once_more' : 'used',
    disabled: row.disabled_at !== null,
  };
}
