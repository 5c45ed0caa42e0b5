import type { IsoDate } from '../domain/calendar.js';
import type { Account } from '../domain/coverage/entries.js';
import type { DrawTier, Pot } from '../domain/coverage/pots.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import { list, type Transaction } from '../db/index.js';

export interface FamilyKey {
  readonly lane: Lane;
  readonly familyId: string;
}

/** Opens the accounts of new families; one that is open stays as it is. */
export async function openAccounts(tx: Transaction, keys: readonly FamilyKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx`
    insert into cover_account (lane, family_id)
    select * from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[])
    on conflict do nothing`;
}

/**
 * Locks families' accounts in sorted order, so that two who lock several never wait for each other in
 * a circle. Must be a statement of its own: what is read after it sees all that came before.
 */
export async function lockAccounts(tx: Transaction, keys: readonly FamilyKey[]): Promise<void> {
  if (keys.length === 0) return;
  await tx`
    select 1 from cover_account a
    join unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, family_id)
      on a.lane = k.lane and a.family_id = k.family_id
    order by a.lane, a.family_id
    for update of a`;
}

/** Where `dropLocks` goes back to. */
export async function markLocks(tx: Transaction): Promise<void> {
  await tx`savepoint cover_locks`;
}

/** Gives back the locks taken since `markLocks`, so that more can be taken in order. */
export async function dropLocks(tx: Transaction): Promise<void> {
  await tx`rollback to savepoint cover_locks`;
}

export interface StoredPot extends Pot {
  readonly familyId: FamilyId;
  readonly policyYearOn: IsoDate;
}

interface BalanceRow {
  readonly family_id: FamilyId;
  readonly policy_year_on: IsoDate;
  readonly layer: string;
  readonly scope: 'family' | 'member';
  readonly holder_id: string;
  readonly amount_paisa: bigint;
  readonly reserved_paisa: bigint;
  readonly consumed_paisa: bigint;
}

/** All pots of families, every policy year. */
export async function readPots(
  tx: Transaction,
  keys: readonly FamilyKey[],
): Promise<readonly StoredPot[]> {
  if (keys.length === 0) return [];
  const rows = await tx<BalanceRow[]>`
    select b.family_id, b.policy_year_on, b.layer, b.scope, b.holder_id, b.amount_paisa,
      b.reserved_paisa, b.consumed_paisa
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, family_id)
    join cover_balance b on b.lane = k.lane and b.family_id = k.family_id`;
  return rows.map((row) => ({
    familyId: row.family_id,
    policyYearOn: row.policy_year_on,
    layer: row.layer,
    scope: row.scope,
    ...(row.scope === 'member' ? { memberId: row.holder_id as PersonId } : {}),
    amountPaisa: paisa(row.amount_paisa),
    reservedPaisa: paisa(row.reserved_paisa),
    consumedPaisa: paisa(row.consumed_paisa),
  }));
}

export interface LanePot extends StoredPot {
  readonly lane: Lane;
  /** First day of the terms that give a new pot its amount. */
  readonly termsFromOn: IsoDate;
}

/** Writes pots as they now stand. The accounts are locked, so nobody else has moved them. */
export async function writePots(tx: Transaction, pots: readonly LanePot[]): Promise<void> {
  if (pots.length === 0) return;
  await tx`
    insert into cover_balance (lane, family_id, policy_year_on, layer, scope, holder_id,
      amount_paisa, reserved_paisa, consumed_paisa, terms_from_on)
    select * from unnest(
      ${list(pots.map((p) => p.lane))}::text::smallint[], ${list(pots.map((p) => p.familyId))}::text::uuid[],
      ${list(pots.map((p) => p.policyYearOn))}::text::date[], ${list(pots.map((p) => p.layer))}::text::text[],
      ${list(pots.map((p) => p.scope))}::text::text[], ${list(pots.map((p) => p.memberId ?? p.familyId))}::text::uuid[],
      ${list(pots.map((p) => p.amountPaisa))}::text::bigint[],
      ${list(pots.map((p) => p.reservedPaisa))}::text::bigint[],
      ${list(pots.map((p) => p.consumedPaisa))}::text::bigint[],
      ${list(pots.map((p) => p.termsFromOn))}::text::date[])
    on conflict (lane, family_id, policy_year_on, layer, scope, holder_id) do update
      set reserved_paisa = excluded.reserved_paisa, consumed_paisa = excluded.consumed_paisa`;
}

export interface NewEntry {
  readonly lane: Lane;
  readonly id: string;
  readonly familyId: string;
  /** Absent for the family's own pot. */
  readonly personId?: string | undefined;
  readonly schemeCode: string;
  readonly policyYearOn: IsoDate;
  readonly tier: DrawTier;
  readonly layer: string;
  readonly from: Account;
  readonly to: Account;
  readonly amountPaisa: Paisa;
  readonly cause: string;
  readonly causeId: string;
  readonly causeNo: number;
  readonly claimId?: string | undefined;
  readonly holdId?: string | undefined;
  readonly decisionId?: string | undefined;
  readonly correctsId?: string | undefined;
}

/** Appends entries. The unique key of their cause refuses a second posting. */
export async function insertEntries(
  tx: Transaction,
  entries: readonly NewEntry[],
  postedAt: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await tx`
    insert into cover_entry (lane, id, family_id, person_id, scheme_code, policy_year_on, tier, layer,
      from_account, to_account, amount_paisa, cause, cause_id, cause_no, claim_id, hold_id, decision_id,
      corrects_id, posted_at)
    select e.*, ${postedAt}::timestamptz from unnest(
      ${list(entries.map((e) => e.lane))}::text::smallint[], ${list(entries.map((e) => e.id))}::text::uuid[],
      ${list(entries.map((e) => e.familyId))}::text::uuid[], ${list(entries.map((e) => e.personId))}::text::uuid[],
      ${list(entries.map((e) => e.schemeCode))}::text::text[], ${list(entries.map((e) => e.policyYearOn))}::text::date[],
      ${list(entries.map((e) => e.tier))}::text::text[], ${list(entries.map((e) => e.layer))}::text::text[],
      ${list(entries.map((e) => e.from))}::text::text[], ${list(entries.map((e) => e.to))}::text::text[],
      ${list(entries.map((e) => e.amountPaisa))}::text::bigint[],
      ${list(entries.map((e) => e.cause))}::text::text[], ${list(entries.map((e) => e.causeId))}::text::uuid[],
      ${list(entries.map((e) => e.causeNo))}::text::smallint[], ${list(entries.map((e) => e.claimId))}::text::uuid[],
      ${list(entries.map((e) => e.holdId))}::text::uuid[],
      ${list(entries.map((e) => e.decisionId))}::text::uuid[],
      ${list(entries.map((e) => e.correctsId))}::text::uuid[]) as e`;
}

/** An entry that a correction may name. */
export interface EntryOfClaim {
  readonly id: string;
  readonly tier: DrawTier;
  readonly layer: string;
}

/** A claim's entries, the newest first. A claim is decided and corrected a few times in its life. */
export async function readEntriesOf(
  tx: Transaction,
  lane: Lane,
  claimId: string,
): Promise<readonly EntryOfClaim[]> {
  return tx<EntryOfClaim[]>`
    select id, tier, layer from cover_entry where lane = ${lane} and claim_id = ${claimId}
    order by posted_at desc, cause_no desc, id desc`;
}
