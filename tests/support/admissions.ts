/** Bodies of a desk's requests, and short answers to what cover holds. */
import { addDays, dayInKarachi, isoDate, type IsoDate } from '../../src/domain/calendar.js';
import { admissionBody, openAdmission } from '../../src/admissions/index.js';
import { NO_ROWS } from '../../src/db/index.js';
import type { Lane } from '../../src/domain/ids.js';
import { verifyLedger } from '../../src/ledger/index.js';
import { newId } from '../../src/platform/lane.js';
import {
  actOnPreAuthorisation,
  requestBody,
  requestPreAuthorisation,
} from '../../src/pre-authorisations/index.js';
import type { Runtime } from '../../src/runtime.js';
import type { Api } from './api.js';
import { FIRST_DAY, SCHEME_CODE, type PackageCode } from './world.js';

export interface StayDraft {
  readonly cnic: string;
  readonly admittedOn?: IsoDate | undefined;
  /** Nights planned; 2 unless told. */
  readonly nights?: number | undefined;
  readonly packages?: readonly PackageCode[] | undefined;
  readonly admissionNo?: string | undefined;
  readonly more?: Record<string, unknown> | undefined;
}

let numbered = 0;

/** A body that opens a stay: ordinary secondary care unless told. */
export function aStay(draft: StayDraft): Record<string, unknown> & { admissionNo: string } {
  const { cnic, admittedOn = FIRST_DAY, nights = 2, packages = ['CH-MED'] } = draft;
  return {
    admissionNo: draft.admissionNo ?? `A-${(numbered += 1)}`,
    cnic,
    verification: {
      officer: 'Desk officer 1',
      method: 'biometric',
      reference: 'BVS-77',
      at: `${admittedOn}T08:55:00+05:00`,
    },
    admittedAt: `${admittedOn}T09:00:00+05:00`,
    admissionType: 'elective',
    lines: packages.map((packageCode) => ({ packageCode })),
    dischargeOn: addDays(admittedOn, nights),
    ...draft.more,
  };
}

export interface Stay {
  readonly id: string;
  readonly admissionNo: string;
  readonly status: string;
  readonly covered: boolean;
  readonly withinLimit: boolean;
  readonly plannedPaisa: number;
  readonly heldPaisa: number;
  readonly findings: readonly { reason: string; kind: string }[];
  readonly claimId?: string;
  readonly endedOn?: string;
  readonly emergencyConfirmed: boolean;
}

/** Opens a stay that must be taken. */
export async function openStay(
  api: Api,
  draft: StayDraft,
  key: string = api.hospitalKey,
): Promise<Stay> {
  const answer = await api.post('/v1/admissions', { key, body: aStay(draft) });
  if (answer.statusCode !== 201) throw new Error(`a stay was refused: ${answer.body}`);
  return answer.json<Stay>();
}

let keyed = 0;

/** Opens a stay without the API around it. */
export async function openStayIn(
  runtime: Runtime,
  hospitalId: string,
  draft: StayDraft,
): Promise<Pick<Stay, 'id' | 'heldPaisa' | 'withinLimit'>> {
  const asking = { keyId: 'test', key: `test-${process.pid}-${(keyed += 1)}` };
  const deps = { ...runtime, database: runtime.app };
  return openAdmission(deps, hospitalId, asking, admissionBody.parse(aStay(draft)));
}

export interface Requested {
  readonly cnic: string;
  readonly admissionOn?: IsoDate | undefined;
  readonly nights?: number | undefined;
  readonly packages?: readonly PackageCode[] | undefined;
  readonly more?: Record<string, unknown> | undefined;
}

