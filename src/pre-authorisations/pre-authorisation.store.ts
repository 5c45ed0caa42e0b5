import type { Plan, PlanFinding } from '../desk/index.js';
import type { AdmissionStatus } from '../domain/admission/lifecycle.js';
import type { IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { PreAuthorisationStatus } from '../domain/pre-authorisation/lifecycle.js';
import type { CareTier } from '../domain/scheme/terms.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';
import type { PreAuthorisation } from './pre-authorisation.js';

interface Row {
  readonly lane: number;
  readonly id: string;
  readonly hospital_id: string;
  readonly request_no: string;
  readonly family_id: string;
  readonly person_id: string;
  readonly scheme_code: string;
  readonly admission_on: IsoDate;
  readonly policy_year_on: IsoDate | null;
  readonly admission_type: AdmissionType;
  readonly plan: Plan;
  readonly note: string;
  readonly verification: Record<string, string>;
  readonly requested_at: Date;
  readonly status: PreAuthorisationStatus;
  readonly pend_owner: 'hospital' | 'adjudicator' | null;
  readonly planned_paisa: bigint;
  readonly granted: {
    lineNo: number;
    packageCode: string;
    quantity: number;
    tier: CareTier;
    allowedPaisa: string;
    insurerPaisa: string;
    isHeld: boolean;
  }[];
  readonly approved_layers: string[];
  readonly held: { tier: CareTier; layer: string; amountPaisa: string }[];
  readonly within_limit: boolean;
  readonly findings: PlanFinding[];
  readonly valid_until: IsoDate | null;
  readonly admission_id: string | null;
  readonly claim_id: string | null;
  readonly enhances: string | null;
  readonly act_no: number;
}

function columns(tx: Transaction) {
  return tx`p.lane, p.id, p.hospital_id, p.request_no, p.family_id, p.person_id, p.scheme_code,
    p.admission_on, p.policy_year_on, p.admission_type, p.plan, p.note, p.verification,
    p.requested_at, p.status, p.pend_owner, p.planned_paisa, p.granted, p.approved_layers, p.held,
    p.within_limit, p.findings, p.valid_until, p.admission_id, p.claim_id, p.enhances, p.act_no`;
}

function toPreAuthorisation(row: Row): PreAuthorisation {
  return {
    lane: row.lane as Lane,
    id: row.id,
    hospitalId: row.hospital_id,
    requestNo: row.request_no,
    familyId: row.family_id,
    personId: row.person_id,
    schemeCode: row.scheme_code,
    admissionOn: row.admission_on,
    policyYearOn: row.policy_year_on ?? undefined,
    admissionType: row.admission_type,
    plan: row.plan,
    note: row.note,
    verification: row.verification,
    requestedAt: row.requested_at,
    status: row.status,
    pendOwner: row.pend_owner ?? undefined,
    plannedPaisa: paisa(row.planned_paisa),
    granted: row.granted.map((line) => ({
      ...line,
      allowedPaisa: paisa(line.allowedPaisa),
      insurerPaisa: paisa(line.insurerPaisa),
    })),
    approvedLayers: row.approved_layers,
    held: row.held.map((draw): Draw => ({ ...draw, amountPaisa: paisa(draw.amountPaisa) })),
    withinLimit: row.within_limit,
    findings: row.findings,
    validUntil: row.valid_until ?? undefined,
    admissionId: row.admission_id ?? undefined,
    claimId: row.claim_id ?? undefined,
    enhances: row.enhances ?? undefined,
    actNo: row.act_no,
  };
}

export async function findPreAuthorisation(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<PreAuthorisation | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from pre_authorisation p where p.lane = ${lane} and p.id = ${id}`;
  return row === undefined ? undefined : toPreAuthorisation(row);
}

/** A person, and the hospital that treats him. */
export interface Treated {
  readonly lane: Lane;
  readonly hospitalId: string;
  readonly personId: string;
}

/**
 * What some people have at some hospitals: in force, or taken by a claim, oldest first. Claims find
 * theirs among it.
 */
export async function findGranted(
  tx: Transaction,
  treated: readonly Treated[],
): Promise<readonly PreAuthorisation[]> {
  if (treated.length === 0) return [];
  const rows = await tx<Row[]>`
    select ${columns(tx)}
    from unnest(${list(treated.map((k) => k.lane))}::text::smallint[],
      ${list(treated.map((k) => k.hospitalId))}::text::uuid[],
      ${list(treated.map((k) => k.personId))}::text::uuid[]) as k(lane, hospital_id, person_id)
    join pre_authorisation p on p.lane = k.lane and p.person_id = k.person_id
      and p.hospital_id = k.hospital_id
    where p.status in ('granted', 'partly_granted', 'claimed')
    order by p.lane, p.id`;
  return rows.map(toPreAuthorisation);
}

/** What is asked for an admission, or in force for it. */
export async function findForAdmission(
  tx: Transaction,
  lane: Lane,
  admissionId: string,
): Promise<readonly PreAuthorisation[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from pre_authorisation p
    where p.lane = ${lane} and p.admission_id = ${admissionId}
      and p.status in ('pended', 'granted', 'partly_granted')
    order by p.id`;
  return rows.map(toPreAuthorisation);
}

/** The one that an admission uses. */
export async function findOfAdmission(
  tx: Transaction,
  lane: Lane,
  admissionId: string,
): Promise<PreAuthorisation | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from pre_authorisation p
    where p.lane = ${lane} and p.admission_id = ${admissionId}
      and p.status in ('granted', 'partly_granted')`;
  return row === undefined ? undefined : toPreAuthorisation(row);
}

/** Whether a hospital has used the number for this person, or waits for an enhancement of the same one. */
export async function isNumberTaken(
  tx: Transaction,
  { lane, hospitalId, personId }: Treated,
  requestNo: string,
): Promise<boolean> {
  const rows = await tx`
    select 1 from pre_authorisation where lane = ${lane} and hospital_id = ${hospitalId}
      and person_id = ${personId} and request_no = ${requestNo}`;
  return rows.length > 0;
}

/** Whether something is asked for a stay, or for more than another grants, and not decided yet. */
export async function isWaiting(
  tx: Transaction,
  lane: Lane,
  of: { readonly enhances: string } | { readonly admissionId: string },
): Promise<boolean> {
  const rows = await tx`
    select 1 from pre_authorisation where lane = ${lane} and status = 'pended'
      and ${'enhances' in of ? tx`enhances = ${of.enhances}` : tx`admission_id = ${of.admissionId}`}`;
  return rows.length > 0;
}

/** A stay that a request is made for after it began. */
export interface BegunStay {
  readonly id: string;
  readonly admittedOn: IsoDate;
  readonly admissionType: AdmissionType;
  readonly status: AdmissionStatus;
}

export async function findBegunStay(
  tx: Transaction,
  { lane, hospitalId, personId }: Treated,
  admissionNo: string,
): Promise<BegunStay | undefined> {
  const [row] = await tx<
    { id: string; admitted_on: IsoDate; admission_type: AdmissionType; status: AdmissionStatus }[]
  >`
    select id, admitted_on, admission_type, status from admission
    where lane = ${lane} and hospital_id = ${hospitalId} and person_id = ${personId}
      and admission_no = ${admissionNo}`;
  if (row === undefined) return undefined;
  const { id, admitted_on, admission_type, status } = row;
  return { id, admittedOn: admitted_on, admissionType: admission_type, status };
}

export async function readAdmissionStatus(
  tx: Transaction,
  lane: Lane,
  admissionId: string,
): Promise<AdmissionStatus | undefined> {
  const [row] = await tx<{ status: AdmissionStatus }[]>`
    select status from admission where lane = ${lane} and id = ${admissionId}`;
  return row?.status;
}

export async function insertPreAuthorisation(tx: Transaction, p: PreAuthorisation): Promise<void> {
  await tx`
    insert into pre_authorisation (lane, id, hospital_id, request_no, family_id, person_id,
      scheme_code, admission_on, policy_year_on, admission_type, plan, note, verification,
      requested_at, status, pend_owner, planned_paisa, granted, approved_layers, held, within_limit,
      findings, valid_until, admission_id, claim_id, enhances, act_no)
    values (${p.lane}, ${p.id}, ${p.hospitalId}, ${p.requestNo}, ${p.familyId}, ${p.personId},
      ${p.schemeCode}, ${p.admissionOn}, ${p.policyYearOn ?? null}, ${p.admissionType},
      ${toJson(p.plan)}::text::jsonb, ${p.note}, ${toJson(p.verification)}::text::jsonb,
      ${p.requestedAt}, ${p.status}, ${p.pendOwner ?? null}, ${p.plannedPaisa},
      ${toJson(p.granted)}::text::jsonb, ${toJson(p.approvedLayers)}::text::jsonb,
      ${toJson(p.held)}::text::jsonb, ${p.withinLimit}, ${toJson(p.findings)}::text::jsonb,
      ${p.validUntil ?? null}, ${p.admissionId ?? null}, ${p.claimId ?? null}, ${p.enhances ?? null},
      ${p.actNo})`;
}

/** Writes what acts may change. The family's account is locked, so nobody else has changed it. */
export async function updatePreAuthorisations(
  tx: Transaction,
  changed: readonly PreAuthorisation[],
): Promise<void> {
  if (changed.length === 0) return;
  type Item = Parameters<typeof list>[0][number];
  const of = (pick: (one: PreAuthorisation) => Item) => list(changed.map(pick));
  await tx`
    update pre_authorisation p set status = n.status, pend_owner = n.pend_owner,
      granted = n.granted::jsonb, approved_layers = n.approved_layers::jsonb, held = n.held::jsonb,
      within_limit = n.within_limit, findings = n.findings::jsonb, valid_until = n.valid_until,
      admission_id = n.admission_id, claim_id = n.claim_id, act_no = n.act_no
    from unnest(${of((p) => p.lane)}::text::smallint[], ${of((p) => p.id)}::text::uuid[],
      ${of((p) => p.status)}::text::text[], ${of((p) => p.pendOwner)}::text::text[],
      ${of((p) => toJson(p.granted))}::text::text[],
      ${of((p) => toJson(p.approvedLayers))}::text::text[], ${of((p) => toJson(p.held))}::text::text[],
      ${of((p) => p.withinLimit)}::text::boolean[], ${of((p) => toJson(p.findings))}::text::text[],
      ${of((p) => p.validUntil)}::text::date[], ${of((p) => p.admissionId)}::text::uuid[],
      ${of((p) => p.claimId)}::text::uuid[], ${of((p) => p.actNo)}::text::smallint[])
      as n(lane, id, status, pend_owner, granted, approved_layers, held, within_limit, findings,
        valid_until, admission_id, claim_id, act_no)
    where p.lane = n.lane and p.id = n.id`;
}

export interface NewAct {
  readonly lane: Lane;
  readonly id: string;
  readonly preAuthorisationId: string;
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
    insert into pre_authorisation_act (lane, id, pre_authorisation_id, act_no, act, actor, at, details)
    select lane, id, pre_authorisation_id, act_no, act, actor, ${at}::timestamptz, details::jsonb
    from unnest(${list(acts.map((a) => a.lane))}::text::smallint[],
      ${list(acts.map((a) => a.id))}::text::uuid[],
      ${list(acts.map((a) => a.preAuthorisationId))}::text::uuid[],
      ${list(acts.map((a) => a.actNo))}::text::smallint[], ${list(acts.map((a) => a.act))}::text::text[],
      ${list(acts.map((a) => a.actor))}::text::text[],
      ${list(acts.map((a) => toJson(a.details)))}::text::text[])
      as n(lane, id, pre_authorisation_id, act_no, act, actor, details)`;
}

