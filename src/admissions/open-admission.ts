import { recordAudit } from '../audit/index.js';
import { inTransaction, type Transaction } from '../db/index.js';
import {
  answerOnce,
  knownPerson,
  moveHold,
  planOf,
  type Asking,
  type DeskDeps,
  type KnownPerson,
  type PlanJudge,
} from '../desk/index.js';
import { dayInKarachi } from '../domain/calendar.js';
import { CoverBook } from '../ledger/index.js';
import { admit, findForOpening, type PreAuthorisation } from '../pre-authorisations/index.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { newId } from '../platform/lane.js';
import type { Admission } from './admission.js';
import { toAdmissionView, type AdmissionBody, type AdmissionView } from './admission.contract.js';
import { insertActs, insertAdmission, isNumberTaken } from './admission.store.js';
import { holdFor } from './hold.js';

/**
 * Opens a stay at a hospital's desk and holds its cover. A stay that the rules deny is opened too, for
 * the person lies there, with nothing held and the reasons told. Throws the problems validation (a
 * number the registry does not know, a day to come), conflict (the hospital has used the admission
 * number for this person) and idempotency-key-reused.
 */
export async function openAdmission(
  deps: DeskDeps,
  hospitalId: string,
  asking: Asking,
  body: AdmissionBody,
): Promise<AdmissionView> {
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  const admittedAt = new Date(body.admittedAt);
  refuseToCome(admittedAt, now);
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const person = await knownPerson(deps, tx, body.cnic, dayInKarachi(admittedAt));
    const book = await CoverBook.open(tx, [person]);
    const request = {
      askerId: hospitalId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ open: body }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      const number = { ...person, hospitalId, admissionNo: body.admissionNo };
      if (await isNumberTaken(tx, number)) {
        throw problems.conflict('This admission number stands for another stay of the person');
      }
      const opened = await reserve(tx, judgePlan, book, { person, hospitalId, body, now });
      const { authorised } = opened;
      const { lane, id: admissionId } = opened.admission;
      await insertAdmission(tx, opened.admission);
      const act = { lane, id: opened.actId, admissionId, actNo: 1, act: 'open' };
      await insertActs(tx, [{ ...act, actor: asking.keyId, details: {} }], now);
      if (authorised !== undefined) await admit(tx, authorised, admissionId, asking.keyId, now);
      await book.flush(tx, now);
      const trail = { actor: asking.keyId, act: 'admission.open', subject: admissionId };
      await recordAudit(tx, { ...trail, details: { hospitalId } }, now);
      return toAdmissionView(opened.admission);
    });
  });
}

interface Opening {
  readonly person: KnownPerson;
  readonly hospitalId: string;
  readonly body: AdmissionBody;
  readonly now: Date;
}

interface Opened {
  readonly admission: Admission;
  readonly actId: string;
  readonly authorised?: PreAuthorisation | undefined;
}

async function reserve(
  tx: Transaction,
  judgePlan: PlanJudge,
  book: CoverBook,
  { person, hospitalId, body, now }: Opening,
): Promise<Opened> {
  const { lane } = person;
  const admittedAt = new Date(body.admittedAt);
  const plan = planOf(body);
  const stay = { ...person, hospitalId, admittedAt, admissionType: body.admissionType, plan };
  const judged = await judgePlan(tx, stay);
  const admittedOn = dayInKarachi(admittedAt);
  const { preAuthorisationId: named } = body;
  const { policyYearOn } = judged;
  const authorised =
    named === undefined
      ? undefined
      : await findForOpening(tx, named, { ...stay, admittedOn, policyYearOn });
  const { draws, plannedPaisa, withinLimit } = holdFor(judged, [], authorised);
  const admission: Admission = {
    ...stay,
    id: newId(lane),
    admissionNo: body.admissionNo,
    schemeCode: judged.schemeCode,
    admittedOn,
    policyYearOn,
    verification: body.verification,
    openedAt: now,
    status: 'open',
    withinLimit,
    plannedPaisa,
    held: draws,
    findings: judged.findings,
    emergencyConfirmed: false,
    actNo: 1,
  };
  const actId = newId(lane);
  moveHold(book, judged, admission, actId, { from: [], to: draws });
  return { admission, actId, authorised };
}

/** A desk's clock may be a little ahead of ours. */
const AHEAD_MS = 5 * 60_000;

function refuseToCome(admittedAt: Date, now: Date): void {
  if (admittedAt.getTime() <= now.getTime() + AHEAD_MS) return;
  throw problems.fault({
    pointer: '/body/admittedAt',
    code: 'to-come',
    message: 'An admission is opened when the person is there, not before',
  });
}
