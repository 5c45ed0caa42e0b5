import type { IsoDate } from '../calendar.js';
import type { Paisa } from '../money.js';
import type { Claim, ClaimLine, DischargeType, WardKind } from './claim.js';

/** What an adjudicator holds to be so of one line, other than the hospital sent it. */
export interface LineCorrection {
  /** Of treatment, or of an extra: that can only be allowed less. */
  readonly lineNo: number;
  /** The package that was given. */
  readonly packageCode?: string | undefined;
  /** Recognised of what was asked; never more. */
  readonly quantity?: number | undefined;
  /** Allowed for the line at most; nothing disallows it. */
  readonly atMostPaisa?: Paisa | undefined;
}

/** What is held to be so of the stay. Admission and person cannot be: that is another claim. */
export interface StayCorrection {
  readonly dischargedOn?: IsoDate | undefined;
  readonly dischargeType?: DischargeType | undefined;
  readonly wardDays?: Readonly<Partial<Record<WardKind, number | undefined>>> | undefined;
}

/**
 * What an adjudicator holds to be so of a decided claim. It says all of it each time, over the claim as the
 * hospital sent it: a later correction takes the place of an earlier one, and an empty one restores.
 */
export interface Correction {
  readonly reason: string;
  /** What it rests on: a document, an inspection. */
  readonly source: string;
  readonly lines: readonly LineCorrection[];
  readonly stay: StayCorrection;
  /** Said where it changes what an officer said of the admission, or nobody did. */
  readonly emergencyConfirmed?: boolean | undefined;
}

/**
 * The claim as it is held to be. What was asked for a line stays what the hospital asked. Throws a
 * RangeError for a line that the claim does not have, more than was asked of one, and for an extra said to
 * be anything else.
 */
export function correctedClaim(sent: Claim, { lines, stay }: Correction): Claim {
  for (const { lineNo, packageCode, quantity } of lines) {
    if (sent.extras?.some((extra) => extra.lineNo === lineNo) === true) {
      if (packageCode === undefined && quantity === undefined) continue;
      throw new RangeError(`line ${lineNo} is an extra`);
    }
    const line = sent.lines.find((one) => one.lineNo === lineNo);
    if (line === undefined) throw new RangeError(`the claim has no line ${lineNo}`);
    if (quantity !== undefined && quantity > line.quantity) {
      throw new RangeError(`line ${lineNo} asks for ${line.quantity}, not ${quantity}`);
    }
  }
  return {
    ...sent,
    ...given(stay),
    lines: sent.lines.map((line) => correctedLine(line, lines)),
  };
}

function correctedLine(line: ClaimLine, corrections: readonly LineCorrection[]): ClaimLine {
  const found = corrections.find((one) => one.lineNo === line.lineNo);
  const { packageCode = line.packageCode, quantity = line.quantity } = found ?? {};
  const isLess = quantity < line.quantity;
  return {
    ...line,
    packageCode,
    quantity,
    ...(isLess ? { askedQuantity: line.askedQuantity ?? line.quantity } : {}),
  };
}

/** Only what is said: an absent field changes nothing. */
function given(stay: StayCorrection): StayCorrection & Partial<Claim> {
  return Object.fromEntries(
    Object.entries(stay).filter(([, value]) => value !== undefined),
  ) as StayCorrection & Partial<Claim>;
}
