/**
 * Money is whole paisa, held as bigint: a claim's sums must agree to the last paisa, and floats do not.
 * 100 paisa are one Pakistani rupee.
 */
export type Paisa = bigint & { readonly __brand: 'Paisa' };

/** Basis points of a share: 10,000 is the whole. */
export type BasisPoints = number & { readonly __brand: 'BasisPoints' };

/** Whole paisa from an integer. Throws a RangeError for a fraction or an unsafe number. */
export function paisa(amount: bigint | number | string): Paisa {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`not a whole number of paisa: ${amount}`);
  }
  return BigInt(amount) as Paisa;
}

/** Whole rupees as paisa. */
export function rupees(amount: bigint | number): Paisa {
  return (paisa(amount) * 100n) as Paisa;
}

export const ZERO = 0n as Paisa;

export function add(...amounts: readonly Paisa[]): Paisa {
  return amounts.reduce<bigint>((sum, amount) => sum + amount, 0n) as Paisa;
}

export function subtract(from: Paisa, amount: Paisa): Paisa {
  return (from - amount) as Paisa;
}

export function times(amount: Paisa, count: number): Paisa {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole count: ${count}`);
  return (amount * BigInt(count)) as Paisa;
}

export function smallest(first: Paisa, ...others: readonly Paisa[]): Paisa {
  return others.reduce((low, amount) => (amount < low ? amount : low), first);
}

export function atLeastZero(amount: Paisa): Paisa {
  return amount < 0n ? ZERO : amount;
}

/** Basis points from an integer between 0 and 10,000. */
export function basisPoints(value: number): BasisPoints {
  if (!Number.isInteger(value) || value < 0 || value > 10_000) {
    throw new RangeError(`not basis points between 0 and 10,000: ${value}`);
  }
  return value as BasisPoints;
}

/** A share of a non-negative amount, half a paisa rounded up. */
export function shareOf(amount: Paisa, share: BasisPoints): Paisa {
  if (amount < 0n) throw new RangeError('a share of a negative amount');
  return ((amount * BigInt(share) + 5_000n) / 10_000n) as Paisa;
}

/** Rupees for people: 1234567 paisa is "12,345.67", a whole number of rupees has no decimals. */
export function formatRupees(amount: Paisa): string {
  const sign = amount < 0n ? '-' : '';
  const absolute = amount < 0n ? -amount : amount;
  const whole = (absolute / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const rest = absolute % 100n;
  return rest === 0n ? `${sign}${whole}` : `${sign}${whole}.${rest.toString().padStart(2, '0')}`;
}
