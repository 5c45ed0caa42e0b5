import { z } from 'zod';
import { inScope, type Database, type RowScope } from '../db/index.js';
import { defineCursor } from '../platform/http/cursor.js';
import { Problem, problems } from '../platform/http/problems.js';
import { toEventView, type EventView } from './event.contract.js';
import { readEvents } from './events.store.js';
import { readDatabaseMark, readSharedUpTo, readState, type FeedState } from './sequencer.store.js';

/** Events of one page at most. */
export const MAX_EVENTS = 1_000;

/**
 * Positions looked at for one page at most. A reader whose schemes are few may get a page that is not
 * full, or empty, before the end: its cursor has moved on all the same.
 */
const SCAN_POSITIONS = 20_000;

const place = z.strictObject({ epoch: z.uuid(), position: z.string().regex(/^\d{1,18}$/) });
const feedCursor = defineCursor('feeds/settlement', place);

export interface FeedPage {
  readonly epoch: string;
  readonly events: readonly EventView[];
  readonly nextCursor: string;
  readonly atEnd: boolean;
}

/**
 * Events after a cursor, in the order of their positions. Throws the problems validation (a damaged
 * cursor), gone (a cursor of another epoch, with how to resume) and unavailable (a restored copy
 * whose sequencer has not begun its epoch yet).
 */
export async function readFeed(
  database: Database,
  scope: RowScope,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<FeedPage> {
  const from = cursor === undefined ? undefined : feedCursor.decode(cursor);
  return inScope(database, scope, async (tx) => {
    // Read before the events: what is placed between the two statements waits for the next page.
    const [state, mark] = await Promise.all([readState(tx), readDatabaseMark(tx)]);
    if (state.databaseMark !== '' && mark !== '' && mark !== state.databaseMark) {
      throw problems.unavailable(
        'The feed begins a new epoch after a restore; ask again in a moment',
      );
    }
    if (from !== undefined && from.epoch !== state.epoch) {
      const shared = (await readSharedUpTo(tx, from.epoch)) ?? 0n;
      throw foreignEpoch(state, smaller(BigInt(from.position), shared));
    }
    const after = BigInt(from?.position ?? 0);
    if (after > state.lastPosition) throw foreignEpoch(state, state.lastPosition);
    const upTo = smaller(state.lastPosition, after + BigInt(SCAN_POSITIONS));
    const events = await readEvents(tx, { after, upTo, limit });
    const last = events.at(-1);
    const next = events.length === limit && last !== undefined ? last.position : upTo;
    return {
      epoch: state.epoch,
      events: events.map(toEventView),
      nextCursor: cursorAt(state.epoch, next),
      atEnd: next === state.lastPosition,
    };
  });
}

function cursorAt(epoch: string, position: bigint): string {
  return feedCursor.encode({ epoch, position: position.toString() });
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** What the consumer holds was given out by a database that this one is a restored copy of. */
function foreignEpoch(state: FeedState, position: bigint): Problem {
  return new Problem(
    'gone',
    'The database was restored and the feed began a new epoch. Go on with resumeCursor: what follows ' +
      'it may repeat events you know by their id, and leaves none out.',
    { extensions: { epoch: state.epoch, resumeCursor: cursorAt(state.epoch, position) } },
  );
}
