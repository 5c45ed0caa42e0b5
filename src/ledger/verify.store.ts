import { list, type Transaction } from '../db/index.js';

/** Schemes looked at; undefined means all of them, and what belongs to none. */
export type Schemes = readonly string[] | undefined;

export interface Difference {
  readonly key: string;
  readonly expected: string;
  readonly found: string;
}

export interface CheckResult {
  readonly checked: number;
  readonly differing: number;
  /** The first of those that differ. */
  readonly differences: readonly Difference[];
}

/** Differences told of one check at most. */
export const MAX_DIFFERENCES = 20;

export type Fragment = ReturnType<Transaction>;

/** A statement giving for every item its key, what it should be and what it is. */
export type Check = (tx: Transaction, schemes: Schemes) => Fragment;

/** Items of the schemes looked at. */
export function only(tx: Transaction, column: string, schemes: Schemes): Fragment {
  return schemes === undefined
    ? (tx`true` as Fragment)
    : (tx`${tx(column)} = any(${list(schemes)}::text::text[])` as Fragment);
}

/** Runs one check over all its items. */
export async function runCheck(
  tx: Transaction,
  check: Check,
  schemes: Schemes,
): Promise<CheckResult> {
  const [row] = await tx<CheckResult[]>`
    with item as materialized (${check(tx, schemes)})
    select count(*)::int as checked,
      (count(*) filter (where expected is distinct from found))::int as differing,
      coalesce((select jsonb_agg(d) from (
        select key, coalesce(expected, 'nothing') as expected, coalesce(found, 'nothing') as found
        from item where expected is distinct from found order by key limit ${MAX_DIFFERENCES}) as d),
        '[]'::jsonb) as differences
    from item`;
  if (row === undefined) throw new Error('a check gave no answer');
  return row;
}

/** What entries moved into and out of cover, by member and layer; extras move none. */
function moved(tx: Transaction, schemes: Schemes): Fragment {
  return tx`
    select lane, family_id, policy_year_on, layer, person_id,
      sum(case 'reserved' when to_account then amount_paisa when from_account then -amount_paisa
        else 0 end) as reserved,
      sum(case 'consumed' when to_account then amount_paisa when from_account then -amount_paisa
        else 0 end) as consumed
    from cover_entry where tier <> 'extras' and ${only(tx, 'scheme_code', schemes)}
    group by lane, family_id, policy_year_on, layer, person_id` as Fragment;
}

/** Every pot is the sum of its entries. */
export const potsAreTheirEntries: Check = (tx, schemes) =>
  tx`
    with moved as (${moved(tx, schemes)}), held as (
      select lane, family_id, policy_year_on, layer, 'member' as scope, person_id as holder_id,
        reserved, consumed
      from moved
      union all
      select lane, family_id, policy_year_on, layer, 'family', family_id, sum(reserved), sum(consumed)
      from moved group by lane, family_id, policy_year_on, layer)
    select concat_ws('/', b.family_id, b.policy_year_on, b.layer, b.scope, b.holder_id) as key,
      format('reserved %s, consumed %s', coalesce(h.reserved, 0), coalesce(h.consumed, 0)) as expected,
      format('reserved %s, consumed %s', b.reserved_paisa, b.consumed_paisa) as found
    from cover_balance b
    join family f on f.lane = b.lane and f.id = b.family_id
    left join held h on h.lane = b.lane and h.family_id = b.family_id
      and h.policy_year_on = b.policy_year_on and h.layer = b.layer and h.scope = b.scope
      and h.holder_id = b.holder_id
    where ${only(tx, 'f.scheme_code', schemes)}` as Fragment;

