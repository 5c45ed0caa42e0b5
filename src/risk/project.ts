import type { ClaimId, HospitalId } from '../domain/ids.js';
import { foldStays, type StayChange } from '../domain/risk/fold.js';
import { inTransaction, type Database, type Transaction } from '../db/index.js';
import {
  clearShard,
  isBehind,
  lockShard,
  readDecided,
  readFeed,
  readKnown,
  readSharedUpTo,
  setProgress,
  writeFolded,
  type DecidedRow,
  type HospitalShard,
  type Progress,
} from './projection.store.js';
import { stayOfClaim } from './stay-of-claim.js';

/** Positions of the feed folded in one transaction at most. */
const PIECE_POSITIONS = 1_000n;

/** Into how many parts the hospitals are cut: one writer each, on any number of processes. */
const HOSPITAL_SHARDS = 4;

export interface RiskProjectorDeps {
  /** The judge role's pool. */
  readonly database: Database;
  /** Asked between pieces: true ends the run early. */
  readonly stopping?: (() => boolean) | undefined;
}

function hospitalShards(): readonly HospitalShard[] {
  return Array.from({ length: HOSPITAL_SHARDS }, (_, no) => ({ no, of: HOSPITAL_SHARDS }));
}

/**
 * Folds what the feed has and the risk projections have not, shard by shard of the hospitals, piece by
 * piece: rows and position move in one transaction, so that every event counts once whenever the process
 * dies. Any number of processes may call it; one at a time writes a shard. Returns how many positions were
 * folded over all shards.
 */
export async function projectRisk(deps: RiskProjectorDeps): Promise<bigint> {
  let total = 0n;
  for (const shard of hospitalShards()) total += await projectShard(deps, shard);
  return total;
}

async function projectShard(deps: RiskProjectorDeps, shard: HospitalShard): Promise<bigint> {
  if (!(await inTransaction(deps.database, (tx) => isBehind(tx, shard)))) return 0n;
  let total = 0n;
  while (deps.stopping?.() !== true) {
    const folded = await inTransaction(deps.database, async (tx) => {
      const progress = await lockShard(tx, shard, { wait: false });
      return progress === undefined ? 0n : foldPiece(tx, shard, progress);
    });
    total += folded;
    if (folded < PIECE_POSITIONS) break;
  }
  return total;
}

/** Forgets the projections and folds the whole feed again: the same rows, or something is wrong. */
export async function rebuildRisk(deps: RiskProjectorDeps): Promise<bigint> {
  for (const shard of hospitalShards()) {
    await inTransaction(deps.database, async (tx) => {
      await lockShard(tx, shard, { wait: true });
      await startOver(tx, shard, await readFeed(tx));
    });
  }
  return projectRisk(deps);
}

async function foldPiece(
  tx: Transaction,
  shard: HospitalShard,
  progress: Progress,
): Promise<bigint> {
  const feed = await readFeed(tx);
  const after = await positionIn(tx, shard, feed, progress);
  const end = after + PIECE_POSITIONS;
  const upTo = end < feed.position ? end : feed.position;
  const changes = (await readDecided(tx, shard, { after, upTo })).map(changeOf);
  if (changes.length > 0) {
    await writeFolded(tx, foldStays(changes, await readBefore(tx, changes)));
  }
  await setProgress(tx, shard, { epoch: feed.epoch, position: upTo });
  return upTo - after;
}

/** The claims that changes name, then all other stays of the people on either side of them. */
async function readBefore(tx: Transaction, changes: readonly StayChange[]) {
  const claims = changes.flatMap(({ hospitalId, claimId, revisionOf }) => [
    { hospitalId, claimId },
    ...(revisionOf === undefined ? [] : [{ hospitalId, claimId: revisionOf }]),
  ]);
  const named = await readKnown(tx, claims, []);
  const stays = [...changes, ...named].flatMap(({ stay }) => (stay === undefined ? [] : [stay]));
  const people = stays.flatMap(({ hospitalId, personId }) =>
    personId === undefined ? [] : [{ hospitalId, personId }],
  );
  const byPerson = new Map(people.map((one) => [`${one.hospitalId}/${one.personId}`, one]));
  const others = await readKnown(tx, [], [...byPerson.values()]);
  return [...new Map([...others, ...named].map((claim) => [claim.claimId, claim])).values()];
}

/** What a decision makes of its claim for the signals. */
export function changeOf(row: DecidedRow): StayChange {
  const { payload, hospitalId, claimId, schemeCode } = row;
  const head = {
    hospitalId: hospitalId as HospitalId,
    claimId: claimId as ClaimId,
    revisionOf: payload.revisionOf as ClaimId | undefined,
  };
  if (payload.outcome === 'denied') return head;
  const stay = stayOfClaim({
    hospitalId,
    claimId,
    schemeCode: schemeCode ?? '',
    familyId: row.familyId ?? undefined,
    personId: row.personId ?? undefined,
    districtPcode: payload.districtPcode,
    admittedOn: payload.admittedOn,
    dischargedOn: payload.dischargedOn,
    dayCare: payload.lines.every(({ dayCare }) => dayCare),
    phoneKey: row.phoneKey ?? undefined,
    content: row.content,
  });
  return { ...head, stay };
}

/**
 * Where to go on. A restored copy brought its projections along, which go as far as both epochs have in
 * common at most: they stand. A projection that went further, or whose epoch nobody knows, is begun again.
 */
async function positionIn(
  tx: Transaction,
  shard: HospitalShard,
  feed: Progress,
  progress: Progress,
): Promise<bigint> {
  if (progress.epoch === feed.epoch && progress.position <= feed.position) return progress.position;
  const shared = await readSharedUpTo(tx, progress.epoch);
  if (shared !== undefined && progress.position <= shared) return progress.position;
  await startOver(tx, shard, feed);
  return 0n;
}

async function startOver(tx: Transaction, shard: HospitalShard, feed: Progress): Promise<void> {
  await clearShard(tx, shard);
  await setProgress(tx, shard, { epoch: feed.epoch, position: 0n });
}
