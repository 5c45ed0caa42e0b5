import { drainShard, readShards, type DrainDeps } from '../adjudication/index.js';
import { normaliseCnic, type Lane } from '../domain/ids.js';
import { inTransaction, type Database, type Transaction } from '../db/index.js';
import {
  contentOf,
  daysOf,
  duplicateKeyOf,
  insertClaims,
  type ClaimBody,
  type NewClaim,
} from '../intake/index.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { newId } from '../platform/lane.js';
import {
  findPeopleByHash,
  hashOfNumber,
  registerFamilies,
  registerHospitals,
  registerPackages,
  registerSchemeDistricts,
  registerSchemes,
} from '../registry/index.js';
import type { ReplayBeneficiary, ReplayClaim } from './read-claims.js';
import {
  packageCodeOf,
  REPLAY_DISTRICT,
  REPLAY_SCHEME,
  REPLAY_SCHEME_CODE,
  replayCnic,
  replayFamily,
  replayHospitals,
  replayPackages,
} from './replay-scheme.js';
import { countReplayed, isReplayRegistered, readReplayHospitals } from './replay.store.js';

export interface ReplayDeps {
  readonly owner: Database;
  readonly drain: DrainDeps;
  readonly keys: CnicKeys;
  readonly clock: Clock;
  readonly onFamilies: (count: number) => void;
  readonly onClaims: (count: number) => void;
}

const PIECE = 1_000;

/**
 * Registers the make-believe scheme with the set's providers and people, and stores its claims as
 * received in order of discharge. Each of the two is one transaction: there whole, or not at all, and
 * not again the second time. Returns how many claims were stored now.
 */
export async function loadReplay(
  deps: ReplayDeps,
  claims: readonly ReplayClaim[],
  beneficiaries: readonly ReplayBeneficiary[],
): Promise<number> {
  await inTransaction(deps.owner, async (tx) => {
    if (await isReplayRegistered(tx, REPLAY_SCHEME_CODE)) return;
    const from = REPLAY_SCHEME.terms[0]?.from;
    if (from === undefined) throw new Error('the replay scheme has no terms');
    const { packages, rates } = replayPackages(claims);
    await registerSchemes(tx, [REPLAY_SCHEME]);
    await registerSchemeDistricts(tx, REPLAY_SCHEME_CODE, [
      { districtPcode: REPLAY_DISTRICT, from },
    ]);
    await registerPackages(tx, REPLAY_SCHEME_CODE, packages, rates);
    await registerHospitals(tx, replayHospitals(claims));
    for (let at = 0; at < beneficiaries.length; at += PIECE) {
      const piece = beneficiaries.slice(at, at + PIECE);
      await registerFamilies(
        tx,
        deps.keys,
        piece.map((beneficiary, index) => replayFamily(beneficiary, at + index)),
      );
      deps.onFamilies(piece.length);
    }
  });
  return inTransaction(deps.owner, async (tx) => {
    if ((await countReplayed(tx)) > 0) return 0;
    return storeClaims(deps, tx, claims, beneficiaries);
  });
}

interface Place {
  readonly lane: Lane;
  readonly personId: string;
  readonly familyId: string;
}

async function storeClaims(
  deps: ReplayDeps,
  tx: Transaction,
  claims: readonly ReplayClaim[],
  beneficiaries: readonly ReplayBeneficiary[],
): Promise<number> {
  const hospitals = await readReplayHospitals(tx);
  const people = await findBeneficiaries(deps, tx, beneficiaries);
  for (let at = 0; at < claims.length; at += PIECE) {
    const piece = claims.slice(at, at + PIECE);
    const receivedAt = deps.clock.now();
    await insertClaims(
      tx,
      piece.map((claim) => {
        const hospitalId = hospitals.get(`REPLAY-${claim.providerId}`);
        const place = people.get(claim.beneficiaryId);
        if (hospitalId === undefined || place === undefined) {
          throw new Error(
            `claim ${claim.claimId} names a provider or beneficiary that is not known`,
          );
        }
        return toNewClaim(deps.keys, claim, hospitalId, place, receivedAt);
      }),
    );
    deps.onClaims(piece.length);
  }
  return claims.length;
}

async function findBeneficiaries(
  deps: ReplayDeps,
  tx: Transaction,
  beneficiaries: readonly ReplayBeneficiary[],
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (let at = 0; at < beneficiaries.length; at += PIECE) {
    const piece = beneficiaries.slice(at, at + PIECE).map(({ beneficiaryId }, index) => {
      const cnic = normaliseCnic(replayCnic(at + index));
      if (cnic === undefined) throw new Error('a make-believe number is malformed');
      return { beneficiaryId, hash: hashOfNumber(deps.keys, cnic) };
    });
    const known = await findPeopleByHash(
      tx,
      piece.map(({ hash }) => hash),
    );
    for (const { beneficiaryId, hash } of piece) {
      const place = known.get(hash.toString('hex'));
      if (place !== undefined) places.set(beneficiaryId, place);
    }
  }
  return places;
}

function toNewClaim(
  keys: CnicKeys,
  claim: ReplayClaim,
  hospitalId: string,
  { lane, personId, familyId }: Place,
  receivedAt: Date,
): NewClaim {
  const id = newId(lane);
  const content = contentOf(toBody(claim), id, keys);
  const days = daysOf(content);
  return {
    lane,
    id,
    hospitalId,
    familyId,
    personId,
    ...days,
    askedPaisa: BigInt(claim.amount) * 100n,
    duplicateKey: duplicateKeyOf(personId, hospitalId, days, {
      ...content,
      // The set lists procedures apart from the package: they are part of what makes a duplicate.
      diagnoses: [...content.diagnoses, ...claim.procedures.map((code) => `procedure ${code}`)],
    }),
    content,
    revisionNo: 1,
    receivedAt,
  };
}

/** The stay in the claim's own form. Its diagnoses are ICD-9: an unknown code is a note, never money. */
function toBody(claim: ReplayClaim): ClaimBody {
  return {
    hospitalClaimNo: claim.claimId,
    cnic: '',
    admittedAt: `${claim.admittedOn}T09:00:00+05:00`,
    dischargedAt: `${claim.dischargedOn}T17:00:00+05:00`,
    admissionType: 'elective',
    dischargeType: 'home',
    newborn: false,
    diagnoses: [...claim.diagnoses],
    lines: [
      {
        packageCode: packageCodeOf(claim),
        quantity: 1,
        unitPricePaisa: claim.amount * 100,
        ...(claim.operatingPhysician === '' ? {} : { surgeon: claim.operatingPhysician }),
        implants: [],
      },
    ],
    documents: [],
  };
}

/** Decides all that waits, every shard at once. Returns the claims decided and the seconds it took. */
export async function decideReplay(
  drain: DrainDeps,
): Promise<{ readonly decided: number; readonly seconds: number }> {
  const began = performance.now();
  const shards = await readShards(drain.database);
  const counts = await Promise.all(shards.map((shard) => drainShard(drain, shard)));
  return {
    decided: counts.reduce((sum, count) => sum + count, 0),
    seconds: (performance.now() - began) / 1_000,
  };
}
