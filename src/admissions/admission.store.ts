import type { AdmissionStatus } from '../domain/admission/lifecycle.js';
import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { CareTier } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import type { Plan, PlanFinding } from '../desk/index.js';
import { toJson } from '../platform/json.js';
import type { Admission } from './admission.js';

interface AdmissionRow {
  readonly lane: number;
  readonly id: string;
  readonly hospital_id: string;
  readonly admission_no: string;
  readonly family_id: string;
  readonly person_id: string;
  readonly scheme_code: string;
  readonly admitted_at: Date;
  readonly admitted_on: IsoDate;
  readonly policy_year_on: IsoDate | null;
  readonly admission_type: AdmissionType;
  readonly verification: Record<string, string>;
  readonly opened_at: Date;
  readonly status: AdmissionStatus;
  readonly plan: Plan;
  readonly within_limit: boolean;
  readonly planned_paisa: bigint;
  readonly held: { tier: CareTier; layer: string; amountPaisa: string }[];
  readonly findings: PlanFinding[];
  readonly emergency_confirmed: boolean;
  readonly ended_on: IsoDate | null;
  readonly claim_id: string | null;
  readonly act_no: number;
}

function columns(tx: Transaction) {
  return tx`a.lane, a.id, a.hospital_id, a.admission_no, a.family_id, a.person_id, a.scheme_code,
    a.admitted_at, a.admitted_on, a.policy_year_on, a.admission_type, a.verification, a.opened_at,
    a.status, a.plan, a.within_limit, a.planned_paisa, a.held, a.findings, a.emergency_confirmed,
    a.ended_on, a.claim_id, a.act_no`;
}

function toAdmission(row: AdmissionRow): Admission {
  return {
    lane: row.lane as Lane,
    id: row.id,
    hospitalId: row.hospital_id,
    admissionNo: row.admission_no,
    familyId: row.family_id,
    personId: row.person_id,
    schemeCode: row.scheme_code,
    admittedAt: row.admitted_at,
    admittedOn: row.admitted_on,
    policyYearOn: row.policy_year_on ?? undefined,
    admissionType: row.admission_type,
    verification: row.verification,
    openedAt: row.opened_at,
    status: row.status,
    plan: row.plan,
    withinLimit: row.within_limit,
    plannedPaisa: paisa(row.planned_paisa),
    held: row.held.map((draw): Draw => ({ ...draw, amountPaisa: paisa(draw.amountPaisa) })),
    findings: row.findings,
    emergencyConfirmed: row.emergency_confirmed,
    endedOn: row.ended_on ?? undefined,
    claimId: row.claim_id ?? undefined,
    actNo: row.act_no,
  };
}

