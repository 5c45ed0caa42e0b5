/** A decision in a few lines, the same for what a scenario expects and for what the rulebook says. */
import { add, formatRupees, ZERO, type Paisa } from '../../src/domain/money.js';
import type { Judgement } from '../../src/domain/rules/adjudicate.js';
import { explainFinding } from '../../src/domain/rules/explain.js';
import type { Scenario } from './scenario.js';

const rs = (amount: Paisa): string => `Rs ${formatRupees(amount)}`;

interface Told {
  readonly outcome: string;
  readonly waitsFor: string | undefined;
  readonly insurer: Paisa;
  readonly patientShare: Paisa;
  readonly hospitalBears: Paisa;
  readonly fromCover: ReadonlyMap<string, Paisa>;
  readonly findings: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly line: number | undefined;
    readonly takes: Paisa;
    readonly says: string | undefined;
  }[];
}

export function expectedInWords({ expect }: Scenario): string {
  return inWords({
    outcome: expect.outcome,
    waitsFor: expect.waits_for,
    insurer: expect.insurer,
    patientShare: expect.patient_share,
    hospitalBears: expect.hospital_bears,
    fromCover: new Map(Object.entries(expect.from_cover)),
    findings: expect.findings.map(({ rule, reason, line, takes, says }) => ({
      rule,
      reason,
      line,
      takes,
      says,
    })),
  });
}

/** Sentences are told only of reasons whose sentence the scenario holds. */
export function judgementInWords(judgement: Judgement, { expect }: Scenario): string {
  const worded = new Set(
    expect.findings.filter(({ says }) => says !== undefined).map(({ reason }) => reason),
  );
  const fromCover = new Map<string, Paisa>();
  for (const { layer, amountPaisa } of judgement.draws) {
    fromCover.set(layer, add(fromCover.get(layer) ?? ZERO, amountPaisa));
  }
  return inWords({
    outcome: judgement.outcome,
    waitsFor: judgement.pendOwner,
    insurer: judgement.totals.insurerPaisa,
    patientShare: judgement.totals.patientSharePaisa,
    hospitalBears: judgement.totals.hospitalBornePaisa,
    fromCover,
    findings: judgement.findings.map((finding) => ({
      rule: finding.rule,
      reason: finding.reason,
      line: finding.lineNo,
      takes: finding.amountPaisa,
      says: worded.has(finding.reason) ? explainFinding(finding, 'en').says : undefined,
    })),
  });
}

function inWords(told: Told): string {
  const cover = [...told.fromCover].map(([layer, amount]) => `${rs(amount)} from ${layer}`).sort();
  const findings = told.findings.map(({ rule, reason, line, takes, says }) => {
    const place = line === undefined ? '' : `, line ${line}`;
    return `- ${rule} ${reason}${place}: takes ${rs(takes)}${says === undefined ? '' : `: ${says}`}`;
  });
  return [
    told.waitsFor === undefined ? told.outcome : `${told.outcome}, waits for the ${told.waitsFor}`,
    `insurer ${rs(told.insurer)}; patient share ${rs(told.patientShare)}; hospital bears ${rs(told.hospitalBears)}`,
    `cover: ${cover.length === 0 ? 'nothing' : cover.join(', ')}`,
    ...findings.sort(),
  ].join('\n');
}
