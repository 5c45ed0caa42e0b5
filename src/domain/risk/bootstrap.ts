import { hashOf } from './cross-validate.js';

/** A figure with the interval that holds it in 95 of 100 samples drawn anew. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Figures of a set with percentile intervals: the set is drawn anew from itself so many times, with
 * replacement. Several lists are repetitions of one measurement: the value is their mean, and samples take
 * them in turn. A sample keeps the order of its list. The same input always gives the same answer.
 */
export function bootstrap<T, Name extends string>(
  lists: readonly (readonly T[])[],
  figures: Readonly<Record<Name, (sample: readonly T[]) => number>>,
  samples: number,
): Readonly<Record<Name, Estimate>> {
  const names = Object.keys(figures) as Name[];
  const drawn = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let no = 0; no < samples; no += 1) {
    const list = lists[no % lists.length] ?? [];
    const sample = drawAnew(list, no);
    for (const name of names) {
      const value = figures[name](sample);
      if (Number.isFinite(value)) drawn.get(name)?.push(value);
    }
  }
  const estimates = names.map((name): [Name, Estimate] => {
    const values = lists.map((list) => figures[name](list));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sorted = (drawn.get(name) ?? []).sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
    return [name, { value: mean, low: at(0.025), high: at(0.975) }];
  });
  return Object.fromEntries(estimates) as Record<Name, Estimate>;
}

function drawAnew<T>(list: readonly T[], seed: number): readonly T[] {
  const times = new Uint32Array(list.length);
  let state = hashOf(`sample ${seed}`);
  for (let drawn = 0; drawn < list.length; drawn += 1) {
    // Weyl sequence through a mixing step: enough for drawing, and the same on every machine.
    state = (state + 0x9e3779b9) >>> 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    const place = Math.floor((((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32) * list.length);
    times[place] = (times[place] ?? 0) + 1;
  }
  const sample: T[] = [];
  list.forEach((one, place) => {
    for (let copy = times[place] ?? 0; copy > 0; copy -= 1) sample.push(one);
  });
  return sample;
}
