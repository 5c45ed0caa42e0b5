import { deny, pass } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A stay cannot begin after death. Death on the day of admission, in the stay or before the claim is
 * sent is a stay like any other: only the date of admission counts.
 */
export const ELG_002 = defineRule({
  code: 'ELG-002',
  title: { en: 'Alive on admission', ur: 'داخلے کے وقت حیات' },
  phase: 'gate',
  authority: [
    { document: 'nha-dead-claims-2023', clause: 'Admission date after date of death' },
    { document: 'project-architecture', clause: '3, findings' },
  ],
  reasons: ['DIED_BEFORE_ADMISSION'],
  editions: {
    '2000-01-01': ({ facts: { claim, person } }) => {
      const diedOn = person?.diedOn;
      // On a newborn's claim the number is the mother's: she may have died giving birth.
      if (diedOn === undefined || claim.newborn || diedOn >= claim.admittedOn) return pass();
      return deny('DIED_BEFORE_ADMISSION', { diedOn, admittedOn: claim.admittedOn });
    },
  },
});
