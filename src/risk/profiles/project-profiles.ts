import { HOSPITAL_PROFILE } from '../../domain/risk/profile-edition.js';
import { surgeonKeyOf } from '../../domain/risk/keys.js';
import {
  foldProfiles,
  quarterOf,
  type CountedStay,
  type ProfiledDecision,
} from '../../domain/risk/profile-fold.js';
import { daysBetween } from '../../domain/calendar.js';
import { paisa } from '../../domain/money.js';
import { inTransaction, type Transaction } from '../../db/index.js';
import { laneOfId } from '../../platform/lane.js';
import type { RiskProjectorDeps } from '../project.js';
import { readFeed, readSharedUpTo } from '../projection.store.js';
import {
  clearProfiles,
  isBehind,
  lockProfiles,
  readDecided,
  readProfiled,
  setProgress,
  writeProfiles,
  type DecidedRow,
  type Progress,
} from './profile.store.js';

/** Positions of the feed folded in one transaction at most. */
const PIECE_POSITIONS = 1_000n;

/**
 * Folds what the feed has and the profiles have not, piece by piece: counts and position move in one
 * transaction, so that every event counts once whenever the process dies. Any number of processes may call
 * it; one at a time is the projector. Returns how many positions were folded.
 */
export async function projectProfiles(deps: RiskProjectorDeps): Promise<bigint> {
  if (!(await inTransaction(deps.database, isBehind))) return 0n;
  let total = 0n;
  while (deps.stopping?.() !== true) {
    const folded = await inTransaction(deps.database, async (tx) => {
      const progress = await lockProfiles(tx, { wait: false });
      return progress === undefined ? 0n : foldPiece(tx, progress);
    });
    total += folded;
    if (folded < PIECE_POSITIONS) break;
  }
  return total;
}

/** Forgets the profiles and folds the whole feed again: the same rows, or something is wrong. */
export async function rebuildProfiles(deps: RiskProjectorDeps): Promise<bigint> {
  await inTransaction(deps.database, async (tx) => {
    await lockProfiles(tx, { wait: true });
    await startOver(tx, (await readFeed(tx)).epoch);
  });
  return projectProfiles(deps);
}

async function foldPiece(tx: Transaction, progress: Progress): Promise<bigint> {
  const feed = await readFeed(tx);
  const after = await positionIn(tx, feed, progress);
  const end = after + PIECE_POSITIONS;
  const upTo = end < feed.position ? end : feed.position;
  const decisions = (await readDecided(tx, { after, upTo })).map(decisionOf);
  const named = decisions.flatMap(({ lane, claimId, revisionOf }) => [
    { lane, claimId },
    ...(revisionOf === undefined ? [] : [revisionOf]),
  ]);
  const distinct = [...new Map(named.map((claim) => [claim.claimId, claim])).values()];
  const before = await readProfiled(tx, distinct);
  await writeProfiles(tx, foldProfiles(decisions, before, HOSPITAL_PROFILE.measures));
  await setProgress(tx, { epoch: feed.epoch, position: upTo });
  return upTo - after;
}

function decisionOf(row: DecidedRow): ProfiledDecision {
  const { lane, claimId, payload } = row;
  const { revisionOf } = payload;
  return {
    lane,
    claimId,
    revisionOf:
      revisionOf === undefined
        ? undefined
        : { lane: laneOfId(revisionOf) ?? lane, claimId: revisionOf },
    stay: stayOf(row),
  };
}

/**
 * The stay as profiles count it, denied ones too: they are what the hospital claimed. Undefined for day-care,
 * which rightly repeats, for newborns beside their mothers, and where nobody knows the scheme or the district.
 */
function stayOf(row: DecidedRow): CountedStay | undefined {
  const { hospitalId, schemeCode, claimId, personId, payload } = row;
  const { districtPcode, admittedOn, dischargedOn, lines } = payload;
  const [first] = lines;
  if (schemeCode === null || districtPcode === undefined || first === undefined) return undefined;
  if (row.newborn || lines.every(({ dayCare }) => dayCare)) return undefined;
  const days = daysBetween(admittedOn, dischargedOn);
  if (days < 0) return undefined;
  const surgeons = row.surgeons.flatMap((surgeon) => {
    const key = surgeon === null ? undefined : surgeonKeyOf(surgeon);
    return key === undefined ? [] : [key];
  });
  return {
    hospitalId,
    schemeCode,
    districtPcode,
    quarterOn: quarterOf(admittedOn),
    // Somebody whom the registry does not know is nobody else.
    personKey: personId ?? claimId,
    packageKey: first.packageCode,
    days,
    amount: paisa(lines.reduce((sum, { askedPaisa }) => sum + BigInt(askedPaisa), 0n)),
    surgeons: [...new Set(surgeons)].sort(),
  };
}

/**
 * Where to go on. A restored copy brought its projection along, which goes as far as both epochs have in
 * common at most: it stands. One that went further, or whose epoch nobody knows, is begun again.
 */
async function positionIn(tx: Transaction, feed: Progress, progress: Progress): Promise<bigint> {
  if (progress.epoch === feed.epoch && progress.position <= feed.position) return progress.position;
  const shared = await readSharedUpTo(tx, progress.epoch);
  if (shared !== undefined && progress.position <= shared) return progress.position;
  await startOver(tx, feed.epoch);
  return 0n;
}

async function startOver(tx: Transaction, epoch: string): Promise<void> {
  await clearProfiles(tx);
  await setProgress(tx, { epoch, position: 0n });
}
