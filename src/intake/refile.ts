import type { PendOwner } from '../domain/claim/claim.js';
import { canAct, type ClaimStatus } from '../domain/claim/lifecycle.js';
import { inScope, inTransaction, NO_ROWS, type Database } from '../db/index.js';
import type { Log } from '../platform/log.js';
import { newId } from '../platform/lane.js';
import { insertClaims, supersede } from './claim.store.js';
import {
  findLearned,
  lockRefilable,
  type LearnedClaim,
  type LearnedPlace,
} from './refile.store.js';
import type { SubmitDeps } from './submit-claims.js';
import { contentFor, duplicateKeyOf } from './to-claim.js';

export interface RefileDeps extends SubmitDeps {
  /** The judge role's pool: it sees which claims of all hospitals wait. */
  readonly judgeDatabase: Database;
  readonly log: Log;
}

/** Claims looked up at once. */
const PIECE = 200;
/** Pieces in one sweep; what is left waits for the next. */
const PIECES = 50;

/**
 * Files again the claims that waited for the registry and whose person it has learned: each as a new
 * row that names the old one, in the lane of the person's family, where it is judged as if sent now.
 * Returns how many. Running it again changes nothing: the old row waits no more. One that cannot be
 * filed is logged and holds up no other.
 */
export async function refileLearned(deps: RefileDeps): Promise<number> {
  let filed = 0;
  let after: LearnedPlace | undefined;
  for (let piece = 0; piece < PIECES; piece += 1) {
    const from = after;
    const learned = await inTransaction(deps.judgeDatabase, async (tx) =>
      findLearned(tx, from, PIECE),
    );
    for (const claim of learned) {
      try {
        if (await refile(deps, claim)) filed += 1;
      } catch (error) {
        deps.log.error({ err: error, claimId: claim.id }, 'a claim could not be filed again');
      }
    }
    after = learned.at(-1);
    if (learned.length < PIECE) return filed;
  }
  return filed;
}

/** False when the claim has moved on since it was found. */
async function refile(deps: RefileDeps, claim: LearnedClaim): Promise<boolean> {
  const { hospitalId, person } = claim;
  // As the role of requests, in the scope of the hospital whose claim it is: no right is wider for it.
  const scope = { ...NO_ROWS, hospitals: [hospitalId] };
  const isFiled = await inScope(deps.database, scope, async (tx) => {
    const old = await lockRefilable(tx, claim.lane, claim.id);
    if (old === undefined || !mayRefile(old)) return false;
    const id = newId(person.lane);
    const content = contentFor(old.content, { from: claim.id, to: id }, deps.keys);
    const days = { admittedOn: old.admittedOn, dischargedOn: old.dischargedOn };
    await supersede(tx, claim.lane, claim.id);
    await insertClaims(tx, [
      {
        ...person,
        id,
        hospitalId,
        ...days,
        askedPaisa: old.askedPaisa,
        duplicateKey: duplicateKeyOf(person.personId, hospitalId, days, content),
        content,
        revisionOf: claim.id,
        revisionNo: old.revisionNo + 1,
        receivedAt: deps.clock.now(),
      },
    ]);
    return true;
  });
  if (isFiled) deps.hint([person.lane]);
  return isFiled;
}

function mayRefile({
  status,
  pendOwner,
}: {
  readonly status: string;
  readonly pendOwner: string | null;
}): boolean {
  const owner = (pendOwner ?? undefined) as PendOwner | undefined;
  return canAct(status as ClaimStatus, 'refile', 'system', owner);
}
