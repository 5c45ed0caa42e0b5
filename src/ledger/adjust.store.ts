import type { IsoDate } from '../domain/calendar.js';
import { EXCESS, type Draw, type DrawTier } from '../domain/coverage/pots.js';
import type { CoverUse } from '../domain/coverage/adjust.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import type { CareTier } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import type { FamilyKey, LanePot } from './cover.store.js';

/** The amount that corrected terms give a cap. */
export interface CapAmount {
  readonly layer: string;
  readonly scope: 'family' | 'member';
  readonly amountPaisa: Paisa;
}

/** Pots that have their amount from the terms of a scheme with a first day. */
export interface PotsOf {
  readonly schemeCode: string;
  readonly termsFromOn: IsoDate;
}

/**
 * Waits until every act that is moving cover has ended and keeps new ones from beginning until the
 * transaction ends: each locks a family's account first. What is read after it is all there is.
 */
export async function stopCover(tx: Transaction): Promise<void> {
  await tx`lock table cover_account in exclusive mode`;
}

/** Which caps have pots already, by terms. */
export async function readOpenCaps(
  tx: Transaction,
  { schemeCode, termsFromOn }: PotsOf,
): Promise<readonly Omit<CapAmount, 'amountPaisa'>[]> {
  return tx<{ layer: string; scope: 'family' | 'member' }[]>`
    select distinct b.layer, b.scope from cover_balance b
    join family f on f.lane = b.lane and f.id = b.family_id
    where f.scheme_code = ${schemeCode} and b.terms_from_on = ${termsFromOn}`;
}

/** Families with a pot that has another amount than its terms give it, in order, after a place in it. */
export async function findUnadjusted(
  tx: Transaction,
  { schemeCode, termsFromOn }: PotsOf,
  caps: readonly CapAmount[],
  after: FamilyKey | undefined,
  limit: number,
): Promise<readonly FamilyKey[]> {
  const rows = await tx<{ lane: Lane; familyId: string }[]>`
    select distinct b.lane, b.family_id as "familyId"
    from cover_balance b
    join family f on f.lane = b.lane and f.id = b.family_id
    join unnest(${list(caps.map((c) => c.layer))}::text::text[],
      ${list(caps.map((c) => c.scope))}::text::text[],
      ${list(caps.map((c) => c.amountPaisa))}::text::bigint[]) as t(layer, scope, amount_paisa)
      on t.layer = b.layer and t.scope = b.scope and t.amount_paisa <> b.amount_paisa
    where f.scheme_code = ${schemeCode} and b.terms_from_on = ${termsFromOn}
      ${after === undefined ? tx`` : tx`and (b.lane, b.family_id) > (${after.lane}, ${after.familyId}::uuid)`}
    order by b.lane, b.family_id limit ${limit}`;
  return rows;
}

/** Pots of families with the terms that they have their amounts from; every policy year. */
export async function readDatedPots(
  tx: Transaction,
  keys: readonly FamilyKey[],
): Promise<readonly LanePot[]> {
  const rows = await tx<
    {
      lane: Lane;
      family_id: FamilyId;
      policy_year_on: IsoDate;
      layer: string;
      scope: 'family' | 'member';
      holder_id: string;
      amount_paisa: bigint;
      reserved_paisa: bigint;
      consumed_paisa: bigint;
      terms_from_on: IsoDate;
    }[]
  >`
    select b.* from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, family_id)
    join cover_balance b on b.lane = k.lane and b.family_id = k.family_id
    order by b.lane, b.family_id, b.policy_year_on, b.layer, b.scope, b.holder_id`;
  return rows.map((row) => ({
    lane: row.lane,
    familyId: row.family_id,
    policyYearOn: row.policy_year_on,
    layer: row.layer,
    scope: row.scope,
    ...(row.scope === 'member' ? { memberId: row.holder_id as PersonId } : {}),
    amountPaisa: paisa(row.amount_paisa),
    reservedPaisa: paisa(row.reserved_paisa),
    consumedPaisa: paisa(row.consumed_paisa),
    termsFromOn: row.terms_from_on,
  }));
}

/** What a claim or a hold has of a family's cover in a policy year. */
export interface StoredUse extends CoverUse {
  readonly familyId: string;
  readonly policyYearOn: IsoDate;
  /** The newest decision of a claim. */
  readonly decisionId?: string | undefined;
}

interface UseRow {
  readonly family_id: string;
  readonly policy_year_on: IsoDate;
  readonly id: string;
  readonly person_id: PersonId;
  readonly is_hold: boolean;
  readonly is_reserved: boolean;
  readonly decision_id: string | null;
  readonly draws: readonly { tier: CareTier; layer: string; amountPaisa: string }[];
}

/**
 * What has families' cover, by the ledger: stays that hold it, then claims that are pended, then claims
 * decided, the latest of each first.
 */
