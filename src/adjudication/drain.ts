import { inTransaction, type Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { Lane } from '../domain/ids.js';
import { shardOf, shardsOf, type Shard } from '../platform/lane.js';
import type { Log } from '../platform/log.js';
import type { ReferenceCache } from '../registry/index.js';
import { Batch } from './batch.js';
import { setAside } from './decision.store.js';
import { culpritFault } from './faults.js';
import type { Judge } from './judge.js';
import { pendOtherSides } from './repend.js';
import {
  lanesWaitingSince,
  ownShard,
  readShardCount,
  readWaiting,
  type WaitingClaim,
} from './waiting.store.js';

/** Claims decided in one transaction at most: 100 to 200 is where locks stay short and gain flattens. */
export const BATCH_CLAIMS = 200;

export interface DrainDeps {
  /** The judge role's pool. */
  readonly database: Database;
  readonly reference: ReferenceCache;
  readonly judge: Judge;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each batch and each claim set aside, for the metrics. */
  readonly onDecided?: ((claims: number) => void) | undefined;
  readonly onSetAside?: ((claimId: string) => void) | undefined;
  /** Asked between batches: true ends the drain early. */
  readonly stopping?: (() => boolean) | undefined;
}

/** What a batch took up, told as it goes: a batch that fails returns nothing. */
interface Attempt {
  claims: readonly WaitingClaim[];
}

type BatchResult = { readonly owned: false } | { readonly owned: true; readonly decided: number };

/**
 * Decides all that waits in a shard, batch by batch, each in one transaction. A batch that fails is
 * halved until the culprit stands alone and is set aside; the rest goes on. Returns how many claims
 * were decided; nothing when another process is at the shard. Throws what is no claim's fault.
 */
export async function drainShard(deps: DrainDeps, shard: Shard): Promise<number> {
  let decided = 0;
  let limit = BATCH_CLAIMS;
  while (deps.stopping?.() !== true) {
    const attempt: Attempt = { claims: [] };
    let result: BatchResult;
    try {
      result = await drainBatch(deps, shard, limit, attempt);
    } catch (error) {
      const fault = culpritFault(error);
      const [first, ...others] = attempt.claims;
      // Without claims it was the reference data that failed, or the look for claims itself.
      if (fault === undefined || first === undefined) throw error;
      if (others.length > 0) {
        limit = Math.floor(attempt.claims.length / 2);
        deps.log.warn({ shard: shard.no, limit, fault }, 'a batch failed and is halved');
      } else {
        await setCulpritAside(deps, shard, first, fault);
        limit = BATCH_CLAIMS;
      }
      continue;
    }
    if (!result.owned) return decided;
    decided += result.decided;
    if (result.decided > 0) deps.onDecided?.(result.decided);
    if (result.decided < limit) return decided;
    limit = Math.min(BATCH_CLAIMS, limit * 2);
  }
  return decided;
}

async function drainBatch(
  deps: DrainDeps,
  shard: Shard,
  limit: number,
  attempt: Attempt,
): Promise<BatchResult> {
  const reference = await deps.reference.current();
  const peers = await deps.judge.risk?.peers.current();
  return inTransaction(deps.database, async (tx) => {
    if (!(await ownShard(tx, shard))) return { owned: false };
    const claims = await readWaiting(tx, shard, limit);
    if (claims.length === 0) return { owned: true, decided: 0 };
    attempt.claims = claims;
    const batch = await Batch.gather(tx, deps.judge, reference, claims, { lock: true, peers });
    for (const claim of claims) batch.decide(claim);
    const now = deps.clock.now();
    const decided = await batch.save(tx, now);
    await pendOtherSides(tx, reference, batch.overlapped, now);
    return { owned: true, decided };
  });
}

/**
 * Sets aside the claim that failed, not whichever is the oldest now: since its batch ended another
 * drain may have seen to it, and new claims may have come in.
 */
async function setCulpritAside(
  deps: DrainDeps,
  shard: Shard,
  culprit: WaitingClaim,
  fault: string,
): Promise<void> {
  const done = await inTransaction(
    deps.database,
    async (tx) => (await ownShard(tx, shard)) && (await setAside(tx, culprit, fault)),
  );
  if (!done) return;
  deps.log.error({ claimId: culprit.id, fault }, 'a claim could not be decided and is set aside');
  deps.onSetAside?.(culprit.id);
}

/** How the lanes are cut into shards now. */
export async function readShards(database: Database): Promise<readonly Shard[]> {
  return inTransaction(database, async (tx) => shardsOf(await readShardCount(tx)));
}

/** Shards in which a claim has waited longer than a while: a hint was lost, or its worker died. */
export async function shardsWaitingSince(
  database: Database,
  shards: readonly Shard[],
  before: Date,
): Promise<readonly Shard[]> {
  const lanes: readonly Lane[] = await inTransaction(database, async (tx) =>
    lanesWaitingSince(tx, before),
  );
  return [...new Set(lanes.map((lane) => shardOf(shards, lane)))];
}
