import type { PendOwner } from '../claim/claim.js';
import type { IsoDate } from '../calendar.js';
import { ZERO, type Paisa } from '../money.js';
import type { ReasonCode } from './reasons.js';

/** Numbers behind a finding; the reason says which are money, dates, counts or plain text. */
export type Params = Readonly<Record<string, Paisa | IsoDate | number | string>>;

/** Steps of the money at which a finding may lower a line (architecture: the money, in this order). */
export const MONEY_STEPS = [
  'allowed',
  'sitting',
  'granted',
  'share',
  'cover',
  'extras',
  'extras_limit',
] as const;
export type MoneyStep = (typeof MONEY_STEPS)[number];

/** Who bears what a finding took off the insurer's share. */
export type Bearer = 'hospital' | 'patient_share';

/** A line may be worth at most this much after a step. */
export interface Ceiling {
  readonly lineNo: number;
  readonly ceilingPaisa: Paisa;
}

/** What a rule says before the engine has worked out the money. */
export interface Statement {
  readonly kind: 'pass' | 'deny' | 'pend' | 'reduce';
  readonly reason?: ReasonCode;
  readonly params: Params;
  /** Absent: the claim as a whole. */
  readonly lineNo?: number | undefined;
  readonly owner?: PendOwner | undefined;
  readonly ceilings: readonly Ceiling[];
}

interface Place {
  readonly lineNo?: number | undefined;
}

/** Nothing to say against it. */
export function pass(): Statement {
  return { kind: 'pass', params: {}, ceilings: [] };
}

/** Not payable, on fact: the line where one is named, otherwise the claim. */
export function deny(reason: ReasonCode, params: Params = {}, place: Place = {}): Statement {
  const ceilings = place.lineNo === undefined ? [] : [{ lineNo: place.lineNo, ceilingPaisa: ZERO }];
  return { kind: 'deny', reason, params, ...place, ceilings };
}

/** A fact is missing or a person must look; the owner is who moves it on. */
export function pend(
  owner: PendOwner,
  reason: ReasonCode,
  params: Params = {},
  place: Place = {},
): Statement {
  return { kind: 'pend', owner, reason, params, ...place, ceilings: [] };
}

/** As `pend`, and the line has no amount until the fact is known. */
export function pendUnpriced(
  owner: PendOwner,
  reason: ReasonCode,
  params: Params,
  lineNo: number,
): Statement {
  const ceilings = [{ lineNo, ceilingPaisa: ZERO }];
  return { kind: 'pend', owner, reason, params, lineNo, ceilings };
}

/** Payable, but at most up to the ceilings. */
export function reduce(
  reason: ReasonCode,
  params: Params,
  ceilings: readonly Ceiling[],
  place: Place = {},
): Statement {
  return { kind: 'reduce', reason, params, ...place, ceilings };
}

/** What one rule said of a claim, with the money that it and nobody else carries. */
export interface Finding {
  readonly rule: string;
  readonly kind: 'deny' | 'pend' | 'reduce';
  readonly phase: 'gate' | 'price' | 'limit' | 'risk';
  readonly reason: ReasonCode;
  readonly params: Params;
  readonly lineNo?: number | undefined;
  readonly owner?: PendOwner | undefined;
  /** Before − after of its step, over all lines; 0 where another finding cut as low or lower. */
  readonly amountPaisa: Paisa;
  readonly bearer?: Bearer | undefined;
  readonly cuts: readonly Cut[];
}

export interface Cut {
  readonly lineNo: number;
  readonly amountPaisa: Paisa;
}
