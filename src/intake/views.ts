import type { z } from 'zod';
import { paisa } from '../domain/money.js';
import type { Judgement } from '../domain/rules/adjudicate.js';
import { explainFinding, paramsToJson } from '../domain/rules/explain.js';
import type { ReasonCode } from '../domain/rules/reasons.js';
import type { LineMoney } from '../domain/rules/rule.js';
import type { CareTier } from '../domain/scheme/terms.js';
import type { claimView, decisionView, findingView, judgementView } from './claim.contract.js';
import type { ClaimRow, FindingRow, LineRow, RiskRow, StoredDecision } from './read.store.js';

type ClaimView = z.input<typeof claimView>;
type DecisionView = z.input<typeof decisionView>;
type FindingView = z.input<typeof findingView>;
type JudgementView = z.input<typeof judgementView>;

/** Paisa for JSON. The contract bounds a claim far below where a number stops being exact. */
function money(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is too large for JSON');
  return value;
}

export function toClaimView(row: ClaimRow, supersededBy?: string): ClaimView {
  return {
    id: row.id,
    hospitalId: row.hospital_id,
    hospitalClaimNo: row.hospital_claim_no,
    schemeCode: row.scheme_code ?? undefined,
    status: row.status as ClaimView['status'],
    pendOwner: (row.pend_owner ?? undefined) as ClaimView['pendOwner'],
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    askedPaisa: money(row.asked_paisa),
    insurerPaisa: row.insurer_paisa === null ? undefined : money(row.insurer_paisa),
    receivedAt: row.received_at.toISOString(),
    decidedAt: row.decided_at?.toISOString(),
    revisionOf: row.revision_of ?? undefined,
    supersededBy,
    revisionNo: row.revision_no,
  };
}

function storedFinding(row: FindingRow): FindingView {
  const reason = row.reason as ReasonCode;
  const told = { reason, params: row.params };
  return {
    rule: row.rule,
    reason,
    kind: row.kind as FindingView['kind'],
    phase: row.phase as FindingView['phase'],
    lineNo: row.line_no ?? undefined,
    owner: (row.owner ?? undefined) as FindingView['owner'],
    amountPaisa: money(row.amount_paisa),
    bearer: (row.bearer ?? undefined) as FindingView['bearer'],
    cuts: row.cuts.map((cut) => ({ lineNo: cut.lineNo, amountPaisa: Number(cut.amountPaisa) })),
    params: row.params,
    en: explainFinding(told, 'en'),
    ur: explainFinding(told, 'ur'),
  };
}

/** Rules of the risk family: that one has passed tells as much as that one has not. */
const RISK_RULE = /^RSK-/;

function toRiskView(risk: RiskRow): NonNullable<DecisionView['risk']> {
  return {
    score: risk.score,
    routed: risk.routed,
    atRiskPaisa: money(risk.at_risk_paisa),
    signals: risk.signals.map(({ code, weight, evidence }) => ({
      code,
      weight,
      evidence: evidence.map(({ reason, lineNo, params, claims }) => {
        const told = { reason: reason as ReasonCode, params };
        const [en, ur] = [explainFinding(told, 'en'), explainFinding(told, 'ur')];
        return { reason, lineNo, params, claims, en, ur };
      }),
    })),
    sample: risk.sample ?? undefined,
  };
}

/**
 * A stored decision with its sentences in both languages. Without `risk` the rules of that phase are
 * not named at all; their findings are kept back by the database.
 */
