import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of chance that is the same for the same seed: the demo is repeatable, and never real chance. */
export interface Chance {
  /** A whole number, both ends inside. */
  int(from: number, to: number): number;
  /** From 0 up to, not including, 1. */
  share(): number;
  happens(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Log-normal with the given mean and standard deviation. */
  logNormal(mean: number, deviation: number): number;
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** A stream of its own for each (seed, stream) pair, so that one part's draws never move another's. */
export function chanceOf(seed: number, stream: number): Chance {
  const generator = xoroshiro128plus(mixed(seed, stream));
  const share = (): number => uniformFloat64(generator);
  const int = (from: number, to: number): number => uniformInt(generator, from, to);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  return {
    int,
    share,
    happens: (probability) => share() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    logNormal: (mean, deviation) => {
      const variance = Math.log(1 + (deviation / mean) ** 2);
      return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normal());
    },
    hex: (length) => {
      let digits = '';
      while (digits.length < length) digits += int(0, 0xffffffff).toString(16).padStart(8, '0');
      return digits.slice(0, length);
    },
  };
}

/** Neighbouring streams must not start alike: the finaliser of MurmurHash3 over both numbers. */
function mixed(seed: number, stream: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Draws items with probability in proportion to their weights. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #upTo: readonly number[];
  readonly #total: number;

  constructor(items: readonly T[], weightOf: (item: T) => number) {
    let total = 0;
    this.#items = items;
    this.#upTo = items.map((item) => (total += weightOf(item)));
    this.#total = total;
    if (!(total > 0)) throw new RangeError('weights must sum to more than nothing');
  }

  draw(chance: Chance): T {
    const at = chance.share() * this.#total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}
