import { addDays, daysBetween } from '../../calendar.js';
import type { CaseFacts } from '../facts.js';
import type { PastStay } from '../history.js';
import { deny, pass, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Follow-up at the hospital of an earlier stay is inside the price of that stay, for the days that the
 * terms give. Where the stay is not decided yet, or the days are uncertain, a person looks.
 */
export const PKG_007 = defineRule({
  code: 'PKG-007',
  title: { en: 'Follow-up inside the price', ur: 'قیمت میں شامل معائنہ' },
  phase: 'price',
  authority: [{ document: 'project-architecture', clause: '9, what is borrowed: bundled days' }],
  reasons: ['FOLLOW_UP_INSIDE', 'FOLLOW_UP_MAYBE_INSIDE'],
  parts: [staysBefore],
  editions: {
    '2000-01-01': ({ facts }) => {
      const days = facts.terms?.followUpDays;
      if (days === undefined || facts.history === undefined) return pass();
      const found = staysBefore(facts, days.value);
      return facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        if (packageOf(facts, line)?.limits?.followUp !== true) return [];
        const certain = found.find(({ state }) => state !== 'pended');
        const stay = certain ?? found[0];
        if (stay === undefined) return [];
        const params = {
          package: packageCode,
          otherDischargedOn: stay.dischargedOn,
          days: daysBetween(stay.dischargedOn, facts.claim.admittedOn),
          followUpDays: days.value,
        };
        return certain === undefined || days.uncertain === true
          ? pend('adjudicator', 'FOLLOW_UP_MAYBE_INSIDE', params, { lineNo })
          : deny('FOLLOW_UP_INSIDE', params, { lineNo });
      });
    },
  },
});

/** Stays at this hospital, other than follow-up and sessions, left so many days ago at most. */
function staysBefore({ claim, history }: CaseFacts, days: number): readonly PastStay[] {
  const first = addDays(claim.admittedOn, -days);
  return (history?.stays ?? []).filter(
    (stay) =>
      stay.hospitalId === claim.hospitalId &&
      stay.dischargedOn >= first &&
      stay.dischargedOn <= claim.admittedOn &&
      stay.lines.some((line) => line.followUp !== true && line.session !== true),
  );
}
