import { recordAudit } from '../audit/index.js';
import { inTransaction, type RowScope, type Transaction } from '../db/index.js';
import {
  answerOnce,
  moveHold,
  type Asking,
  type DeskDeps,
  type JudgedPlan,
  type PlanLine,
  type PlanJudge,
} from '../desk/index.js';
import { addDays, dayInKarachi, startOfDay } from '../domain/calendar.js';
import {
  needsPreAuthorisation,
  planHold,
  totalOf,
  wantsOf,
  withoutHold,
} from '../domain/coverage/holds.js';
import type { Draw } from '../domain/coverage/pots.js';
import { add } from '../domain/money.js';
import { canAct, isInForce } from '../domain/pre-authorisation/lifecycle.js';
import { CoverBook } from '../ledger/index.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { laneOfId, newId } from '../platform/lane.js';
import type { GrantedLine, PreAuthorisation } from './pre-authorisation.js';
import { toView, type PreAuthorisationView } from './pre-authorisation.contract.js';
import {
  findPreAuthorisation,
  insertActs,
  readActs,
  readAdmissionStatus,
  updatePreAuthorisations,
} from './pre-authorisation.store.js';
import { NOT_FOUND } from './request.js';

/** An act with what it needs to know. */
export type Doing =
  | {
      readonly act: 'grant';
      readonly lines?:
        readonly { readonly lineNo: number; readonly quantity: number }[] | undefined;
      readonly reason: string;
    }
  | { readonly act: 'deny' | 'query' | 'answer' | 'cancel'; readonly reason: string }
  | { readonly act: 'approve_layer'; readonly layer: string; readonly reason: string };

/** Acts of the hospital itself; all others are the insurer's. */
const BY_HOSPITAL: readonly Doing['act'][] = ['answer', 'cancel'];

/**
 * Does an act on a pre-authorisation and moves its hold with it. Throws the problems not-found (none, or
 * not in scope), conflict (not in this status, or the rules deny it now), validation and
 * idempotency-key-reused.
 */
export async function actOnPreAuthorisation(
  deps: DeskDeps,
  scope: RowScope,
  asking: Asking,
  id: string,
  doing: Doing,
): Promise<PreAuthorisationView> {
  const lane = laneOfId(id);
  if (lane === undefined) throw problems.notFound(NOT_FOUND);
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  const byHospital = BY_HOSPITAL.includes(doing.act);
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const seen = await findPreAuthorisation(tx, lane, id);
    if (seen === undefined || !isInScope(scope, seen)) throw problems.notFound(NOT_FOUND);
    const book = await CoverBook.open(tx, [seen]);
    const request = {
      askerId: byHospital ? seen.hospitalId : asking.keyId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ preAuthorisation: id, doing }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      // Read again under the lock: a claim or another act may have come first.
      const before = await findPreAuthorisation(tx, lane, id);
      if (before === undefined) throw new Error('a pre-authorisation is gone');
      if (!canAct(before.status, doing.act)) {
        throw problems.conflict(
          `A pre-authorisation that is ${before.status} cannot take this act`,
        );
      }
      const acting = new Acting(tx, judgePlan, book, now);
      const changed = await acting.change(before, doing);
      await save(tx, changed, doing, asking.keyId, now);
      await book.flush(tx, now);
      const trail = { actor: asking.keyId, act: `pre_authorisation.${doing.act}`, subject: id };
      await recordAudit(tx, { ...trail, details: { hospitalId: before.hospitalId } }, now);
      const [after] = changed;
      if (after === undefined) throw new Error('an act changed nothing');
      return toView(after.next, await readActs(tx, lane, id));
    });
  });
}

function isInScope(scope: RowScope, { hospitalId, schemeCode }: PreAuthorisation): boolean {
  return scope.hospitals.includes(hospitalId) || scope.schemes.includes(schemeCode);
}

/** One that has changed, under the id of its act: the one acted on first, then the one it replaces. */
interface Changed {
  readonly next: PreAuthorisation;
  readonly actId: string;
  /** Where it is not the act that was asked for. */
  readonly act?: string;
}

async function save(
  tx: Transaction,
  changed: readonly Changed[],
  doing: Doing,
  actor: string,
  now: Date,
): Promise<void> {
  const { act: asked, ...details } = doing;
  await updatePreAuthorisations(
    tx,
    changed.map(({ next }) => next),
  );
  const acts = changed.map(({ next, actId, act }) => ({
    lane: next.lane,
    id: actId,
    preAuthorisationId: next.id,
    actNo: next.actNo,
    act: act ?? asked,
    actor,
    details: act === undefined ? details : { by: changed[0]?.next.id },
  }));
  await insertActs(tx, acts, now);
}

