import { canAct } from '../domain/claim/lifecycle.js';
import type { PendOwner } from '../domain/claim/claim.js';
import { inScope, NO_ROWS, type Database, type Transaction } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { problems, type Fault } from '../platform/http/problems.js';
import { laneOfId, newId } from '../platform/lane.js';
import type { Lane } from '../domain/ids.js';
import {
  findPeopleByHash,
  findUnmatchedHash,
  hashOfNumber,
  keepUnmatched,
  personOn,
} from '../registry/index.js';
import { askedOf, cnicOf, type ClaimBody } from './claim.contract.js';
import {
  findByKeys,
  findRevisable,
  insertClaims,
  supersede,
  takeKeys,
  type KeyedClaim,
  type NewClaim,
  type RevisableClaim,
} from './claim.store.js';
import { contentOf, daysOf, duplicateKeyOf } from './to-claim.js';

export interface SubmitDeps {
  /** The app role's pool. */
  readonly database: Database;
  readonly keys: CnicKeys;
  readonly clock: Clock;
  /** Told which lanes have new claims, after commit. */
  readonly hint: (lanes: readonly Lane[]) => void;
}

/** One claim of a request, with the key under which it is kept once. */
export interface Submission {
  readonly key: string;
  readonly body: ClaimBody;
}

export type Submitted =
  | { readonly accepted: true; readonly id: string; readonly receivedAt: Date }
  | { readonly accepted: false; readonly fault: Fault };

/** Keys of one statement are bounded by the caller: a bulk comes in pieces. */
const MAX_SUBMISSIONS = 500;

const KEY_REUSED: Fault = {
  pointer: '/headers/idempotency-key',
  code: 'idempotency-key-reused',
  message: 'This key was used for a claim with other content',
};

/**
 * Takes claims of one hospital: each is stored once, whatever is repeated, crashes or races. The
 * commit is the queue; the hint only wakes the drain. Claims keep the order they are given in.
 */
export async function submitClaims(
  deps: SubmitDeps,
  hospitalId: string,
  submissions: readonly Submission[],
): Promise<readonly Submitted[]> {
  if (submissions.length > MAX_SUBMISSIONS) throw new RangeError('too many submissions at once');
  const lanes = new Set<Lane>();
  const results = await inScope(deps.database, scopeOf(hospitalId), async (tx) =>
    store(deps, tx, hospitalId, submissions, lanes),
  );
  if (lanes.size > 0) deps.hint([...lanes]);
  return results;
}

function scopeOf(hospitalId: string) {
  return { ...NO_ROWS, hospitals: [hospitalId] };
}

async function store(
  deps: SubmitDeps,
  tx: Transaction,
  hospitalId: string,
  submissions: readonly Submission[],
  lanes: Set<Lane>,
): Promise<readonly Submitted[]> {
  const hashed = submissions.map(({ key, body }) => ({
    key: keptKey(key, deps.keys.hashKey),
    body,
    bodyHash: hashBody(body, deps.keys.hashKey),
  }));
  const earlier = new Map(
    await findByKeys(
      tx,
      hospitalId,
      hashed.map(({ key }) => key),
    ),
  );
  const fresh = firstOfEachKey(hashed.filter(({ key }) => !earlier.has(key)));
  const claims = await prepare(
    deps,
    tx,
    hospitalId,
    fresh.map(({ body }) => body),
  );
  const pairs = fresh.map((item, index) => ({ ...item, claim: claims[index] as NewClaim }));
  const taken = await takeKeys(
    tx,
    hospitalId,
    pairs.map(({ key, bodyHash, claim }) => ({
      key,
      bodyHash,
      lane: claim.lane,
      claimId: claim.id,
      createdAt: claim.receivedAt,
    })),
  );
  const stored = pairs.filter(({ key }) => taken.has(key));
  await insertClaims(
    tx,
    stored.map(({ claim }) => claim),
  );
  for (const { key, bodyHash, claim } of stored) {
    lanes.add(claim.lane);
    earlier.set(key, { key, bodyHash, claimId: claim.id, createdAt: claim.receivedAt });
  }
  // Whoever held a key first has committed by now: our insert waited for it.
  const missing = hashed.filter(({ key }) => !earlier.has(key)).map(({ key }) => key);
  for (const [key, found] of await findByKeys(tx, hospitalId, missing)) earlier.set(key, found);
  return hashed.map(({ key, bodyHash }) => answer(earlier.get(key), bodyHash));
}

/** A key given twice in one request is one claim: the later ones hear what the first one hears. */
function firstOfEachKey<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function answer(found: KeyedClaim | undefined, bodyHash: Buffer): Submitted {
  if (found === undefined) throw new Error('a claim was neither stored nor found under its key');
  if (!found.bodyHash.equals(bodyHash)) return { accepted: false, fault: KEY_REUSED };
  return { accepted: true, id: found.claimId, receivedAt: found.createdAt };
}

