import type { Outcome, PendOwner } from '../claim/claim.js';
import { everyLineDenied } from '../claim/treatment.js';
import { EXCESS, EXTRAS, type Draw } from '../coverage/pots.js';
import { add, ZERO } from '../money.js';
import { coverClaim } from '../pricing/cover-claim.js';
import {
  applyStep,
  askedLines,
  deniedLine,
  totalsOf,
  type PlacedStatement,
  type Totals,
} from '../pricing/steps.js';
import { assessRisk, riskFindings, type Assessment } from '../risk/assess.js';
import type { CaseFacts } from './facts.js';
import { MONEY_STEPS, pend, type Cut, type Finding, type Statement } from './finding.js';
import { editionOn, type LineMoney, type Rule, type RuleInput, type TierCover } from './rule.js';

/** What the rulebook decides of one claim on given facts. Pure: same facts, same judgement. */
export interface Judgement {
  readonly outcome: Outcome;
  /** Who moves a pended claim on. */
  readonly pendOwner?: PendOwner | undefined;
  readonly findings: readonly Finding[];
  /** Rules that found nothing against the claim. */
  readonly passed: readonly string[];
  readonly lines: readonly LineMoney[];
  readonly totals: Totals;
  /** What the claim takes from cover: spent when paid, held while pended, nothing when denied. */
  readonly draws: readonly Draw[];
  /** What signals say of it; absent in a dry-run, and where nothing is known of others. */
  readonly risk?: Assessment | undefined;
}

interface Said extends PlacedStatement {
  readonly phase: Finding['phase'];
  readonly cuts: readonly Cut[];
}

/** Phases that a hospital's dry-run may see: risk never runs there, or it would be an oracle. */
export const DRY_RUN_PHASES: readonly Finding['phase'][] = ['gate', 'price', 'limit'];

/**
 * Judges a claim: every phase as far as its facts allow, so that a hospital hears all faults at once.
 * Precedence deny > pend > reduce > pass; a denial sets payable to nothing but silences nobody.
 */
export function adjudicate(
  facts: CaseFacts,
  rulebook: readonly Rule[],
  phases: readonly Finding['phase'][] = ['gate', 'price', 'limit', 'risk'],
): Judgement {
  const said: Said[] = [];
  const passed: string[] = [];
  let lines = askedLines(facts);
  let cover: readonly TierCover[] = [];
  for (const step of MONEY_STEPS) {
    if (step === 'cover') cover = coverClaim(facts, lines);
    const input = { facts, lines, cover, denied: deniedBy(said) };
    const placed: Placed[] = [];
    for (const rule of rulebook) {
      if (rule.step !== step || !phases.includes(rule.phase)) continue;
      if (!speak(rule, input, placed)) passed.push(rule.code);
    }
    // Most claims are faultless: nothing is built for a rule that passes.
    if (placed.length === 0) continue;
    const result = applyStep(lines, step, placed);
    placed.forEach((statement, index) => {
      said.push({ ...statement, cuts: result.cuts[index] ?? [] });
    });
    lines = result.lines;
  }
  const concluded = conclude(facts, said, passed, lines, cover);
  return phases.includes('risk') ? withRisk(concluded, assessRisk(facts)) : concluded;
}

/**
 * Sends a claim to an adjudicator where signals or the audit sample say so. No rupee moves, and what is
 * denied on fact stays denied.
 */
function withRisk(judgement: Judgement, risk: Assessment | undefined): Judgement {
  if (risk === undefined) return judgement;
  const added = riskFindings(risk);
  if (added.length === 0) return { ...judgement, risk };
  const findings = [...judgement.findings, ...added].sort((a, b) => inOrderOf(a.rule, b.rule));
  if (judgement.outcome === 'denied') return { ...judgement, findings, risk };
  return { ...judgement, outcome: 'pended', pendOwner: ownerOf(findings), findings, risk };
}

type Placed = PlacedStatement & Pick<Said, 'phase'>;

/** Adds what a rule finds against the claim; false when it finds nothing, so that it has passed. */
function speak(rule: Rule, input: RuleInput, placed: Placed[]): boolean {
  const { admittedOn } = input.facts.claim;
  const edition = editionOn(rule, admittedOn);
  const spoken =
    edition === undefined
      ? pend('adjudicator', 'RULE_NOT_IN_FORCE', { rule: rule.code, admittedOn })
      : edition.judge(input);
  const before = placed.length;
  for (const statement of isList(spoken) ? spoken : [spoken]) {
    if (statement.kind === 'pass') continue;
    // A family pays its share of what is payable, never for what is refused or not yet known.
    const bearer = statement.kind === 'reduce' ? rule.bearer : 'hospital';
    placed.push({ rule: rule.code, phase: rule.phase, bearer, statement });
  }
  return placed.length > before;
}

