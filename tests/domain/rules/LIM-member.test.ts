import { addDays, isoDate } from '../../../src/domain/calendar.js';
import { LIM_005 } from '../../../src/domain/rules/catalogue/LIM-005-waiting-period.js';
import { LIM_006 } from '../../../src/domain/rules/catalogue/LIM-006-admissions-a-year.js';
import { aCase } from '../../support/builders/a-case.js';
import { aHistory, aPastLine, aPastStay } from '../../support/builders/a-past-stay.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

type Stays = Parameters<typeof aHistory>[0];

const unsureYear = {
  policyYearStart: { value: { month: 1, day: 1 }, source: 'demo-world', uncertain: true },
} as const;

const waiting = (...memberships: { from: string; to?: string }[]) =>
  aCase()
    .withPackage({ limits: { waitingDays: 90 } })
    .admittedOn('2024-03-31')
    .withPerson({
      memberships: memberships.map(({ from, to }) => ({
        from: isoDate(from),
        ...(to === undefined ? {} : { to: isoDate(to) }),
      })),
    });

ruleCases(LIM_005, {
  'passes on the ninetieth day': { given: waiting({ from: '2024-01-01' }), then: passes() },
  'denies on the day before': {
    given: waiting({ from: '2024-01-02' }),
    then: denies('WAITING_PERIOD', {
      line: 1,
      params: {
        package: 'CHAI-1',
        waitingDays: 90,
        memberOn: isoDate('2024-01-02'),
        payableOn: isoDate('2024-04-01'),
      },
      off: 10_000,
    }),
  },
  'counts from the first of memberships that follow each other': {
    given: waiting({ from: '2024-03-01' }, { from: '2023-05-01', to: '2024-02-29' }),
    then: passes(),
  },
  'begins anew after a day without membership': {
    given: waiting({ from: '2023-05-01', to: '2024-02-28' }, { from: '2024-03-01' }),
    then: denies('WAITING_PERIOD', {
      params: {
        package: 'CHAI-1',
        waitingDays: 90,
        memberOn: isoDate('2024-03-01'),
        payableOn: isoDate('2024-05-30'),
      },
    }),
  },
  'leaves who was no member to ELG-001': {
    given: waiting({ from: '2024-01-01', to: '2024-03-30' }, { from: '2024-04-01' }),
    then: passes(),
  },
  'passes a newborn': {
    given: waiting({ from: '2024-03-01' }).withClaim({ newborn: true }),
    then: passes(),
  },
  'leaves an unknown person to ELG-001': {
    given: waiting({ from: '2024-03-01' }).with({ person: undefined }),
    then: passes(),
  },
  'passes a package without a waiting period': {
    given: waiting({ from: '2024-03-30' }).withPackage({}),
    then: passes(),
  },
  'counts from the first of three, whatever order they are kept in': {
    given: waiting(
      { from: '2023-05-01', to: '2023-12-31' },
      { from: '2024-03-01' },
      { from: '2024-01-01', to: '2024-02-29' },
    ),
    then: passes(),
  },
  'denies a membership begun on the day of admission': {
    given: waiting({ from: '2024-03-31' }),
    then: denies('WAITING_PERIOD', {
      params: {
        package: 'CHAI-1',
        waitingDays: 90,
        memberOn: isoDate('2024-03-31'),
        payableOn: isoDate('2024-06-29'),
      },
    }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => waiting({ from: '1999-12-01' }).admittedOn(day),
    denies('WAITING_PERIOD'),
  ),
});

const three = (uncertain?: true) =>
  ({ admissionsAYear: { value: 3, source: 'kp-act-2018-summary', uncertain } }) as const;
const admitted = (...stays: Stays) =>
  aCase()
    .withTerms(three())
    .with({ history: aHistory(stays) });
const TWO_STAYS = [aPastStay('2024-02-01'), aPastStay('2024-01-01')];
const THREE_STAYS = [aPastStay('2024-02-20'), ...TWO_STAYS];

ruleCases(LIM_006, {
  'passes the third admission': { given: admitted(...TWO_STAYS), then: passes() },
  'denies the fourth': {
    given: admitted(...THREE_STAYS),
    then: denies('ADMISSIONS_SPENT', { params: { admissions: 3 }, off: 10_000 }),
  },
  'counts nothing of the year before': {
    given: admitted(...TWO_STAYS, aPastStay('2023-12-31')),
    then: passes(),
  },
  'asks while one of them is open': {
    given: admitted(...TWO_STAYS, aPastStay('2024-02-20', { state: 'pended' })),
    then: pends('adjudicator', 'ADMISSIONS_MAYBE_SPENT', { params: { admissions: 3 } }),
  },
  'asks where the number is uncertain': {
    given: admitted(...THREE_STAYS).withTerms(three(true)),
    then: pends('adjudicator', 'ADMISSIONS_MAYBE_SPENT'),
  },
  'asks where the beginning of the year is uncertain': {
    given: admitted(...THREE_STAYS).withTerms({ ...three(), ...unsureYear }),
    then: pends('adjudicator', 'ADMISSIONS_MAYBE_SPENT'),
  },
  'asks where the stays are too many to read': {
    given: admitted().with({ history: aHistory([], { cut: true }) }),
    then: pends('adjudicator', 'ADMISSIONS_MAYBE_SPENT'),
  },
  'counts neither sessions nor transfers': {
    given: admitted(
      ...TWO_STAYS,
      aPastStay('2024-02-20', { lines: [aPastLine({ session: true })] }),
      aPastStay('2024-02-03', { transferIn: true }),
    ),
    then: passes(),
  },
  'passes a transfer': {
    given: admitted(...THREE_STAYS).withClaim({ admissionType: 'transfer_in' }),
    then: passes(),
  },
  'passes sessions': {
    given: admitted(...THREE_STAYS).withPackage({ session: true }),
    then: passes(),
  },
  'passes where the terms give no number': {
    given: admitted(...THREE_STAYS).withTerms({}),
    then: passes(),
  },
  'passes where nothing earlier was asked for': {
    given: aCase().withTerms(three()),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      aCase()
        .withTerms(three())
        .with({ history: aHistory([1, 2, 3].map((n) => aPastStay(addDays(isoDate(day), n)))) })
        .admittedOn(day),
    denies('ADMISSIONS_SPENT'),
  ),
});
