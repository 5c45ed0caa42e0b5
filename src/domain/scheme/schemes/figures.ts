import type { YearStart } from '../../calendar.js';
import { rupees, type Paisa } from '../../money.js';
import type { SourceId } from '../sources.js';
import type { Cap, Figure, Layer } from '../terms.js';

/** A figure as its source states it. */
export function figure<T>(value: T, source: SourceId, note?: string): Figure<T> {
  return note === undefined ? { value, source } : { value, source, note };
}

/** A figure that must not decide anything alone: undated, contradicted or weakly sourced. */
export function uncertain<T>(value: T, source: SourceId, note: string): Figure<T> {
  return { value, source, uncertain: true, note };
}

/** Whole rupees of a family together, per policy year. */
export function perFamily(amount: Figure<number>): Cap {
  return { scope: 'family', amountPaisa: inPaisa(amount) };
}

/** Whole rupees of each member, per policy year. */
export function perMember(amount: Figure<number>): Cap {
  return { scope: 'member', amountPaisa: inPaisa(amount) };
}

export function inPaisa(amount: Figure<number>): Figure<Paisa> {
  return { ...amount, value: rupees(amount.value) };
}

/** A layer that is drawn without asking anybody. */
export function layer(code: string, ...caps: readonly Cap[]): Layer {
  return { code, caps, needsApproval: false };
}

/** A layer that a person opens case by case. */
export function layerOnApproval(code: string, ...caps: readonly Cap[]): Layer {
  return { code, caps, needsApproval: true };
}

/**
 * No source read says when a scheme's policy years begin. The first of July starts Pakistan's fiscal
 * year, in which the schemes are budgeted and their premium is paid.
 */
export const POLICY_YEAR_NOT_SOURCED: Figure<YearStart> = uncertain(
  { month: 7, day: 1 },
  'project-architecture',
  'No source states the start of the policy year; the fiscal year stands in for it.',
);

/** Thirty days for the registry to learn a person, after which the claim is denied. */
export const UNMATCHED_DAYS: Figure<number> = figure(
  30,
  'project-architecture',
  'A default of this engine; no scheme document read gives one.',
);
