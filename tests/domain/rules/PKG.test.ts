import { isoDate } from '../../../src/domain/calendar.js';
import { paisa, rupees } from '../../../src/domain/money.js';
import { PKG_001 } from '../../../src/domain/rules/catalogue/PKG-001-package-known.js';
import { PKG_002 } from '../../../src/domain/rules/catalogue/PKG-002-tariff.js';
import { aCase, aPackage, aRate, until } from '../../support/builders/a-case.js';
import { fromFirstDay, passes, pends, reduces, ruleCases } from '../../support/rule-cases.js';

const march3 = isoDate('2024-03-03');

ruleCases(PKG_001, {
  'passes a package on its last day, 3 March 2024': {
    given: aCase().admittedOn('2024-03-03').withPackage(until('2024-03-03')),
    then: passes(),
  },
  'asks an adjudicator, unpriced, the day after': {
    given: aCase().admittedOn('2024-03-04').withPackage(until('2024-03-03')),
    then: pends('adjudicator', 'PACKAGE_NOT_DATED', {
      line: 1,
      params: { package: 'CHAI-1', admittedOn: isoDate('2024-03-04') },
      off: 10_000,
    }),
  },
  'asks an adjudicator about a code listed without an edition for the day': {
    given: aCase().with({ packages: { 'CHAI-1': {} } }),
    then: pends('adjudicator', 'PACKAGE_NOT_DATED', { off: 10_000 }),
  },
  'asks the hospital about a code the scheme never listed': {
    given: aCase().withLines({}, { packageCode: 'TEA-9' }),
    then: pends('hospital', 'PACKAGE_UNKNOWN', {
      line: 2,
      params: { package: 'TEA-9' },
      off: 10_000,
    }),
  },
  'does not take a name that every object has for a package': {
    given: aCase().withLines({ packageCode: 'constructor' }),
    then: pends('hospital', 'PACKAGE_UNKNOWN'),
  },
  'waits for the person before it reads a list': {
    given: aCase().withoutPerson(),
    then: pends('registry', 'PACKAGE_AWAITS_PERSON', { line: 1, off: 10_000 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => aCase().withLines({ packageCode: 'TEA-9' }).admittedOn(day),
    pends('hospital', 'PACKAGE_UNKNOWN'),
  ),
});

const asking = (unitRupees: number, quantity = 1) =>
  aCase().withLines({ unitPricePaisa: rupees(unitRupees), quantity });
const perDay = (quantity: number, unitRupees = 2_000) =>
  asking(unitRupees, quantity).withPackage({}, { basis: 'ward_day', ratePaisa: rupees(1_800) });
const inWards = (quantity: number, unitRupees = 3_600) =>
  asking(unitRupees, quantity).withPackage(
    {},
    {
      basis: 'ward_day',
      ratePaisa: rupees(1_800),
      wardRatesPaisa: {
        hdu: rupees(2_700),
        icu: rupees(3_600),
        icu_ventilator: rupees(4_500),
      },
    },
  );
const withImplant = (unitRupees: number, ...prices: (number | undefined)[]) =>
  aCase()
    .withPackage({}, { implantCeilingPaisa: rupees(3_000) })
    .withLines({
      unitPricePaisa: rupees(unitRupees),
      implants: prices.map((price) => ({
        batch: 'K-1',
        expiresOn: isoDate('2026-01-01'),
        pricePaisa: price === undefined ? undefined : rupees(price),
      })),
    });

ruleCases(PKG_002, {
  'pays the last paisa of the rate, 10,000': { given: asking(10_000), then: passes() },
  'takes off one paisa above it': {
    given: aCase().withLines({ unitPricePaisa: paisa(1_000_001) }),
    then: [
      {
        ...reduces('ABOVE_TARIFF')[0]!,
        lineNo: 1,
        amountPaisa: 1n,
        params: {
          asked: paisa(1_000_001),
          allowed: rupees(10_000),
          package: 'CHAI-1',
          rate: rupees(10_000),
          quantity: 1,
          implant: rupees(0),
        },
      },
    ],
  },
  'does not raise what is asked below the rate': { given: asking(9_000), then: passes() },
  'allows the rate for each of three': {
    given: asking(11_000, 3),
    then: reduces('ABOVE_TARIFF', { line: 1, off: 3_000 }),
  },
  'adds an implant at its stated price': { given: withImplant(12_500, 2_500), then: passes() },
  'adds implants up to the tariff’s ceiling, 3,000': {
    given: withImplant(14_000, 2_500, 1_500),
    then: reduces('ABOVE_TARIFF', { off: 1_000 }),
  },
  'allows no implant that is not stated': {
    given: withImplant(12_500),
    then: reduces('ABOVE_TARIFF', { off: 2_500 }),
  },
  'asks for an implant’s price where it decides, and holds up to the ceiling': {
    given: withImplant(14_000, undefined),
    then: [
      ...reduces('ABOVE_TARIFF', { off: 1_000 }),
      ...pends('hospital', 'IMPLANT_PRICE_MISSING', {
        line: 1,
        params: { package: 'CHAI-1', ceiling: rupees(3_000) },
      }),
    ],
  },
  'asks for it too where all would fit under the ceiling': {
    given: withImplant(12_000, undefined),
    then: pends('hospital', 'IMPLANT_PRICE_MISSING'),
  },
  'does not ask for it where the ceiling is reached without it': {
    given: withImplant(14_000, 3_000, undefined),
    then: reduces('ABOVE_TARIFF', { off: 1_000 }),
  },
  'does not ask for it where the rate alone holds what is asked': {
    given: withImplant(10_000, undefined),
    then: passes(),
  },
  'pays ward days at the ward rate': {
    given: perDay(4).withClaim({ wardDays: { general: 4 } }),
    then: reduces('ABOVE_WARD_RATE', {
      line: 1,
      params: {
        asked: rupees(8_000),
        allowed: rupees(7_200),
        package: 'CHAI-1',
        rate: rupees(1_800),
        days: 4,
      },
      off: 800,
    }),
  },
  'pays no more days than the wards had': {
    given: perDay(5, 1_800).withClaim({ wardDays: { general: 2, icu: 1 } }),
    then: reduces('ABOVE_WARD_RATE', { off: 3_600 }),
  },
  'pays no day twice, line after line': {
    given: perDay(3, 1_800)
      .withLines(
        { quantity: 3, unitPricePaisa: rupees(1_800) },
        { quantity: 2, unitPricePaisa: rupees(1_800) },
      )
      .withClaim({ wardDays: { general: 4 } }),
    then: reduces('ABOVE_WARD_RATE', { line: 2, off: 1_800 }),
  },
  'passes ward days asked at the rate': {
    given: perDay(4, 1_800).withClaim({ wardDays: { general: 4 } }),
    then: passes(),
  },
  'pays each ward’s days at its own rate, to the last rupee': {
    given: inWards(6, 3_000).withClaim({
      wardDays: { general: 3, hdu: 1, icu: 1, icu_ventilator: 1 },
    }),
    then: reduces('ABOVE_WARD_RATES', {
      line: 1,
      params: {
        asked: rupees(18_000),
        allowed: rupees(16_200),
        package: 'CHAI-1',
        general: 3,
        hdu: 1,
        icu: 1,
        ventilator: 1,
      },
      off: 1_800,
    }),
  },
  'passes what the wards come to': {
    given: inWards(6, 2_700).withClaim({
      wardDays: { general: 3, hdu: 1, icu: 1, icu_ventilator: 1 },
    }),
    then: passes(),
  },
  'counts the dearest days first where fewer are asked': {
    given: inWards(2, 5_000).withClaim({ wardDays: { general: 3, icu: 1 } }),
    then: reduces('ABOVE_WARD_RATES', { off: 4_600 }),
  },
  'leaves the cheaper days to the next line': {
    given: inWards(1)
      .withLines(
        { quantity: 1, unitPricePaisa: rupees(3_600) },
        { quantity: 1, unitPricePaisa: rupees(3_600) },
      )
      .withClaim({ wardDays: { general: 1, icu: 1 } }),
    then: reduces('ABOVE_WARD_RATES', { line: 2, off: 1_800 }),
  },
  'pays a ward without a rate of its own at the general one': {
    given: perDay(2, 3_600)
      .withPackage(
        {},
        { basis: 'ward_day', ratePaisa: rupees(1_800), wardRatesPaisa: { icu: rupees(3_600) } },
      )
      .withClaim({ wardDays: { hdu: 1, icu: 1 } }),
    then: reduces('ABOVE_WARD_RATES', { off: 1_800 }),
  },
  'pays all wards alike where the tariff does not tell them apart': {
    given: perDay(3).withClaim({ wardDays: { general: 1, icu: 1, icu_ventilator: 1 } }),
    then: reduces('ABOVE_WARD_RATE', { off: 600 }),
  },
  'asks the hospital for ward days that the claim does not state': {
    given: perDay(4),
    then: pends('hospital', 'WARD_DAYS_MISSING', { line: 1, off: 8_000 }),
  },
  'asks, unpriced, where the tariff has no rate for the grade': {
    given: aCase().with({ packages: { 'CHAI-1': { package: aPackage() } } }),
    then: pends('adjudicator', 'RATE_UNKNOWN', {
      line: 1,
      params: { package: 'CHAI-1', grade: 'B', admittedOn: march3 },
      off: 10_000,
    }),
  },
  'asks the day after the rate ended': {
    given: aCase()
      .admittedOn('2024-03-04')
      .with({
        packages: { 'CHAI-1': { package: aPackage(), rate: aRate(until('2024-03-03')) } },
      }),
    then: pends('adjudicator', 'RATE_UNKNOWN'),
  },
  'asks, unpriced, where the hospital had no grade that day': {
    given: aCase().withHospital({
      standings: [{ ...until('2024-03-02'), sector: 'private', grade: 'B', beds: 40 }],
    }),
    then: pends('adjudicator', 'GRADE_UNKNOWN', { line: 1, off: 10_000 }),
  },
  'leaves an unknown package to PKG-001': {
    given: aCase().withLines({ packageCode: 'TEA-9' }),
    then: passes(),
  },
  'adds the days of all wards where the tariff does not tell them apart': {
    given: perDay(4).withClaim({ wardDays: { general: 1, hdu: 1, icu: 1, icu_ventilator: 1 } }),
    then: reduces('ABOVE_WARD_RATE', {
      line: 1,
      params: {
        asked: rupees(8_000),
        allowed: rupees(7_200),
        package: 'CHAI-1',
        rate: rupees(1_800),
        days: 4,
      },
      off: 800,
    }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => asking(10_001).admittedOn(day),
    reduces('ABOVE_TARIFF', { off: 1 }),
  ),
});
