import { inTransaction, type Database, type Transaction } from '../db/index.js';
import { laneOfId } from '../platform/lane.js';
import { readEvents } from './events.store.js';
import { decidedEvents, fold } from './fold.js';
import { readSharedUpTo, readState, type FeedState } from './sequencer.store.js';
import {
  addToRows,
  clearProjection,
  lockProjector,
  readContributions,
  removeEmptyRows,
  setProjector,
  writeContributions,
  type ProjectorState,
} from './utilisation.store.js';

/** Events folded in one transaction at most. */
const PIECE_EVENTS = 1_000;

export interface ProjectorDeps {
  /** The judge role's pool. */
  readonly database: Database;
  /** Asked between pieces: true ends the run early. */
  readonly stopping?: (() => boolean) | undefined;
}

/**
 * Folds what the feed has and the projection has not, piece by piece: rows and position move in one
 * transaction, so that every event counts once whenever the process dies. Any number of processes may
 * call it; one at a time is the projector. Returns how many events were folded.
 */
export async function projectUtilisation(deps: ProjectorDeps): Promise<number> {
  let total = 0;
  while (deps.stopping?.() !== true) {
    const folded = await inTransaction(deps.database, async (tx) => {
      const projector = await lockProjector(tx, { wait: false });
      return projector === undefined ? 0 : foldPiece(tx, projector);
    });
    total += folded;
    if (folded < PIECE_EVENTS) break;
  }
  return total;
}

/** Forgets the projection and folds the whole feed again: the same rows, or something is wrong. */
export async function rebuildUtilisation(deps: ProjectorDeps): Promise<number> {
  await inTransaction(deps.database, async (tx) => {
    await lockProjector(tx, { wait: true });
    await startOver(tx, await readState(tx));
  });
  return projectUtilisation(deps);
}

async function foldPiece(tx: Transaction, projector: ProjectorState): Promise<number> {
  const feed = await readState(tx);
  const from = await positionIn(tx, feed, projector);
  const events = await readEvents(tx, {
    after: from,
    upTo: feed.lastPosition,
    limit: PIECE_EVENTS,
  });
  const last = events.at(-1);
  if (last === undefined) {
    if (projector.epoch !== feed.epoch)
      await setProjector(tx, { epoch: feed.epoch, position: from });
    return 0;
  }
  const decided = decidedEvents(events);
  const claims = decided.flatMap(({ lane, claimId, revisionOf }) => [
    { lane, claimId },
    ...(revisionOf === undefined
      ? []
      : [{ lane: laneOfId(revisionOf) ?? lane, claimId: revisionOf }]),
  ]);
  const distinct = [...new Map(claims.map((claim) => [claim.claimId, claim])).values()];
  const { contributions, differences } = fold(decided, await readContributions(tx, distinct));
  await addToRows(tx, differences);
  await removeEmptyRows(tx, differences);
  await writeContributions(tx, contributions);
  await setProjector(tx, { epoch: feed.epoch, position: last.position });
  return events.length;
}

/**
 * Where to go on. A restored copy brought its projection along, which goes as far as both epochs have
 * in common at most: it stands. A projection that went further, or whose epoch nobody knows, is begun
 * again.
 */
async function positionIn(
  tx: Transaction,
  feed: FeedState,
  projector: ProjectorState,
): Promise<bigint> {
  if (projector.epoch === feed.epoch && projector.position <= feed.lastPosition) {
    return projector.position;
  }
  const shared = await readSharedUpTo(tx, projector.epoch);
  if (shared !== undefined && projector.position <= shared) return projector.position;
  await startOver(tx, feed);
  return 0n;
}

async function startOver(tx: Transaction, feed: FeedState): Promise<void> {
  await clearProjection(tx);
  await setProjector(tx, { epoch: feed.epoch, position: 0n });
}
