import { recordAudit } from '../audit/index.js';
import { inTransaction, type RowScope, type Transaction } from '../db/index.js';
import {
  answerOnce,
  knownPerson,
  planOf,
  type Asking,
  type DeskDeps,
  type PlanJudge,
} from '../desk/index.js';
import { daysBetween, dayInKarachi, startOfDay, type IsoDate } from '../domain/calendar.js';
import type { AdmissionType } from '../domain/claim/claim.js';
import { add } from '../domain/money.js';
import { isInForce } from '../domain/pre-authorisation/lifecycle.js';
import { CoverBook } from '../ledger/index.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { laneOfId, newId } from '../platform/lane.js';
import type { PreAuthorisation } from './pre-authorisation.js';
import {
  toView,
  type EnhancementBody,
  type PreAuthorisationView,
  type RequestBody,
} from './pre-authorisation.contract.js';
import {
  findBegunStay,
  findOfAdmission,
  findPreAuthorisation,
  insertActs,
  insertPreAuthorisation,
  isNumberTaken,
  isWaiting,
  readActs,
} from './pre-authorisation.store.js';

/** What the desk is told of one that is not in its scope, or not at all. */
export const NOT_FOUND = 'No such pre-authorisation, or not in your scope';

/**
 * Asks an insurer to grant treatment. What the rules deny is denied at once, with the reasons; all else
 * waits for an adjudicator, with nothing held yet. Throws the problems validation (an unknown number, a
 * planned day that has passed, an emergency that is too long ago), conflict (the number is used, or
 * something is asked or granted for the stay already) and idempotency-key-reused.
 */
export async function requestPreAuthorisation(
  deps: DeskDeps,
  hospitalId: string,
  asking: Asking,
  body: RequestBody,
): Promise<PreAuthorisationView> {
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const person = await knownPerson(deps, tx, body.cnic, body.admissionOn);
    // Nothing is held yet; the lock makes repetitions of one request wait for the first.
    await CoverBook.open(tx, [person]);
    const request = {
      askerId: hospitalId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ preAuthorise: body }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      const treated = { ...person, hospitalId };
      const stay = await stayOf(tx, treated, body);
      const draft = {
        ...treated,
        ...stay,
        requestNo: body.requestNo,
        plan: planOf(body),
        note: body.note,
        verification: body.verification,
      };
      return keep(tx, judgePlan, draft, asking, now);
    });
  });
}

/**
 * Asks for more, or other, treatment than was granted. What was granted stands until the enhancement
 * is granted and takes its place. Throws the problems not-found, conflict (not in force, or one is asked
 * for already) and idempotency-key-reused.
 */
export async function requestEnhancement(
  deps: DeskDeps,
  scope: RowScope,
  asking: Asking,
  id: string,
  body: EnhancementBody,
): Promise<PreAuthorisationView> {
  const lane = laneOfId(id);
  if (lane === undefined) throw problems.notFound(NOT_FOUND);
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const seen = await findPreAuthorisation(tx, lane, id);
    if (seen === undefined || !scope.hospitals.includes(seen.hospitalId)) {
      throw problems.notFound(NOT_FOUND);
    }
    await CoverBook.open(tx, [seen]);
    const request = {
      askerId: seen.hospitalId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ enhance: id, body }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      const old = await findPreAuthorisation(tx, lane, id);
      if (old === undefined) throw new Error('a pre-authorisation is gone');
      if (!isInForce(old.status)) {
        throw problems.conflict(`A pre-authorisation that is ${old.status} cannot be enhanced`);
      }
      if (await isWaiting(tx, lane, { enhances: id })) {
        throw problems.conflict('An enhancement of it waits to be decided');
      }
      const { requestNo, note } = body;
      const draft = { ...old, enhances: id, requestNo, note, plan: planOf(body) };
      return keep(tx, judgePlan, draft, asking, now);
    });
  });
}

type Draft = Pick<
  PreAuthorisation,
  | 'lane'
  | 'hospitalId'
  | 'personId'
  | 'familyId'
  | 'requestNo'
  | 'admissionOn'
  | 'admissionType'
  | 'admissionId'
  | 'plan'
  | 'note'
  | 'verification'
  | 'enhances'
>;

