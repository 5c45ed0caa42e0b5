import { dayInKarachi, isoDate, isIsoDate } from '../domain/calendar.js';
import { SIGNALS } from '../domain/risk/signals.js';
import { WEIGHTS } from '../domain/risk/signal.js';
import { gainOf, proveRisk, type RiskProof } from '../demo/prove-risk.js';
import { systemClock } from '../platform/clock.js';

export interface ProveOptions {
  readonly seed: number;
  readonly today?: string;
  readonly json?: boolean;
}

/** Judges a make-believe year with frauds planted in it, and says what the signals found. */
export function proveSignals(
  { seed, today, json = false }: ProveOptions,
  say: (line: string) => void,
): void {
  const day = today !== undefined && isIsoDate(today) ? isoDate(today) : undefined;
  const proof = proveRisk({ seed, today: day ?? dayInKarachi(systemClock.now()) });
  for (const line of json ? [JSON.stringify(proof, undefined, 2)] : tableOf(proof)) say(line);
}

/** The proof as tables for people. */
function tableOf(proof: RiskProof): readonly string[] {
  const { frauds, alarms, byRisk, byAge, reviews } = proof;
  const row = (...cells: readonly (string | number)[]): string =>
    cells
      .map((cell, at) => (at === 0 ? String(cell).padEnd(34) : String(cell).padStart(10)))
      .join('');
  const rupees = (amount: number): string => amount.toLocaleString('en-PK');
  return [
    `${proof.claims} make-believe claims of a year (seed ${proof.seed}), ${proof.claims - proof.honest} of them planted frauds; each judged by what was known before it.`,
    '',
    row('planted fraud', 'signal', 'claims', 'found', 'recall', 'routed', 'first at'),
    ...frauds.map((found) =>
      row(
        found.fraud.replace('fraud_', '').replaceAll('_', ' '),
        found.signal,
        found.claims,
        found.spoken,
        `${Math.round((found.spoken / found.claims) * 100)}%`,
        found.routed,
        found.before < found.claims ? found.before + 1 : 'never',
      ),
    ),
    '',
    row('signal', 'code', 'weight', 'alarms', 'beside'),
    ...alarms.map(({ signal, perThousand, besideFraud }) => {
      const known = SIGNALS.find(({ code }) => code === signal);
      const weight = known === undefined ? 0 : WEIGHTS[known.weight];
      return row(known?.title.en ?? '', signal, weight, perThousand, besideFraud);
    }),
    'Alarms: in 1,000 honest claims; beside: of those, in the hospital where that fraud is done.',
    `Signals send ${proof.routedPerThousand} of 1,000 honest claims to an adjudicator.`,
    '',
    `Of ${proof.waiting} claims that wait for an adjudicator, by rules or signals, the first ${reviews} reviewed find`,
    row(
      '  by rupees at risk',
      `${byRisk.plantedClaims} frauds`,
      `Rs ${rupees(byRisk.plantedRupees)}`,
    ),
    row(
      '  first in, first out',
      `${byAge.plantedClaims} frauds`,
      `Rs ${rupees(byAge.plantedRupees)}`,
    ),
    `which is ${gainOf(proof).toFixed(2)} times as many planted rupees.`,
  ];
}
