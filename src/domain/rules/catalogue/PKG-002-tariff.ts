import type { ClaimLine } from '../../claim/claim.js';
import { add, smallest, times, ZERO, type Paisa } from '../../money.js';
import type { TariffRate } from '../../scheme/terms.js';
import type { CaseFacts } from '../facts.js';
import { pend, pendUnpriced, reduce, type Statement } from '../finding.js';
import { packageOf, rateOf, standingOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A line is worth at most the tariff for its package and the hospital's grade on the day of
 * admission: the rate for each case, or the ward rate for each ward day, and implants at the price
 * stated up to the tariff's ceiling. For packages paid by the day the quantity asked is days.
 */
export const PKG_002 = defineRule({
  code: 'PKG-002',
  title: { en: 'Tariff', ur: 'نرخ نامہ' },
  phase: 'price',
  authority: [
    { document: 'statehealth-empanelment', clause: 'Grade fixes the contract rate' },
    { document: 'project-architecture', clause: '5, the money' },
  ],
  reasons: [
    'ABOVE_TARIFF',
    'ABOVE_WARD_RATE',
    'WARD_DAYS_MISSING',
    'RATE_UNKNOWN',
    'GRADE_UNKNOWN',
    'IMPLANT_PRICE_MISSING',
  ],
  parts: [wardDaysOf, byWardDay, byCase, above],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn } = facts.claim;
      const grade = standingOf(facts)?.grade;
      const ward = wardDaysOf(facts);
      return facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        // PKG-001 speaks of what the list does not know.
        if (packageOf(facts, line) === undefined) return [];
        const place = { package: packageCode, admittedOn };
        if (grade === undefined) return pendUnpriced('adjudicator', 'GRADE_UNKNOWN', place, lineNo);
        const rate = rateOf(facts, line);
        if (rate === undefined) {
          return pendUnpriced('adjudicator', 'RATE_UNKNOWN', { ...place, grade }, lineNo);
        }
        return rate.basis === 'ward_day' ? byWardDay(line, rate, ward) : byCase(line, rate);
      });
    },
  },
});

/** Ward days not yet used by an earlier line; absent when the claim states none. */
interface WardDays {
  left: number | undefined;
}

function wardDaysOf({ claim }: CaseFacts): WardDays {
  if (claim.wardDays === undefined) return { left: undefined };
  return {
    left: Object.values(claim.wardDays).reduce<number>((sum, days) => sum + (days ?? 0), 0),
  };
}

function byWardDay(line: ClaimLine, rate: TariffRate, ward: WardDays): readonly Statement[] {
  const { packageCode, lineNo, quantity } = line;
  if (ward.left === undefined) {
    return [pendUnpriced('hospital', 'WARD_DAYS_MISSING', { package: packageCode }, lineNo)];
  }
  const days = Math.min(quantity, ward.left);
  ward.left -= days;
  const asked = times(line.unitPricePaisa, quantity);
  const allowed = times(rate.ratePaisa, days);
  if (asked <= allowed) return [];
  const params = { asked, allowed, package: packageCode, rate: rate.ratePaisa, days };
  return [reduce('ABOVE_WARD_RATE', params, [{ lineNo, ceilingPaisa: allowed }], { lineNo })];
}

function byCase(line: ClaimLine, rate: TariffRate): readonly Statement[] {
  const { packageCode, lineNo, quantity } = line;
  const base = times(rate.ratePaisa, quantity);
  const ceiling = times(rate.implantCeilingPaisa ?? ZERO, quantity);
  const priced = line.implants.every(({ pricePaisa }) => pricePaisa !== undefined);
  const stated = smallest(ceiling, add(...line.implants.map((each) => each.pricePaisa ?? ZERO)));
  const lower = above(line, rate, add(base, stated), stated);
  if (priced || ceiling === stated || lower.length === 0) return lower;
  // The missing price decides: held at the ceiling until the hospital states it.
  const params = { package: packageCode, ceiling };
  return [
    ...above(line, rate, add(base, ceiling), ceiling),
    pend('hospital', 'IMPLANT_PRICE_MISSING', params, { lineNo }),
  ];
}

function above(line: ClaimLine, rate: TariffRate, allowed: Paisa, implant: Paisa): Statement[] {
  const { packageCode, lineNo, quantity } = line;
  const asked = times(line.unitPricePaisa, quantity);
  if (asked <= allowed) return [];
  const params = { asked, allowed, package: packageCode, rate: rate.ratePaisa, quantity, implant };
  return [reduce('ABOVE_TARIFF', params, [{ lineNo, ceilingPaisa: allowed }], { lineNo })];
}
