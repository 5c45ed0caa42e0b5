import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * Cover is that of the one family in which the person was registered on the day of admission. Another
 * family alone: its cover, not this one's. Both: one of the two records is wrong.
 */
export const ELG_007 = defineRule({
  code: 'ELG-007',
  title: { en: 'In one family on admission', ur: 'داخلے کے دن ایک ہی خاندان' },
  phase: 'gate',
  authority: [
    { document: 'phimc-faq', clause: 'Who is a family: husband, wife, unmarried children' },
    { document: 'project-architecture', clause: '6, families that split or merge' },
  ],
  reasons: ['MEMBER_OF_ANOTHER_FAMILY', 'REGISTERED_IN_TWO_FAMILIES'],
  editions: {
    '2000-01-01': ({ facts: { claim, person } }) => {
      const { admittedOn } = claim;
      const elsewhere = (person?.otherMemberships ?? []).some((each) => covers(each, admittedOn));
      if (!elsewhere) return pass();
      const here = person?.memberships.some((each) => covers(each, admittedOn)) === true;
      return here
        ? pend('adjudicator', 'REGISTERED_IN_TWO_FAMILIES', { admittedOn })
        : deny('MEMBER_OF_ANOTHER_FAMILY', { admittedOn });
    },
  },
});