/** Whatever moved in a layer stands in a pot of the family or of the member. */
export const entriesHavePots: Check = (tx, schemes) =>
  tx`
    with moved as (${moved(tx, schemes)})
    select concat_ws('/', m.family_id, m.policy_year_on, m.layer, m.person_id) as key,
      'a pot' as expected,
      case when exists (select 1 from cover_balance b where b.lane = m.lane
        and b.family_id = m.family_id and b.policy_year_on = m.policy_year_on and b.layer = m.layer
        and b.holder_id in (m.family_id, m.person_id)) then 'a pot' end as found
    from moved m where m.layer <> 'excess'` as Fragment;

/** No pot is spent and held over its amount, nor below nothing. */
export const potsAreWithin: Check = (tx, schemes) =>
  tx`
    select concat_ws('/', b.family_id, b.policy_year_on, b.layer, b.scope, b.holder_id) as key,
      'within' as expected,
      case when b.reserved_paisa >= 0 and b.consumed_paisa >= 0
        and b.reserved_paisa + b.consumed_paisa <= b.amount_paisa then 'within'
        else format('%s + %s of %s', b.reserved_paisa, b.consumed_paisa, b.amount_paisa) end as found
    from cover_balance b join family f on f.lane = b.lane and f.id = b.family_id
    where ${only(tx, 'f.scheme_code', schemes)}` as Fragment;

/** Every pot has the amount that the newest edition of its terms gives it. */
export const potsAreTheirTerms: Check = (tx, schemes) =>
  tx`
    with cap as (
      select t.scheme_code, t.from_on, l.value ->> 'code' as layer, c.value ->> 'scope' as scope,
        (c.value -> 'amountPaisa' ->> 'value')::bigint as amount_paisa
      from (select distinct on (scheme_code, from_on) scheme_code, from_on, content
        from terms_edition order by scheme_code, from_on, edition_no desc) as t,
        jsonb_each(t.content -> 'tiers') as g, jsonb_array_elements(g.value) as l,
        jsonb_array_elements(l.value -> 'caps') as c)
    select concat_ws('/', b.family_id, b.policy_year_on, b.layer, b.scope, b.holder_id) as key,
      coalesce(c.amount_paisa::text, 'no cap') as expected, b.amount_paisa::text as found
    from cover_balance b join family f on f.lane = b.lane and f.id = b.family_id
    left join cap c on c.scheme_code = f.scheme_code and c.from_on = b.terms_from_on
      and c.layer = b.layer and c.scope = b.scope
    where ${only(tx, 'f.scheme_code', schemes)}` as Fragment;

/**
 * Each claim holds or has spent in the ledger what its newest decision drew: held while it is pended,
 * spent once the insurer pays, nothing otherwise. What corrected terms have moved to excess since that
 * decision is carried instead; extras are booked for families, held or spent. A claim that a revision replaces holds on until the
 * revision is decided.
 */
