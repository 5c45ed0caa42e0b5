import { addDays, isoDate } from '../../../src/domain/calendar.js';
import { LIM_002 } from '../../../src/domain/rules/catalogue/LIM-002-once-in-life.js';
import { LIM_003 } from '../../../src/domain/rules/catalogue/LIM-003-days-between.js';
import { LIM_004 } from '../../../src/domain/rules/catalogue/LIM-004-times-a-year.js';
import type { PastLine } from '../../../src/domain/rules/history.js';
import type { PackageLimits } from '../../../src/domain/scheme/terms.js';
import { aCase } from '../../support/builders/a-case.js';
import { aHistory, aPastLine, aPastStay, leftOn } from '../../support/builders/a-past-stay.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

type Stays = Parameters<typeof aHistory>[0];

const limited = (limits: PackageLimits, ...stays: Stays) =>
  aCase()
    .withPackage({ limits })
    .with({ history: aHistory(stays) });
const once = (...stays: Stays) => limited({ onceInLife: true }, ...stays);
const eachSide = (side: PastLine['side'], past?: PastLine['side']) =>
  limited(
    { onceInLife: true, sided: true },
    aPastStay('2020-01-01', { lines: [aPastLine({ side: past })] }),
  ).withLines({ side });
const OTHER = { otherAdmittedOn: isoDate('2020-01-01') };

