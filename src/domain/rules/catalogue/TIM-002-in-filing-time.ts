import { daysBetween } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * How late a claim may come after discharge, as far as terms say: the class with the most days that
 * it has passed holds. A revision is dated by itself and not by the claim it mends, so that it is
 * never denied for being late, but looked at.
 */
export const TIM_002 = defineRule({
  code: 'TIM-002',
  title: { en: 'Filed in time', ur: 'بروقت جمع' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '6, no filing window unless terms give one' },
  ],
  reasons: ['FILED_TOO_LATE', 'FILED_LATE'],
  editions: {
    '2000-01-01': ({ facts: { claim, terms } }) => {
      const days = daysBetween(claim.dischargedOn, claim.receivedOn);
      const passed = (terms?.lateness ?? []).filter(({ afterDays }) => days > afterDays.value);
      const [worst] = passed.toSorted((a, b) => b.afterDays.value - a.afterDays.value);
      if (worst === undefined) return pass();
      const params = { days, limit: worst.afterDays.value };
      const certain = worst.afterDays.uncertain !== true && claim.revisionOf === undefined;
      return worst.then === 'deny' && certain
        ? deny('FILED_TOO_LATE', params)
        : pend('adjudicator', 'FILED_LATE', params);
    },
  },
});
