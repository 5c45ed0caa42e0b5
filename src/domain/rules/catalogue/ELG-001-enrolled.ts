import { covers } from '../../calendar.js';
import { unmatchedDaysWithoutTerms } from '../../scheme/terms.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * The person is known and was a member of the family on the day of admission. A newborn is claimed
 * on its mother's number, so that her membership is what counts until the registry has the child. A
 * number that the registry does not learn in time is denied.
 */
export const ELG_001 = defineRule({
  code: 'ELG-001',
  title: { en: 'Enrolled on admission', ur: 'داخلے کے دن اندراج' },
  phase: 'gate',
  authority: [
    { document: 'phimc-faq', clause: 'Who is a family; a child born in a panel hospital is added' },
    { document: 'pm-health-faq', clause: 'Who is eligible' },
    {
      document: 'project-architecture',
      clause: '3, the claim: an unknown number is denied in time',
    },
  ],
  reasons: ['PERSON_UNKNOWN', 'PERSON_NEVER_KNOWN', 'MEMBERSHIP_UNKNOWN', 'NOT_A_MEMBER'],
  editions: {
    '2000-01-01': ({ facts: { claim, person, family, unmatchedForDays = 0 } }) => {
      if (person === undefined) {
        const limit = unmatchedDaysWithoutTerms();
        if (unmatchedForDays < limit) return pend('registry', 'PERSON_UNKNOWN');
        return deny('PERSON_NEVER_KNOWN', { days: unmatchedForDays, limit });
      }
      // A person without any dated membership is a gap in the record, not a stranger to the family.
      if (family === undefined || person.memberships.length === 0) {
        return pend('adjudicator', 'MEMBERSHIP_UNKNOWN');
      }
      const { admittedOn } = claim;
      const member = person.memberships.some((membership) => covers(membership, admittedOn));
      return member ? pass() : deny('NOT_A_MEMBER', { admittedOn });
    },
  },
});