ruleCases(LIM_002, {
  'passes the first time': { given: once(), then: passes() },
  'denies the second time, years later': {
    given: once(aPastStay('2020-01-01')),
    then: denies('ONCE_IN_LIFE', {
      line: 1,
      params: { package: 'CHAI-1', ...OTHER },
      off: 10_000,
    }),
  },
  'denies after a stay already paid': {
    given: once(aPastStay('2020-01-01', { state: 'settling' })),
    then: denies('ONCE_IN_LIFE'),
  },
  'asks while the first one is open': {
    given: once(aPastStay('2020-01-01', { state: 'pended' })),
    then: pends('adjudicator', 'ONCE_IN_LIFE_UNCLEAR', {
      line: 1,
      params: { package: 'CHAI-1', ...OTHER },
    }),
  },
  'asks where the one decided comes later: either may be wrong': {
    given: once(aPastStay('2024-05-01')),
    then: pends('adjudicator', 'ONCE_IN_LIFE_UNCLEAR'),
  },
  'denies on a decided one though a newer one is open': {
    given: once(aPastStay('2023-01-01', { state: 'pended' }), aPastStay('2020-01-01')),
    then: denies('ONCE_IN_LIFE', { params: { package: 'CHAI-1', ...OTHER } }),
  },
  'passes after another package': {
    given: once(aPastStay('2020-01-01', { lines: [aPastLine({ packageCode: 'CHAI-2' })] })),
    then: passes(),
  },
  'denies after another package on the same organ': {
    given: limited(
      { onceInLife: true, sameOrganAs: ['CHAI-2'] },
      aPastStay('2020-01-01', { lines: [aPastLine({ packageCode: 'CHAI-2' })] }),
    ),
    then: denies('ONCE_IN_LIFE', { line: 1, params: { package: 'CHAI-1', ...OTHER } }),
  },
  'passes after another package on the other side of the organ': {
    given: limited(
      { onceInLife: true, sided: true, sameOrganAs: ['CHAI-2'] },
      aPastStay('2020-01-01', { lines: [aPastLine({ packageCode: 'CHAI-2', side: 'right' })] }),
    ).withLines({ side: 'left' }),
    then: passes(),
  },
  'asks the hospital about the same organ by two packages on one claim': {
    given: limited({ onceInLife: true, sameOrganAs: ['CHAI-2'] }).withLines(
      { packageCode: 'CHAI-2' },
      {},
    ),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 2, params: { package: 'CHAI-1' } }),
  },
  'passes after the same code of another scheme, which means another treatment': {
    given: once(aPastStay('2020-01-01', { schemeCode: 'KAHWA' })),
    then: passes(),
  },
  'passes a package without the limit': {
    given: limited({}, aPastStay('2020-01-01')),
    then: passes(),
  },
  'passes a newborn on its mother’s number': {
    given: once(aPastStay('2020-01-01')).withClaim({ newborn: true }),
    then: passes(),
  },
  'asks the hospital about two on one claim': {
    given: once().withLines({}, {}),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 2, params: { package: 'CHAI-1' } }),
  },
  'asks the hospital about a quantity of two': {
    given: once().withLines({ quantity: 2 }),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 1 }),
  },
  'passes the other side': { given: eachSide('left', 'right'), then: passes() },
  'denies the same side': {
    given: eachSide('left', 'left'),
    then: denies('SAME_SIDE_AGAIN', { line: 1, params: { package: 'CHAI-1', ...OTHER } }),
  },
  'denies one side after both': {
    given: eachSide('right', 'both'),
    then: denies('SAME_SIDE_AGAIN'),
  },
  'denies both after one': { given: eachSide('both', 'left'), then: denies('SAME_SIDE_AGAIN') },
  'asks where the earlier side is not known': {
    given: eachSide('left'),
    then: pends('adjudicator', 'ONCE_IN_LIFE_UNCLEAR'),
  },
  'leaves a missing side to CLN-008': { given: eachSide(undefined, 'left'), then: passes() },
  'passes left and right on one claim, and a pair of both': {
    given: limited({ onceInLife: true, sided: true }).withLines(
      { side: 'left' },
      { side: 'right' },
    ),
    then: passes(),
  },
  'passes two of both': {
    given: limited({ onceInLife: true, sided: true }).withLines({ side: 'both', quantity: 2 }),
    then: passes(),
  },
  'asks the hospital about the same side twice': {
    given: limited({ onceInLife: true, sided: true }).withLines({ side: 'left' }, { side: 'left' }),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 2 }),
  },
  'asks where the stays are too many to read': {
    given: once().with({ history: aHistory([], { cut: true }) }),
    then: pends('adjudicator', 'HISTORY_TOO_LONG', { params: { package: 'CHAI-1' } }),
  },
  'denies all the same where it is among those read': {
    given: once().with({ history: aHistory([aPastStay('2020-01-01')], { cut: true }) }),
    then: denies('ONCE_IN_LIFE'),
  },
  'asks the hospital about a quantity of two on one side': {
    given: limited({ onceInLife: true, sided: true }).withLines({ side: 'left', quantity: 2 }),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 1 }),
  },
  'asks about two of what has no sides, though both are named': {
    given: once().withLines({ side: 'both', quantity: 2 }),
    then: pends('hospital', 'ONCE_ASKED_TWICE', { line: 1 }),
  },
  'passes it after another package on the same claim': {
    given: once().withPackage({ code: 'CHAI-2' }).withLines({ packageCode: 'CHAI-2' }, {}),
    then: passes(),
  },
  'leaves a missing side beside both to CLN-008': {
    given: limited({ onceInLife: true, sided: true }).withLines({ side: 'both' }, {}),
    then: passes(),
  },
  'names the line whose stays are too many to read': {
    given: once().with({ history: aHistory([], { cut: true }) }),
    then: pends('adjudicator', 'HISTORY_TOO_LONG', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => once(leftOn('1999-11-01')).admittedOn(day),
    denies('ONCE_IN_LIFE'),
  ),
});

// The stay of the case is 20 to 24 March.
const apart = (...stays: Stays) => limited({ daysBetween: 30 }, ...stays).admittedOn('2024-03-20');