export const ledgerIsDecisions: Check = (tx, schemes) =>
  tx`
    with booked as (
      select lane, claim_id,
        sum(case 'reserved' when to_account then amount_paisa when from_account then -amount_paisa
          else 0 end) as held,
        sum(case 'consumed' when to_account then amount_paisa when from_account then -amount_paisa
          else 0 end) as spent,
        sum(case 'excess' when to_account then amount_paisa when from_account then -amount_paisa
          else 0 end) as carried
      from cover_entry where claim_id is not null and ${only(tx, 'scheme_code', schemes)}
      group by lane, claim_id
    ), given as (
      select lane, claim_id, string_agg(layer || ' ' || paid, ', ' order by layer) as extras
      from (select lane, claim_id, layer, sum(case to_account when 'extras' then amount_paisa
            else -amount_paisa end) as paid
          from cover_entry where tier = 'extras' and ${only(tx, 'scheme_code', schemes)}
          group by lane, claim_id, layer) as e
      where paid <> 0 group by lane, claim_id
    ), decided as (
      select c.lane, c.id as claim_id,
        case when c.status in ('approved', 'partial', 'in_settlement', 'paid') then 'spends'
          when c.status = 'pended' then 'holds'
          when c.status = 'superseded' and d.outcome = 'pended' and not exists (
            select 1 from claim r where r.lane = c.lane and r.revision_of = c.id
              and r.decision_id is not null) then 'holds'
          else 'none' end as state,
        coalesce((select sum((w ->> 'amountPaisa')::bigint) from jsonb_array_elements(d.draws) as w
          where w ->> 'layer' <> 'excess' and w ->> 'tier' <> 'extras'), 0) as drawn,
        coalesce((select sum((w ->> 'amountPaisa')::bigint) from jsonb_array_elements(d.draws) as w
          where w ->> 'layer' = 'excess'), 0) as past,
        (select string_agg((w ->> 'layer') || ' ' || (w ->> 'amountPaisa'), ', ' order by w ->> 'layer')
          from jsonb_array_elements(d.draws) as w where w ->> 'tier' = 'extras') as extras,
        coalesce(m.moved, 0) as moved
      from claim c join decision d on d.lane = c.lane and d.id = c.decision_id
      left join (select lane, decision_id, sum(case 'excess' when to_account then amount_paisa
            when from_account then -amount_paisa else 0 end) as moved
          from cover_entry where cause = 'adjust' and decision_id is not null
          group by lane, decision_id) as m on m.lane = d.lane and m.decision_id = d.id
      where ${only(tx, 'c.scheme_code', schemes)}
    )
    select coalesce(d.claim_id, b.claim_id)::text as key,
      format('held %s, spent %s, carried %s, extras %s',
        case d.state when 'holds' then d.drawn - d.moved else 0 end,
        case d.state when 'spends' then d.drawn - d.moved else 0 end,
        case when d.state in ('holds', 'spends') then d.past + d.moved else 0 end,
        case when d.state in ('holds', 'spends') then coalesce(d.extras, 'none') else 'none' end)
        as expected,
      format('held %s, spent %s, carried %s, extras %s', coalesce(b.held, 0), coalesce(b.spent, 0),
        coalesce(b.carried, 0), coalesce(g.extras, 'none')) as found
    from decided d full join booked b on b.lane = d.lane and b.claim_id = d.claim_id
    left join given g on g.lane = b.lane and g.claim_id = b.claim_id` as Fragment;

/**
 * What is reserved and belongs to no claim is what open stays and pre-authorisations hold, layer by
 * layer: a hold is taken, given to a claim or given back, and never spent as such.
 */
export const holdsAreOpen: Check = (tx, schemes) =>
  tx`
    with booked as (
      select lane, hold_id, layer,
        sum(case 'reserved' when to_account then amount_paisa when from_account then -amount_paisa
          else 0 end) as held,
        sum(case when 'reserved' in (from_account, to_account) and 'available' in (from_account,
          to_account) then 0 else amount_paisa end) as astray
      from cover_entry where hold_id is not null and ${only(tx, 'scheme_code', schemes)}
      group by lane, hold_id, layer
    ), held as (
      select a.lane, a.id, w ->> 'layer' as layer, sum((w ->> 'amountPaisa')::bigint) as held
      from (select lane, id, scheme_code, held from admission
        union all select lane, id, scheme_code, held from pre_authorisation) a,
        jsonb_array_elements(a.held) as w
      where ${only(tx, 'a.scheme_code', schemes)} group by a.lane, a.id, w ->> 'layer'
    )
    select concat_ws('/', coalesce(h.id, b.hold_id), coalesce(h.layer, b.layer)) as key,
      format('held %s', coalesce(h.held, 0)) as expected,
      format('held %s', coalesce(b.held, 0))
        || case when b.astray > 0 then format(', astray %s', b.astray) else '' end as found
    from held h full join booked b on b.lane = h.lane and b.hold_id = h.id and b.layer = h.layer` as Fragment;

/** What a decision pays is drawn to the paisa; one that denies draws nothing. */
export const decisionsAreDrawn: Check = (tx, schemes) =>
  tx`
    select d.id::text as key, d.insurer_paisa::text as expected,
      coalesce((select sum((w ->> 'amountPaisa')::bigint) from jsonb_array_elements(d.draws) as w), 0)
        ::text as found
    from decision d
    where d.outcome <> 'pended' and ${only(tx, 'd.scheme_code', schemes)}` as Fragment;

