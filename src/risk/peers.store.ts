import type { IsoDate } from '../domain/calendar.js';
import {
  lengthBounds,
  type FollowOnCount,
  type HospitalPackage,
  type ImplantCount,
  type LengthCount,
  type PeerRows,
} from '../domain/risk/peers.js';
import { list, type Transaction } from '../db/index.js';

/**
 * What hospitals did since a month, summed up by the database: a row for each hospital and package, however
 * many claims there were.
 */
export async function readPeerRows(tx: Transaction, since: IsoDate): Promise<PeerRows> {
  const lengths = await tx<LengthCount[]>`
    select scheme_code as "schemeCode", package_code as "packageCode", value as nights,
      sum(stays)::integer as stays
    from risk_month where measure = 'stay' and month_on >= ${since} group by 1, 2, 3`;
  const bounds = lengthBounds(lengths);
  const packages = await tx<HospitalPackage[]>`
    select m.hospital_id as "hospitalId", m.scheme_code as "schemeCode",
      m.package_code as "packageCode",
      coalesce(sum(m.stays) filter (where m.measure = 'stay'), 0)::integer as stays,
      coalesce(sum(m.stays) filter (where m.measure = 'emergency'), 0)::integer as emergencies,
      coalesce(sum(m.stays) filter (where m.measure = 'stay'
        and (m.value >= b.long_from or m.value <= b.short_up_to)), 0)::integer as unlike
    from risk_month m left join unnest(${list(bounds.map((b) => b.schemeCode))}::text::text[],
      ${list(bounds.map((b) => b.packageCode))}::text::text[],
      ${list(bounds.map((b) => b.shortUpTo))}::text::integer[],
      ${list(bounds.map((b) => b.longFrom))}::text::integer[])
      as b(scheme_code, package_code, short_up_to, long_from)
      on b.scheme_code = m.scheme_code and b.package_code = m.package_code
    where m.measure in ('stay', 'emergency') and m.month_on >= ${since} group by 1, 2, 3`;
  const implants = await tx<ImplantCount[]>`
    select hospital_id as "hospitalId", scheme_code as "schemeCode", package_code as "packageCode",
      value as implants, sum(stays)::integer as stays
    from risk_month where measure = 'implants' and month_on >= ${since} group by 1, 2, 3, 4`;
  const followOns = await tx<FollowOnCount[]>`
    select hospital_id as "hospitalId", scheme_code as "schemeCode", sum(stays)::integer as stays
    from risk_month where measure = 'follow_on' and month_on >= ${since} group by 1, 2`;
  return { bounds, packages, implants, followOns };
}