class Acting {
  constructor(
    private readonly tx: Transaction,
    private readonly judgePlan: PlanJudge,
    private readonly book: CoverBook,
    private readonly now: Date,
  ) {}

  async change(before: PreAuthorisation, doing: Doing): Promise<readonly Changed[]> {
    const actId = newId(before.lane);
    const next: PreAuthorisation = { ...before, actNo: before.actNo + 1 };
    switch (doing.act) {
      case 'grant':
        return this.grant(next, chosenLines(before, doing.lines), actId);
      case 'deny':
        return [{ next: { ...next, status: 'denied', pendOwner: undefined }, actId }];
      case 'query':
        return [{ next: { ...next, pendOwner: 'hospital' }, actId }];
      case 'answer':
        return [{ next: { ...next, pendOwner: 'adjudicator' }, actId }];
      case 'approve_layer':
        return [{ next: await this.approveLayer(next, doing.layer, actId), actId }];
      case 'cancel': {
        if (before.held.length > 0) {
          const judged = await this.judgePlan(this.tx, asStay(before));
          moveHold(this.book, judged, before, actId, { from: before.held, to: [] });
        }
        const over = { status: 'cancelled', pendOwner: undefined, held: [] } as const;
        return [{ next: { ...next, ...over }, actId }];
      }
    }
  }

  /** Holds what is granted; one that it enhances gives its hold back and is over. */
  private async grant(
    next: PreAuthorisation,
    chosen: readonly ChosenLine[],
    actId: string,
  ): Promise<readonly Changed[]> {
    await this.refuseOver(next);
    const old = await this.enhanced(next);
    const judged = await this.judgePlan(this.tx, {
      ...asStay(next),
      plan: { ...next.plan, lines: chosen },
    });
    if (!judged.covered || judged.lines.length === 0) {
      throw problems.conflict(
        `The rules deny the stay: ${judged.findings.map((finding) => finding.rule).join(', ')}`,
      );
    }
    const changed: Changed[] = [];
    if (old !== undefined) {
      const oldActId = newId(old.lane);
      moveHold(this.book, judged, old, oldActId, { from: old.held, to: [] });
      const over = { status: 'replaced', held: [], actNo: old.actNo + 1 } as const;
      changed.push({ next: { ...old, ...over }, actId: oldActId, act: 'replace' });
    }
    const granted = judged.lines.map((line): GrantedLine => {
      const lineNo = chosen[line.lineNo - 1]?.lineNo ?? line.lineNo;
      return { ...line, lineNo, isHeld: isHeldHere(line, next, old) };
    });
    const { draws, withinLimit } = hold(judged, next, granted, old?.held ?? []);
    moveHold(this.book, judged, next, actId, { from: [], to: draws });
    const validDays = judged.facts.terms?.preAuthorisation?.validDays?.value;
    const after: PreAuthorisation = {
      ...next,
      status: isAll(next, granted) ? 'granted' : 'partly_granted',
      pendOwner: undefined,
      granted,
      held: draws,
      withinLimit,
      findings: judged.findings,
      // The stay may have begun since the enhancement was asked for.
      admissionId: old === undefined ? next.admissionId : old.admissionId,
      ...(validDays === undefined
        ? {}
        : { validUntil: addDays(dayInKarachi(this.now), validDays) }),
    };
    return [{ next: after, actId }, ...changed];
  }

  /** A stay that is over takes no more grants: its claim was decided without. */
  private async refuseOver({ lane, admissionId }: PreAuthorisation): Promise<void> {
    if (admissionId === undefined) return;
    const status = await readAdmissionStatus(this.tx, lane, admissionId);
    if (status === 'cancelled' || status === 'claimed') {
      throw problems.conflict(`The stay that it is asked for is ${status}`);
    }
  }

  private async enhanced({ lane, enhances }: PreAuthorisation) {
    if (enhances === undefined) return undefined;
    const old = await findPreAuthorisation(this.tx, lane, enhances);
    if (old === undefined || !isInForce(old.status)) {
      throw problems.conflict('The pre-authorisation to be enhanced is no longer in force');
    }
    return old;
  }

