import { deny, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Care of the tiers that the terms name is paid only with a pre-authorisation in force for the stay.
 * An emergency could not wait for one: why none was asked for in time is for a person to see.
 */
export const PAU_001 = defineRule({
  code: 'PAU-001',
  title: { en: 'Pre-authorised', ur: 'پیشگی منظوری' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '6, priority care after pre-authorisation' },
  ],
  reasons: ['NOT_PRE_AUTHORISED', 'EMERGENCY_NOT_PRE_AUTHORISED', 'MAYBE_NOT_PRE_AUTHORISED'],
  editions: {
    '2000-01-01': ({ facts }) => {
      const tiers = facts.terms?.preAuthorisation?.tiers;
      if (tiers === undefined || facts.preAuthorisation !== undefined) return [];
      const { admittedOn, admissionType, lines } = facts.claim;
      const urgent = admissionType === 'emergency' || facts.grants.emergencyConfirmed;
      return lines.flatMap((line) => {
        const tier = packageOf(facts, line)?.tier;
        if (tier === undefined || !tiers.value.includes(tier)) return [];
        const { lineNo, packageCode } = line;
        const params = { package: packageCode, tier, admittedOn };
        if (tiers.uncertain === true) {
          return pend('adjudicator', 'MAYBE_NOT_PRE_AUTHORISED', params, { lineNo });
        }
        return urgent
          ? pend('adjudicator', 'EMERGENCY_NOT_PRE_AUTHORISED', params, { lineNo })
          : deny('NOT_PRE_AUTHORISED', params, { lineNo });
      });
    },
  },
});
