import { staysOverlap } from '../../claim/overlap.js';
import type { OtherStay } from '../facts.js';
import { pend } from '../finding.js';
import { isSessionsOnly } from '../lookup.js';
import { defineRule } from '../rule.js';

/** A sentence a stay; beyond this many the adjudicator has the person's history open anyway. */
const MOST_NAMED = 5;

/**
 * One person cannot lie in two beds: of two overlapping stays one is wrong, which says nothing about
 * which one, so that a person looks. The hospital hears the other stay's dates, never its place.
 */
export const DUP_002 = defineRule({
  code: 'DUP-002',
  title: { en: 'Overlapping stay', ur: 'ٹکراتے داخلے' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '3, overlap' },
    { document: 'cag-pmjay-2023', clause: 'Same person in several hospitals on the same dates' },
  ],
  reasons: ['STAYS_OVERLAP'],
  parts: [byDates],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn, dischargedOn, newborn } = facts.claim;
      const own = { admittedOn, dischargedOn, newborn, sessionsOnly: isSessionsOnly(facts) };
      return facts.otherStays
        .filter((other) => !other.identical && staysOverlap(own, other))
        .sort(byDates)
        .slice(0, MOST_NAMED)
        .map((other) =>
          pend('adjudicator', 'STAYS_OVERLAP', {
            admittedOn,
            dischargedOn,
            otherAdmittedOn: other.admittedOn,
            otherDischargedOn: other.dischargedOn,
          }),
        );
    },
  },
});

function byDates(a: OtherStay, b: OtherStay): number {
  const [one, two] = [`${a.admittedOn} ${a.dischargedOn}`, `${b.admittedOn} ${b.dischargedOn}`];
  return one === two ? 0 : one < two ? -1 : 1;
}
