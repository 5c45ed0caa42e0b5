import { pend } from '../finding.js';
import { packageOf, touchesDiagnosis } from '../lookup.js';
import { defineRule } from '../rule.js';

/** One of the diagnoses, not only the principal one, is among those that the package is given for. */
export const CLN_004 = defineRule({
  code: 'CLN-004',
  title: { en: 'Diagnosis plausible for the package', ur: 'پیکیج کے لیے ممکن تشخیص' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '9, rule family CLN' }],
  reasons: ['DIAGNOSIS_NOT_OF_PACKAGE'],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const diagnoses = packageOf(facts, line)?.limits?.diagnoses ?? [];
        const [principal] = facts.claim.diagnoses;
        if (diagnoses.length === 0 || principal === undefined) return [];
        if (facts.claim.diagnoses.some((each) => touchesDiagnosis({ diagnoses }, each))) return [];
        const params = { package: line.packageCode, diagnosis: principal };
        return pend('adjudicator', 'DIAGNOSIS_NOT_OF_PACKAGE', params, { lineNo: line.lineNo });
      }),
  },
});
