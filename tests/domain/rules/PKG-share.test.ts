import { isoDate } from '../../../src/domain/calendar.js';
import { basisPoints, paisa, rupees } from '../../../src/domain/money.js';
import { PKG_003 } from '../../../src/domain/rules/catalogue/PKG-003-patient-share.js';
import type { CoPay } from '../../../src/domain/scheme/terms.js';
import { aCase, EVER, someTerms } from '../../support/builders/a-case.js';
import { fromFirstDay, passes, pends, reduces, ruleCases } from '../../support/rule-cases.js';

const coPay = (share: number, over: Partial<CoPay> = {}): CoPay => ({
  ...EVER,
  sector: 'private',
  share: { value: basisPoints(share), source: 'demo-world' },
  ...over,
});
const listed = [{ from: isoDate('2023-07-01'), to: isoDate('2023-12-31') }];
const exempting = (uncertain?: true) =>
  aCase().withTerms({
    coPay: [
      coPay(3_000, {
        deservingExempt: { value: true, source: 'demo-world', ...(uncertain && { uncertain }) },
      }),
    ],
  });
const sharing = (...entries: CoPay[]) => aCase().withTerms({ coPay: entries });

ruleCases(PKG_003, {
  'passes where the terms know no patient share': { given: aCase(), then: passes() },
  'gives the family its 30%': {
    given: sharing(coPay(3_000)),
    then: reduces('PATIENT_SHARE', {
      line: 1,
      params: { share: 3_000, priced: rupees(10_000), amount: rupees(3_000) },
      off: 3_000,
    }),
  },
  'rounds half a paisa up': {
    given: sharing(coPay(5_000)).withLines({ unitPricePaisa: paisa(101) }),
    then: [{ ...reduces('PATIENT_SHARE')[0]!, amountPaisa: 51n }],
  },
  'takes nothing in a public hospital where only private ones share': {
    given: sharing(coPay(3_000)).withHospital({
      standings: [{ ...EVER, sector: 'public', grade: 'B', beds: 200 }],
    }),
    then: passes(),
  },
  'takes the step in force on the last day before the next, 14 November 2023': {
    given: sharing(coPay(3_000), coPay(4_000, { from: isoDate('2023-11-15') })).admittedOn(
      '2023-11-14',
    ),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'takes the next step on its first day, 15 November 2023': {
    given: sharing(coPay(3_000), coPay(4_000, { from: isoDate('2023-11-15') })).admittedOn(
      '2023-11-15',
    ),
    then: reduces('PATIENT_SHARE', { off: 4_000 }),
  },
  'touches only the groups it names': {
    given: sharing(coPay(3_000, { groups: ['cardiac'] }))
      .withPackage({ group: 'cardiac' })
      .withPackage({ code: 'CHAI-2', group: 'burns' })
      .withPackage({ code: 'CHAI-3' })
      .withLines({}, { packageCode: 'CHAI-2' }, { packageCode: 'CHAI-3' }),
    then: reduces('PATIENT_SHARE', { line: 1, off: 3_000 }),
  },
  'spares the groups it excepts': {
    given: sharing(coPay(4_000, { exceptGroups: ['dialysis'] }))
      .withPackage({ group: 'dialysis' })
      .withPackage({ code: 'CHAI-2', group: 'burns' })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: reduces('PATIENT_SHARE', { line: 2, off: 4_000 }),
  },
  'prefers the entry for the group over one for all from the same day': {
    given: sharing(coPay(4_000), coPay(1_000, { groups: ['burns'] })).withPackage({
      group: 'burns',
    }),
    then: reduces('PATIENT_SHARE', { off: 1_000 }),
  },
  'takes nothing of a family listed as deserving, on its first day there': {
    given: exempting().withFamily({ deserving: listed }).admittedOn('2023-07-01'),
    then: passes(),
  },
  'takes nothing of one that is listed again': {
    given: exempting()
      .withFamily({
        deserving: [{ from: isoDate('2020-01-01'), to: isoDate('2020-12-31') }, ...listed],
      })
      .admittedOn('2023-07-01'),
    then: passes(),
  },
  'and takes it the day before': {
    given: exempting().withFamily({ deserving: listed }).admittedOn('2023-06-30'),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'takes it from a family that is listed no longer': {
    given: exempting().withFamily({ deserving: listed }).admittedOn('2024-01-01'),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'takes it from a family that was never listed': {
    given: exempting(),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'takes it from a deserving family where the terms exempt nobody': {
    given: sharing(coPay(3_000)).withFamily({ deserving: listed }).admittedOn('2023-07-01'),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'asks where it is uncertain that a deserving family is exempt': {
    given: exempting(true).withFamily({ deserving: listed }).admittedOn('2023-07-01'),
    then: pends('adjudicator', 'PATIENT_SHARE_UNCERTAIN', {
      line: 1,
      params: { share: 3_000, priced: rupees(10_000) },
    }),
  },
  'asks nothing of another family for that': {
    given: exempting(true).admittedOn('2023-07-01'),
    then: reduces('PATIENT_SHARE', { off: 3_000 }),
  },
  'passes a share of nothing': { given: sharing(coPay(0)), then: passes() },
  'asks, and takes nothing yet, where the figure is uncertain': {
    given: sharing(
      coPay(3_000, {
        share: { value: basisPoints(3_000), source: 'demo-world', uncertain: true },
      }),
    ),
    then: pends('adjudicator', 'PATIENT_SHARE_UNCERTAIN', {
      line: 1,
      params: { share: 3_000, priced: rupees(10_000) },
      off: 0,
    }),
  },
  'passes while the terms are unknown': {
    given: aCase().with({ terms: undefined }),
    then: passes(),
  },
  'passes while the hospital’s sector is unknown': {
    given: sharing(coPay(3_000)).withHospital({ standings: [] }),
    then: passes(),
  },
  'passes a line of which nothing is left': {
    given: sharing(coPay(3_000)).withLines({ unitPricePaisa: rupees(0) }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      aCase()
        .with({ terms: someTerms({ coPay: [coPay(3_000)] }) })
        .admittedOn(day),
    reduces('PATIENT_SHARE', { off: 3_000 }),
  ),
});
