import type { Kysely, Transaction } from 'kysely';
import type {
  AccountIdentifierTable,
  AccountOpeningTable,
  AccountTable,
  AccountWordsTable,
  ContactTable,
  ServiceTable,
  WordBlockTable,
} from './schema/account-tables.ts';
import type {
  ApprovalTable,
  AttemptTable,
  NewOrderTable,
  RequestTable,
  VerificationGrantTable,
  VerificationTable,
} from './schema/call-tables.ts';
import type { PastCodeTable, SecurityCodeTable } from './schema/code-tables.ts';
import type {
  ImportKeyTable,
  ImportMappingTable,
  ImportPieceTable,
  ImportRowTable,
  ImportRunTable,
} from './schema/import-tables.ts';
import type {
  AlertTable,
  AuditCheckpointTable,
  AuditHeadTable,
  AuditLogTable,
  ReasonTable,
} from './schema/log-tables.ts';
import type {
  MailMessageTable,
  MailSettingsTable,
  PortalCodeTable,
  PortalPasswordTable,
} from './schema/portal-tables.ts';
import type {
  AgentLimitTable,
  SessionTable,
  StaffTable,
  ThrottleTable,
} from './schema/staff-tables.ts';
import type { LeaseTable, MetaTable } from './schema/store-tables.ts';

/** Every table by its name; each is described in `schema/`. */
export interface Database {
  meta: MetaTable;
  staff: StaffTable;
  session: SessionTable;
  throttle: ThrottleTable;
  agent_limit: AgentLimitTable;
  account: AccountTable;
  service: ServiceTable;
  contact: ContactTable;
  security_code: SecurityCodeTable;
  past_code: PastCodeTable;
  account_identifier: AccountIdentifierTable;
  account_words: AccountWordsTable;
  word_block: WordBlockTable;
  account_opening: AccountOpeningTable;
  request: RequestTable;
  verification: VerificationTable;
  attempt: AttemptTable;
  verification_grant: VerificationGrantTable;
  approval: ApprovalTable;
  portal_password: PortalPasswordTable;
  portal_code: PortalCodeTable;
  mail_message: MailMessageTable;
  mail_settings: MailSettingsTable;
  import_run: ImportRunTable;
  import_piece: ImportPieceTable;
  import_row: ImportRowTable;
  import_mapping: ImportMappingTable;
  import_key: ImportKeyTable;
  new_order: NewOrderTable;
  lease: LeaseTable;
  alert: AlertTable;
  reason: ReasonTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
  audit_checkpoint: AuditCheckpointTable;
}

export type Store = Kysely<Database>;
/** A write transaction: holds the store's write lock from its first statement. */
export type Tx = Transaction<Database>;
