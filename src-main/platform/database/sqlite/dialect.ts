import type Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type TransactionSettings,
} from 'kysely';
import { explain, retryWhileBusy } from './errors.ts';

export interface TransactionHooks {
  /** With the lock held, before anything is written; throws when nothing may be. */
  readonly beforeWriting?: () => void;
  /** After each transaction that this connection has committed. */
  readonly onCommit?: () => void;
}

/**
 * Kysely's SQLite dialect with what several processes on one file need: write transactions take
 * the lock at once (a transaction that reads first and then writes would fail beyond repair when
 * another process wrote in between), busy steps are tried again without blocking the event loop,
 * and errors of the disk become refusals.
 */
export class StoreDialect extends SqliteDialect {
  readonly #database: Sqlite.Database;
  readonly #hooks: TransactionHooks;

  constructor(database: Sqlite.Database, hooks: TransactionHooks = {}) {
    super({ database });
    this.#database = database;
    this.#hooks = hooks;
  }

  override createDriver(): Driver {
    return new StoreDriver(this.#database, this.#hooks);
  }

  override createAdapter() {
    return new StoreAdapter();
  }
}

class StoreAdapter extends SqliteAdapter {
  /** SQLite rolls schema changes back like any other; so migrations run in a transaction. */
  override get supportsTransactionalDdl() {
    return true;
  }
}

class StoreDriver implements Driver {
  readonly #database: Sqlite.Database;
  readonly #connection: StoreConnection;
  readonly #hooks: TransactionHooks;

  constructor(database: Sqlite.Database, hooks: TransactionHooks) {
    this.#database = database;
    this.#connection = new StoreConnection(database);
    this.#hooks = hooks;
  }

  async init() {}

  async acquireConnection() {
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    if (settings.accessMode === 'read only') {
      await connection.executeQuery(CompiledQuery.raw('begin deferred'));
      return;
    }
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    } catch (error) {
      // A connection that was kept from writing can't begin either: then this says why.
      this.#hooks.beforeWriting?.();
      throw error;
    }
    try {
      this.#hooks.beforeWriting?.();
    } catch (error) {
      // Kysely takes back only what has begun for it.
      await this.rollbackTransaction(connection);
      throw error;
    }
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'));
    this.#hooks.onCommit?.();
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    // After some errors (a full disk) SQLite has rolled back by itself; a second rollback would
    // fail and hide the first error.
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection() {}

  async destroy() {
    this.#database.close();
  }
}

/** More different statements than the desk has; only queries made of their input go beyond. */
const statementsKept = 300;

class StoreConnection implements DatabaseConnection {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(database: Sqlite.Database) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // Inside a transaction the lock is held: busy there is no state to wait in.
    if (this.#database.inTransaction) {
      try {
        return this.#run(query);
      } catch (error) {
        throw explain(error);
      }
    }
    return retryWhileBusy(() => this.#run<Row>(query));
  }

  #run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const statement = this.#prepared(sql) as Sqlite.Statement<unknown[], Row>;
    if (statement.reader) return { rows: statement.all(...parameters) };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  /** Statements are kept: preparing costs about as much as running one. SQLite notices new schemas. */
  #prepared(sql: string): Sqlite.Statement {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const statement = this.#database.prepare(sql);
    if (this.#statements.size >= statementsKept) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  async *streamQuery<Row>({
    sql,
    parameters,
  }: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    try {
      for (const row of this.#database.prepare<unknown[], Row>(sql).iterate(...parameters))
        yield { rows: [row] };
    } catch (error) {
      throw explain(error);
    }
  }
}
