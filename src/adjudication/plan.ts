import type { Transaction } from '../db/index.js';
import type { JudgedPlan, PlanFinding, PlanJudge, PlanLine, PlannedStay } from '../desk/index.js';
import { daysBetween, dayInKarachi, policyYearOf, startOfDay } from '../domain/calendar.js';
import { paisa, ZERO, type Paisa } from '../domain/money.js';
import { adjudicate, DRY_RUN_PHASES, type Judgement } from '../domain/rules/adjudicate.js';
import { paramsToJson } from '../domain/rules/explain.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { Rule } from '../domain/rules/rule.js';
import { packageOf, rateOf } from '../domain/rules/lookup.js';
import type { ClaimContent } from '../intake/index.js';
import { newId } from '../platform/lane.js';
import type { Reference, ReferenceCache } from '../registry/index.js';
import { Batch } from './batch.js';
import type { Judge } from './judge.js';
import type { WaitingClaim } from './waiting.store.js';

/** Above any tariff, far below what a sum could overflow: what is allowed is then the tariff itself. */
const ASKED_PAISA = 1_000_000_000;

/** Whether a stay is covered and what it costs; what cover has left is for whoever asks to say. */
const PLAN_PHASES = ['gate', 'price'] as const;

/** Whether treatment is authorised is not asked of what is only planned: that is what the answer is for. */
function isOfPlan({ code }: Rule): boolean {
  return !code.startsWith('PAU-');
}

interface PlanJudgeDeps {
  readonly reference: ReferenceCache;
  readonly judge: Judge;
}

/**
 * The judge asked about a stay that is only planned: the rules of its later claim, on a claim as it
 * would be when all goes as planned and every paper is there. The reference is read before any lock.
 */
export function createPlanJudge({
  reference: cache,
  judge,
}: PlanJudgeDeps): () => Promise<PlanJudge> {
  return async () => {
    const reference = await cache.current();
    return (tx, stay) => judgePlan(tx, reference, judge, stay);
  };
}

async function judgePlan(
  tx: Transaction,
  reference: Reference,
  judge: Judge,
  stay: PlannedStay,
): Promise<JudgedPlan> {
  const waiting = asClaim(stay);
  const batch = await Batch.gather(tx, judge, reference, [waiting], { lock: false, planned: true });
  const facts = withPapers(batch.factsOf(waiting));
  const { family, terms, claim } = facts;
  if (family === undefined) throw new Error('a person of the directory has no family');
  const judgement = adjudicate(facts, judge.rulebook.filter(isOfPlan), PLAN_PHASES);
  return {
    facts,
    schemeCode: family.schemeCode,
    ...(terms === undefined
      ? {}
      : { policyYearOn: policyYearOf(terms.policyYearStart.value, claim.admittedOn) }),
    covered: judgement.outcome !== 'denied',
    lines: linesOf(stay, judgement),
    findings: findingsOf(judgement),
  };
}

/** The claim that the stay would become. */
function asClaim(stay: PlannedStay): WaitingClaim {
  const { lane, plan, admittedAt } = stay;
  const admittedOn = dayInKarachi(admittedAt);
  const dischargedOn = plan.dischargeOn < admittedOn ? admittedOn : plan.dischargeOn;
  const nights = daysBetween(admittedOn, dischargedOn);
  const discharge = startOfDay(dischargedOn);
  const dischargedAt = discharge < admittedAt ? admittedAt : discharge;
  const id = newId(lane);
  const content: ClaimContent = {
    hospitalClaimNo: id,
    admittedAt: admittedAt.toISOString(),
    dischargedAt: dischargedAt.toISOString(),
    wardDays: plan.wardDays ?? { general: Math.max(nights, 1) },
    admissionType: stay.admissionType,
    dischargeType: 'home',
    newborn: false,
    diagnoses: [...plan.diagnoses],
    lines: plan.lines.map((line) => ({ ...line, unitPricePaisa: ASKED_PAISA, implants: [] })),
    documents: [],
  };
  return {
    lane,
    id,
    hospitalId: stay.hospitalId,
    familyId: stay.familyId,
    personId: stay.personId,
    admittedOn,
    dischargedOn,
    duplicateKey: '',
    content,
    revisionOf: null,
    receivedAt: dischargedAt,
  };
}

/** With every document that packages and stay want: which those are the desk is told, and has time for. */
function withPapers(facts: CaseFacts): CaseFacts {
  const wanted = [
    ...facts.claim.lines.flatMap((line) => packageOf(facts, line)?.documents ?? []),
    ...(facts.terms?.stayDocuments ?? []).map(({ kind }) => kind.value),
  ];
  const documents = [...new Set(wanted)].map((kind) => ({ kind, sha256: '' }));
  return { ...facts, claim: { ...facts.claim, documents } };
}

export interface TariffJudgement {
  /** By line number: what the tariff gives for the line alone; absent where nothing lists a rate. */
  readonly tariffs: ReadonlyMap<number, Paisa>;
  /** The claim that asks just that, judged as its dry-run would be. */
  readonly judgement: Judgement;
}

/**
 * A plan's facts judged once more as a claim that asks for each line what the tariff gives, now with
 * the cover that is left. A line without a rate asks nothing: its finding says why.
 */
export function judgeAtTariff({ rulebook }: Judge, facts: CaseFacts): TariffJudgement {
  const tariffs = new Map<number, Paisa>();
  const lines = facts.claim.lines.map((line) => {
    const alone = { ...facts, claim: { ...facts.claim, lines: [line] } };
    const [priced] = adjudicate(alone, rulebook, ['price']).lines;
    const isPriced = rateOf(facts, line) !== undefined && priced !== undefined;
    if (!isPriced) return { ...line, unitPricePaisa: ZERO };
    tariffs.set(line.lineNo, priced.allowedPaisa);
    return { ...line, unitPricePaisa: paisa(priced.allowedPaisa / BigInt(line.quantity)) };
  });
  const asked = { ...facts, claim: { ...facts.claim, lines } };
  return { tariffs, judgement: adjudicate(asked, rulebook.filter(isOfPlan), DRY_RUN_PHASES) };
}

function linesOf({ plan }: PlannedStay, { lines }: Judgement): readonly PlanLine[] {
  return lines.flatMap(({ lineNo, packageCode, tier, allowedPaisa, insurerPaisa }) => {
    const quantity = plan.lines[lineNo - 1]?.quantity;
    if (tier === undefined || quantity === undefined || insurerPaisa === 0n) return [];
    return [{ lineNo, packageCode, quantity, tier, allowedPaisa, insurerPaisa }];
  });
}

/** What is said against the plan; a price cut down to the tariff is not said, for none was asked. */
function findingsOf({ findings }: Judgement): readonly PlanFinding[] {
  return findings.flatMap(({ rule, kind, reason, lineNo, params }) =>
    kind === 'reduce'
      ? []
      : [
          {
            rule,
            kind,
            reason,
            ...(lineNo === undefined ? {} : { lineNo }),
            params: paramsToJson(reason, params),
          },
        ],
  );
}
