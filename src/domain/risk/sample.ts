import { basisPoints, type BasisPoints } from '../money.js';

/** No rate of the audit sample goes above this, whatever is configured and whoever is looked at. */
export const HIGHEST_RATE = basisPoints(500);

/** From which profile on (0 to 100, against hospitals of its kind) a hospital's claims are sampled more. */
const RAISED = [
  { from: 95, times: 4 },
  { from: 80, times: 2 },
] as const;

/**
 * How many of ten thousand claims of a hospital are looked at by chance: the usual rate, doubled for the
 * fifth of hospitals that differ most from their kind and fourfold for the twentieth, and never above the
 * highest. Without a profile the usual rate.
 */
export function auditRateOf(usual: BasisPoints, profile: number | undefined): BasisPoints {
  const { times } = RAISED.find(({ from }) => (profile ?? 0) >= from) ?? { times: 1 };
  return basisPoints(Math.min(HIGHEST_RATE, usual * times));
}
