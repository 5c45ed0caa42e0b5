import { recordAudit } from '../audit/index.js';
import { inTransaction, type Database, type RowScope, type Transaction } from '../db/index.js';
import { answerOnce, type Asking } from '../desk/index.js';
import { policyYearOf } from '../domain/calendar.js';
import { correctedClaim, type Correction } from '../domain/claim/correction.js';
import { canAct, nextStatus } from '../domain/claim/lifecycle.js';
import { isCurable } from '../domain/coverage/curable.js';
import type { CoverEntry } from '../domain/coverage/entries.js';
import type { FamilyId } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import { decideAgain } from '../domain/rules/decide-again.js';
import { explainFinding } from '../domain/rules/explain.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { ClaimContent } from '../intake/index.js';
import { CoverBook, readClaimDraws, readEntriesOf, type EntryOfClaim } from '../ledger/index.js';
import { appendEvents } from '../outbox/index.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { hashBody, keptKey } from '../platform/http/idempotency.js';
import { Problem, problems, type Fault } from '../platform/http/problems.js';
import { laneOfId, newIdAfter, shardOf, shardsOf } from '../platform/lane.js';
import { termsOn, type Reference, type ReferenceCache } from '../registry/index.js';
import { Batch, caseOf } from './batch.js';
import {
  toCorrectionView,
  type Changes,
  type CorrectionBody,
  type CorrectionView,
} from './correction.contract.js';
import {
  findDecided,
  insertCorrection,
  listCorrections,
  readNewestEventId,
  type DecidedClaim,
} from './correction.store.js';
import { decidedPayload } from './decided-event.js';
import { insertDecisions, type NewDecision } from './decision.store.js';
import type { Judge } from './judge.js';
import { lockStatus } from './repend.store.js';
import { readNamedAdmissions, StayHolds } from './stay-holds.js';
import { readDecidedNos, readShardCount, waitForShard } from './waiting.store.js';

export interface CorrectionDeps {
  /** The app role's pool: reads in scope. */
  readonly database: Database;
  /** The judge role's pool: it alone moves cover and decides. */
  readonly judgeDatabase: Database;
  readonly reference: ReferenceCache;
  readonly judge: Judge;
  readonly keys: CnicKeys;
  readonly clock: Clock;
}

export const CORRECTED_NOT_FOUND = 'No such decided claim, or not in your scope';

/**
 * Corrects a decided claim, paid or not. The earlier decision stays; a new one takes its place, and only
 * the difference moves: in cover, in the admission's policy year, and where a settlement run has paid, in
 * what the next runs pay or take back. Order of locks as in a drain: shard, family's cover, claim. Throws
 * the problems not-found, validation, conflict (not in this status, or a rule asks somebody) and
 * idempotency-key-reused.
 */
export async function correctClaim(
  deps: CorrectionDeps,
  scope: RowScope,
  asking: Asking,
  id: string,
  body: CorrectionBody,
): Promise<CorrectionView> {
  const lane = laneOfId(id);
  if (lane === undefined) throw problems.notFound(CORRECTED_NOT_FOUND);
  const reference = await deps.reference.current();
  return inTransaction(deps.judgeDatabase, async (tx) => {
    const seen = await findDecided(tx, lane, id);
    if (seen === undefined || !scope.schemes.includes(seen.schemeCode ?? '')) {
      throw problems.notFound(CORRECTED_NOT_FOUND);
    }
    await waitForShard(tx, shardOf(shardsOf(await readShardCount(tx)), lane));
    const { familyId } = seen;
    const book = await CoverBook.open(tx, familyId === null ? [] : [{ lane, familyId }]);
    const now = deps.clock.now();
    const request = {
      askerId: asking.keyId,
      key: keptKey(asking.key, deps.keys.hashKey),
      bodyHash: hashBody({ id, body }, deps.keys.hashKey),
    };
    return answerOnce(tx, request, now, async () => {
      await lockStatus(tx, lane, id);
      // Read again under the locks: a run, a drain or another correction may have come first.
      const claim = await findDecided(tx, lane, id);
      if (claim === undefined) throw new Error(`the decision of claim ${id} is gone`);
      refuseIfNot(claim, body);
      await correct(tx, { deps, reference, book, claim, body, actor: asking.keyId, now });
      const [made] = await listCorrections(tx, lane, id, 1);
      if (made === undefined) throw new Error(`the correction of claim ${id} was not kept`);
      return toCorrectionView(made);
    });
  });
}

