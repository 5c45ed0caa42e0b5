import type { CaseFacts } from '../rules/facts.js';
import type { Bearer, Cut, MoneyStep, Statement } from '../rules/finding.js';
import type { LineMoney } from '../rules/rule.js';
import { add, subtract, times, ZERO, type Paisa } from '../money.js';

/** A rule's statement with what the engine needs to place its money. */
export interface PlacedStatement {
  readonly rule: string;
  readonly bearer: Bearer;
  readonly statement: Statement;
}

export interface StepResult {
  readonly lines: readonly LineMoney[];
  /** For each statement, by its place in the input: what it alone took off, line by line. */
  readonly cuts: readonly (readonly Cut[])[];
}

/** Step 1: what the hospital asks, line by line, extras last; nothing has been cut yet. */
export function askedLines(facts: CaseFacts): readonly LineMoney[] {
  const { lines, extras = [] } = facts.claim;
  const treatment = lines.map((line) => ({
    lineNo: line.lineNo,
    packageCode: line.packageCode,
    tier: facts.packages[line.packageCode]?.package?.tier,
    ...uncut(times(line.unitPricePaisa, line.askedQuantity ?? line.quantity)),
  }));
  if (extras.length === 0) return treatment;
  const beside = extras.map(({ lineNo, kind, askedPaisa }) => ({
    lineNo,
    packageCode: kind,
    extra: kind,
    ...uncut(askedPaisa),
  }));
  return [...treatment, ...beside];
}

function uncut(asked: Paisa) {
  return {
    askedPaisa: asked,
    allowedPaisa: asked,
    pricedPaisa: asked,
    insurerPaisa: asked,
    patientSharePaisa: ZERO,
    hospitalBornePaisa: ZERO,
  };
}

/**
 * One step of the money: on each line the lowest ceiling wins, ties to the lowest rule code, so that
 * the order in which rules are listed cannot matter. The winner alone carries the cut.
 */
export function applyStep(
  lines: readonly LineMoney[],
  step: MoneyStep,
  placed: readonly PlacedStatement[],
): StepResult {
  const cuts: Cut[][] = placed.map(() => []);
  const after = lines.map((line) => {
    const winner = lowest(line, placed);
    if (winner === undefined || winner.ceilingPaisa >= line.insurerPaisa) return line;
    const amount = subtract(line.insurerPaisa, winner.ceilingPaisa);
    cuts[winner.index]?.push({ lineNo: line.lineNo, amountPaisa: amount });
    return cutLine(line, step, winner.bearer, amount);
  });
  return { lines: after, cuts };
}

interface Winner {
  readonly index: number;
  readonly rule: string;
  readonly bearer: Bearer;
  readonly ceilingPaisa: Paisa;
}

function lowest(line: LineMoney, placed: readonly PlacedStatement[]): Winner | undefined {
  let best: Winner | undefined;
  placed.forEach(({ rule, bearer, statement }, index) => {
    for (const { lineNo, ceilingPaisa } of statement.ceilings) {
      if (lineNo !== line.lineNo) continue;
      const lower =
        best === undefined ||
        ceilingPaisa < best.ceilingPaisa ||
        (ceilingPaisa === best.ceilingPaisa && rule < best.rule);
      if (lower) best = { index, rule, bearer, ceilingPaisa };
    }
  });
  return best;
}

/** Steps that make up what the scheme allows: tariff, several operations, what was granted; extras. */
const LOWERING_ALLOWED: readonly MoneyStep[] = [
  'allowed',
  'sitting',
  'granted',
  'extras',
  'extras_limit',
];

function cutLine(line: LineMoney, step: MoneyStep, bearer: Bearer, amount: Paisa): LineMoney {
  const insurer = subtract(line.insurerPaisa, amount);
  const lowersAllowed = LOWERING_ALLOWED.includes(step);
  const allowed = lowersAllowed ? { allowedPaisa: insurer, pricedPaisa: insurer } : {};
  return bearer === 'patient_share'
    ? {
        ...line,
        ...allowed,
        insurerPaisa: insurer,
        patientSharePaisa: add(line.patientSharePaisa, amount),
      }
    : {
        ...line,
        ...allowed,
        insurerPaisa: insurer,
        hospitalBornePaisa: add(line.hospitalBornePaisa, amount),
      };
}

/** A denied claim: nothing is payable, the hospital bears what it asked and nobody else pays. */
export function deniedLine(line: LineMoney): LineMoney {
  return {
    ...line,
    insurerPaisa: ZERO,
    patientSharePaisa: ZERO,
    hospitalBornePaisa: line.askedPaisa,
  };
}

export interface Totals {
  readonly askedPaisa: Paisa;
  readonly insurerPaisa: Paisa;
  readonly patientSharePaisa: Paisa;
  readonly hospitalBornePaisa: Paisa;
}

export function totalsOf(lines: readonly LineMoney[]): Totals {
  return {
    askedPaisa: add(...lines.map((line) => line.askedPaisa)),
    insurerPaisa: add(...lines.map((line) => line.insurerPaisa)),
    patientSharePaisa: add(...lines.map((line) => line.patientSharePaisa)),
    hospitalBornePaisa: add(...lines.map((line) => line.hospitalBornePaisa)),
  };
}
