import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * The person is known and was a member of the family on the day of admission. A newborn is claimed
 * on its mother's number, so that her membership is what counts until the registry has the child.
 */
export const ELG_001 = defineRule({
  code: 'ELG-001',
  title: { en: 'Enrolled on admission', ur: 'داخلے کے دن اندراج' },
  phase: 'gate',
  authority: [
    { document: 'phimc-faq', clause: 'Who is a family; a child born in a panel hospital is added' },
    { document: 'pm-health-faq', clause: 'Who is eligible' },
  ],
  reasons: ['PERSON_UNKNOWN', 'MEMBERSHIP_UNKNOWN', 'NOT_A_MEMBER'],
  editions: {
    '2000-01-01': ({ facts: { claim, person, family } }) => {
      if (person === undefined) return pend('registry', 'PERSON_UNKNOWN');
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