/** Swaps each CNIC for a person, or for a sealed number that nobody is known for. */
async function prepare(
  deps: SubmitDeps,
  tx: Transaction,
  hospitalId: string,
  bodies: readonly ClaimBody[],
): Promise<readonly NewClaim[]> {
  const numbers = bodies.map((body) => {
    const cnic = cnicOf(body);
    return { cnic, hash: hashOfNumber(deps.keys, cnic) };
  });
  const people = await findPeopleByHash(
    tx,
    numbers.map(({ hash }) => hash),
  );
  const unknown = numbers.filter(({ hash }) => !people.has(hash.toString('hex')));
  const unmatched = await keepUnmatched(tx, deps.keys, unknown, deps.clock.now());
  const receivedAt = deps.clock.now();
  return bodies.map((body, index) => {
    const hash = numbers[index]?.hash.toString('hex') ?? '';
    const known = people.get(hash);
    // The family of the day of admission, whenever the claim comes.
    const person = known === undefined ? undefined : personOn(known, daysOf(body).admittedOn);
    const number = unmatched.get(hash);
    const lane = person?.lane ?? number?.lane;
    const who = person?.personId ?? number?.id;
    if (lane === undefined || who === undefined) throw new Error('a number was not kept');
    const id = newId(lane);
    const content = contentOf(body, id, deps.keys);
    const days = daysOf(content);
    return {
      lane,
      id,
      hospitalId,
      familyId: person?.familyId,
      personId: person?.personId,
      unmatchedId: number?.id,
      ...days,
      askedPaisa: askedOf(body),
      duplicateKey: duplicateKeyOf(who, hospitalId, days, content),
      content,
      revisionNo: 1,
      receivedAt,
    };
  });
}

/**
 * Replaces a claim that is pended to the hospital or denied by a newer revision of it. Throws the
 * problems not-found, conflict (it may not be revised now), validation (another person) and
 * idempotency-key-reused.
 */
export async function reviseClaim(
  deps: SubmitDeps,
  claimId: string,
  hospitalIds: readonly string[],
  submission: Submission,
): Promise<{ readonly id: string; readonly receivedAt: Date }> {
  const lane = laneOfId(claimId);
  if (lane === undefined) throw problems.notFound('No such claim');
  const scope = { ...NO_ROWS, hospitals: hospitalIds };
  const result = await inScope(deps.database, scope, async (tx) => {
    const old = await findRevisable(tx, lane, claimId);
    if (old === undefined) throw problems.notFound('No such claim');
    return revise(deps, tx, old, submission);
  });
  // The lane of the revision: another than the old one's where the registry has learned the person.
  deps.hint([laneOfId(result.id) ?? lane]);
  return result;
}

async function revise(
  deps: SubmitDeps,
  tx: Transaction,
  old: RevisableClaim,
  { key: sentKey, body }: Submission,
): Promise<{ readonly id: string; readonly receivedAt: Date }> {
  const key = keptKey(sentKey, deps.keys.hashKey);
  const bodyHash = hashBody({ revisionOf: old.id, body }, deps.keys.hashKey);
  const earlier = (await findByKeys(tx, old.hospitalId, [key])).get(key);
  if (earlier !== undefined) {
    const repeated = answer(earlier, bodyHash);
    if (!repeated.accepted) throw problems.idempotencyKeyReused();
    return repeated;
  }
  const status = old.status as Parameters<typeof canAct>[0];
  if (
    !canAct(status, 'revise', 'hospital', (old.pendOwner ?? undefined) as PendOwner | undefined)
  ) {
    throw problems.conflict(`A claim that is ${describeStatus(old)} cannot be revised`);
  }
  const [claim] = await prepare(deps, tx, old.hospitalId, [body]);
  if (claim === undefined) throw new Error('a revision was not prepared');
  if (!(await isSamePerson(deps, tx, old, claim, body))) {
    throw problems.validation([
      { pointer: '/body/cnic', code: 'other-person', message: 'A revision is for the same person' },
    ]);
  }
  const { lane, id, receivedAt } = claim;
  const taken = await takeKeys(tx, old.hospitalId, [
    { key, bodyHash, lane, claimId: id, createdAt: receivedAt },
  ]);
  if (!taken.has(key)) throw problems.idempotencyKeyReused();
  await supersede(tx, old.lane, old.id);
  await insertClaims(tx, [{ ...claim, revisionOf: old.id, revisionNo: old.revisionNo + 1 }]);
  return { id, receivedAt };
}

/** A number that nobody was known for stays the same number when the registry has learned its person. */
async function isSamePerson(
  { keys }: SubmitDeps,
  tx: Transaction,
  old: RevisableClaim,
  claim: NewClaim,
  body: ClaimBody,
): Promise<boolean> {
  if (old.unmatchedId === null) return claim.personId === old.personId;
  const hash = await findUnmatchedHash(tx, old.unmatchedId);
  return hash?.equals(hashOfNumber(keys, cnicOf(body))) === true;
}

function describeStatus({ status, pendOwner }: RevisableClaim): string {
  return pendOwner === null ? status : `${status} (owner ${pendOwner})`;
}
