import { ageOn } from '../../calendar.js';
import type { CaseFacts } from '../facts.js';
import { pass, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/** The person's age in whole years on the day of admission lies within the package's. */
export const CLN_003 = defineRule({
  code: 'CLN-003',
  title: { en: 'Age for the package', ur: 'پیکیج کے لیے عمر' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '9, rule family CLN' }],
  reasons: ['AGE_BELOW_PACKAGE', 'AGE_ABOVE_PACKAGE', 'AGE_UNKNOWN'],
  parts: [ageOf],
  editions: {
    '2000-01-01': ({ facts }) => {
      // An unknown person has no age yet: ELG-001 asks the registry.
      if (facts.person === undefined) return pass();
      const age = ageOf(facts);
      return facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const listed = packageOf(facts, line);
        const [minAge, maxAge] = [listed?.minAgeYears, listed?.maxAgeYears];
        if (minAge === undefined && maxAge === undefined) return [];
        const params = { package: packageCode };
        if (age === undefined) return pend('adjudicator', 'AGE_UNKNOWN', params, { lineNo });
        if (minAge !== undefined && age < minAge) {
          return pend('adjudicator', 'AGE_BELOW_PACKAGE', { ...params, age, minAge }, { lineNo });
        }
        if (maxAge !== undefined && age > maxAge) {
          return pend('adjudicator', 'AGE_ABOVE_PACKAGE', { ...params, age, maxAge }, { lineNo });
        }
        return [];
      });
    },
  },
});

/**
 * A newborn on its mother's number is as old as the claim says, and no year old where it does not; the
 * date of birth on record is the mother's.
 */
function ageOf({ claim, person }: CaseFacts): number | undefined {
  if (claim.newborn) {
    const { newbornBornOn: bornOn, admittedOn } = claim;
    return bornOn === undefined || bornOn > admittedOn ? 0 : ageOn(bornOn, admittedOn);
  }
  return person?.bornOn === undefined ? undefined : ageOn(person.bornOn, claim.admittedOn);
}
