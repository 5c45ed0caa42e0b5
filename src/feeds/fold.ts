import {
  contributionOf,
  isNothing,
  minus,
  NOTHING,
  plus,
  type UtilisationKey,
  type UtilisationRow,
} from '../domain/utilisation/contribution.js';
import { laneOfId } from '../platform/lane.js';
import { decidedPayload, type PlacedEvent } from './event.contract.js';
import type { Contribution } from './utilisation.store.js';

/**
 * Events of decisions, first ones and corrections, with what they say, in feed order; other events do not
 * touch utilisation.
 */
export interface DecidedEvent {
  readonly lane: number;
  readonly claimId: string;
  /** The claim that this one replaces; in another lane where the registry has learned its person. */
  readonly revisionOf: string | undefined;
  /** Empty where nobody knows whose district or scheme it is. */
  readonly rows: readonly UtilisationRow[];
}

export function decidedEvents(events: readonly PlacedEvent[]): readonly DecidedEvent[] {
  return events.flatMap((event) => {
    if (event.kind !== 'claim.decided' && event.kind !== 'claim.corrected') return [];
    const { schemeCode, hospitalId } = event;
    const payload = decidedPayload.parse(event.payload);
    const { districtPcode, revisionOf } = payload;
    const known = schemeCode !== null && districtPcode !== undefined;
    return [
      {
        lane: event.lane,
        claimId: event.claimId,
        revisionOf,
        rows: known ? contributionOf({ ...payload, schemeCode, districtPcode, hospitalId }) : [],
      },
    ];
  });
}

/** What a piece of the feed changes: contributions as they stand after it, and differences of rows. */
export interface Folded {
  readonly contributions: readonly Contribution[];
  readonly differences: readonly UtilisationRow[];
}

/**
 * Folds decisions over what their claims contributed before: a later decision takes the place of an
 * earlier one, a revision that of the claim it replaces. A replaced claim stays out even when an event
 * of it comes later than its revision's, so that the order of different claims does not matter.
 */
export function fold(events: readonly DecidedEvent[], before: readonly Contribution[]): Folded {
  const contributions = new Map(before.map((entry) => [entry.claimId, entry]));
  const changed = new Set<string>();
  const differences = new Map<string, UtilisationRow>();
  const add = (row: UtilisationRow, combine: typeof plus): void => {
    const key = keyOf(row);
    const soFar = differences.get(key) ?? { ...row, ...NOTHING };
    differences.set(key, { ...soFar, ...combine(soFar, row) });
  };
  const replace = (entry: Contribution): void => {
    const earlier = contributions.get(entry.claimId);
    if (earlier?.replacedBy !== undefined) return;
    for (const row of earlier?.rows ?? []) add(row, minus);
    for (const row of entry.rows) add(row, plus);
    contributions.set(entry.claimId, entry);
    changed.add(entry.claimId);
  };
  for (const { lane, claimId, revisionOf, rows } of events) {
    if (revisionOf !== undefined) {
      const replacedLane = laneOfId(revisionOf) ?? lane;
      replace({ lane: replacedLane, claimId: revisionOf, rows: [], replacedBy: claimId });
    }
    replace({ lane, claimId, rows });
  }
  return {
    contributions: [...contributions.values()].filter(({ claimId }) => changed.has(claimId)),
    differences: [...differences.values()].filter((row) => !isNothing(countsOf(row))),
  };
}

function keyOf(row: UtilisationKey): string {
  const { admittedOn, schemeCode, districtPcode, hospitalId, packageCode, setting } = row;
  return JSON.stringify([admittedOn, schemeCode, districtPcode, hospitalId, packageCode, setting]);
}

/** A row without its key. */
function countsOf(row: UtilisationRow): typeof NOTHING {
  return plus(NOTHING, row);
}
