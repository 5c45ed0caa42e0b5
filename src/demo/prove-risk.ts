import type { IsoDate } from '../domain/calendar.js';
import { atRiskPaisa, byRupeesAtRisk } from '../domain/risk/review-order.js';
import { SIGNALS } from '../domain/risk/signals.js';
import { judgeWorld, type Judged } from './judge-world.js';
import { memoryOf } from './risk-memory.js';
import type { Plant } from './shapes.js';
import { demoWorld } from './world.js';

/** Which signal each fraud is planted for. */
const PLANTED_FOR = {
  fraud_beds: 'RSK-001',
  fraud_surgeon_places: 'RSK-002',
  fraud_surgeon_day: 'RSK-002',
  fraud_procedure: 'RSK-003',
  fraud_family: 'RSK-003',
  fraud_caesarean: 'RSK-004',
  fraud_lengths: 'RSK-005',
  fraud_follow_on: 'RSK-006',
  fraud_surge: 'RSK-007',
  fraud_emergency: 'RSK-008',
  fraud_far: 'RSK-009',
  fraud_phone: 'RSK-010',
  fraud_clone: 'RSK-011',
  fraud_implants: 'RSK-012',
} as const satisfies Partial<Record<Plant, string>>;
type Fraud = keyof typeof PLANTED_FOR;

/** How a planted fraud was met, claim by claim as they came in. */
export interface FraudFound {
  readonly fraud: Fraud;
  readonly signal: string;
  readonly claims: number;
  /** On which its signal spoke. */
  readonly spoken: number;
  /** Sent to an adjudicator, by whatever signal. */
  readonly routed: number;
  /** Claims of it received before its signal first spoke: nobody can know a pattern by its first claim. */
  readonly before: number;
}

export interface SignalAlarms {
  readonly signal: string;
  /** Honest claims on which it spoke, in a thousand. */
  readonly perThousand: number;
  /** Of those, in the hospitals of the fraud that it is planted for. */
  readonly besideFraud: number;
}

/** What a hundred reviews find. */
export interface ReviewsFound {
  readonly plantedClaims: number;
  readonly plantedRupees: number;
}

export interface RiskProof {
  readonly seed: number;
  readonly claims: number;
  readonly honest: number;
  readonly frauds: readonly FraudFound[];
  readonly alarms: readonly SignalAlarms[];
  /** Honest claims sent to an adjudicator by signals, in a thousand. */
  readonly routedPerThousand: number;
  /** All that wait for an adjudicator when the year is over, by rules or signals. */
  readonly waiting: number;
  readonly reviews: number;
  readonly byRisk: ReviewsFound;
  readonly byAge: ReviewsFound;
}

/** Reviews that are compared: about what one adjudicator does in a week. */
const REVIEWS = 100;

/**
 * Judges a make-believe year by rules and signals in the order in which its claims came in, and counts what
 * the signals found of the frauds planted in it. The labels are read here alone, after everything is judged.
 */
export function proveRisk(options: {
  readonly seed: number;
  readonly today: IsoDate;
  readonly claims?: number | undefined;
}): RiskProof {
  const world = demoWorld(options);
  const judged = judgeWorld(world, memoryOf(world, options.today));
  const honest = judged.filter((each) => fraudOf(each) === undefined);
  const waiting = judged.filter(
    ({ judgement }) => judgement.outcome === 'pended' && judgement.pendOwner === 'adjudicator',
  );
  return {
    seed: options.seed,
    claims: judged.length,
    honest: honest.length,
    frauds: fraudsFound(judged),
    alarms: alarmsOf(judged, honest),
    routedPerThousand: perThousand(honest.filter(isRouted).length, honest.length),
    waiting: waiting.length,
    reviews: Math.min(REVIEWS, waiting.length),
    byRisk: foundIn(inOrderOfRisk(waiting)),
    byAge: foundIn(waiting),
  };
}

/** How many times the planted rupees that the order of receipt finds the order by risk does. */
export function gainOf({ byRisk, byAge }: RiskProof): number {
  return byRisk.plantedRupees / Math.max(1, byAge.plantedRupees);
}

function fraudOf({ demo }: Judged): Fraud | undefined {
  const { planted } = demo;
  return planted !== undefined && planted in PLANTED_FOR ? (planted as Fraud) : undefined;
}

function hasSpoken({ judgement }: Judged, signal: string): boolean {
  return judgement.risk?.signals.some(({ code }) => code === signal) === true;
}

function isRouted({ judgement }: Judged): boolean {
  return judgement.risk?.routed === true;
}

function fraudsFound(judged: readonly Judged[]): readonly FraudFound[] {
  return Object.entries(PLANTED_FOR).map(([kind, signal]) => {
    const fraud = kind as Fraud;
    const own = judged.filter((each) => fraudOf(each) === fraud);
    const first = own.findIndex((each) => hasSpoken(each, signal));
    return {
      fraud,
      signal,
      claims: own.length,
      spoken: own.filter((each) => hasSpoken(each, signal)).length,
      routed: own.filter(isRouted).length,
      before: first < 0 ? own.length : first,
    };
  });
}

function alarmsOf(judged: readonly Judged[], honest: readonly Judged[]): readonly SignalAlarms[] {
  return SIGNALS.map(({ code: signal }) => {
    const spoken = honest.filter((each) => hasSpoken(each, signal));
    const hospitals = new Set(
      judged.flatMap((each) => {
        const fraud = fraudOf(each);
        return fraud !== undefined && PLANTED_FOR[fraud] === signal ? [each.claim.hospitalId] : [];
      }),
    );
    const beside = spoken.filter(({ claim }) => hospitals.has(claim.hospitalId));
    return {
      signal,
      perThousand: perThousand(spoken.length, honest.length),
      besideFraud: perThousand(beside.length, honest.length),
    };
  });
}

function perThousand(some: number, all: number): number {
  return all === 0 ? 0 : Math.round((some / all) * 10_000) / 10;
}

function inOrderOfRisk(waiting: readonly Judged[]): readonly Judged[] {
  const keyed = waiting.map((each) => ({
    each,
    id: each.claim.id,
    atRiskPaisa: atRiskPaisa(each.judgement.totals.insurerPaisa, each.judgement.risk?.score ?? 0),
    receivedAt: each.demo.receivedAt,
  }));
  return keyed.sort(byRupeesAtRisk).map(({ each }) => each);
}

function foundIn(order: readonly Judged[]): ReviewsFound {
  const planted = order.slice(0, REVIEWS).filter((each) => fraudOf(each) !== undefined);
  const paisa = planted.reduce((sum, { judgement }) => sum + judgement.totals.insurerPaisa, 0n);
  return { plantedClaims: planted.length, plantedRupees: Number(paisa / 100n) };
}
