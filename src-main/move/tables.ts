import type { Database } from '../platform/database/schema.ts';

export type TableName = keyof Database;

/** Every table of a store by its primary key, those that others refer to first. */
const primaryKeys = {
  meta: ['key'],
  staff: ['id'],
  session: ['id'],
  throttle: ['scope', 'key'],
  agent_limit: ['staff_id', 'kind'],
  import_run: ['id'],
  account: ['id'],
  service: ['id'],
  contact: ['id'],
  security_code: ['id'],
  past_code: ['id'],
  account_identifier: ['kind', 'value', 'account_id', 'contact_id'],
  account_words: ['account_id'],
  word_block: ['stem', 'block'],
  account_opening: ['id'],
  request: ['id'],
  verification: ['id'],
  attempt: ['id'],
  verification_grant: ['id'],
  approval: ['id'],
  portal_password: ['account_id'],
  portal_code: ['id'],
  mail_message: ['id'],
  mail_settings: ['id'],
  import_piece: ['run_id', 'number'],
  import_row: ['run_id', 'number'],
  import_mapping: ['id'],
  import_key: ['run_id', 'value'],
  new_order: ['id'],
  lease: ['name'],
  alert: ['id'],
  reason: ['id'],
  audit_log: ['seq'],
  audit_head: ['id'],
  audit_checkpoint: ['seq'],
} as const satisfies Record<TableName, readonly string[]>;

export const tables = Object.keys(primaryKeys) as readonly TableName[];

export function primaryKeyOf(table: TableName): readonly string[] {
  return primaryKeys[table];
}

/** What refers to rows of its own table that may come later: written when all of them are there. */
export const ownReference = { table: 'staff', column: 'first_password_by' } as const;
