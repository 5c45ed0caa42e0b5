import type { Sex } from '../../claim/claim.js';
import type { Package } from '../../scheme/terms.js';
import { deny, pass, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A package for one sex is refused only where registry and claim agree on the other; where one of
 * them says so a person looks. The digits of a CNIC say nothing, and neither does the sex X.
 */
export const CLN_002 = defineRule({
  code: 'CLN-002',
  title: { en: 'Sex for the package', ur: 'پیکیج کے لیے جنس' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '3, male with a maternity package' }],
  reasons: ['SEX_EXCLUDES_PACKAGE', 'SEX_DISPUTED', 'SEX_UNKNOWN'],
  parts: [excludedBy],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, person } = facts;
      // The number is the mother's, the package is the baby's; and an unknown person has no sex yet.
      if (claim.newborn || person === undefined) return pass();
      const known = [person.sex, claim.statedSex].filter((sex) => sex !== undefined);
      return claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const other = excludedBy(packageOf(facts, line));
        if (other === undefined) return [];
        const params = { package: packageCode };
        if (known.length === 0) return pend('adjudicator', 'SEX_UNKNOWN', params, { lineNo });
        const against = known.filter((sex) => sex === other).length;
        if (against === 0) return [];
        return against === 2
          ? deny('SEX_EXCLUDES_PACKAGE', { ...params, sex: other }, { lineNo })
          : pend('adjudicator', 'SEX_DISPUTED', { ...params, sex: other }, { lineNo });
      });
    },
  },
});

/** The sex that a package cannot be for, if it is for one only. */
function excludedBy(listed: Package | undefined): Sex | undefined {
  if (listed === undefined) return undefined;
  if (listed.maternity || listed.sex === 'female') return 'male';
  return listed.sex === 'male' ? 'female' : undefined;
}
