import { pendUnpriced } from '../finding.js';
import { packageFactsOf, packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/** Each line's package is on the scheme's list, in an edition in force on the day of admission. */
export const PKG_001 = defineRule({
  code: 'PKG-001',
  title: { en: 'Package known and dated', ur: 'پیکیج معلوم اور نافذ' },
  phase: 'price',
  authority: [{ document: 'project-architecture', clause: '1.7, dates rule' }],
  reasons: ['PACKAGE_UNKNOWN', 'PACKAGE_NOT_DATED', 'PACKAGE_AWAITS_PERSON'],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const params = { package: packageCode };
        if (packageOf(facts, line) !== undefined) return [];
        // Which list is not known before whose scheme.
        if (facts.family === undefined) {
          return pendUnpriced('registry', 'PACKAGE_AWAITS_PERSON', params, lineNo);
        }
        if (packageFactsOf(facts, line) === undefined) {
          return pendUnpriced('hospital', 'PACKAGE_UNKNOWN', params, lineNo);
        }
        const dated = { ...params, admittedOn: facts.claim.admittedOn };
        return pendUnpriced('adjudicator', 'PACKAGE_NOT_DATED', dated, lineNo);
      }),
  },
});
