import { covers } from '../../calendar.js';
import { deny, pass } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * The hospital was on the scheme's panel on the day of admission, for the tier of each package. The
 * panel is the insurer's own list of contracts: who is not on it is not empanelled.
 */
export const EMP_001 = defineRule({
  code: 'EMP-001',
  title: { en: 'Empanelled on admission', ur: 'داخلے کے دن پینل میں شامل' },
  phase: 'gate',
  authority: [{ document: 'statehealth-empanelment', clause: 'Criteria and grade' }],
  reasons: ['NOT_EMPANELLED', 'TIER_NOT_EMPANELLED'],
  editions: {
    '2000-01-01': ({ facts }) => {
      // The panel is the family's scheme's: unknown until ELG-001 knows the family.
      if (facts.family === undefined) return pass();
      const { admittedOn, lines } = facts.claim;
      const inForce = facts.hospital.empanelments.filter((period) => covers(period, admittedOn));
      if (inForce.length === 0) return deny('NOT_EMPANELLED', { admittedOn });
      return lines.flatMap((line) => {
        const tier = packageOf(facts, line)?.tier;
        if (tier === undefined || inForce.some(({ tiers }) => tiers.includes(tier))) return [];
        const params = { tier, package: line.packageCode, admittedOn };
        return deny('TIER_NOT_EMPANELLED', params, { lineNo: line.lineNo });
      });
    },
  },
});
