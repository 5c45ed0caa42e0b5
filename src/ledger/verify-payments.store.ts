import { only, type Check, type Fragment } from './verify.store.js';

/**
 * A settled claim has one first line, and with what corrections changed since it comes to its newest
 * decision's amount; no other claim has any line. One corrected to nothing is denied, or was sent anew.
 */
export const settledOnce: Check = (tx, schemes) =>
  tx`
    with first as (
      select lane, claim_id, count(*) as lines, sum(insurer_paisa) as paid
      from remittance_line where difference_id is null group by lane, claim_id
    ), change as (
      select lane, claim_id, sum(difference_paisa) as changed from payment_difference
      group by lane, claim_id
    )
    select c.id::text as key,
      case when c.status in ('in_settlement', 'paid') then format('1 line, in all %s', d.insurer_paisa)
        when x.changed is not null and c.status in ('denied', 'superseded') then '1 line, in all 0'
        else 'no line' end as expected,
      case when l.lines is null and x.changed is null then 'no line'
        else format('%s line%s, in all %s', coalesce(l.lines, 0), case l.lines when 1 then '' else 's' end,
          coalesce(l.paid, 0) + coalesce(x.changed, 0)) end as found
    from claim c
    left join decision d on d.lane = c.lane and d.id = c.decision_id
    left join first l on l.lane = c.lane and l.claim_id = c.id
    left join change x on x.lane = c.lane and x.claim_id = c.id
    where (l.lines is not null or x.changed is not null or c.status in ('in_settlement', 'paid'))
      and ${only(tx, 'c.scheme_code', schemes)}` as Fragment;

/**
 * What a correction added is paid as it is or waits; what it took off is netted in parts that are no more.
 * A line for a difference has one.
 */
export const differencesAreSettled: Check = (tx, schemes) =>
  tx`
    with taken as (
      select lane, decision_id, sum(recovered_paisa) as recovered from remittance_recovery
      group by lane, decision_id
    )
    select x.decision_id::text as key,
      case when x.difference_paisa < 0 then 'no line, netted within'
        when l.decision_id is null then 'waits, netted nothing'
        else format('paid %s, netted nothing', x.difference_paisa) end as expected,
      concat_ws(', ',
        case when l.decision_id is not null then format('paid %s', l.insurer_paisa)
          when x.difference_paisa < 0 then 'no line' else 'waits' end,
        case when t.recovered is null and x.difference_paisa > 0 then 'netted nothing'
          when x.difference_paisa < 0 and coalesce(t.recovered, 0) <= -x.difference_paisa
            then 'netted within'
          else format('netted %s of %s', t.recovered, -x.difference_paisa) end) as found
    from payment_difference x
    left join remittance_line l on l.lane = x.lane and l.decision_id = x.decision_id
    left join taken t on t.lane = x.lane and t.decision_id = x.decision_id
    where ${only(tx, 'x.scheme_code', schemes)}` as Fragment;

/** Each difference is what its correction changed of the insurer's share. */
export const differencesAreCorrections: Check = (tx, schemes) =>
  tx`
    select k.decision_id::text as key,
      case when d.insurer_paisa = e.insurer_paisa or not exists (select 1 from remittance_line l
          where l.lane = k.lane and l.claim_id = k.claim_id and l.decision_id <= k.corrects_id)
        then 'none' else (d.insurer_paisa - e.insurer_paisa)::text end as expected,
      coalesce(x.difference_paisa::text, 'none') as found
    from claim_correction k
    join decision d on d.lane = k.lane and d.id = k.decision_id
    join decision e on e.lane = k.lane and e.id = k.corrects_id
    left join payment_difference x on x.lane = k.lane and x.decision_id = k.decision_id
    where ${only(tx, 'd.scheme_code', schemes)}` as Fragment;

/** A line names as the family's what its decision gives it, or as much of it as a correction added. */
export const extrasAreRemitted: Check = (tx, schemes) =>
  tx`
    select l.decision_id::text as key,
      (case when l.difference_id is null then d.extras_paisa
        else least(greatest(d.extras_paisa - e.extras_paisa, 0), l.insurer_paisa) end)::text as expected,
      l.extras_paisa::text as found
    from remittance_line l
    join decision d on d.lane = l.lane and d.id = l.decision_id
    left join claim_correction k on k.lane = l.lane and k.decision_id = l.difference_id
    left join decision e on e.lane = k.lane and e.id = k.corrects_id
    where ${only(tx, 'd.scheme_code', schemes)}` as Fragment;

/** The lines of a remittance add up to its gross, and what it took back to what it says. */
export const remittancesAreLines: Check = (tx, schemes) =>
  tx`
    select r.advice_no as key,
      format('%s claims, %s, families %s, netted %s', r.claims, r.gross_paisa, r.extras_paisa,
        r.recovered_paisa) as expected,
      format('%s claims, %s, families %s, netted %s', coalesce(l.lines, 0), coalesce(l.paid, 0),
        coalesce(l.extras, 0), coalesce(t.recovered, 0)) as found
    from remittance r
    join settlement_run s on s.id = r.run_id
    left join (select remittance_id, count(*) as lines, sum(insurer_paisa) as paid,
        sum(extras_paisa) as extras
      from remittance_line group by remittance_id) as l on l.remittance_id = r.id
    left join (select remittance_id, sum(recovered_paisa) as recovered
      from remittance_recovery group by remittance_id) as t on t.remittance_id = r.id
    where ${only(tx, 's.scheme_code', schemes)}` as Fragment;

/** The remittances of a run add up to it. */
export const runsAreRemittances: Check = (tx, schemes) =>
  tx`
    select s.id::text as key, format('%s claims, %s', s.claims, s.gross_paisa) as expected,
      format('%s claims, %s', coalesce(r.claims, 0), coalesce(r.gross, 0)) as found
    from settlement_run s
    left join (select run_id, sum(claims) as claims, sum(gross_paisa) as gross
      from remittance group by run_id) as r on r.run_id = s.id
    where ${only(tx, 's.scheme_code', schemes)}` as Fragment;
