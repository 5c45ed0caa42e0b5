import { daysBetween } from '../domain/calendar.js';
import { rupees } from '../domain/money.js';
import { bootstrap, type Estimate } from '../domain/risk/bootstrap.js';
import {
  crossValidate,
  decideOn,
  hashOf,
  scored,
  type Candidate,
  type Choice,
} from '../domain/risk/cross-validate.js';
import {
  precisionAtTop,
  prAuc,
  rankCorrelation,
  rocAuc,
  rocAucAtEqualSize,
} from '../domain/risk/discrimination.js';
import { componentValues, type ComponentValues } from '../domain/risk/profile.js';
import {
  addStays,
  NO_ACTIVITY,
  summaryOf,
  type ActivitySummary,
  type ProfiledStay,
} from '../domain/risk/profile-activity.js';
import { COMPONENTS, HOSPITAL_PROFILE } from '../domain/risk/profile-edition.js';
import { FEWEST_PEERS, peersOf } from '../domain/risk/profile-peers.js';
import type { ReplayClaim, ReplayLabel } from './read-claims.js';

/** What a training part chooses from as the days that make a stay long. */
const LONG_STAYS = [7, 10, 14, 18, 21, 25, 28, 30];

/** Of how many of the highest scores the labelled are counted. */
export const TOP = 50;

/** Figures of one score, as judged on labelled providers. */
export interface Judgement {
  readonly name: string;
  readonly rocAuc: Estimate;
  readonly prAuc: Estimate;
  readonly atTop: Estimate;
  readonly atEqualSize: Estimate;
  /** Rank correlation of the score with the number of stays. */
  readonly withStays: number;
}

export interface Evaluation {
  readonly providers: number;
  readonly fraudulent: number;
  readonly claims: number;
  /** Labelled providers without a claim, and providers with claims that nobody labelled: not judged. */
  readonly withoutClaims: number;
  readonly withoutLabel: number;
  readonly baselines: readonly Judgement[];
  readonly crossValidated: readonly Judgement[];
  /** What each training part decided on, and what all of the folder would. */
  readonly choices: readonly Choice[];
  readonly choiceOfAll: Choice;
  readonly shipped: readonly Judgement[];
  /** How much of the folder on which the shipped weights were chosen is in this one, 0 to 1. */
  readonly chosenHere: number;
}

export interface EvaluationOptions {
  readonly repetitions: number;
  readonly samples: number;
  readonly onStep?: ((done: number, of: number) => void) | undefined;
}

interface Scored {
  readonly labelled: boolean;
  readonly stays: number;
  readonly score: number;
}

/**
 * How well hospital profiles point at labelled providers: by weights fitted on other providers than those
 * they are judged on, and by the shipped ones, beside plain figures. Throws an Error where there are too few
 * providers of either label to fit and judge.
 */
export function evaluateProfiles(
  claims: readonly ReplayClaim[],
  labels: readonly ReplayLabel[],
  { repetitions, samples, onStep }: EvaluationOptions,
): Evaluation {
  const fraudulent = labelsByProvider(labels);
  const stays = staysByProvider(claims);
  const candidates = candidatesOf(stays, fraudulent);
  checkEnough(candidates);
  const judge = (name: string, lists: readonly (readonly Scored[])[]): Judgement =>
    judgementOf(name, lists, samples);
  const { repetitions: lists, choices } = crossValidate(candidates, repetitions, onStep);
  const shipped = candidates.map((one) =>
    scored(one, {
      measure: HOSPITAL_PROFILE.measures.longStayDays,
      weights: HOSPITAL_PROFILE.weights,
    }),
  );
  const bySizeFree = <T extends { sizeAdjusted: number }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, score: one.sizeAdjusted }));
  return {
    providers: candidates.length,
    fraudulent: candidates.filter(({ labelled }) => labelled).length,
    claims: claims.length,
    withoutClaims: labels.filter(({ providerId }) => !stays.has(providerId)).length,
    withoutLabel: [...stays.keys()].filter((id) => !fraudulent.has(id)).length,
    baselines: baselinesOf(candidates, stays).map(([name, list]) => judge(name, [list])),
    crossValidated: [judge('overall', lists), judge('size-adjusted', lists.map(bySizeFree))],
    choices,
    choiceOfAll: decideOn(candidates),
    shipped: [judge('overall', [shipped]), judge('size-adjusted', [bySizeFree(shipped)])],
    chosenHere: shareChosenOn(labels.map(({ providerId }) => providerId)),
  };
}

/** Throws an Error for a provider with two labels that contradict each other. */
function labelsByProvider(labels: readonly ReplayLabel[]): ReadonlyMap<string, boolean> {
  const byProvider = new Map<string, boolean>();
  for (const { providerId, fraudulent } of labels) {
    if ((byProvider.get(providerId) ?? fraudulent) !== fraudulent) {
      throw new Error(`Provider ${providerId} is labelled both Yes and No.`);
    }
    byProvider.set(providerId, fraudulent);
  }
  return byProvider;
}

