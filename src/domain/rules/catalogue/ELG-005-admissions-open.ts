import { inForceOn } from '../../calendar.js';
import type { CaseFacts } from '../facts.js';
import { deny, pass, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * While the scheme is in suspension mode it takes no new stays but emergencies and life-saving
 * treatment, each by pre-authorisation. Such a stay without one waits for a person, who may find that
 * it was granted; so does every stay where the period itself is uncertain.
 */
export const ELG_005 = defineRule({
  code: 'ELG-005',
  title: { en: 'Scheme open to new stays', ur: 'سکیم نئے داخلوں کے لیے کھلی' },
  phase: 'gate',
  authority: [
    {
      document: 'the-news-2023-08-22',
      clause: 'No new admissions; emergencies and life-saving only, each by pre-authorisation',
    },
  ],
  reasons: ['ADMISSIONS_SUSPENDED', 'EMERGENCY_NOT_AUTHORISED', 'SUSPENSION_UNCERTAIN'],
  parts: [isUrgent],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn } = facts.claim;
      const limit = inForceOn(facts.terms?.admissionLimits ?? [], admittedOn);
      const urgent = isUrgent(facts);
      if (limit === undefined || (urgent && facts.grants.preAuthorised === true)) return pass();
      const params = { suspendedOn: limit.from, admittedOn };
      if (limit.only.uncertain === true) {
        return pend('adjudicator', 'SUSPENSION_UNCERTAIN', params);
      }
      return urgent
        ? pend('adjudicator', 'EMERGENCY_NOT_AUTHORISED', params)
        : deny('ADMISSIONS_SUSPENDED', params);
    },
  },
});

function isUrgent(facts: CaseFacts): boolean {
  const { admissionType, lines } = facts.claim;
  return (
    admissionType === 'emergency' ||
    facts.grants.emergencyConfirmed ||
    (lines.length > 0 && lines.every((line) => packageOf(facts, line)?.lifeSaving === true))
  );
}