/**
 * What a decision gives families is on its lines kind by kind, and drawn as such; a pended one without terms
 * draws nothing yet.
 */
export const extrasAreLines: Check = (tx, schemes) =>
  tx`
    select d.id::text as key, format('%s: %s', d.extras_paisa, case when d.outcome = 'pended'
        and d.draws = '[]' then 'nothing' else coalesce(l.kinds, 'nothing') end) as expected,
      format('%s: %s', coalesce(l.given, 0), coalesce(w.kinds, 'nothing')) as found
    from decision d
    left join (select lane, decision_id, sum(insurer_paisa) as given,
        string_agg(extra || ' ' || insurer_paisa, ', ' order by extra)
          filter (where insurer_paisa > 0) as kinds
      from decision_line where extra is not null group by lane, decision_id) as l
      on l.lane = d.lane and l.decision_id = d.id
    left join lateral (select string_agg((e ->> 'layer') || ' ' || (e ->> 'amountPaisa'), ', '
        order by e ->> 'layer') as kinds
      from jsonb_array_elements(d.draws) as e where e ->> 'tier' = 'extras') as w on true
    where ${only(tx, 'd.scheme_code', schemes)}` as Fragment;

/** The lines of a decision add up to its head, amount by amount. */
export const linesAreDecisions: Check = (tx, schemes) =>
  tx`
    select d.id::text as key,
      concat_ws(' = ', d.asked_paisa, concat_ws(' + ', d.insurer_paisa, d.patient_share_paisa,
        d.hospital_borne_paisa)) as expected,
      concat_ws(' = ', l.asked, concat_ws(' + ', l.insurer, l.share, l.borne)) as found
    from decision d
    left join (select lane, decision_id, sum(asked_paisa) as asked, sum(insurer_paisa) as insurer,
        sum(patient_share_paisa) as share, sum(hospital_borne_paisa) as borne
      from decision_line group by lane, decision_id) as l
      on l.lane = d.lane and l.decision_id = d.id
    where ${only(tx, 'd.scheme_code', schemes)}` as Fragment;

/** A claim's status follows from its newest decision; without one it waits or was taken back. */
export const statusFollowsDecision: Check = (tx, schemes) =>
  tx`
    select c.id::text as key, 'agrees' as expected,
      case
        when c.decision_id is null and n.id is null
          and c.status in ('received', 'set_aside', 'withdrawn') then 'agrees'
        when c.decision_id is distinct from n.id then format('newest decision is %s', n.id)
        when c.status = n.outcome then 'agrees'
        when c.status in ('in_settlement', 'paid') and n.outcome in ('approved', 'partial')
          then 'agrees'
        when c.status in ('superseded', 'withdrawn', 'void') and n.id is not null then 'agrees'
        else format('%s with decision %s', c.status, coalesce(n.outcome, 'none')) end as found
    from claim c
    left join (select distinct on (lane, claim_id) lane, claim_id, id, outcome from decision
      order by lane, claim_id, ordinal desc) as n on n.lane = c.lane and n.claim_id = c.id
    where ${only(tx, 'c.scheme_code', schemes)}` as Fragment;

/** Every decision is told to the feeds, and every event has one place or waits for it. */
export const feedIsComplete: Check = (tx, schemes) =>
  tx`
    select coalesce(e.id, d.id)::text as key, '1 place' as expected,
      case when e.id is null then 'no event' else format('%s place%s', p.places,
        case p.places when 1 then '' else 's' end) end as found
    from (select lane, id from decision where ${only(tx, 'scheme_code', schemes)}) as d
    full join (select lane, id from feed_event where ${only(tx, 'scheme_code', schemes)}) as e
      on e.lane = d.lane and e.id = d.id
    left join lateral (select (select count(*) from feed_position f
        where f.lane = e.lane and f.event_id = e.id)
      + (select count(*) from feed_pending w where w.lane = e.lane and w.event_id = e.id) as places) as p
      on true` as Fragment;