export function toDecisionView(
  { head, lines, findings, risk: said }: StoredDecision,
  { risk }: { readonly risk: boolean },
): DecisionView {
  return {
    ...(risk && said !== undefined ? { risk: toRiskView(said) } : {}),
    id: head.id,
    claimId: head.claim_id,
    ordinal: head.ordinal,
    outcome: head.outcome as DecisionView['outcome'],
    pendOwner: (head.pend_owner ?? undefined) as DecisionView['pendOwner'],
    askedPaisa: money(head.asked_paisa),
    insurerPaisa: money(head.insurer_paisa),
    patientSharePaisa: money(head.patient_share_paisa),
    hospitalBornePaisa: money(head.hospital_borne_paisa),
    ...moneyViews(lines.map(storedLine)),
    findings: findings.map(storedFinding),
    passed: risk ? head.passed : head.passed.filter((rule) => !RISK_RULE.test(rule)),
    draws: head.draws.map((draw) => ({ ...draw, amountPaisa: Number(draw.amountPaisa) })),
    decidedAt: head.decided_at.toISOString(),
    decidedBy: head.decided_by,
    rulebookFingerprint: head.rulebook_fingerprint,
    termsFingerprint: head.terms_fingerprint ?? undefined,
  };
}

function storedLine(row: LineRow): LineMoney {
  return {
    lineNo: row.line_no,
    packageCode: row.package_code ?? row.extra ?? '',
    ...(row.tier === null ? {} : { tier: row.tier as CareTier }),
    ...(row.extra === null ? {} : { extra: row.extra }),
    askedPaisa: paisa(row.asked_paisa),
    allowedPaisa: paisa(row.allowed_paisa),
    pricedPaisa: paisa(row.priced_paisa),
    insurerPaisa: paisa(row.insurer_paisa),
    patientSharePaisa: paisa(row.patient_share_paisa),
    hospitalBornePaisa: paisa(row.hospital_borne_paisa),
  };
}

/** Treatment and extras apart; extras are left out where there are none. */
function moneyViews(lines: readonly LineMoney[]): Pick<JudgementView, 'lines' | 'extras'> {
  const extras = lines.flatMap(({ extra, ...line }) =>
    extra === undefined
      ? []
      : [
          {
            lineNo: line.lineNo,
            kind: extra,
            askedPaisa: money(line.askedPaisa),
            insurerPaisa: money(line.insurerPaisa),
            hospitalBornePaisa: money(line.hospitalBornePaisa),
          },
        ],
  );
  const treatment = lines.filter(({ extra }) => extra === undefined);
  return {
    lines: treatment.map((line) => ({
      lineNo: line.lineNo,
      packageCode: line.packageCode,
      tier: line.tier,
      askedPaisa: money(line.askedPaisa),
      allowedPaisa: money(line.allowedPaisa),
      pricedPaisa: money(line.pricedPaisa),
      insurerPaisa: money(line.insurerPaisa),
      patientSharePaisa: money(line.patientSharePaisa),
      hospitalBornePaisa: money(line.hospitalBornePaisa),
    })),
    ...(extras.length === 0 ? {} : { extras }),
  };
}

/** A judgement that was never stored, as a dry-run answers it. */
export function toJudgementView(judgement: Judgement): JudgementView {
  return {
    outcome: judgement.outcome,
    pendOwner: judgement.pendOwner,
    askedPaisa: money(judgement.totals.askedPaisa),
    insurerPaisa: money(judgement.totals.insurerPaisa),
    patientSharePaisa: money(judgement.totals.patientSharePaisa),
    hospitalBornePaisa: money(judgement.totals.hospitalBornePaisa),
    ...moneyViews(judgement.lines),
    findings: judgement.findings.map((finding) => ({
      rule: finding.rule,
      reason: finding.reason,
      kind: finding.kind,
      phase: finding.phase,
      lineNo: finding.lineNo,
      owner: finding.owner,
      amountPaisa: money(finding.amountPaisa),
      bearer: finding.bearer,
      cuts: finding.cuts.map((cut) => ({
        lineNo: cut.lineNo,
        amountPaisa: money(cut.amountPaisa),
      })),
      params: paramsToJson(finding.reason, finding.params),
      en: explainFinding(finding, 'en'),
      ur: explainFinding(finding, 'ur'),
    })),
    passed: [...judgement.passed],
    draws: judgement.draws.map((draw) => ({ ...draw, amountPaisa: money(draw.amountPaisa) })),
  };
}
