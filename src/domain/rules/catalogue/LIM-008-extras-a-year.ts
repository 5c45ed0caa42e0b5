import { payableExtras } from '../extras.js';
import { deny, pend, type Statement } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * How often the terms give an extra in the policy year of the admission, to the member or to the whole
 * family. What is decided counts for a fact; with what is still open, or where the number or the year's
 * beginning is uncertain, a person looks.
 */
export const LIM_008 = defineRule({
  code: 'LIM-008',
  title: { en: 'Extras a year', ur: 'سال میں اضافی رقم' },
  phase: 'limit',
  step: 'extras_limit',
  authority: [
    { document: 'the-news-2019-01-31', clause: 'Transport up to three times a year' },
    { document: 'project-architecture', clause: '5, extras with yearly counters' },
  ],
  reasons: ['EXTRA_COUNT_SPENT', 'EXTRA_COUNT_UNCLEAR'],
  editions: {
    '2000-01-01': ({ facts, denied }) =>
      payableExtras(facts, denied).flatMap(([extra, entry]): Statement | readonly Statement[] => {
        const { timesAYear: most, scope = 'family' } = entry;
        const { kind, lineNo } = extra;
        const taken = facts.extrasTaken?.find((each) => each.kind === kind)?.[scope];
        if (most === undefined || taken === undefined) return [];
        const { decided, pended } = taken;
        const params = { extra: kind, times: most.value };
        const certain = most.uncertain !== true && facts.terms?.policyYearStart.uncertain !== true;
        if (certain && decided >= most.value) return deny('EXTRA_COUNT_SPENT', params, { lineNo });
        return decided + pended >= most.value
          ? pend('adjudicator', 'EXTRA_COUNT_UNCLEAR', params, { lineNo })
          : [];
      }),
  },
});
