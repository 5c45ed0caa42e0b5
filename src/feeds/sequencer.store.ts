import type { Database, Transaction } from '../db/index.js';

/** The sequencer's row: the last position given, and which database gave it in which epoch. */
export interface FeedState {
  readonly lastPosition: bigint;
  readonly epoch: string;
  /** Empty until a sequencer has run for the first time. */
  readonly databaseMark: string;
}

interface StateRow {
  readonly last_position: bigint;
  readonly epoch: string;
  readonly database_mark: string;
}

function toState(row: StateRow): FeedState {
  return {
    lastPosition: row.last_position,
    epoch: row.epoch,
    databaseMark: row.database_mark,
  };
}

export async function readState(tx: Transaction): Promise<FeedState> {
  const [row] = await tx<StateRow[]>`select last_position, epoch, database_mark from feed_state`;
  if (row === undefined) throw new Error('feed_state has no row');
  return toState(row);
}

/** Becomes the one sequencer for the rest of the transaction; undefined when another one is. */
export async function lockState(tx: Transaction): Promise<FeedState | undefined> {
  const [row] = await tx<StateRow[]>`
    select last_position, epoch, database_mark from feed_state for update skip locked`;
  return row === undefined ? undefined : toState(row);
}

/** As lockState, but waits for whoever has it. */
export async function waitForState(tx: Transaction): Promise<FeedState> {
  const [row] = await tx<StateRow[]>`
    select last_position, epoch, database_mark from feed_state for update`;
  if (row === undefined) throw new Error('feed_state has no row');
  return toState(row);
}

/**
 * What tells this database from every other: the cluster, the database in it, and the timeline, which
 * a promotion or a recovery to a point in time changes. A copy of the cluster's files has the same.
 * The timeline is that of the write-ahead log, since the control file learns of a promotion only at
 * the next checkpoint. Empty on a replica, which writes nothing.
 */
export async function readDatabaseMark(tx: Transaction): Promise<string> {
  const [row] = await tx<{ mark: string }[]>`
    select case when pg_is_in_recovery() then '' else
      s.system_identifier || '/' || d.oid || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
      end as mark
    from pg_control_system() s, pg_database d where d.datname = current_database()`;
  if (row === undefined) throw new Error('the database did not tell its mark');
  return row.mark;
}

/**
 * Gives at most `limit` waiting events the positions after `lastPosition`, in order of their ids, and
 * takes them off the waiting list. Returns how many.
 *
 * Of one claim a later event is never placed before an earlier one: its id sorts after (see
 * NewFeedEvent), and its transaction read what the earlier one had committed, so that a snapshot which
 * sees the later event sees the earlier one too.
 */
export async function placePending(
  tx: Transaction,
  lastPosition: bigint,
  limit: number,
): Promise<number> {
  const [row] = await tx<{ placed: number }[]>`
    with piece as (
      select lane, event_id from feed_pending order by event_id limit ${limit}
    ), taken as (
      delete from feed_pending p using piece
      where p.lane = piece.lane and p.event_id = piece.event_id
      returning p.lane, p.event_id
    ), placed as (
      insert into feed_position (position, lane, event_id)
      select ${lastPosition}::bigint + row_number() over (order by event_id), lane, event_id from taken
      returning position
    )
    select count(*)::int as placed from placed`;
  return row?.placed ?? 0;
}

export async function setLastPosition(tx: Transaction, lastPosition: bigint): Promise<void> {
  await tx`update feed_state set last_position = ${lastPosition}`;
}

export async function setDatabaseMark(tx: Transaction, mark: string): Promise<void> {
  await tx`update feed_state set database_mark = ${mark}`;
}

/** Ends the present epoch at the last position it gave and begins another. Returns the new one. */
export async function beginEpoch(
  tx: Transaction,
  state: FeedState,
  mark: string,
  endedAt: Date,
): Promise<string> {
  await tx`
    insert into feed_epoch (epoch, shared_up_to, ended_at)
    values (${state.epoch}, ${state.lastPosition}, ${endedAt})`;
  const [row] = await tx<{ epoch: string }[]>`
    update feed_state set epoch = gen_random_uuid(), database_mark = ${mark} returning epoch`;
  if (row === undefined) throw new Error('feed_state has no row');
  return row.epoch;
}

/** The last position an earlier epoch has in common with the present one; undefined: not known. */
export async function readSharedUpTo(tx: Transaction, epoch: string): Promise<bigint | undefined> {
  const [row] = await tx<{ shared_up_to: bigint }[]>`
    select shared_up_to from feed_epoch where epoch = ${epoch}`;
  return row?.shared_up_to;
}

/** Events counted at most: beyond that the number says only that there are very many. */
const LAG_COUNTED = 100_000;

/** How many events wait for a position, and since when the oldest of them. */
export async function readLag(
  tx: Database | Transaction,
): Promise<{ readonly events: number; readonly oldestAt: Date | null }> {
  const [row] = await tx<{ events: number; oldest_at: Date | null }[]>`
    select (select count(*)::int from (select 1 from feed_pending limit ${LAG_COUNTED}) as p) as events,
      (select e.occurred_at from (select lane, event_id from feed_pending order by event_id limit 1) as p
        join feed_event e on e.lane = p.lane and e.id = p.event_id) as oldest_at`;
  return { events: row?.events ?? 0, oldestAt: row?.oldest_at ?? null };
}
