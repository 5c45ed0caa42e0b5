import { WARD_KINDS, type Claim, type ClaimLine, type WardKind } from '../claim/claim.js';
import { add, shareOf, smallest, times, ZERO, type BasisPoints, type Paisa } from '../money.js';
import type { TariffRate } from '../scheme/terms.js';

/** What the tariff allows for a package paid by case. */
export interface CaseAllowance {
  readonly allowedPaisa: Paisa;
  /** Of it, implants at their stated price. */
  readonly implantPaisa: Paisa;
  /** What implants without a stated price could still add, up to the tariff's ceiling. */
  readonly openPaisa: Paisa;
}

/** The rate for each case, and implants at the price stated up to the tariff's ceiling. */
export function caseAllowance(line: ClaimLine, rate: TariffRate): CaseAllowance {
  const base = times(rate.ratePaisa, line.quantity);
  const ceiling = times(rate.implantCeilingPaisa ?? ZERO, line.quantity);
  const priced = line.implants.every(({ pricePaisa }) => pricePaisa !== undefined);
  const stated = smallest(ceiling, add(...line.implants.map((each) => each.pricePaisa ?? ZERO)));
  return {
    allowedPaisa: add(base, stated),
    implantPaisa: stated,
    openPaisa: priced ? ZERO : ((ceiling - stated) as Paisa),
  };
}

/** Days in each ward. */
export type WardDays = Readonly<Record<WardKind, number>>;

/** The ward days that a claim states; absent when it states none. */
export function wardDaysOf({ wardDays }: Claim): WardDays | undefined {
  if (wardDays === undefined) return undefined;
  const { general = 0, hdu = 0, icu = 0, icu_ventilator = 0 } = wardDays;
  return { general, hdu, icu, icu_ventilator };
}

export interface WardAllowance {
  readonly allowedPaisa: Paisa;
  /** The days it is for: at most the quantity asked, those of the dearest ward first. */
  readonly days: WardDays;
  /** What is left for the lines that follow: no day is paid twice. */
  readonly left: WardDays;
}

/** Each ward day at its ward's rate; a ward without a rate of its own has the general one. */
export function wardAllowance(
  line: ClaimLine,
  rate: TariffRate,
  available: WardDays,
): WardAllowance {
  const days = { general: 0, hdu: 0, icu: 0, icu_ventilator: 0 };
  const left = { ...available };
  let open = line.quantity;
  let allowed = ZERO;
  for (const ward of wardsByRate(rate)) {
    const taken = Math.min(open, left[ward]);
    days[ward] = taken;
    left[ward] -= taken;
    open -= taken;
    allowed = add(allowed, times(wardRateOf(rate, ward), taken));
  }
  return { allowedPaisa: allowed, days, left };
}

function wardsByRate(rate: TariffRate): readonly WardKind[] {
  return [...WARD_KINDS].sort((a, b) => {
    const [first, second] = [wardRateOf(rate, a), wardRateOf(rate, b)];
    return first === second ? 0 : first > second ? -1 : 1;
  });
}

function wardRateOf({ ratePaisa, wardRatesPaisa }: TariffRate, ward: WardKind): Paisa {
  return (ward === 'general' ? undefined : wardRatesPaisa?.[ward]) ?? ratePaisa;
}

/** One operation of a sitting. */
export interface Operation {
  readonly lineNo: number;
  /** By the tariff, before any share; nothing where the line is denied. */
  readonly allowedPaisa: Paisa;
}

/** An operation with its place in the sitting, from 1, and what is allowed for it there. */
export interface RankedOperation extends Operation {
  readonly rank: number;
  readonly share: BasisPoints;
  readonly sharedPaisa: Paisa;
}

/**
 * The operations of one sitting, the dearest first, ties by line; each is allowed its place's share,
 * half up to a paisa, and all beyond the last share have that one. Empty without shares.
 */
export function rankSitting(
  operations: readonly Operation[],
  shares: readonly BasisPoints[],
): readonly RankedOperation[] {
  const ordered = [...operations].sort((a, b) =>
    a.allowedPaisa === b.allowedPaisa
      ? a.lineNo - b.lineNo
      : a.allowedPaisa > b.allowedPaisa
        ? -1
        : 1,
  );
  return ordered.flatMap((operation, at) => {
    const share = shares[Math.min(at, shares.length - 1)];
    if (share === undefined) return [];
    return {
      ...operation,
      rank: at + 1,
      share,
      sharedPaisa: shareOf(operation.allowedPaisa, share),
    };
  });
}
