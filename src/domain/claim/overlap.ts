import type { IsoDate } from '../calendar.js';

/** What decides whether two stays of one person can both be true. */
export interface Stay {
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  /** Only sessions of day-care: they run beside a stay. */
  readonly sessionsOnly: boolean;
  /** A baby on its mother's number: another body in the bed. */
  readonly newborn: boolean;
}

/**
 * Two stays overlap when one begins before the other's discharge or both begin on one day. Beginning
 * on the other's discharge day is a transfer. Sessions and newborns overlap nothing.
 */
export function staysOverlap(one: Stay, other: Stay): boolean {
  if (one.sessionsOnly || other.sessionsOnly || one.newborn || other.newborn) return false;
  if (one.admittedOn === other.admittedOn) return true;
  const [first, second] = one.admittedOn < other.admittedOn ? [one, other] : [other, one];
  return second.admittedOn < first.dischargedOn;
}