export interface PastAct {
  readonly act: string;
  readonly at: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What was done to one, oldest first. */
export async function readActs(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<readonly PastAct[]> {
  return tx<PastAct[]>`
    select act, at, details from pre_authorisation_act
    where lane = ${lane} and pre_authorisation_id = ${id} order by act_no limit ${MAX_ACTS}`;
}

/** Above what anybody does to one request. */
const MAX_ACTS = 200;

/** Granted ones whose stay has not begun by their last day; at most so many. */
export async function readLapsed(
  tx: Transaction,
  today: IsoDate,
  limit: number,
): Promise<readonly Pick<PreAuthorisation, 'lane' | 'id' | 'familyId'>[]> {
  const rows = await tx<{ lane: number; id: string; family_id: string }[]>`
    select lane, id, family_id from pre_authorisation
    where valid_until < ${today} and status in ('granted', 'partly_granted')
      and admission_id is null
    order by valid_until, lane, id limit ${limit}`;
  return rows.map(({ lane, id, family_id }) => ({ lane: lane as Lane, id, familyId: family_id }));
}

export interface RequestPlace {
  readonly requestedAt: string;
  readonly id: string;
}

/** Pre-authorisations in the caller's scope, newest request first, after a place in that order. */
export async function listPreAuthorisations(
  tx: Transaction,
  page: {
    readonly status?: PreAuthorisationStatus | undefined;
    readonly after?: RequestPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly (PreAuthorisation & { readonly place: string })[]> {
  const { status, after, limit } = page;
  const rows = await tx<(Row & { place: string })[]>`
    select ${columns(tx)},
      to_char(p.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from pre_authorisation p
    where true
      ${status === undefined ? tx`` : tx`and p.status = ${status}`}
      ${
        after === undefined
          ? tx``
          : tx`and (p.requested_at, p.id) < (${after.requestedAt}::text::timestamptz, ${after.id})`
      }
    order by p.requested_at desc, p.id desc limit ${limit}`;
  return rows.map((row) => ({ ...toPreAuthorisation(row), place: row.place }));
}