ruleCases(LIM_003, {
  'passes 30 days after the discharge': { given: apart(leftOn('2024-02-19')), then: passes() },
  'denies on the day before': {
    given: apart(leftOn('2024-02-20')),
    then: denies('TOO_SOON_AGAIN', {
      line: 1,
      params: {
        package: 'CHAI-1',
        otherDischargedOn: isoDate('2024-02-20'),
        days: 29,
        minDays: 30,
      },
      off: 10_000,
    }),
  },
  'denies on the day of the discharge': {
    given: apart(leftOn('2024-03-20')),
    then: denies('TOO_SOON_AGAIN', { line: 1 }),
  },
  'asks while the other one is open': {
    given: apart(leftOn('2024-02-20', { state: 'pended' })),
    then: pends('adjudicator', 'MAYBE_TOO_SOON', {
      line: 1,
      params: {
        package: 'CHAI-1',
        otherAdmittedOn: isoDate('2024-02-18'),
        otherDischargedOn: isoDate('2024-02-20'),
        minDays: 30,
      },
    }),
  },
  'asks where the other one comes 29 days after this discharge': {
    given: apart(aPastStay('2024-04-22')),
    then: pends('adjudicator', 'MAYBE_TOO_SOON'),
  },
  'passes where it comes 30 days after': { given: apart(aPastStay('2024-04-23')), then: passes() },
  'asks where the two overlap': {
    given: apart(leftOn('2024-03-21')),
    then: pends('adjudicator', 'MAYBE_TOO_SOON'),
  },
  'passes another package in between': {
    given: apart(leftOn('2024-03-10', { lines: [aPastLine({ packageCode: 'CHAI-2' })] })),
    then: passes(),
  },
  'passes a newborn': {
    given: apart(leftOn('2024-03-10')).withClaim({ newborn: true }),
    then: passes(),
  },
  'passes a package without the limit': {
    given: limited({}, leftOn('2024-03-02')),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => limited({ daysBetween: 30 }, leftOn(addDays(isoDate(day), -3))).admittedOn(day),
    denies('TOO_SOON_AGAIN'),
  ),
});

const quantity = (count: number) => ({ lines: [aPastLine({ quantity: count })] });
const yearly = (...stays: Stays) => limited({ timesAYear: 3 }, ...stays);
const byFamily = (own: Stays, others: Stays, limits: PackageLimits = { familyTimesAYear: 3 }) =>
  limited(limits).with({ history: aHistory(own, { familyStays: others }) });
const unsureYear = {
  policyYearStart: { value: { month: 1, day: 1 }, source: 'demo-world', uncertain: true },
} as const;

