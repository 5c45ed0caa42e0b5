import { inForceOn } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A family whose head's CNIC is blocked is not eligible until NADRA lifts the block. The source
 * speaks of the head alone: what a block of another member's number means, a person decides.
 */
export const ELG_006 = defineRule({
  code: 'ELG-006',
  title: { en: 'Number not blocked', ur: 'شناختی کارڈ بلاک نہیں' },
  phase: 'gate',
  authority: [
    {
      document: 'sehatsahulat-faqs',
      clause: 'Blocked CNIC of the head: not eligible until lifted',
    },
  ],
  reasons: ['HEAD_BLOCKED', 'PERSON_BLOCKED'],
  editions: {
    '2000-01-01': ({ facts: { claim, family, person } }) => {
      const { admittedOn } = claim;
      const head = inForceOn(family?.headBlocked ?? [], admittedOn);
      if (head !== undefined) return deny('HEAD_BLOCKED', { admittedOn, blockedOn: head.from });
      const own = inForceOn(person?.blocked ?? [], admittedOn);
      if (own === undefined) return pass();
      return pend('adjudicator', 'PERSON_BLOCKED', { admittedOn, blockedOn: own.from });
    },
  },
});
