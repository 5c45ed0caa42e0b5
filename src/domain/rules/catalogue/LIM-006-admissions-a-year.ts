import { policyYearOf } from '../../calendar.js';
import { wasSessionsOnly } from '../history.js';
import { deny, pass, pend } from '../finding.js';
import { isSessionsOnly } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * How many admissions the terms give a member in the policy year. Sessions are no admissions, and a
 * transfer goes on with one. Open claims and uncertain figures go to a person.
 */
export const LIM_006 = defineRule({
  code: 'LIM-006',
  title: { en: 'Admissions a year', ur: 'سال میں داخلے' },
  phase: 'gate',
  authority: [{ document: 'kp-act-2018-summary', clause: 'At most three admissions a year' }],
  reasons: ['ADMISSIONS_SPENT', 'ADMISSIONS_MAYBE_SPENT'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, terms, history } = facts;
      const most = terms?.admissionsAYear;
      if (terms === undefined || most === undefined || history === undefined) return pass();
      if (claim.admissionType === 'transfer_in' || isSessionsOnly(facts)) return pass();
      const start = terms.policyYearStart.value;
      const year = policyYearOf(start, claim.admittedOn);
      const others = history.stays.filter(
        (stay) =>
          stay.transferIn !== true &&
          !wasSessionsOnly(stay) &&
          policyYearOf(start, stay.admittedOn) === year,
      );
      const params = { admissions: most.value };
      const decided = others.filter(({ state }) => state !== 'pended').length;
      const certain = most.uncertain !== true && terms.policyYearStart.uncertain !== true;
      if (certain && decided >= most.value) return deny('ADMISSIONS_SPENT', params);
      return others.length >= most.value || history.cut
        ? pend('adjudicator', 'ADMISSIONS_MAYBE_SPENT', params)
        : pass();
    },
  },
});
