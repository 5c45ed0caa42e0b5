import type { ExtraKind } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';

export interface RemittanceRow {
  readonly id: string;
  readonly run_id: string;
  readonly hospital_id: string;
  readonly hospital_code: string;
  readonly hospital_name: string;
  readonly advice_no: string;
  readonly claims: number;
  readonly gross_paisa: bigint;
  readonly extras_paisa: bigint;
  readonly withheld_paisa: bigint;
  readonly recovered_paisa: bigint;
  readonly net_paisa: bigint;
}

/** All remittances of a run: as many as hospitals in it, so no more than its claims. */
export async function remittancesOfRun(
  tx: Transaction,
  runId: string,
): Promise<readonly RemittanceRow[]> {
  return tx<RemittanceRow[]>`
    select r.id, r.run_id, r.hospital_id, h.code as hospital_code, h.name as hospital_name,
      r.advice_no, r.claims, r.gross_paisa, r.extras_paisa, r.withheld_paisa, r.recovered_paisa, r.net_paisa
    from remittance r join hospital h on h.id = r.hospital_id
    where r.run_id = ${runId} order by h.code`;
}

export async function findRemittance(
  tx: Transaction,
  id: string,
): Promise<RemittanceRow | undefined> {
  const [row] = await tx<RemittanceRow[]>`
    select r.id, r.run_id, r.hospital_id, h.code as hospital_code, h.name as hospital_name,
      r.advice_no, r.claims, r.gross_paisa, r.extras_paisa, r.withheld_paisa, r.recovered_paisa, r.net_paisa
    from remittance r join hospital h on h.id = r.hospital_id where r.id = ${id}`;
  return row;
}

/** Remittances in the caller's scope, newest first, after one of them. */
export async function listRemittances(
  tx: Transaction,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly RemittanceRow[]> {
  return tx<RemittanceRow[]>`
    select r.id, r.run_id, r.hospital_id, h.code as hospital_code, h.name as hospital_name,
      r.advice_no, r.claims, r.gross_paisa, r.extras_paisa, r.withheld_paisa, r.recovered_paisa, r.net_paisa
    from remittance r join hospital h on h.id = r.hospital_id
    ${after === undefined ? tx`` : tx`where r.id < ${after}`}
    order by r.id desc limit ${limit}`;
}

export interface RemittanceLineRow {
  readonly claim_id: string;
  readonly decision_id: string;
  readonly hospital_claim_no: string;
  readonly scheme_code: string;
  readonly admitted_on: string;
  readonly discharged_on: string;
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint;
  readonly patient_share_paisa: bigint;
  readonly hospital_borne_paisa: bigint;
  readonly is_difference: boolean;
  /** Of what is paid, the family's. */
  readonly extras_paisa: bigint;
  /** By kind, on the line that pays the claim; what a correction adds is named in the decision. */
  readonly extras: readonly { readonly kind: ExtraKind; readonly amountPaisa: string }[] | null;
}

/** Lines of a remittance in order of their decisions' ids: money and dates, nothing clinical. */
export async function linesOfRemittance(
  tx: Transaction,
  remittanceId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly RemittanceLineRow[]> {
  return tx<RemittanceLineRow[]>`
    select l.claim_id, l.decision_id, c.hospital_claim_no, c.scheme_code, c.admitted_on,
      c.discharged_on, d.asked_paisa, l.insurer_paisa, d.patient_share_paisa, d.hospital_borne_paisa,
      l.difference_id is not null as is_difference, l.extras_paisa,
      case when l.extras_paisa > 0 and l.difference_id is null then (
        select jsonb_agg(jsonb_build_object('kind', p.extra, 'amountPaisa', p.insurer_paisa::text)
          order by p.line_no)
        from decision_line p where p.lane = l.lane and p.decision_id = l.decision_id
          and p.extra is not null and p.insurer_paisa > 0) end as extras
    from remittance_line l
    join claim c on c.lane = l.lane and c.id = l.claim_id
    join decision d on d.lane = l.lane and d.id = l.decision_id
    where l.remittance_id = ${remittanceId}
      ${after === undefined ? tx`` : tx`and l.decision_id > ${after}`}
    order by l.decision_id limit ${limit}`;
}
