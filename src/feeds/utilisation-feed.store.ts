import type { IsoDate } from '../domain/calendar.js';
import type { Transaction } from '../db/index.js';

export const CUTS = ['district', 'hospital', 'package'] as const;
export type Cut = (typeof CUTS)[number];

export interface UtilisationQuery {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly by: Cut;
  readonly limit: number;
}

/** Sums of one district, hospital or package in one setting. */
export interface SummedRow {
  readonly code: string;
  readonly name: string;
  readonly scheme_code: string | null;
  readonly district_pcode: string | null;
  readonly setting: 'stay' | 'day_care';
  readonly claims: bigint;
  readonly paid_lines: bigint;
  readonly pended_lines: bigint;
  readonly denied_lines: bigint;
  readonly stay_days: bigint;
  readonly deaths: bigint;
  readonly asked_paisa: string;
  readonly insurer_paisa: string;
  readonly pended_insurer_paisa: string;
  readonly patient_share_paisa: string;
  readonly hospital_borne_paisa: string;
  readonly extras_paisa: string;
  readonly pended_extras_paisa: string;
}

/** Rows of utilisation in the scope, summed over a span of admission days. */
export async function sumUtilisation(
  tx: Transaction,
  { from, to, by, limit }: UtilisationQuery,
): Promise<readonly SummedRow[]> {
  const sums = tx`
    sum(u.claims) as claims, sum(u.paid_lines) as paid_lines, sum(u.pended_lines) as pended_lines,
    sum(u.denied_lines) as denied_lines, sum(u.stay_days) as stay_days, sum(u.deaths) as deaths,
    sum(u.asked_paisa)::text as asked_paisa, sum(u.insurer_paisa)::text as insurer_paisa,
    sum(u.pended_insurer_paisa)::text as pended_insurer_paisa,
    sum(u.patient_share_paisa)::text as patient_share_paisa,
    sum(u.hospital_borne_paisa)::text as hospital_borne_paisa,
    sum(u.extras_paisa)::text as extras_paisa,
    sum(u.pended_extras_paisa)::text as pended_extras_paisa`;
  const span = tx`u.admitted_on between ${from} and ${to}`;
  if (by === 'district') {
    return tx<SummedRow[]>`
      select u.district_pcode as code, coalesce(d.name, u.district_pcode) as name,
        null as scheme_code, u.district_pcode, u.setting, ${sums}
      from utilisation u left join district d on d.pcode = u.district_pcode
      where ${span} group by u.district_pcode, d.name, u.setting
      order by code, u.setting limit ${limit}`;
  }
  if (by === 'hospital') {
    return tx<SummedRow[]>`
      select h.code, h.name, null as scheme_code, h.district_pcode, u.setting, ${sums}
      from utilisation u join hospital h on h.id = u.hospital_id
      where ${span} group by h.code, h.name, h.district_pcode, u.setting
      order by h.code, u.setting limit ${limit}`;
  }
  return tx<SummedRow[]>`
    select s.*, coalesce(
        (select p.name_en from package p where p.scheme_code = s.scheme_code and p.code = s.code
          order by p.from_on desc limit 1), s.code) as name
    from (select u.package_code as code, u.scheme_code, null as district_pcode, u.setting, ${sums}
      from utilisation u where ${span} group by u.scheme_code, u.package_code, u.setting) as s
    order by s.scheme_code, s.code, s.setting limit ${limit}`;
}
