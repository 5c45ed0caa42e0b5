import { basisPoints, paisa, rupees } from '../../../src/domain/money.js';
import { PKG_004 } from '../../../src/domain/rules/catalogue/PKG-004-several-operations.js';
import type { Terms } from '../../../src/domain/scheme/terms.js';
import { aCase, aPackage } from '../../support/builders/a-case.js';
import { fromFirstDay, passes, pends, reduces, ruleCases } from '../../support/rule-cases.js';

const SHARES: Terms['sittingShares'] = {
  value: [10_000, 5_000, 2_500].map(basisPoints),
  source: 'demo-world',
  borrowed: true,
};
const operation = { operation: true };
/** Operations with rates of 10,000, 8,001.01 and 6,000 rupees, asked at their rates; and a medical package. */
const operating = (...codes: readonly string[]) =>
  aCase()
    .withTerms({ sittingShares: SHARES })
    .withPackage({ limits: operation })
    .withPackage({ code: 'CHAI-2', limits: operation }, { ratePaisa: paisa(800_101) })
    .withPackage({ code: 'CHAI-3', limits: operation }, { ratePaisa: rupees(6_000) })
    .withPackage({ code: 'CHAI-M' })
    .withLines(
      ...codes.map((packageCode) => ({
        packageCode,
        unitPricePaisa:
          packageCode === 'CHAI-2'
            ? paisa(800_101)
            : rupees(packageCode === 'CHAI-3' ? 6_000 : 10_000),
      })),
    );
const further = (line: number, rank: number, share: number, off: bigint) => ({
  kind: 'reduce' as const,
  reason: 'FURTHER_OPERATION' as const,
  lineNo: line,
  amountPaisa: off,
  params: {
    rank,
    share,
    allowed: rank === 2 ? paisa(800_101) : rupees(6_000),
    shared: rank === 2 ? paisa(400_051) : rupees(1_500),
  },
});
const startedOn = (...starts: readonly (string | undefined)[]) => {
  const { lines } = operating('CHAI-1', 'CHAI-2').build().claim;
  return operating().withLines(
    ...lines.map((line, at) => ({
      ...line,
      startedAt: starts[at] === undefined ? undefined : `${starts[at]}:00.000Z`,
    })),
  );
};

ruleCases(PKG_004, {
  'passes where the terms give no shares': {
    given: operating('CHAI-1', 'CHAI-2').withTerms({}),
    then: passes(),
  },
  'passes one operation': { given: operating('CHAI-2', 'CHAI-M'), then: passes() },
  'allows half of the second, half a paisa up, and a quarter of the third': {
    given: operating('CHAI-1', 'CHAI-2', 'CHAI-3'),
    then: [further(2, 2, 5_000, 400_050n), further(3, 3, 2_500, 450_000n)],
  },
  'ranks by price, not by the hospital’s order': {
    given: operating('CHAI-3', 'CHAI-2', 'CHAI-M', 'CHAI-1'),
    then: [further(1, 3, 2_500, 450_000n), further(2, 2, 5_000, 400_050n)],
  },
  'keeps the last share for all that follow, and ties in the hospital’s order': {
    given: operating('CHAI-1', 'CHAI-2', 'CHAI-3', 'CHAI-3'),
    then: [
      further(2, 2, 5_000, 400_050n),
      further(3, 3, 2_500, 450_000n),
      further(4, 4, 2_500, 450_000n),
    ],
  },
  'takes nothing of what is asked below its share': {
    given: operating('CHAI-1').withLines(
      {},
      { packageCode: 'CHAI-3', unitPricePaisa: rupees(3_000) },
    ),
    then: passes(),
  },
  'gives no place to an operation that nothing is left of': {
    given: operating('CHAI-1', 'CHAI-2').withLines(
      { unitPricePaisa: rupees(0) },
      { packageCode: 'CHAI-2', unitPricePaisa: paisa(800_101) },
    ),
    then: passes(),
  },
  'passes operations of different days': {
    given: startedOn('2024-03-03T06:00', '2024-03-04T06:00'),
    then: passes(),
  },
  'counts days in Karachi: 18:59 and 19:00 in Greenwich are two': {
    given: startedOn('2024-03-04T18:59', '2024-03-04T19:00'),
    then: passes(),
  },
  'takes operations of one day for one sitting': {
    given: startedOn('2024-03-04T04:00', '2024-03-04T09:00'),
    then: [further(2, 2, 5_000, 400_050n)],
  },
  'takes all for one sitting where one does not say when it began': {
    given: startedOn('2024-03-04T04:00', undefined),
    then: [further(2, 2, 5_000, 400_050n)],
  },
  'asks, and takes nothing, where the shares are uncertain': {
    given: operating('CHAI-1', 'CHAI-2').withTerms({
      sittingShares: { ...SHARES, uncertain: true },
    }),
    then: pends('adjudicator', 'SITTING_SHARES_UNCERTAIN', {
      line: 2,
      params: { rank: 2, share: 5_000 },
      off: 0,
    }),
  },
  'leaves operations without a rate to the tariff': {
    given: operating('CHAI-1', 'CHAI-2').with({
      packages: { 'CHAI-1': { package: aPackage({ limits: operation }) } },
    }),
    then: passes(),
  },
  'passes one operation beside one that is paid by the day': {
    given: operating('CHAI-1', 'CHAI-2').withPackage(
      { limits: operation },
      { basis: 'ward_day', ratePaisa: rupees(10_000) },
    ),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => operating('CHAI-1', 'CHAI-2').admittedOn(day),
    reduces('FURTHER_OPERATION', { line: 2 }),
  ),
});
