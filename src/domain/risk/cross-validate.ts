import { fitWeights, roundWeights } from './fit-weights.js';
import { scoresOf, type ComponentValues } from './profile.js';
import type { ProfileWeights } from './profile-edition.js';

/** A labelled hospital, seen under each way of measuring that is to be chosen from. */
export interface Candidate {
  readonly id: string;
  readonly labelled: boolean;
  readonly stays: number;
  /** By measure, for instance by what counts as a long stay. */
  readonly valuesBy: ReadonlyMap<number, ComponentValues>;
}

/** A hospital scored by weights that never saw its label. */
export interface HeldOut {
  readonly id: string;
  readonly labelled: boolean;
  readonly stays: number;
  readonly score: number;
  readonly sizeAdjusted: number;
}

/** What one training part decided on. */
export interface Choice {
  readonly measure: number;
  readonly weights: ProfileWeights;
}

export interface CrossValidation {
  /** One list of all hospitals for each repetition. */
  readonly repetitions: readonly (readonly HeldOut[])[];
  readonly choices: readonly Choice[];
}

const FOLDS = 5;

/**
 * Scores every hospital by weights fitted on others: hospitals are cut in five by a hash of their id, each
 * fifth is scored by what the other four decided (measure, weights, their rounding), and all of it is done
 * over with other cuts. Throws an Error where a training part has hospitals of one label only.
 */
export function crossValidate(
  hospitals: readonly Candidate[],
  repetitions: number,
  onStep: (done: number, of: number) => void = () => undefined,
): CrossValidation {
  const lists: HeldOut[][] = [];
  const choices: Choice[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const list: HeldOut[] = [];
    const foldOf = (id: string): number => hashOf(`${repetition}:${id}`) % FOLDS;
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const choice = decideOn(hospitals.filter(({ id }) => foldOf(id) !== fold));
      choices.push(choice);
      for (const one of hospitals) if (foldOf(one.id) === fold) list.push(scored(one, choice));
      onStep(repetition * FOLDS + fold + 1, repetitions * FOLDS);
    }
    lists.push(list);
  }
  return { repetitions: lists, choices };
}

/** Measure and rounded weights that tell the labelled apart best among hospitals whose labels are known. */
export function decideOn(training: readonly Candidate[]): Choice {
  let best: { measure: number; weights: ProfileWeights; loss: number } | undefined;
  for (const measure of training[0]?.valuesBy.keys() ?? []) {
    const fitted = fitWeights(
      training.map(({ labelled, valuesBy }) => ({ labelled, values: valuesAt(valuesBy, measure) })),
    );
    if (best === undefined || fitted.loss < best.loss) best = { measure, ...fitted };
  }
  if (best === undefined) throw new Error('There are no hospitals to decide on weights with.');
  return { measure: best.measure, weights: roundWeights(best.weights) };
}

/** A hospital under decided weights. */
export function scored(hospital: Candidate, { measure, weights }: Choice): HeldOut {
  const { id, labelled, stays, valuesBy } = hospital;
  return { id, labelled, stays, ...scoresOf(valuesAt(valuesBy, measure), weights) };
}

function valuesAt(
  valuesBy: ReadonlyMap<number, ComponentValues>,
  measure: number,
): ComponentValues {
  const values = valuesBy.get(measure);
  if (values === undefined) throw new Error(`Nothing was measured by ${measure}.`);
  return values;
}

/** A number from 0 to 2^32 − 1 that a text always gets (FNV-1a, its bits mixed once more). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