/** Stays of each provider. Throws an Error for a claim that is there twice or ends before it begins. */
export function staysByProvider(
  claims: readonly ReplayClaim[],
): ReadonlyMap<string, readonly ProfiledStay[]> {
  const byProvider = new Map<string, ProfiledStay[]>();
  const seen = new Set<string>();
  for (const claim of claims) {
    if (seen.has(claim.claimId)) throw new Error(`Claim ${claim.claimId} is there twice.`);
    seen.add(claim.claimId);
    const days = daysBetween(claim.admittedOn, claim.dischargedOn);
    if (days < 0) throw new Error(`Claim ${claim.claimId} ends before it begins.`);
    const stays = byProvider.get(claim.providerId) ?? [];
    byProvider.set(claim.providerId, stays);
    stays.push({
      personKey: claim.beneficiaryId,
      packageKey: claim.drg,
      days,
      amount: rupees(claim.amount),
    });
  }
  return byProvider;
}

/** Providers with claims and a label, each compared with all others that have claims. */
function candidatesOf(
  stays: ReadonlyMap<string, readonly ProfiledStay[]>,
  fraudulent: ReadonlyMap<string, boolean>,
): readonly Candidate[] {
  const valuesBy = new Map<string, Map<number, ComponentValues>>();
  for (const longStayDays of LONG_STAYS) {
    const measures = { ...HOSPITAL_PROFILE.measures, longStayDays };
    const activities = new Map<string, ActivitySummary>();
    for (const [id, list] of stays) {
      activities.set(id, summaryOf(addStays(NO_ACTIVITY, list, measures)));
    }
    const peers = peersOf(activities.values());
    if (peers === undefined) throw new Error(`Fewer than ${FEWEST_PEERS} providers have claims.`);
    for (const [id, activity] of activities) {
      const values = valuesBy.get(id) ?? new Map<number, ComponentValues>();
      valuesBy.set(id, values.set(longStayDays, componentValues(activity, peers)));
    }
  }
  return [...valuesBy].flatMap(([id, values]) => {
    const labelled = fraudulent.get(id);
    const count = stays.get(id)?.length ?? 0;
    return labelled === undefined ? [] : [{ id, labelled, stays: count, valuesBy: values }];
  });
}

/** Of each label, so that every training part very likely has both. */
const FEWEST_OF_A_LABEL = 10;

function checkEnough(candidates: readonly Candidate[]): void {
  const labelled = candidates.filter((one) => one.labelled).length;
  const others = candidates.length - labelled;
  if (Math.min(labelled, others) < FEWEST_OF_A_LABEL) {
    throw new Error(
      `Judging needs ${FEWEST_OF_A_LABEL} providers of each label with claims; ` +
        `here ${labelled} are labelled Yes and ${others} No.`,
    );
  }
}

function baselinesOf(
  candidates: readonly Candidate[],
  stays: ReadonlyMap<string, readonly ProfiledStay[]>,
): readonly [name: string, list: readonly Scored[]][] {
  const by = (score: (one: Candidate, list: readonly ProfiledStay[]) => number) =>
    candidates.map((one) => ({ ...one, score: score(one, stays.get(one.id) ?? []) }));
  const alone = COMPONENTS.filter((name) => name !== 'size').map(
    (name): [string, readonly Scored[]] => [
      `${name} alone`,
      by(({ valuesBy }) => valuesBy.get(HOSPITAL_PROFILE.measures.longStayDays)?.[name] ?? NaN),
    ],
  );
  return [
    ['number of stays', by((_, list) => list.length)],
    ['amount claimed', by((_, list) => list.reduce((sum, one) => sum + Number(one.amount), 0))],
    ['mean days of a stay', by((_, list) => meanOf(list.map(({ days }) => days)))],
    ['mean amount of a stay', by((_, list) => meanOf(list.map(({ amount }) => Number(amount))))],
    ...alone,
  ];
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function judgementOf(
  name: string,
  lists: readonly (readonly Scored[])[],
  samples: number,
): Judgement {
  const ordered = lists.map((list) => [...list].sort((a, b) => a.score - b.score));
  const correlations = lists.map((list) =>
    rankCorrelation(
      list.map(({ score }) => score),
      list.map(({ stays }) => stays),
    ),
  );
  const figures = {
    rocAuc,
    prAuc,
    atTop: (list: readonly Scored[]) => precisionAtTop(list, TOP),
    atEqualSize: rocAucAtEqualSize,
  };
  return { name, ...bootstrap(ordered, figures, samples), withStays: meanOf(correlations) };
}

/** By the edition's sample of hashes: how many of the providers it was chosen on are among these. */
function shareChosenOn(providerIds: readonly string[]): number {
  const here = new Set(providerIds.map(hashOf));
  const { chosenOn } = HOSPITAL_PROFILE;
  return chosenOn.filter((hash) => here.has(hash)).length / chosenOn.length;
}