  /** Opens a layer for it; what is in force already holds anew. */
  private async approveLayer(
    next: PreAuthorisation,
    layer: string,
    actId: string,
  ): Promise<PreAuthorisation> {
    const judged = await this.judgePlan(this.tx, asStay(next));
    const layers = Object.values(judged.facts.terms?.tiers ?? {}).flat();
    if (!layers.some(({ code, needsApproval }) => code === layer && needsApproval)) {
      throw problems.fault({
        pointer: '/body/layer',
        code: 'unknown-layer',
        message: 'The scheme’s terms have no layer of this name that needs an approval',
      });
    }
    const approvedLayers = [...new Set([...next.approvedLayers, layer])];
    const opened = { ...next, approvedLayers };
    if (!isInForce(next.status)) return opened;
    const { draws, withinLimit } = hold(judged, opened, next.granted, next.held);
    moveHold(this.book, judged, next, actId, { from: next.held, to: draws });
    return { ...opened, held: draws, withinLimit };
  }
}

/** The stay as the judge is asked about it. */
export function asStay(p: PreAuthorisation) {
  return { ...p, admittedAt: startOfDay(p.admissionOn) };
}

interface ChosenLine {
  /** Of the request. */
  readonly lineNo: number;
  readonly packageCode: string;
  readonly quantity: number;
}

/** What of the request is granted. Throws the problem validation, naming every line that is wrong. */
function chosenLines(
  { plan }: PreAuthorisation,
  lines: Extract<Doing, { act: 'grant' }>['lines'],
): readonly ChosenLine[] {
  if (lines === undefined) return plan.lines.map((line, index) => ({ ...line, lineNo: index + 1 }));
  const seen = new Set<number>();
  const faults = lines.flatMap(({ lineNo, quantity }, index) => {
    const asked = plan.lines[lineNo - 1];
    const again = seen.has(lineNo);
    seen.add(lineNo);
    const pointer = `/body/lines/${index}`;
    if (asked === undefined) {
      const message = `The request has ${plan.lines.length} lines`;
      return [{ pointer: `${pointer}/lineNo`, code: 'unknown-line', message }];
    }
    if (again) {
      return [{ pointer: `${pointer}/lineNo`, code: 'twice', message: 'Named twice' }];
    }
    if (quantity <= asked.quantity) return [];
    const message = `Only ${asked.quantity} were asked for`;
    return [{ pointer: `${pointer}/quantity`, code: 'more-than-asked', message }];
  });
  if (faults.length > 0) throw problems.validation(faults);
  return plan.lines.flatMap(({ packageCode }, index) => {
    const lineNo = index + 1;
    const quantity = lines.find((line) => line.lineNo === lineNo)?.quantity;
    return quantity === undefined ? [] : [{ lineNo, packageCode, quantity }];
  });
}

function isAll({ plan }: PreAuthorisation, granted: readonly GrantedLine[]): boolean {
  const asked = plan.lines.reduce((sum, line) => sum + line.quantity, 0);
  const given = granted.reduce((sum, line) => sum + line.quantity, 0);
  return asked === given;
}

/**
 * All that is granted for a stay to come is held here. Of one that has begun, secondary care is held by
 * its admission already, unless what is enhanced holds it.
 */
function isHeldHere(
  { tier, packageCode }: PlanLine,
  { admissionId }: PreAuthorisation,
  old: PreAuthorisation | undefined,
): boolean {
  const begun = (old ?? { admissionId }).admissionId !== undefined;
  if (!begun || needsPreAuthorisation(tier)) return true;
  return old?.granted.some((line) => line.packageCode === packageCode && line.isHeld) === true;
}

/** What can be held of granted lines; `own` is what is held for them already. */
function hold(
  { facts, policyYearOn }: JudgedPlan,
  { approvedLayers }: PreAuthorisation,
  granted: readonly GrantedLine[],
  own: readonly Draw[],
): { readonly draws: readonly Draw[]; readonly withinLimit: boolean } {
  const { terms, person } = facts;
  if (terms === undefined || person === undefined || policyYearOn === undefined) {
    return { draws: [], withinLimit: false };
  }
  const lines = granted.filter((line) => line.isHeld);
  const room = withoutHold(facts.cover, terms, person.id, own);
  const { draws } = planHold(room, terms, person.id, wantsOf(lines), approvedLayers);
  const wanted = add(...lines.map((line) => line.insurerPaisa));
  return { draws, withinLimit: totalOf(draws) === wanted };
}