export async function findAdmission(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<Admission | undefined> {
  const [row] = await tx<AdmissionRow[]>`
    select ${columns(tx)} from admission a where a.lane = ${lane} and a.id = ${id}`;
  return row === undefined ? undefined : toAdmission(row);
}

/** What a claim says of its admission: the hospital's number, for a person. */
export interface AdmissionNumber {
  readonly lane: Lane;
  readonly hospitalId: string;
  readonly personId: string;
  readonly admissionNo: string;
}

/** Admissions by the numbers that hospitals gave them; what was cancelled is none any more. */
export async function findByNumber(
  tx: Transaction,
  numbers: readonly AdmissionNumber[],
): Promise<readonly Admission[]> {
  if (numbers.length === 0) return [];
  const rows = await tx<AdmissionRow[]>`
    select ${columns(tx)}
    from unnest(${list(numbers.map((n) => n.lane))}::text::smallint[],
      ${list(numbers.map((n) => n.hospitalId))}::text::uuid[],
      ${list(numbers.map((n) => n.personId))}::text::uuid[],
      ${list(numbers.map((n) => n.admissionNo))}::text::text[])
      as k(lane, hospital_id, person_id, admission_no)
    join admission a on a.lane = k.lane and a.hospital_id = k.hospital_id
      and a.person_id = k.person_id and a.admission_no = k.admission_no
    where a.status <> 'cancelled'`;
  return rows.map(toAdmission);
}

export async function isNumberTaken(tx: Transaction, number: AdmissionNumber): Promise<boolean> {
  const rows = await tx`
    select 1 from admission where lane = ${number.lane} and hospital_id = ${number.hospitalId}
      and person_id = ${number.personId} and admission_no = ${number.admissionNo}`;
  return rows.length > 0;
}

export async function insertAdmission(tx: Transaction, admission: Admission): Promise<void> {
  const a = admission;
  await tx`
    insert into admission (lane, id, hospital_id, admission_no, family_id, person_id, scheme_code,
      admitted_at, admitted_on, policy_year_on, admission_type, verification, opened_at, status, plan,
      within_limit, planned_paisa, held, findings, emergency_confirmed, ended_on, claim_id, act_no)
    values (${a.lane}, ${a.id}, ${a.hospitalId}, ${a.admissionNo}, ${a.familyId}, ${a.personId},
      ${a.schemeCode}, ${a.admittedAt}, ${a.admittedOn}, ${a.policyYearOn ?? null},
      ${a.admissionType}, ${toJson(a.verification)}::text::jsonb, ${a.openedAt}, ${a.status},
      ${toJson(a.plan)}::text::jsonb, ${a.withinLimit}, ${a.plannedPaisa},
      ${toJson(a.held)}::text::jsonb, ${toJson(a.findings)}::text::jsonb, ${a.emergencyConfirmed},
      ${a.endedOn ?? null}, ${a.claimId ?? null}, ${a.actNo})`;
}

/** Writes what acts may change. The family's account is locked, so nobody else has changed it. */
export async function updateAdmissions(
  tx: Transaction,
  admissions: readonly Admission[],
): Promise<void> {
  if (admissions.length === 0) return;
  const of = <T>(pick: (admission: Admission) => T) => admissions.map(pick);
  await tx`
    update admission a set status = n.status, plan = n.plan::jsonb, within_limit = n.within_limit,
      planned_paisa = n.planned_paisa, held = n.held::jsonb, findings = n.findings::jsonb,
      emergency_confirmed = n.emergency_confirmed, ended_on = n.ended_on, claim_id = n.claim_id,
      act_no = n.act_no
    from unnest(${list(of((a) => a.lane))}::text::smallint[], ${list(of((a) => a.id))}::text::uuid[],
      ${list(of((a) => a.status))}::text::text[], ${list(of((a) => toJson(a.plan)))}::text::text[],
      ${list(of((a) => a.withinLimit))}::text::boolean[],
      ${list(of((a) => a.plannedPaisa))}::text::bigint[],
      ${list(of((a) => toJson(a.held)))}::text::text[],
      ${list(of((a) => toJson(a.findings)))}::text::text[],
      ${list(of((a) => a.emergencyConfirmed))}::text::boolean[],
      ${list(of((a) => a.endedOn))}::text::date[], ${list(of((a) => a.claimId))}::text::uuid[],
      ${list(of((a) => a.actNo))}::text::smallint[])
      as n(lane, id, status, plan, within_limit, planned_paisa, held, findings, emergency_confirmed,
        ended_on, claim_id, act_no)
    where a.lane = n.lane and a.id = n.id`;
}

export interface NewAct {
  readonly lane: Lane;
  readonly id: string;
  readonly admissionId: string;
  readonly actNo: number;
  readonly act: string;
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export async function insertActs(
  tx: Transaction,
  acts: readonly NewAct[],
  at: Date,
): Promise<void> {
  if (acts.length === 0) return;
  await tx`
    insert into admission_act (lane, id, admission_id, act_no, act, actor, at, details)
    select lane, id, admission_id, act_no, act, actor, ${at}::timestamptz, details::jsonb
    from unnest(${list(acts.map((a) => a.lane))}::text::smallint[],
      ${list(acts.map((a) => a.id))}::text::uuid[], ${list(acts.map((a) => a.admissionId))}::text::uuid[],
      ${list(acts.map((a) => a.actNo))}::text::smallint[], ${list(acts.map((a) => a.act))}::text::text[],
      ${list(acts.map((a) => a.actor))}::text::text[],
      ${list(acts.map((a) => toJson(a.details)))}::text::text[])
      as n(lane, id, admission_id, act_no, act, actor, details)`;
}

export interface AdmissionPlace {
  readonly openedAt: string;
  readonly id: string;
}

/** Admissions in the caller's scope, newest first, after a place in that order. */
export async function listAdmissions(
  tx: Transaction,
  page: {
    readonly status?: AdmissionStatus | undefined;
    readonly after?: AdmissionPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly (Admission & { readonly place: string })[]> {
  const { status, after, limit } = page;
  const rows = await tx<(AdmissionRow & { place: string })[]>`
    select ${columns(tx)},
      to_char(a.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from admission a
    where true
      ${status === undefined ? tx`` : tx`and a.status = ${status}`}
      ${
        after === undefined
          ? tx``
          : tx`and (a.opened_at, a.id) < (${after.openedAt}::text::timestamptz, ${after.id})`
      }
    order by a.opened_at desc, a.id desc limit ${limit}`;
  return rows.map((row) => ({ ...toAdmission(row), place: row.place }));
}