/** A body that asks for treatment that is planned: one operation of priority care unless told. */
export function aRequest(draft: Requested): Record<string, unknown> {
  const { cnic, nights = 2, packages = ['CH-HEART'] } = draft;
  const admissionOn = draft.admissionOn ?? isoDate('2024-09-05');
  const { verification } = aStay({ cnic, admittedOn: isoDate('2024-09-01') });
  return {
    requestNo: `P-${(numbered += 1)}`,
    cnic,
    verification,
    admissionOn,
    admissionType: 'elective',
    note: 'Unstable angina',
    lines: packages.map((packageCode) => ({ packageCode })),
    dischargeOn: addDays(admissionOn, nights),
    ...draft.more,
  };
}

export interface PreAuthorised {
  readonly id: string;
  readonly requestNo: string;
  readonly status: string;
  readonly pendOwner?: string;
  readonly plannedPaisa: number;
  readonly grantedPaisa: number;
  readonly heldPaisa: number;
  readonly withinLimit: boolean;
  readonly validUntil?: string;
  readonly admissionId?: string;
  readonly claimId?: string;
  readonly granted: readonly { lineNo: number; packageCode: string; quantity: number }[];
  readonly findings: readonly { rule: string; reason: string; kind: string }[];
  readonly acts: readonly { act: string; reason?: string }[];
}

/** Asks for treatment; the request must be taken. */
export async function requestIn(api: Api, draft: Requested): Promise<PreAuthorised> {
  const answer = await api.post('/v1/pre-authorisations', { body: aRequest(draft) });
  if (answer.statusCode !== 201) throw new Error(`a request was refused: ${answer.body}`);
  return answer.json<PreAuthorised>();
}

/** Asks for treatment without the API around it; today by the runtime's clock unless told. */
export async function requestWithin(
  runtime: Runtime,
  hospitalId: string,
  draft: Requested,
): Promise<Pick<PreAuthorised, 'id'>> {
  const asking = { keyId: 'test', key: `test-${process.pid}-${(keyed += 1)}` };
  const admissionOn = draft.admissionOn ?? dayInKarachi(runtime.clock.now());
  const body = requestBody.parse(aRequest({ ...draft, admissionOn }));
  return requestPreAuthorisation({ ...runtime, database: runtime.app }, hospitalId, asking, body);
}

/** Grants all that was asked, without the API around it. */
export async function grantWithin(
  runtime: Runtime,
  id: string,
): Promise<Pick<PreAuthorised, 'status' | 'heldPaisa' | 'withinLimit'>> {
  const asking = { keyId: newId(0 as Lane), key: `test-${process.pid}-${(keyed += 1)}` };
  const scope = { ...NO_ROWS, schemes: [SCHEME_CODE] };
  const deps = { ...runtime, database: runtime.app };
  return actOnPreAuthorisation(deps, scope, asking, id, { act: 'grant', reason: 'Indicated' });
}

/** Does an act on a pre-authorisation; it must be done. */
export async function actOn(
  api: Api,
  key: string,
  id: string,
  act: string,
  body: Record<string, unknown> = { reason: 'As the guideline says' },
): Promise<PreAuthorised> {
  const answer = await api.post(`/v1/pre-authorisations/${id}/${act}`, { key, body });
  if (answer.statusCode >= 300) throw new Error(`${act} was refused: ${answer.body}`);
  return answer.json<PreAuthorised>();
}

/** Reserved and consumed of each pot of a family in a layer, in rupees: `scope reserved consumed`. */
export async function potsOf(
  api: Api,
  familyId: string,
  layer = 'secondary',
): Promise<readonly string[]> {
  const rows = await api.asOwner(
    (tx) => tx<{ pot: string }[]>`
      select concat_ws(' ', scope, reserved_paisa / 100, consumed_paisa / 100) as pot
      from cover_balance where family_id = ${familyId} and layer = ${layer}
      order by scope, holder_id`,
  );
  return rows.map(({ pot }) => pot);
}

/** Names of the proofs that do not hold. */
export async function brokenBooks(api: Api): Promise<readonly string[]> {
  const { checks } = await verifyLedger(api.runtime.judgeDatabase);
  return checks.filter(({ differing }) => differing > 0).map(({ name }) => name);
}