function isList(spoken: Statement | readonly Statement[]): spoken is readonly Statement[] {
  return Array.isArray(spoken);
}

/** Lines that were denied one by one. */
function deniedBy(said: readonly Said[]): ReadonlySet<number> {
  const denied = new Set<number>();
  for (const { statement } of said) {
    if (statement.kind === 'deny' && statement.lineNo !== undefined) denied.add(statement.lineNo);
  }
  return denied;
}

function conclude(
  facts: CaseFacts,
  said: readonly Said[],
  passed: readonly string[],
  judgedLines: readonly LineMoney[],
  cover: readonly TierCover[],
): Judgement {
  const spoke = [...said].sort(inOrder);
  const refusal = spoke.find(
    ({ statement }) => statement.kind === 'deny' && statement.lineNo === undefined,
  );
  const lines = refusal === undefined ? judgedLines : judgedLines.map(deniedLine);
  const findings = spoke.map((speaker) => {
    if (refusal === undefined) return toFinding(speaker, speaker.cuts);
    return toFinding(speaker, speaker === refusal ? wholeOf(lines) : []);
  });
  const totals = totalsOf(lines);
  const refused = refusal !== undefined || everyLineDenied(facts.claim, deniedBy(said));
  const outcome = outcomeOf(refused, findings, totals);
  const pendOwner = outcome === 'pended' ? ownerOf(findings) : undefined;
  return {
    outcome,
    ...(pendOwner === undefined ? {} : { pendOwner }),
    findings,
    passed: [...passed].sort(),
    lines,
    totals,
    draws: outcome === 'denied' ? [] : [...cover.flatMap(drawsOf), ...extrasDrawn(facts, lines)],
  };
}

function inOrder(a: Said, b: Said): number {
  return inOrderOf(a.rule, b.rule) || (a.statement.lineNo ?? 0) - (b.statement.lineNo ?? 0);
}

function inOrderOf(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function wholeOf(lines: readonly LineMoney[]): readonly Cut[] {
  return lines
    .filter((line) => line.askedPaisa > 0n)
    .map((line) => ({ lineNo: line.lineNo, amountPaisa: line.askedPaisa }));
}

function toFinding(speaker: Said, cuts: readonly Cut[]): Finding {
  const { rule, phase, statement, bearer } = speaker;
  if (statement.kind === 'pass' || statement.reason === undefined) {
    throw new TypeError(`rule ${rule} spoke without a reason`);
  }
  const amountPaisa = add(...cuts.map((cut) => cut.amountPaisa));
  return {
    rule,
    phase,
    kind: statement.kind,
    reason: statement.reason,
    params: statement.params,
    ...(statement.lineNo === undefined ? {} : { lineNo: statement.lineNo }),
    ...(statement.owner === undefined ? {} : { owner: statement.owner }),
    amountPaisa,
    ...(amountPaisa > 0n ? { bearer } : {}),
    cuts,
  };
}

/**
 * Approved: everything asked is recognised, whoever bears it between insurer and family. Partial: the
 * hospital bears some of it. Denied: nothing is payable, whether on one refusal or on the sum of cuts.
 */
function outcomeOf(refused: boolean, findings: readonly Finding[], totals: Totals): Outcome {
  if (refused) return 'denied';
  if (findings.some((finding) => finding.kind === 'pend')) return 'pended';
  if (totals.insurerPaisa === ZERO && totals.hospitalBornePaisa > 0n) return 'denied';
  return totals.hospitalBornePaisa > 0n ? 'partial' : 'approved';
}

/** Whoever can move the claim first: nothing is known of an unknown person, papers come before people. */
const OWNER_ORDER: readonly PendOwner[] = ['registry', 'hospital', 'adjudicator', 'approver'];

function ownerOf(findings: readonly Finding[]): PendOwner {
  const owners = findings.map((finding) => finding.owner);
  return OWNER_ORDER.find((owner) => owners.includes(owner)) ?? 'adjudicator';
}

function drawsOf(tier: TierCover): readonly Draw[] {
  const excess: Draw[] =
    tier.carriedPaisa > 0n
      ? [{ tier: tier.tier, layer: EXCESS, amountPaisa: tier.carriedPaisa }]
      : [];
  return [...tier.draws, ...tier.awaiting, ...excess];
}

/** What extras take: from no pot, and like the pots' only where person and terms are known. */
export function extrasDrawn(
  { terms, person }: CaseFacts,
  lines: readonly LineMoney[],
): readonly Draw[] {
  if (terms === undefined || person === undefined) return [];
  return lines.flatMap(({ extra, insurerPaisa }) =>
    extra === undefined || insurerPaisa === 0n
      ? []
      : [{ tier: EXTRAS, layer: extra, amountPaisa: insurerPaisa }],
  );
}
