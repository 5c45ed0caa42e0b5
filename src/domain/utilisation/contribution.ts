import { daysBetween, type IsoDate } from '../calendar.js';
import type { Outcome } from '../claim/claim.js';
import { add, ZERO, type Paisa } from '../money.js';

/** A stay over night or longer, or a visit of which every line is day-care. */
export type Setting = 'stay' | 'day_care';

/** Where a contribution is counted: one row of the projection. */
export interface UtilisationKey {
  readonly admittedOn: IsoDate;
  readonly schemeCode: string;
  /** The family's district, not the hospital's. */
  readonly districtPcode: string;
  readonly hospitalId: string;
  readonly packageCode: string;
  readonly setting: Setting;
}

export interface UtilisationCounts {
  readonly claims: number;
  readonly paidLines: number;
  readonly pendedLines: number;
  readonly deniedLines: number;
  readonly stayDays: number;
  readonly deaths: number;
  readonly askedPaisa: Paisa;
  /** With what is only held for pended claims. */
  readonly insurerPaisa: Paisa;
  readonly pendedInsurerPaisa: Paisa;
  readonly patientSharePaisa: Paisa;
  readonly hospitalBornePaisa: Paisa;
  /** Paid to families beside the treatment, and in no other amount. */
  readonly extrasPaisa: Paisa;
  readonly pendedExtrasPaisa: Paisa;
}

export interface UtilisationRow extends UtilisationKey, UtilisationCounts {}

/** A claim's newest decision, as utilisation counts it. */
export interface DecidedStay {
  readonly schemeCode: string;
  readonly districtPcode: string;
  readonly hospitalId: string;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly died: boolean;
  readonly outcome: Outcome;
  readonly lines: readonly {
    readonly packageCode: string;
    readonly dayCare: boolean;
    readonly askedPaisa: Paisa;
    readonly insurerPaisa: Paisa;
    readonly patientSharePaisa: Paisa;
    readonly hospitalBornePaisa: Paisa;
  }[];
  readonly extras?: readonly { readonly insurerPaisa: Paisa }[] | undefined;
}

/**
 * What one claim adds to utilisation: one row for each of its packages. The claim itself, its days and
 * a death are counted once, on the row of its first line, the main package; lines and money on the
 * row of their own package; extras, which belong to no package, on the claim's row. So sums over packages, hospitals, districts and days are all right, and a
 * package's number of claims is that of the claims it was the main package of.
 *
 * A line is paid when the insurer bears a part of it, pended while its claim is, and denied when its
 * claim is or when nothing of it is payable. Days of a stay are its nights, so a stay that ends on the
 * day it began has none; day-care has none either.
 */
export function contributionOf(stay: DecidedStay): readonly UtilisationRow[] {
  const setting: Setting = stay.lines.every((line) => line.dayCare) ? 'day_care' : 'stay';
  const rows = new Map<string, UtilisationRow>();
  stay.lines.forEach((line, index) => {
    const key: UtilisationKey = {
      admittedOn: stay.admittedOn,
      schemeCode: stay.schemeCode,
      districtPcode: stay.districtPcode,
      hospitalId: stay.hospitalId,
      packageCode: line.packageCode,
      setting,
    };
    const added = {
      ...lineCounts(stay.outcome, line),
      ...(index === 0 ? headCounts(stay, setting) : {}),
    };
    const before = rows.get(line.packageCode);
    rows.set(line.packageCode, { ...key, ...(before === undefined ? added : plus(before, added)) });
  });
  return [...rows.values()];
}

function headCounts(stay: DecidedStay, setting: Setting) {
  const extrasPaisa = add(...(stay.extras ?? []).map((extra) => extra.insurerPaisa));
  return {
    extrasPaisa,
    pendedExtrasPaisa: stay.outcome === 'pended' ? extrasPaisa : ZERO,
    claims: 1,
    stayDays: setting === 'stay' ? Math.max(0, daysBetween(stay.admittedOn, stay.dischargedOn)) : 0,
    deaths: stay.died ? 1 : 0,
  };
}

function lineCounts(outcome: Outcome, line: DecidedStay['lines'][number]): UtilisationCounts {
  const pended = outcome === 'pended';
  const paid = !pended && outcome !== 'denied' && line.insurerPaisa > 0n;
  return {
    ...NOTHING,
    paidLines: paid ? 1 : 0,
    pendedLines: pended ? 1 : 0,
    deniedLines: paid || pended ? 0 : 1,
    askedPaisa: line.askedPaisa,
    insurerPaisa: line.insurerPaisa,
    pendedInsurerPaisa: pended ? line.insurerPaisa : ZERO,
    patientSharePaisa: line.patientSharePaisa,
    hospitalBornePaisa: line.hospitalBornePaisa,
  };
}

export const NOTHING: UtilisationCounts = {
  claims: 0,
  paidLines: 0,
  pendedLines: 0,
  deniedLines: 0,
  stayDays: 0,
  deaths: 0,
  askedPaisa: ZERO,
  insurerPaisa: ZERO,
  pendedInsurerPaisa: ZERO,
  patientSharePaisa: ZERO,
  hospitalBornePaisa: ZERO,
  extrasPaisa: ZERO,
  pendedExtrasPaisa: ZERO,
};

export function plus(a: UtilisationCounts, b: UtilisationCounts): UtilisationCounts {
  return combined(a, b, 1);
}

export function minus(a: UtilisationCounts, b: UtilisationCounts): UtilisationCounts {
  return combined(a, b, -1);
}

function combined(a: UtilisationCounts, b: UtilisationCounts, sign: 1 | -1): UtilisationCounts {
  const money = (x: Paisa, y: Paisa): Paisa => (x + BigInt(sign) * y) as Paisa;
  return {
    claims: a.claims + sign * b.claims,
    paidLines: a.paidLines + sign * b.paidLines,
    pendedLines: a.pendedLines + sign * b.pendedLines,
    deniedLines: a.deniedLines + sign * b.deniedLines,
    stayDays: a.stayDays + sign * b.stayDays,
    deaths: a.deaths + sign * b.deaths,
    askedPaisa: money(a.askedPaisa, b.askedPaisa),
    insurerPaisa: money(a.insurerPaisa, b.insurerPaisa),
    pendedInsurerPaisa: money(a.pendedInsurerPaisa, b.pendedInsurerPaisa),
    patientSharePaisa: money(a.patientSharePaisa, b.patientSharePaisa),
    hospitalBornePaisa: money(a.hospitalBornePaisa, b.hospitalBornePaisa),
    extrasPaisa: money(a.extrasPaisa, b.extrasPaisa),
    pendedExtrasPaisa: money(a.pendedExtrasPaisa, b.pendedExtrasPaisa),
  };
}

/** Whether counts change nothing, so that they need not be written. */
export function isNothing(counts: UtilisationCounts): boolean {
  return Object.values(counts).every((count: number | bigint) => BigInt(count) === 0n);
}