export interface Totals {
  /** Insurer shares of the newest decisions that pay. */
  readonly decided_paisa: bigint;
  /** Of it, families' beside the treatment. */
  readonly extras_paisa: bigint;
  /** Spent from cover, carried past limits and given to families for claims that are not pended. */
  readonly spent_paisa: bigint;
  /** Gross of all remittances. */
  readonly remitted_paisa: bigint;
  /** Decided, or added by a correction, and in no settlement run yet. */
  readonly awaiting_paisa: bigint;
  /** Netted from remittances for corrections. */
  readonly recovered_paisa: bigint;
  /** Owed by hospitals for corrections, and netted from no remittance yet. */
  readonly owed_paisa: bigint;
  /** Held for pended claims. */
  readonly held_paisa: bigint;
}

/** The sums that must agree: decided = spent = remitted + awaiting − recovered − owed. */
export async function readTotals(tx: Transaction, schemes: Schemes): Promise<Totals> {
  const [row] = await tx<Totals[]>`
    with newest as (
      select c.lane, c.id, c.status, d.insurer_paisa, d.extras_paisa
      from claim c join decision d on d.lane = c.lane and d.id = c.decision_id
      where ${only(tx, 'c.scheme_code', schemes)}
    ), difference as (
      select x.difference_paisa,
        exists (select 1 from remittance_line l where l.lane = x.lane
          and l.decision_id = x.decision_id) as paid,
        coalesce((select sum(r.recovered_paisa) from remittance_recovery r where r.lane = x.lane
          and r.decision_id = x.decision_id), 0) as recovered
      from payment_difference x where ${only(tx, 'x.scheme_code', schemes)}
    ), booked as (
      select n.status,
        case when e.to_account in ('consumed', 'excess', 'extras') then e.amount_paisa else 0 end
        - case when e.from_account in ('consumed', 'excess', 'extras') then e.amount_paisa else 0 end
          as spent,
        case when e.to_account in ('reserved', 'excess', 'extras') then e.amount_paisa else 0 end
        - case when e.from_account in ('reserved', 'excess', 'extras') then e.amount_paisa else 0 end
          as held
      from cover_entry e left join newest n on n.lane = e.lane and n.id = e.claim_id
      where ${only(tx, 'e.scheme_code', schemes)})
    select
      (select coalesce(sum(insurer_paisa), 0)::bigint from newest
        where status in ('approved', 'partial', 'in_settlement', 'paid')) as decided_paisa,
      (select coalesce(sum(extras_paisa), 0)::bigint from newest
        where status in ('approved', 'partial', 'in_settlement', 'paid')) as extras_paisa,
      (select coalesce(sum(spent), 0)::bigint from booked
        where status not in ('pended', 'superseded')) as spent_paisa,
      (select coalesce(sum(r.gross_paisa), 0)::bigint from remittance r
        join settlement_run s on s.id = r.run_id
        where ${only(tx, 's.scheme_code', schemes)}) as remitted_paisa,
      (select coalesce(sum(insurer_paisa), 0)::bigint from newest
        where status in ('approved', 'partial'))
        + (select coalesce(sum(difference_paisa), 0)::bigint from difference
          where difference_paisa > 0 and not paid) as awaiting_paisa,
      (select coalesce(sum(recovered), 0)::bigint from difference) as recovered_paisa,
      (select coalesce(sum(-difference_paisa - recovered), 0)::bigint from difference
        where difference_paisa < 0) as owed_paisa,
      (select coalesce(sum(held), 0)::bigint from booked
        where status in ('pended', 'superseded')) as held_paisa`;
  if (row === undefined) throw new Error('the totals gave no answer');
  return row;
}