export async function readUses(
  tx: Transaction,
  keys: readonly FamilyKey[],
): Promise<readonly StoredUse[]> {
  const rows = await tx<UseRow[]>`
    with used as (
      select e.lane, e.family_id, e.policy_year_on, coalesce(e.claim_id, e.hold_id) as id, e.person_id,
        e.claim_id is null as is_hold, e.tier, e.layer, max(e.posted_at) as posted_at,
        sum(case 'reserved' when e.to_account then e.amount_paisa when e.from_account
          then -e.amount_paisa else 0 end) as reserved,
        sum(case 'consumed' when e.to_account then e.amount_paisa when e.from_account
          then -e.amount_paisa else 0 end) as consumed,
        sum(case 'excess' when e.to_account then e.amount_paisa when e.from_account
          then -e.amount_paisa else 0 end) as carried
      from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
        ${list(keys.map((k) => k.familyId))}::text::uuid[]) as k(lane, family_id)
      join cover_entry e on e.lane = k.lane and e.family_id = k.family_id
      where num_nonnulls(e.claim_id, e.hold_id) = 1
      group by 1, 2, 3, 4, 5, 6, 7, 8)
    select u.family_id, u.policy_year_on, u.id, u.person_id, u.is_hold, sum(u.reserved) > 0 as is_reserved,
      min(c.decision_id::text)::uuid as decision_id,
      jsonb_agg(jsonb_build_object('tier', u.tier, 'layer', u.layer,
        'amountPaisa', (u.reserved + u.consumed + u.carried)::text) order by u.tier, u.layer) as draws
    from used u left join claim c on c.lane = u.lane and c.id = u.id and not u.is_hold
    where u.reserved + u.consumed + u.carried > 0
    group by u.lane, u.family_id, u.policy_year_on, u.id, u.person_id, u.is_hold
    order by u.is_hold desc, is_reserved desc, max(u.posted_at) desc, u.id desc`;
  return rows.map((row) => ({
    familyId: row.family_id,
    policyYearOn: row.policy_year_on,
    id: row.id,
    kind: row.is_hold ? 'hold' : 'claim',
    memberId: row.person_id,
    use: row.is_reserved ? 'reserved' : 'consumed',
    draws: row.draws.map((draw) => ({ ...draw, amountPaisa: paisa(draw.amountPaisa) })),
    ...(row.decision_id === null ? {} : { decisionId: row.decision_id }),
  }));
}

/** Writes pots with their amounts. Only who corrects terms may: the accounts are locked. */
export async function writeAmounts(tx: Transaction, pots: readonly LanePot[]): Promise<void> {
  if (pots.length === 0) return;
  await tx`
    update cover_balance b set amount_paisa = n.amount_paisa, reserved_paisa = n.reserved_paisa,
      consumed_paisa = n.consumed_paisa
    from unnest(
      ${list(pots.map((p) => p.lane))}::text::smallint[], ${list(pots.map((p) => p.familyId))}::text::uuid[],
      ${list(pots.map((p) => p.policyYearOn))}::text::date[], ${list(pots.map((p) => p.layer))}::text::text[],
      ${list(pots.map((p) => p.scope))}::text::text[], ${list(pots.map((p) => p.memberId ?? p.familyId))}::text::uuid[],
      ${list(pots.map((p) => p.amountPaisa))}::text::bigint[],
      ${list(pots.map((p) => p.reservedPaisa))}::text::bigint[],
      ${list(pots.map((p) => p.consumedPaisa))}::text::bigint[])
      as n(lane, family_id, policy_year_on, layer, scope, holder_id, amount_paisa, reserved_paisa,
        consumed_paisa)
    where b.lane = n.lane and b.family_id = n.family_id and b.policy_year_on = n.policy_year_on
      and b.layer = n.layer and b.scope = n.scope and b.holder_id = n.holder_id`;
}

/** What claims have of cover now, by the ledger: their newest decision's draws, adjusted since or not. */
export async function readClaimDraws(
  tx: Transaction,
  claims: readonly { readonly lane: Lane; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Draw[]>> {
  if (claims.length === 0) return new Map();
  const rows = await tx<{ claim_id: string; tier: DrawTier; layer: string; amount: bigint }[]>`
    select e.claim_id, e.tier, e.layer,
      sum(case when e.to_account in ('reserved', 'consumed', 'excess', 'extras')
          then e.amount_paisa else 0 end
        - case when e.from_account in ('reserved', 'consumed', 'excess', 'extras')
          then e.amount_paisa else 0 end)
        ::bigint as amount
    from unnest(${list(claims.map((c) => c.lane))}::text::smallint[],
      ${list(claims.map((c) => c.id))}::text::uuid[]) as k(lane, id)
    join cover_entry e on e.lane = k.lane and e.claim_id = k.id
    group by e.claim_id, e.tier, e.layer order by e.claim_id, e.tier, e.layer = ${EXCESS}, e.layer`;
  const draws = new Map<string, Draw[]>();
  for (const { claim_id: claimId, tier, layer, amount } of rows) {
    if (amount === 0n) continue;
    draws.set(claimId, [
      ...(draws.get(claimId) ?? []),
      { tier, layer, amountPaisa: paisa(amount) },
    ]);
  }
  return draws;
}
