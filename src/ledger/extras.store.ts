import type { IsoDate } from '../domain/calendar.js';
import type { Lane } from '../domain/ids.js';
import type { ExtraKind } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import type { FamilyKey } from './cover.store.js';

/** Extras of a family in a policy year. */
export interface ExtrasKey extends FamilyKey {
  readonly policyYearOn: IsoDate;
}

/** An extra that a claim pays, or holds while it is not decided for good. */
export interface PaidExtra {
  readonly lane: Lane;
  readonly claimId: string;
  readonly personId: string;
  readonly familyId: string;
  readonly schemeCode: string;
  readonly policyYearOn: IsoDate;
  readonly kind: ExtraKind;
  readonly isDecided: boolean;
}

/**
 * Extras by the ledger, of families in policy years. The newest `most` of each are more than any terms
 * count. Right as long as the families' accounts are locked.
 */
export async function readPaidExtras(
  tx: Transaction,
  keys: readonly ExtrasKey[],
  most: number,
): Promise<readonly PaidExtra[]> {
  if (keys.length === 0) return [];
  return tx<PaidExtra[]>`
    select k.lane, p.claim_id as "claimId", p.person_id as "personId", k.family_id as "familyId",
      p.scheme_code as "schemeCode", k.policy_year_on as "policyYearOn", p.kind,
      p.status in ('approved', 'partial', 'in_settlement', 'paid') as "isDecided"
    from unnest(${list(keys.map((k) => k.lane))}::text::smallint[],
      ${list(keys.map((k) => k.familyId))}::text::uuid[],
      ${list(keys.map((k) => k.policyYearOn))}::text::date[]) as k(lane, family_id, policy_year_on)
    cross join lateral (
      select e.claim_id, e.person_id, e.scheme_code, e.layer as kind, c.status
      from cover_entry e join claim c on c.lane = e.lane and c.id = e.claim_id
      where e.lane = k.lane and e.family_id = k.family_id and e.policy_year_on = k.policy_year_on
        and e.tier = 'extras'
      group by e.claim_id, e.person_id, e.scheme_code, e.layer, c.status
      having sum(case e.to_account when 'extras' then e.amount_paisa else -e.amount_paisa end) > 0
      order by e.claim_id desc limit ${most}) as p`;
}
