import { admissionAfter, type AdmissionAct } from '../domain/admission/lifecycle.js';
import { recordAudit } from '../audit/index.js';
import { inTransaction, type RowScope, type Transaction } from '../db/index.js';
import {
  answerOnce,
  moveHold,
  type Asking,
  type DeskDeps,
  type JudgedPlan,
  type Plan,
  type PlanJudge,
} from '../desk/index.js';
import { addDays, dayInKarachi, type IsoDate } from '../domain/calendar.js';
import { CoverBook } from '../ledger/index.js';
import { findOfAdmission, leaveAdmission } from '../pre-authorisations/index.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { laneOfId, newId } from '../platform/lane.js';
import type { Admission } from './admission.js';
import { toAdmissionView, type AdmissionView } from './admission.contract.js';
import { findAdmission, insertActs, updateAdmissions } from './admission.store.js';
import { holdFor } from './hold.js';

/** An act with what it needs to know. */
export type Doing =
  | { readonly act: 'change'; readonly plan: Plan }
  | {
      readonly act: 'extend';
      readonly dischargeOn: IsoDate;
      readonly wardDays?: Plan['wardDays'];
      readonly reason: string;
    }
  | {
      readonly act: 'transfer';
      readonly at: string;
      readonly toHospitalCode: string;
      readonly reason: string;
    }
  | { readonly act: 'discharge'; readonly dischargedAt: string; readonly dischargeType: string }
  | { readonly act: 'cancel'; readonly reason: string }
  | { readonly act: 'confirm_emergency'; readonly reason: string };

/** What the desk is told of an admission that is not in its scope, or not at all. */
export const ADMISSION_NOT_FOUND = 'No such admission, or not in your scope';

/**
 * Does an act on an admission and moves its hold with it. Throws the problems not-found (none, or not
 * in scope), conflict (not in this status), validation and idempotency-key-reused.
 */
export async function actOnAdmission(
  deps: DeskDeps,
  scope: RowScope,
  asking: Asking,
  id: string,
  doing: Doing,
): Promise<AdmissionView> {
  const lane = laneOfId(id);
  if (lane === undefined) throw problems.notFound(ADMISSION_NOT_FOUND);
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const seen = await findAdmission(tx, lane, id);
    if (seen === undefined || !isInScope(scope, seen)) throw problems.notFound(ADMISSION_NOT_FOUND);
    const book = await CoverBook.open(tx, [seen]);
    const request = {
      askerId: doing.act === 'confirm_emergency' ? asking.keyId : seen.hospitalId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ id, doing }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      // Read again under the lock: a claim or another act may have come first.
      const before = await findAdmission(tx, lane, id);
      if (before === undefined) throw new Error('an admission is gone');
      const after = await change(tx, judgePlan, book, before, doing);
      await updateAdmissions(tx, [after.admission]);
      if (doing.act === 'cancel') await leaveAdmission(tx, before, asking.keyId, now);
      const act = { lane, id: after.actId, admissionId: id, actNo: after.admission.actNo };
      const { act: name, ...details } = doing;
      await insertActs(tx, [{ ...act, act: name, actor: asking.keyId, details }], now);
      await book.flush(tx, now);
      const trail = { actor: asking.keyId, act: `admission.${name}`, subject: id };
      await recordAudit(tx, { ...trail, details: { hospitalId: before.hospitalId } }, now);
      return toAdmissionView(after.admission);
    });
  });
}

function isInScope(scope: RowScope, { hospitalId, schemeCode }: Admission): boolean {
  return scope.hospitals.includes(hospitalId) || scope.schemes.includes(schemeCode);
}

interface Changed {
  readonly admission: Admission;
  readonly actId: string;
}

async function change(
  tx: Transaction,
  judgePlan: PlanJudge,
  book: CoverBook,
  before: Admission,
  doing: Doing,
): Promise<Changed> {
  const status = admissionAfter(before.status, doing.act);
  if (status === undefined) throw problems.conflict(tellRefusal(before, doing.act));
  const actId = newId(before.lane);
  const next: Admission = { ...before, status, actNo: before.actNo + 1 };
  switch (doing.act) {
    case 'change': {
      const judged = await judgePlan(tx, { ...before, plan: doing.plan });
      const { draws, plannedPaisa, withinLimit } = holdFor(
        judged,
        before.held,
        await findOfAdmission(tx, before.lane, before.id),
      );
      moveHold(book, judged, before, actId, { from: before.held, to: draws });
      const { findings } = judged;
      const plan = doing.plan;
      return {
        admission: { ...next, plan, plannedPaisa, withinLimit, held: draws, findings },
        actId,
      };
    }
    case 'extend':
      return { admission: await extend(tx, judgePlan, book, next, doing, actId), actId };
    case 'transfer':
      return { admission: { ...next, endedOn: endOf(before, doing.at, 'at') }, actId };
    case 'discharge': {
      const endedOn = endOf(before, doing.dischargedAt, 'dischargedAt');
      return { admission: { ...next, endedOn }, actId };
    }
    case 'cancel': {
      const judged = await judgePlan(tx, before);
      moveHold(book, judged, before, actId, { from: before.held, to: [] });
      return { admission: { ...next, held: [], withinLimit: false }, actId };
    }
    case 'confirm_emergency':
      return { admission: { ...next, emergencyConfirmed: true }, actId };
  }
}

/**
 * A longer stay holds more as far as there is room. Whether the stay is within the limit was settled when
 * its cover was first reserved: an extension of a stay that was is carried past it.
 */
async function extend(
  tx: Transaction,
  judgePlan: PlanJudge,
  book: CoverBook,
  next: Admission,
  { dischargeOn, wardDays }: Extract<Doing, { act: 'extend' }>,
  actId: string,
): Promise<Admission> {
  if (dischargeOn <= next.plan.dischargeOn) {
    throw problems.fault({
      pointer: '/body/dischargeOn',
      code: 'not-longer',
      message: 'An extension ends later than what is planned now',
    });
  }
  const { wardDays: _planned, ...rest } = next.plan;
  const plan: Plan = { ...rest, dischargeOn, ...(wardDays === undefined ? {} : { wardDays }) };
  const judged: JudgedPlan = await judgePlan(tx, { ...next, plan });
  const { draws, plannedPaisa } = holdFor(
    judged,
    next.held,
    await findOfAdmission(tx, next.lane, next.id),
  );
  moveHold(book, judged, next, actId, { from: next.held, to: draws });
  return { ...next, plan, plannedPaisa, held: draws, findings: judged.findings };
}

function endOf({ admittedOn }: Admission, instant: string, field: string): IsoDate {
  const endedOn = dayInKarachi(new Date(instant));
  if (endedOn >= admittedOn && endedOn <= addDays(admittedOn, MAX_STAY_DAYS)) return endedOn;
  throw problems.fault({
    pointer: `/body/${field}`,
    code: 'outside-stay',
    message: 'A stay ends on the day of its admission or later, within ten years',
  });
}

const MAX_STAY_DAYS = 3_650;

function tellRefusal({ status }: Admission, act: AdmissionAct): string {
  return `An admission that is ${status} cannot take the act ${act}`;
}
