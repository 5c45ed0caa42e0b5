import { covers } from '../../calendar.js';
import { deny, pass, pend } from '../finding.js';
import { defineRule } from '../rule.js';

/**
 * A licence of the Healthcare Commission, regular or provisional, covered the day of admission.
 * Auditors found unregistered hospitals that had been paid for years: no licence on record is asked
 * about, licences on record that leave the day open are a refusal.
 */
export const EMP_002 = defineRule({
  code: 'EMP-002',
  title: { en: 'Licensed on admission', ur: 'داخلے کے دن لائسنس یافتہ' },
  phase: 'gate',
  authority: [
    { document: 'agp-kp-2017-22', clause: 'Hospitals unregistered with the Healthcare Commission' },
    { document: 'statehealth-empanelment', clause: 'Valid, then provisional, licence' },
    { document: 'pakistan-observer-2023-11-22', clause: 'No claim without a licence is processed' },
  ],
  reasons: ['LICENCE_UNKNOWN', 'NOT_LICENSED'],
  editions: {
    '2000-01-01': ({ facts: { claim, hospital } }) => {
      if (hospital.licences.length === 0) return pend('adjudicator', 'LICENCE_UNKNOWN');
      const { admittedOn } = claim;
      const licensed = hospital.licences.some((licence) => covers(licence, admittedOn));
      return licensed ? pass() : deny('NOT_LICENSED', { admittedOn });
    },
  },
});
