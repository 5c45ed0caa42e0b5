import { covers } from '../../calendar.js';
import type { Exclusion } from '../../scheme/terms.js';
import type { CaseFacts } from '../facts.js';
import { deny, pend, type Statement } from '../finding.js';
import { touchesDiagnosis, touchesLine } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * What the terms of the day exclude is not paid: a package on its line, the principal diagnosis for
 * the whole claim. A diagnosis that only stands beside it, and an exclusion that is uncertain, are
 * for a person to weigh.
 */
export const EXC_001 = defineRule({
  code: 'EXC-001',
  title: { en: 'Not excluded', ur: 'سکیم سے خارج نہیں' },
  phase: 'gate',
  authority: [
    { document: 'kp-excluded-treatments', clause: 'Excluded treatments' },
    { document: 'dunya-2025-06-28', clause: 'Gynaecology and eye surgery off the card' },
  ],
  reasons: [
    'TREATMENT_EXCLUDED',
    'TREATMENT_MAYBE_EXCLUDED',
    'DIAGNOSIS_EXCLUDED',
    'DIAGNOSIS_BESIDE_EXCLUDED',
    'DIAGNOSIS_MAYBE_EXCLUDED',
  ],
  parts: [onLines, onDiagnoses],
  editions: {
    '2000-01-01': ({ facts }) => {
      const excluded = (facts.terms?.exclusions ?? []).filter((entry) =>
        covers(entry, facts.claim.admittedOn),
      );
      return [...onLines(facts, excluded), ...onDiagnoses(facts, excluded)];
    },
  },
});

function onLines(facts: CaseFacts, excluded: readonly Exclusion[]): readonly Statement[] {
  const { lines, admittedOn } = facts.claim;
  return lines.flatMap((line) => {
    const touching = excluded.filter(({ treatment }) => touchesLine(facts, treatment.value, line));
    if (touching.length === 0) return [];
    const { lineNo, packageCode } = line;
    const params = { package: packageCode, admittedOn };
    return touching.some(({ treatment }) => treatment.uncertain !== true)
      ? deny('TREATMENT_EXCLUDED', params, { lineNo })
      : pend('adjudicator', 'TREATMENT_MAYBE_EXCLUDED', params, { lineNo });
  });
}

function onDiagnoses(facts: CaseFacts, excluded: readonly Exclusion[]): readonly Statement[] {
  const { diagnoses, admittedOn } = facts.claim;
  return diagnoses.flatMap((diagnosis, at) => {
    const touching = excluded.filter(({ treatment }) =>
      touchesDiagnosis(treatment.value, diagnosis),
    );
    if (touching.length === 0) return [];
    const params = { diagnosis, admittedOn };
    if (touching.every(({ treatment }) => treatment.uncertain === true)) {
      return pend('adjudicator', 'DIAGNOSIS_MAYBE_EXCLUDED', params);
    }
    return at === 0
      ? deny('DIAGNOSIS_EXCLUDED', params)
      : pend('adjudicator', 'DIAGNOSIS_BESIDE_EXCLUDED', params);
  });
}
