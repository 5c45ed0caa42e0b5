import type { ClaimLine } from '../../claim/claim.js';
import { add, times, type Paisa } from '../../money.js';
import {
  caseAllowance,
  wardAllowance,
  wardDaysOf,
  type WardAllowance,
} from '../../pricing/allowance.js';
import type { TariffRate } from '../../scheme/terms.js';
import { pend, pendUnpriced, reduce, type Statement } from '../finding.js';
import { packageOf, rateOf, standingOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A line is worth at most the tariff for its package and the hospital's grade on the day of
 * admission: the rate for each case, or its ward's rate for each ward day, and implants at the price
 * stated up to the tariff's ceiling. For packages paid by the day the quantity asked is days, and
 * those of the dearest ward count first.
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
    'ABOVE_WARD_RATES',
    'WARD_DAYS_MISSING',
    'RATE_UNKNOWN',
    'GRADE_UNKNOWN',
    'IMPLANT_PRICE_MISSING',
  ],
  parts: [byWardDay, byCase, above],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { admittedOn } = facts.claim;
      const grade = standingOf(facts)?.grade;
      let left = wardDaysOf(facts.claim);
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
        if (rate.basis === 'case') return byCase(line, rate);
        if (left === undefined) {
          return pendUnpriced('hospital', 'WARD_DAYS_MISSING', { package: packageCode }, lineNo);
        }
        const allowance = wardAllowance(line, rate, left);
        left = allowance.left;
        return byWardDay(line, rate, allowance);
      });
    },
  },
});

function byWardDay(
  line: ClaimLine,
  rate: TariffRate,
  { allowedPaisa: allowed, days }: WardAllowance,
): readonly Statement[] {
  const { packageCode, lineNo, quantity } = line;
  const asked = times(line.unitPricePaisa, quantity);
  if (asked <= allowed) return [];
  const ceilings = [{ lineNo, ceilingPaisa: allowed }];
  const params = { asked, allowed, package: packageCode };
  if (rate.wardRatesPaisa === undefined) {
    const one = { ...params, rate: rate.ratePaisa, days: days.general + days.hdu + days.icu };
    const all = { ...one, days: one.days + days.icu_ventilator };
    return [reduce('ABOVE_WARD_RATE', all, ceilings, { lineNo })];
  }
  const { icu_ventilator: ventilator, ...others } = days;
  return [reduce('ABOVE_WARD_RATES', { ...params, ...others, ventilator }, ceilings, { lineNo })];
}

function byCase(line: ClaimLine, rate: TariffRate): readonly Statement[] {
  const { packageCode, lineNo } = line;
  const { allowedPaisa, implantPaisa, openPaisa } = caseAllowance(line, rate);
  const lower = above(line, rate, allowedPaisa, implantPaisa);
  if (openPaisa === 0n || lower.length === 0) return lower;
  // The missing price decides: held at the ceiling until the hospital states it.
  const ceiling = add(implantPaisa, openPaisa);
  return [
    ...above(line, rate, add(allowedPaisa, openPaisa), ceiling),
    pend('hospital', 'IMPLANT_PRICE_MISSING', { package: packageCode, ceiling }, { lineNo }),
  ];
}

function above(line: ClaimLine, rate: TariffRate, allowed: Paisa, implant: Paisa): Statement[] {
  const { packageCode, lineNo, quantity } = line;
  const asked = times(line.unitPricePaisa, quantity);
  if (asked <= allowed) return [];
  const params = { asked, allowed, package: packageCode, rate: rate.ratePaisa, quantity, implant };
  return [reduce('ABOVE_TARIFF', params, [{ lineNo, ceilingPaisa: allowed }], { lineNo })];
}