function actOn({ isSettled }: DecidedClaim): 'correct' | 'correct_payment' {
  return isSettled ? 'correct_payment' : 'correct';
}

/** Refuses what cannot be corrected, and a correction that does not fit the claim: all faults at once. */
function refuseIfNot(claim: DecidedClaim, { lines, stay }: CorrectionBody): void {
  if (!canAct(claim.status, actOn(claim), 'adjudicator')) {
    throw problems.conflict(`A claim that is ${claim.status} cannot be corrected`);
  }
  if (claim.personId === null) {
    throw problems.conflict('The registry does not know whose claim it is: it is filed again');
  }
  const faults: Fault[] = [];
  const { content } = claim;
  const last = content.lines.length + (content.extras ?? []).length;
  lines.forEach(({ lineNo, packageCode, quantity }, at) => {
    const asked = content.lines[lineNo - 1]?.quantity;
    if (asked === undefined && lineNo <= last) {
      if (packageCode === undefined && quantity === undefined) return;
      const message = 'The line is an extra, and can only be allowed less';
      faults.push({ pointer: `/body/lines/${at}`, code: 'not-of-an-extra', message });
    } else if (asked === undefined) {
      const message = 'The claim has no such line';
      faults.push({ pointer: `/body/lines/${at}/lineNo`, code: 'unknown', message });
    } else if (quantity !== undefined && quantity > asked) {
      const message = `The line asks for ${asked}: no more can be recognised`;
      faults.push({ pointer: `/body/lines/${at}/quantity`, code: 'more-than-asked', message });
    }
  });
  if (stay?.dischargedOn !== undefined && stay.dischargedOn < claim.admittedOn) {
    const message = 'A stay ends on the day of its admission or later';
    faults.push({ pointer: '/body/stay/dischargedOn', code: 'outside-stay', message });
  }
  if (faults.length > 0) throw problems.validation(faults);
}

interface Correcting {
  readonly deps: CorrectionDeps;
  readonly reference: Reference;
  readonly book: CoverBook;
  readonly claim: DecidedClaim;
  readonly body: CorrectionBody;
  readonly actor: string;
  readonly now: Date;
}

async function correct(tx: Transaction, given: Correcting): Promise<void> {
  const { deps, reference, book, claim, body, now } = given;
  const { lane, decision } = claim;
  const content = correctedContent(claim.content, body);
  const waiting = { ...claim, content };
  const facts = await gather(tx, given, waiting);
  const { terms, family, person } = facts;
  if (terms === undefined || family === undefined || person === undefined) {
    throw problems.conflict('Nothing is known to decide it by: neither terms nor person');
  }
  const policyYearOn = policyYearOf(terms.policyYearStart.value, claim.admittedOn);
  const holds = new StayHolds(reference, book, await readNamedAdmissions(tx, [waiting]));
  const room = book.coverOf(family.id, policyYearOn, terms);
  const cover = holds.coverFor(waiting, policyYearOn, room);
  const draws = (await readClaimDraws(tx, [claim])).get(claim.id) ?? [];
  const decided = { draws, cover };
  const again = decideAgain(facts, deps.judge.rulebook, body.answers, decided);
  const { judgement, entries } = again;
  if (judgement.outcome === 'pended') throw asksSomebody(again);
  const status = nextStatus(claim.status, actOn(claim), judgement.outcome);
  if (status === undefined) throw new Error(`a claim that is ${claim.status} leads nowhere`);

  const id = newIdAfter(lane, await readNewestEventId(tx, lane, claim.id, decision.id));
  if (!isCurable(judgement)) holds.give(waiting, id);
  const owner = { lane, familyId: family.id as FamilyId, policyYearOn, terms };
  const corrects = correctedBy(await readEntriesOf(tx, lane, claim.id));
  book.post(owner, entries, { kind: 'correction', id, claimId: claim.id, corrects });
  const made: NewDecision = {
    ...{ lane, id, claimId: claim.id, hospitalId: claim.hospitalId, judgement, facts, status },
    ordinal: decision.ordinal + 1,
    decidedNo: ((await readDecidedNos(tx, [lane])).get(lane) ?? 0n) + 1n,
    schemeCode: family.schemeCode,
    quantities: new Map(facts.claim.lines.map((line) => [line.lineNo, line.quantity])),
    rulebookFingerprint: deps.judge.fingerprint,
    termsFingerprint: termsOn(reference, family.schemeCode, claim.admittedOn)?.fingerprint,
    referenceVersion: reference.version,
    decidedBy: 'adjudicator',
  };
  await insertDecisions(tx, [made], now);
  await Promise.all([book.flush(tx, now), holds.save(tx, now)]);
  await tell(tx, given, made, content);
}

