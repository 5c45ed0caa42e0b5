import type { ComponentValues } from './profile.js';
import { COMPONENTS, type ProfileWeights } from './profile-edition.js';

/** A hospital whose label is known. */
export interface LabelledValues {
  readonly values: ComponentValues;
  readonly labelled: boolean;
}

/** Weight of the loss without the size beside the loss with it. */
const SIZE_FREE = 0.5;
/** Keeps weights finite where few are labelled. */
const RIDGE = 0.01;
const NEWTON_STEPS = 30;

/** Found weights, and how well they fit (less is better). */
export interface FittedWeights {
  readonly weights: ProfileWeights;
  readonly loss: number;
}

/**
 * Weights of the components by logistic regression on labelled hospitals. The score with the size and the
 * score without it are both to tell the labelled apart with the same weights: two losses are added, the
 * second at half weight. Throws an Error unless both kinds of label are there.
 */
export function fitWeights(hospitals: readonly LabelledValues[]): FittedWeights {
  if (new Set(hospitals.map(({ labelled }) => labelled)).size < 2) {
    throw new Error('Weights need hospitals of both labels.');
  }
  const rows = hospitals.flatMap(({ values, labelled }): Row[] => {
    const others = COMPONENTS.filter((name) => name !== 'size').map((name) => values[name]);
    const target = labelled ? 1 : 0;
    return [
      { x: [1, 0, values.size, ...others], target, weight: 1 },
      { x: [0, 1, 0, ...others], target, weight: SIZE_FREE },
    ];
  });
  const found = fitLogistic(rows);
  const [, , size = 0, longStays = 0, copies = 0, perDay = 0] = found;
  return {
    weights: { size, longStays, copies, perDay },
    loss: lossOf(rows, found),
  };
}

/** Weights that can be written down: to a tenth, none below zero. */
export function roundWeights(weights: ProfileWeights): ProfileWeights {
  const rounded = (weight: number): number => Math.max(0, Math.round(weight * 10) / 10);
  return {
    size: rounded(weights.size),
    longStays: rounded(weights.longStays),
    copies: rounded(weights.copies),
    perDay: rounded(weights.perDay),
  };
}

interface Row {
  readonly x: readonly number[];
  readonly target: 0 | 1;
  readonly weight: number;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function lossOf(rows: readonly Row[], found: readonly number[]): number {
  let loss = (RIDGE / 2) * dot(found, found);
  for (const { x, target, weight } of rows) {
    const odds = dot(x, found) * (target === 1 ? -1 : 1);
    // ln(1 + e^odds) without overflow.
    loss += weight * (Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds))));
  }
  return loss;
}

/** Newton's method; steps that would make it worse are halved. */
function fitLogistic(rows: readonly Row[]): readonly number[] {
  const size = rows[0]?.x.length ?? 0;
  let found: readonly number[] = Array.from({ length: size }, () => 0);
  let loss = lossOf(rows, found);
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const direction = newtonDirection(rows, found);
    let [scale, next, nextLoss] = [1, found, Infinity];
    for (let halving = 0; halving < 20 && nextLoss > loss; halving += 1) {
      next = found.map((value, index) => value - scale * (direction[index] ?? 0));
      nextLoss = lossOf(rows, next);
      scale /= 2;
    }
    if (!(loss - nextLoss > 1e-9)) break;
    [found, loss] = [next, nextLoss];
  }
  return found;
}

function newtonDirection(rows: readonly Row[], found: readonly number[]): readonly number[] {
  const slope = found.map((value) => RIDGE * value);
  const curve = found.map((_, row) =>
    found.map((_, column): number => (row === column ? RIDGE : 0)),
  );
  for (const { x, target, weight } of rows) {
    const chance = 1 / (1 + Math.exp(-dot(x, found)));
    const bend = weight * chance * (1 - chance);
    for (let row = 0; row < x.length; row += 1) {
      const value = x[row] ?? 0;
      slope[row] = (slope[row] ?? 0) + weight * (chance - target) * value;
      const line = curve[row];
      if (line === undefined || value === 0) continue;
      for (let column = 0; column < x.length; column += 1) {
        line[column] = (line[column] ?? 0) + bend * value * (x[column] ?? 0);
      }
    }
  }
  return solve(curve, slope);
}

/** Solves a small symmetric positive system by elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row += 1) {
      if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row;
    }
    [rows[pivot], rows[best]] = [rows[best] ?? [], rows[pivot] ?? []];
    for (let row = 0; row < size; row += 1) {
      if (row === pivot) continue;
      const factor = at(row, pivot) / at(pivot, pivot);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * at(pivot, column));
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / at(index, index));
}