async function keep(
  tx: Transaction,
  judgePlan: PlanJudge,
  draft: Draft,
  asking: Asking,
  now: Date,
): Promise<PreAuthorisationView> {
  const { lane } = draft;
  if (await isNumberTaken(tx, draft, draft.requestNo)) {
    throw problems.conflict('This request number stands for another request for the person');
  }
  const judged = await judgePlan(tx, { ...draft, admittedAt: startOfDay(draft.admissionOn) });
  refuseLate(draft, judged.facts.terms?.preAuthorisation?.emergencyDays?.value, now);
  const asked: PreAuthorisation = {
    lane,
    id: newId(lane),
    hospitalId: draft.hospitalId,
    requestNo: draft.requestNo,
    familyId: draft.familyId,
    personId: draft.personId,
    schemeCode: judged.schemeCode,
    admissionOn: draft.admissionOn,
    policyYearOn: judged.policyYearOn,
    admissionType: draft.admissionType,
    plan: draft.plan,
    note: draft.note,
    verification: draft.verification,
    requestedAt: now,
    ...(judged.covered ? { status: 'pended', pendOwner: 'adjudicator' } : { status: 'denied' }),
    plannedPaisa: add(...judged.lines.map((line) => line.insurerPaisa)),
    granted: [],
    approvedLayers: [],
    held: [],
    withinLimit: false,
    findings: judged.findings,
    admissionId: draft.admissionId,
    enhances: draft.enhances,
    actNo: 1,
  };
  await insertPreAuthorisation(tx, asked);
  const details = { status: asked.status };
  const act = { lane, id: newId(lane), preAuthorisationId: asked.id, actNo: 1, act: 'request' };
  await insertActs(tx, [{ ...act, actor: asking.keyId, details }], now);
  const trail = { actor: asking.keyId, act: 'pre_authorisation.request', subject: asked.id };
  await recordAudit(tx, { ...trail, details: { hospitalId: asked.hospitalId } }, now);
  return toView(asked, await readActs(tx, lane, asked.id));
}

type Stay = Pick<PreAuthorisation, 'admissionOn' | 'admissionType' | 'admissionId'>;

/** The stay that is asked for: planned, or one that the desk has opened. */
async function stayOf(
  tx: Transaction,
  treated: Pick<PreAuthorisation, 'lane' | 'hospitalId' | 'personId'>,
  { admissionNo, admissionOn, admissionType }: RequestBody,
): Promise<Stay> {
  if (admissionOn !== undefined) return { admissionOn, admissionType };
  const begun = await findBegunStay(tx, treated, admissionNo ?? '');
  if (begun === undefined) {
    throw problems.fault({
      pointer: '/body/admissionNo',
      code: 'unknown-admission',
      message: 'The desk has opened no stay of this person under this number',
    });
  }
  if (begun.status === 'cancelled' || begun.status === 'claimed') {
    throw problems.conflict(`The stay is ${begun.status}`);
  }
  const { id: admissionId, admittedOn } = begun;
  const [inForce, waiting] = await Promise.all([
    findOfAdmission(tx, treated.lane, admissionId),
    isWaiting(tx, treated.lane, { admissionId }),
  ]);
  if (inForce !== undefined || waiting) {
    throw problems.conflict(
      'The stay has a pre-authorisation, or waits for one; ask to enhance it',
    );
  }
  return { admissionOn: admittedOn, admissionType: begun.admissionType, admissionId };
}

/** Planned treatment is asked for before it begins; an emergency within the days of the terms. */
function refuseLate(
  draft: {
    readonly admissionOn: IsoDate;
    readonly admissionType: AdmissionType;
    readonly enhances?: string | undefined;
  },
  emergencyDays: number | undefined,
  now: Date,
): void {
  const today = dayInKarachi(now);
  const since = daysBetween(draft.admissionOn, today);
  if (since <= 0 || draft.enhances !== undefined) return;
  const pointer = '/body/admissionOn';
  if (draft.admissionType !== 'emergency') {
    throw problems.fault({
      pointer,
      code: 'begun',
      message:
        'Planned treatment is granted before it begins; only an emergency may be asked for after',
    });
  }
  if (emergencyDays === undefined || since <= emergencyDays) return;
  throw problems.fault({
    pointer,
    code: 'too-late',
    message: `An emergency is asked for within ${emergencyDays} days of its admission; this one began ${since} days ago`,
  });
}
