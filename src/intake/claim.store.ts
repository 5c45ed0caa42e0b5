import type { Lane } from '../domain/ids.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';
import type { ClaimContent } from './claim.contract.js';

/** A claim about to be stored. */
export interface NewClaim {
  readonly lane: Lane;
  readonly id: string;
  readonly hospitalId: string;
  readonly familyId?: string | undefined;
  readonly personId?: string | undefined;
  readonly unmatchedId?: string | undefined;
  readonly admittedOn: string;
  readonly dischargedOn: string;
  readonly askedPaisa: bigint;
  readonly duplicateKey: Buffer;
  readonly content: ClaimContent;
  readonly revisionOf?: string | undefined;
  readonly revisionNo: number;
  readonly receivedAt: Date;
}

/** Stores claims as received: committed, they are in the queue. */
export async function insertClaims(tx: Transaction, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await tx`
    insert into claim (lane, id, hospital_id, hospital_claim_no, family_id, person_id, unmatched_id,
      status, admitted_on, discharged_on, asked_paisa, duplicate_key, content, revision_of,
      revision_no, received_at)
    select lane, id, hospital_id, hospital_claim_no, family_id, person_id, unmatched_id, 'received',
      admitted_on, discharged_on, asked_paisa, duplicate_key, content::jsonb, revision_of,
      revision_no, received_at
    from unnest(
      ${list(claims.map((c) => c.lane))}::text::smallint[], ${list(claims.map((c) => c.id))}::text::uuid[],
      ${list(claims.map((c) => c.hospitalId))}::text::uuid[],
      ${list(claims.map((c) => c.content.hospitalClaimNo))}::text::text[],
      ${list(claims.map((c) => c.familyId ?? null))}::text::uuid[],
      ${list(claims.map((c) => c.personId ?? null))}::text::uuid[],
      ${list(claims.map((c) => c.unmatchedId ?? null))}::text::uuid[],
      ${list(claims.map((c) => c.admittedOn))}::text::date[], ${list(claims.map((c) => c.dischargedOn))}::text::date[],
      ${list(claims.map((c) => c.askedPaisa))}::text::bigint[], ${list(claims.map((c) => c.duplicateKey))}::text::bytea[],
      ${list(claims.map((c) => toJson(c.content)))}::text::text[],
      ${list(claims.map((c) => c.revisionOf ?? null))}::text::uuid[],
      ${list(claims.map((c) => c.revisionNo))}::text::smallint[],
      ${list(claims.map((c) => c.receivedAt))}::text::timestamptz[])
      as c(lane, id, hospital_id, hospital_claim_no, family_id, person_id, unmatched_id, admitted_on,
        discharged_on, asked_paisa, duplicate_key, content, revision_of, revision_no, received_at)`;
}

/** What an earlier request with the same key left behind. */
export interface KeyedClaim {
  readonly key: string;
  readonly bodyHash: Buffer;
  readonly claimId: string;
  readonly createdAt: Date;
}

export async function findByKeys(
  tx: Transaction,
  hospitalId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeyedClaim>> {
  if (keys.length === 0) return new Map();
  const rows = await tx<{ key: string; body_hash: Buffer; claim_id: string; created_at: Date }[]>`
    select key, body_hash, claim_id, created_at from idempotency_key
    where hospital_id = ${hospitalId} and key = any(${list(keys)}::text::text[])`;
  return new Map(
    rows.map((row) => [
      row.key,
      { key: row.key, bodyHash: row.body_hash, claimId: row.claim_id, createdAt: row.created_at },
    ]),
  );
}

export interface NewKey {
  readonly key: string;
  readonly bodyHash: Buffer;
  readonly lane: Lane;
  readonly claimId: string;
  /** When the claim was received: a repeated request is told the same. */
  readonly createdAt: Date;
}

/**
 * Takes request keys; returns those taken. One that another request holds is left out. Keys are taken
 * in their own order, so that two files with the same claims in another order do not wait for each
 * other in a circle.
 */
export async function takeKeys(
  tx: Transaction,
  hospitalId: string,
  keys: readonly NewKey[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx<{ key: string }[]>`
    insert into idempotency_key (hospital_id, key, body_hash, lane, claim_id, created_at)
    select ${hospitalId}, key, body_hash, lane, claim_id, created_at
    from unnest(${list(keys.map((k) => k.key))}::text::text[], ${list(keys.map((k) => k.bodyHash))}::text::bytea[],
      ${list(keys.map((k) => k.lane))}::text::smallint[], ${list(keys.map((k) => k.claimId))}::text::uuid[],
      ${list(keys.map((k) => k.createdAt))}::text::timestamptz[])
      as k(key, body_hash, lane, claim_id, created_at)
    order by key
    on conflict (hospital_id, key) do nothing
    returning key`;
  return new Set(rows.map((row) => row.key));
}

/** The claim that a revision would replace, locked against a second revision. */
export interface RevisableClaim {
  readonly lane: Lane;
  readonly id: string;
  readonly hospitalId: string;
  readonly status: string;
  readonly pendOwner: string | null;
  readonly personId: string | null;
  readonly familyId: string | null;
  readonly unmatchedId: string | null;
  readonly revisionNo: number;
}

export async function findRevisable(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<RevisableClaim | undefined> {
  const [row] = await tx<
    {
      hospital_id: string;
      status: string;
      pend_owner: string | null;
      person_id: string | null;
      family_id: string | null;
      unmatched_id: string | null;
      revision_no: number;
    }[]
  >`select hospital_id, status, pend_owner, person_id, family_id, unmatched_id, revision_no
    from claim where lane = ${lane} and id = ${id} for update`;
  if (row === undefined) return undefined;
  return {
    lane,
    id,
    hospitalId: row.hospital_id,
    status: row.status,
    pendOwner: row.pend_owner,
    personId: row.person_id,
    familyId: row.family_id,
    unmatchedId: row.unmatched_id,
    revisionNo: row.revision_no,
  };
}

/** Marks a claim as replaced by a newer revision. */
export async function supersede(tx: Transaction, lane: Lane, id: string): Promise<void> {
  await tx`update claim set status = 'superseded', pend_owner = null
    where lane = ${lane} and id = ${id}`;
}
