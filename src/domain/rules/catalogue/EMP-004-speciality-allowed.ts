import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Each package belongs to a speciality that the hospital was allowed on the day of admission. A
 * package without a speciality is open to every hospital on the panel.
 */
export const EMP_004 = defineRule({
  code: 'EMP-004',
  title: { en: 'Speciality allowed', ur: 'منظور شدہ شعبہ' },
  phase: 'gate',
  authority: [
    { document: 'statehealth-empanelment', clause: 'Departments and single specialities' },
  ],
  reasons: ['SPECIALITY_NOT_ALLOWED', 'SPECIALITIES_UNKNOWN'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn, lines } = facts.claim;
      const { specialities } = facts.hospital;
      const needed = lines.flatMap((line) => {
        const speciality = packageOf(facts, line)?.speciality;
        return speciality === undefined ? [] : [{ line, speciality }];
      });
      if (needed.length === 0) return pass();
      if (specialities.length === 0) return pend('adjudicator', 'SPECIALITIES_UNKNOWN');
      const allowed = specialities.filter((period) => covers(period, admittedOn));
      return needed
        .filter(({ speciality }) => !allowed.some((period) => period.speciality === speciality))
        .map(({ line, speciality }) => {
          const params = { speciality, package: line.packageCode, admittedOn };
          return deny('SPECIALITY_NOT_ALLOWED', params, { lineNo: line.lineNo });
        });
    },
  },
});
