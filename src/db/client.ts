import postgres from 'postgres';
import { parse as parseArray } from 'postgres-array';
import { list } from './list.js';

interface Types extends Record<string, unknown> {
  readonly bigint: bigint;
  readonly isoDay: string;
  readonly texts: string[];
}

/** A pool of the raw client. bigint columns arrive as bigint, dates as YYYY-MM-DD text. */
export type Database = postgres.Sql<Types>;

/** A statement runner inside a transaction: what every store is given. */
export type Transaction = postgres.TransactionSql<Types>;

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max: number;
  /** Milliseconds after which a statement is cancelled: short for requests, longer for batches. */
  readonly statementTimeoutMs: number;
  readonly name: string;
}

const IDLE_IN_TRANSACTION_MS = 10_000;
const DATE_OID = 1082;
const TEXT_ARRAY_OID = 1009;
const UUID_ARRAY_OID = 2951;
const SNAPSHOT = 'isolation level repeatable read read only';

/** Opens a pool; nothing is connected until the first statement. */
export function openDatabase(url: string, options: DatabaseOptions): Database {
  return postgres(url, {
    max: options.max,
    keep_alive: 30,
    connect_timeout: 10,
    onnotice: () => undefined,
    // The driver would ask for the array types on each new connection, with nobody to hear of it
    // when that very statement is lost: the process would end. `texts` and `list` take their place.
    fetch_types: false,
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
      texts: {
        to: TEXT_ARRAY_OID,
        from: [TEXT_ARRAY_OID, UUID_ARRAY_OID],
        serialize: list,
        parse: (literal: string) => parseArray(literal),
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
  return begin(database, mode, async (tx) => {
    const scoped = tx`
      select set_config('sehat.hospitals', ${arrayText(scope.hospitals)}, true),
        set_config('sehat.schemes', ${arrayText(scope.schemes)}, true),
        set_config('sehat.districts', ${arrayText(scope.districts)}, true)`;
    // A statement is sent when it is first awaited: without this, the work's first one would go ahead.
    void scoped.execute();
    const [, done] = await Promise.all([scoped, work(tx)]);
    return done;
  });
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
  return begin(database, 'read write', work);
}

/** Runs reads in one snapshot, so that a change between two tables is never half seen. */
export async function inSnapshot<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return begin(database, SNAPSHOT, work);
}

/** Times that a transaction is begun when the connection it was given turns out to be a dead one. */
const BEGIN_ATTEMPTS = 3;

async function begin<T>(
  database: Database,
  mode: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const state = { started: false };
    try {
      return await beginOnce(database, mode, work, state);
    } catch (error) {
      // Before the work's first statement nothing can have happened: the next connection may do.
      if (state.started || attempt === BEGIN_ATTEMPTS || !isConnectionLost(error)) throw error;
    }
  }
}

/**
 * Begins a transaction that survives the loss of its connection. The driver (3.4.9) then still writes
 * a rollback to the closed socket, which ends the process or leaves the connection deaf for ever, and
 * what a dead transaction still sends would run inside the next one on the connection. So the driver
 * never hears how such work ended (it has rejected the transaction by itself), and no statement of
 * it goes out any more.
 */
async function beginOnce<T>(
  database: Database,
  mode: string,
  work: (tx: Transaction) => Promise<T>,
  state: { started: boolean },
): Promise<T> {
  let over = false;
  try {
    const result = await database.begin(mode, async (tx) => {
      state.started = true;
      try {
        const done = await work(guarded(tx, () => over));
        return over ? await silence() : { done };
      } catch (error) {
        // One turn, so that a connection lost in this one has been noticed.
        await nextTurn();
        if (over || isConnectionLost(error)) return await silence();
        throw error;
      }
    });
    return (result as { readonly done: T }).done;
  } finally {
    over = true;
  }
}

function guarded(tx: Transaction, isOver: () => boolean): Transaction {
  return new Proxy(tx, {
    apply: (target, self, args) => {
      if (isOver()) throw new TransactionOver();
      return Reflect.apply(target, self, args) as unknown;
    },
  });
}

/** Raised for a statement of a transaction that has already ended, well or badly. */
class TransactionOver extends Error {
  override readonly name = 'TransactionOver';
  /** Nothing is wrong with the data: whoever looks for a culprit passes by. */
  readonly code = 'TRANSACTION_OVER';

  constructor() {
    super('the transaction is over: its connection was lost, or it was not awaited');
  }
}

/**
 * Errors of a connection that is gone. 57P01 also comes late: the driver gives the farewell of a
 * server that ended a connection to whoever uses that connection next.
 */
const LOST: ReadonlySet<unknown> = new Set([
  '57P01',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && LOST.has(error.code);
}

/** An answer that never comes. */
async function silence(): Promise<never> {
  return new Promise<never>(() => undefined);
}

async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function arrayText(items: readonly string[]): string {
  const quoted = items.map((item) => `"${item.replace(/(["\\])/g, '\\$1')}"`);
  return `{${quoted.join(',')}}`;
}