ruleCases(LIM_004, {
  'passes the third of three': {
    given: yearly(aPastStay('2024-01-02', quantity(2))),
    then: passes(),
  },
  'denies the fourth': {
    given: yearly(aPastStay('2024-02-01', quantity(2)), aPastStay('2024-01-02')),
    then: denies('YEARLY_COUNT_SPENT', {
      line: 1,
      params: { package: 'CHAI-1', times: 3 },
      off: 10_000,
    }),
  },
  'counts from the first day of the policy year': {
    given: yearly(aPastStay('2024-01-01', quantity(3))),
    then: denies('YEARLY_COUNT_SPENT'),
  },
  'counts nothing of the day before it': {
    given: yearly(aPastStay('2023-12-31', quantity(3))),
    then: passes(),
  },
  'counts what came later in the same year': {
    given: yearly(aPastStay('2024-12-31', quantity(3))),
    then: denies('YEARLY_COUNT_SPENT'),
  },
  'counts nothing of the next': {
    given: yearly(aPastStay('2025-01-01', quantity(3))),
    then: passes(),
  },
  'asks the hospital where only a part of the quantity is left': {
    given: yearly(aPastStay('2024-01-02', quantity(2))).withLines({ quantity: 2 }),
    then: pends('hospital', 'YEARLY_COUNT_PARTLY', {
      line: 1,
      params: { package: 'CHAI-1', times: 3, left: 1 },
    }),
  },
  'counts the lines of the claim one after the other': {
    given: yearly(aPastStay('2024-01-02', quantity(2))).withLines({}, {}),
    then: denies('YEARLY_COUNT_SPENT', { line: 2 }),
  },
  'asks where open claims would make it too many': {
    given: yearly(
      aPastStay('2024-02-01', { state: 'pended' }),
      aPastStay('2024-01-02', quantity(2)),
    ),
    then: pends('adjudicator', 'YEARLY_COUNT_UNCLEAR', {
      line: 1,
      params: { package: 'CHAI-1', times: 3 },
    }),
  },
  'passes where open claims still leave one': {
    given: yearly(aPastStay('2024-02-01', { ...quantity(2), state: 'pended' })),
    then: passes(),
  },
  'asks where the beginning of the year is uncertain': {
    given: yearly(aPastStay('2024-01-02', quantity(3))).withTerms(unsureYear),
    then: pends('adjudicator', 'YEARLY_COUNT_UNCLEAR'),
  },
  'asks where the stays are too many to read': {
    given: yearly().with({ history: aHistory([], { cut: true }) }),
    then: pends('adjudicator', 'HISTORY_TOO_LONG', { params: { package: 'CHAI-1' } }),
  },
  'counts the family together': {
    given: byFamily([aPastStay('2024-01-02')], [aPastStay('2024-01-09', quantity(2))]),
    then: denies('YEARLY_COUNT_SPENT', { params: { package: 'CHAI-1', times: 3 } }),
  },
  'does not count others for the person': {
    given: byFamily([], [aPastStay('2024-01-09', quantity(9))], { timesAYear: 3 }),
    then: passes(),
  },
  'names the tighter of the two counts': {
    given: byFamily([aPastStay('2024-01-02', quantity(2))], [aPastStay('2024-01-09')], {
      timesAYear: 2,
      familyTimesAYear: 9,
    }),
    then: denies('YEARLY_COUNT_SPENT', { params: { package: 'CHAI-1', times: 2 } }),
  },
  'asks about the open claims of others too': {
    given: byFamily([], [aPastStay('2024-01-09', { ...quantity(3), state: 'pended' })], {
      timesAYear: 2,
      familyTimesAYear: 3,
    }),
    then: pends('adjudicator', 'YEARLY_COUNT_UNCLEAR', {
      params: { package: 'CHAI-1', times: 3 },
    }),
  },
  'passes a package without the limit': {
    given: limited({}, aPastStay('2024-01-02', quantity(9))),
    then: passes(),
  },
  'passes where nothing earlier was asked for': {
    given: aCase().withPackage({ limits: { timesAYear: 1 } }),
    then: passes(),
  },
  'leaves a stay without terms to ELG-004': {
    given: yearly(aPastStay('2024-01-02', quantity(9))).with({ terms: undefined }),
    then: passes(),
  },
  'counts open claims and the claim’s own lines together': {
    given: yearly(aPastStay('2024-02-01', { ...quantity(2), state: 'pended' })).withLines({}, {}),
    then: pends('adjudicator', 'YEARLY_COUNT_UNCLEAR', { line: 2 }),
  },
  'counts no other package on the claim': {
    given: yearly(aPastStay('2024-01-02', quantity(2)))
      .withPackage({ code: 'CHAI-2' })
      .withLines({ packageCode: 'CHAI-2' }, {}),
    then: passes(),
  },
  'denies where the family’s count is the one that is spent': {
    given: byFamily([aPastStay('2024-01-02')], [aPastStay('2024-01-09', quantity(8))], {
      timesAYear: 3,
      familyTimesAYear: 9,
    }),
    then: denies('YEARLY_COUNT_SPENT', { params: { package: 'CHAI-1', times: 9 } }),
  },
  'names, of counts with as much left, the one with more open claims': {
    given: byFamily(
      [aPastStay('2024-02-01', { state: 'pended' }), aPastStay('2024-01-02')],
      [aPastStay('2024-02-02', { state: 'pended' }), aPastStay('2024-01-09')],
      { timesAYear: 2, familyTimesAYear: 3 },
    ),
    then: pends('adjudicator', 'YEARLY_COUNT_UNCLEAR', {
      params: { package: 'CHAI-1', times: 3 },
    }),
  },
  'and so where both leave a part': {
    given: byFamily(
      [aPastStay('2024-01-02')],
      [aPastStay('2024-02-02', { state: 'pended' }), aPastStay('2024-01-09')],
      { timesAYear: 2, familyTimesAYear: 3 },
    ).withLines({ quantity: 2 }),
    then: pends('hospital', 'YEARLY_COUNT_PARTLY', {
      params: { package: 'CHAI-1', times: 3, left: 1 },
    }),
  },
  'names the line whose stays are too many to read': {
    given: yearly().with({ history: aHistory([], { cut: true }) }),
    then: pends('adjudicator', 'HISTORY_TOO_LONG', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => yearly(aPastStay(day, quantity(3))).admittedOn(day),
    denies('YEARLY_COUNT_SPENT'),
  ),
});