/** Keeps the correction with what it changes of payments, and tells feeds and trail. */
async function tell(
  tx: Transaction,
  { claim, body, actor, now }: Correcting,
  made: NewDecision,
  content: ClaimContent,
): Promise<void> {
  const { lane, id, facts, judgement, schemeCode = '' } = made;
  const { contact: _contact, ...kept } = content;
  const { reason, source, ...changes } = body;
  const difference = judgement.totals.insurerPaisa - claim.decision.insurerPaisa;
  const common = { lane, claimId: claim.id, hospitalId: claim.hospitalId, schemeCode };
  await insertCorrection(
    tx,
    {
      ...{ ...common, decisionId: id, changes, reason, source, content: kept },
      correctsId: claim.decision.id,
      dischargedOn: facts.claim.dischargedOn,
      correctedBy: actor,
      settledDifferencePaisa: claim.isSettled ? difference : 0n,
    },
    now,
  );
  const payload = {
    ...decidedPayload(made, { ...caseOf(claim), claim: facts.claim }),
    corrects: claim.decision.id,
    differencePaisa: difference.toString(),
  };
  await appendEvents(tx, [{ ...common, id, kind: 'claim.corrected', payload }], now);
  const details = {
    decisionId: id,
    corrects: claim.decision.id,
    outcome: judgement.outcome,
    differencePaisa: difference.toString(),
  };
  await recordAudit(tx, { actor, act: 'claim.correct', subject: claim.id, details }, now);
}

/**
 * The facts of now, the claim as corrected, and of the day on which it was first decided the room and what
 * others had had of extras.
 */
async function gather(
  tx: Transaction,
  { deps, reference, claim, body }: Correcting,
  waiting: DecidedClaim,
): Promise<CaseFacts> {
  const batch = await Batch.gather(tx, deps.judge, reference, [waiting], { lock: false });
  const facts = batch.factsOf(waiting);
  const correction = correctionOf(body);
  const { emergencyConfirmed = facts.grants.emergencyConfirmed } = correction;
  return {
    ...facts,
    claim: correctedClaim(caseOf(claim).claim, correction),
    cover: claim.decision.room,
    extrasTaken: claim.decision.extrasTaken,
    grants: { ...facts.grants, emergencyConfirmed },
    correction,
  };
}

function correctionOf({ lines, stay = {}, ...body }: CorrectionBody): Correction {
  return {
    reason: body.reason,
    source: body.source,
    emergencyConfirmed: body.emergencyConfirmed,
    stay,
    lines: lines.map(({ atMostPaisa, ...line }) => ({
      ...line,
      ...(atMostPaisa === undefined ? {} : { atMostPaisa: paisa(atMostPaisa) }),
    })),
  };
}

/** What later claims read of it: which packages, how many, how the stay ended. */
function correctedContent(sent: ClaimContent, { lines, stay = {} }: Changes): ClaimContent {
  const { dischargeType = sent.dischargeType, wardDays = sent.wardDays } = stay;
  return {
    ...sent,
    dischargeType,
    wardDays,
    lines: sent.lines.map((line, at) => {
      const found = lines.find(({ lineNo }) => lineNo === at + 1);
      const { packageCode = line.packageCode, quantity = line.quantity } = found ?? {};
      return { ...line, packageCode, quantity };
    }),
  };
}

/** The claim's newest entry in the same layer, or else in the tier. */
function correctedBy(earlier: readonly EntryOfClaim[]) {
  return ({ tier, layer }: CoverEntry): string | undefined => {
    const inTier = earlier.filter((entry) => entry.tier === tier);
    return (inTier.find((entry) => entry.layer === layer) ?? inTier[0])?.id;
  };
}

/** A decided claim does not wait again: who is asked must be answered with the correction. */
function asksSomebody({ judgement }: ReturnType<typeof decideAgain>): Problem {
  const faults = judgement.findings
    .filter(({ kind }) => kind === 'pend')
    .map((finding) => ({
      pointer: '/body/answers',
      code: finding.rule,
      message: explainFinding(finding, 'en').says,
    }));
  return new Problem('conflict', 'Rules still ask somebody about the claim as corrected', {
    faults,
  });
}
