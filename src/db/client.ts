import postgres from 'postgres';

/** A pool of the raw client. bigint columns arrive as bigint, dates as YYYY-MM-DD text. */
export type Database = postgres.Sql<{ bigint: bigint; isoDay: string }>;

/** A statement runner inside a transaction: what every store is given. */
export type Transaction = postgres.TransactionSql<{ bigint: bigint; isoDay: string }>;

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max: number;
  /** Milliseconds after which a statement is cancelled: short for requests, longer for batches. */
  readonly statementTimeoutMs: number;
  readonly name: string;
}

const IDLE_IN_TRANSACTION_MS = 10_000;
const DATE_OID = 1082;
const SNAPSHOT = 'isolation level repeatable read read only';

/** Opens a pool; nothing is connected until the first statement. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  return postgres(url, {
    max: options.max,
    keep_alive: 30,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: {
      application_name: options.name,
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
    types: {
      bigint: postgres.BigInt,
      isoDay: {
        to: DATE_OID,
        from: [DATE_OID],
        serialize: (day: string) => day,
        parse: (day: string) => day,
      },
    },
  });
}

/** What a request may see: set as the first statement of its transaction. Nothing set, no rows. */
export interface RowScope {
  readonly hospitals: readonly string[];
  readonly schemes: readonly string[];
  readonly districts: readonly string[];
}

export const NO_ROWS: RowScope = { hospitals: [], schemes: [], districts: [] };

/** Runs work in one transaction whose rows are limited to a scope. */
export async function inScope<T>(
  database: Database,
  scope: RowScope,
  work: (tx: Transaction) => Promise<T>,
  mode = 'read write',
): Promise<T> {
  const result = await database.begin(mode, async (tx) => {
    const scoped = tx`
      select set_config('sehat.hospitals', ${arrayText(scope.hospitals)}, true),
        set_config('sehat.schemes', ${arrayText(scope.schemes)}, true),
        set_config('sehat.districts', ${arrayText(scope.districts)}, true)`;
    // A statement is sent when it is first awaited: without this, the work's first one would go ahead.
    void scoped.execute();
    const [, done] = await Promise.all([scoped, work(tx)]);
    return { done };
  });
  return result.done as T;
}

/** Runs reads in a scope, all in one snapshot. */
export async function inScopedSnapshot<T>(
  database: Database,
  scope: RowScope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inScope(database, scope, work, SNAPSHOT);
}

/** Runs work in one transaction of a role that needs no scope. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const result = await database.begin(async (tx) => ({ done: await work(tx) }));
  return result.done as T;
}

/** Runs reads in one snapshot, so that a change between two tables is never half seen. */
export async function inSnapshot<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const result = await database.begin(SNAPSHOT, async (tx) => ({ done: await work(tx) }));
  return result.done as T;
}

function arrayText(items: readonly string[]): string {
  const quoted = items.map((item) => `"${item.replace(/(["\\])/g, '\\$1')}"`);
  return `{${quoted.join(',')}}`;
}
