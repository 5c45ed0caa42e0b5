import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { HospitalId } from '../../../src/domain/ids.js';
import { PKG_005 } from '../../../src/domain/rules/catalogue/PKG-005-parts-of-package.js';
import { PKG_006 } from '../../../src/domain/rules/catalogue/PKG-006-exclusive-packages.js';
import { PKG_007 } from '../../../src/domain/rules/catalogue/PKG-007-follow-up.js';
import { aCase } from '../../support/builders/a-case.js';
import { aHistory, aPastLine, leftOn } from '../../support/builders/a-past-stay.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const TWO = [{}, { packageCode: 'CHAI-2' }];
const holding = aCase()
  .withPackage({ limits: { includes: ['CHAI-2'] } })
  .withPackage({ code: 'CHAI-2' });
const apart = aCase()
  .withPackage({ limits: { exclusiveWith: ['CHAI-2'] } })
  .withPackage({ code: 'CHAI-2' });

ruleCases(PKG_005, {
  'passes a package without its parts beside it': { given: holding, then: passes() },
  'passes a part alone': { given: holding.withLines({ packageCode: 'CHAI-2' }), then: passes() },
  'denies the part beside the whole': {
    given: holding.withLines(...TWO),
    then: denies('PART_OF_PACKAGE', {
      line: 2,
      params: { package: 'CHAI-2', whole: 'CHAI-1' },
      off: 10_000,
    }),
  },
  'denies it in whatever order, each line that is a part': {
    given: holding.withLines({ packageCode: 'CHAI-2' }, {}, { packageCode: 'CHAI-2' }),
    then: [
      ...denies('PART_OF_PACKAGE', { line: 1, off: 10_000 }),
      ...denies('PART_OF_PACKAGE', { line: 3, off: 10_000 }),
    ],
  },
  'denies it where one of the two names no side': {
    given: holding.withLines({ side: 'left' }, { packageCode: 'CHAI-2' }),
    then: denies('PART_OF_PACKAGE', { line: 2 }),
  },
  'passes what is done to the other side': {
    given: holding.withLines({ side: 'left' }, { packageCode: 'CHAI-2', side: 'right' }),
    then: passes(),
  },
  'passes it the other way about too': {
    given: holding.withLines({ side: 'right' }, { packageCode: 'CHAI-2', side: 'left' }),
    then: passes(),
  },
  'passes the same package twice, though it lists itself': {
    given: aCase()
      .withPackage({ limits: { includes: ['CHAI-1'] } })
      .withLines({}, {}),
    then: passes(),
  },
  'asks about two that are each a part of the other': {
    given: holding
      .withPackage({ code: 'CHAI-2', limits: { includes: ['CHAI-1'] } })
      .withLines(...TWO),
    then: [
      ...pends('adjudicator', 'PACKAGES_HOLD_EACH_OTHER', {
        line: 1,
        params: { package: 'CHAI-1', whole: 'CHAI-2' },
      }),
      ...pends('adjudicator', 'PACKAGES_HOLD_EACH_OTHER', { line: 2 }),
    ],
  },
  'denies the part on the same side': {
    given: holding.withLines({ side: 'right' }, { packageCode: 'CHAI-2', side: 'right' }),
    then: denies('PART_OF_PACKAGE', { line: 2 }),
  },
  'denies the part on the same other side': {
    given: holding.withLines({ side: 'left' }, { packageCode: 'CHAI-2', side: 'left' }),
    then: denies('PART_OF_PACKAGE', { line: 2 }),
  },
  'denies one side of what was done to both': {
    given: holding.withLines({ side: 'both' }, { packageCode: 'CHAI-2', side: 'left' }),
    then: denies('PART_OF_PACKAGE', { line: 2 }),
  },
  'denies the right of what was done to both': {
    given: holding.withLines({ side: 'both' }, { packageCode: 'CHAI-2', side: 'right' }),
    then: denies('PART_OF_PACKAGE', { line: 2 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => holding.withLines(...TWO).admittedOn(day),
    denies('PART_OF_PACKAGE'),
  ),
});

ruleCases(PKG_006, {
  'passes one of the two': { given: apart, then: passes() },
  'asks the hospital about both on one claim': {
    given: apart.withLines(...TWO),
    then: pends('hospital', 'PACKAGES_EXCLUSIVE', {
      line: 2,
      params: { package: 'CHAI-2', other: 'CHAI-1' },
    }),
  },
  'asks whichever of the two names the other': {
    given: apart.withLines({ packageCode: 'CHAI-2' }, {}),
    then: pends('hospital', 'PACKAGES_EXCLUSIVE', {
      line: 2,
      params: { package: 'CHAI-1', other: 'CHAI-2' },
    }),
  },
  'passes the same package twice': { given: apart.withLines({}, {}), then: passes() },
  ...fromFirstDay(
    '2000-01-01',
    (day) => apart.withLines(...TWO).admittedOn(day),
    pends('hospital', 'PACKAGES_EXCLUSIVE'),
  ),
});

const days = (value: number) => ({ value, source: 'demo-world' }) as const;
const visit = aCase()
  .withPackage({ limits: { followUp: true } })
  .withTerms({ followUpDays: days(15) })
  .admittedOn('2024-03-20');
const after = (...stays: Parameters<typeof aHistory>[0]) =>
  visit.with({ history: aHistory(stays) });
const OPERATION = [aPastLine({ packageCode: 'CHAI-2' })];

ruleCases(PKG_007, {
  'passes without an earlier stay': { given: after(), then: passes() },
  'denies on the fifteenth day after the discharge': {
    given: after(leftOn('2024-03-05', { lines: OPERATION })),
    then: denies('FOLLOW_UP_INSIDE', {
      line: 1,
      params: {
        package: 'CHAI-1',
        otherDischargedOn: isoDate('2024-03-05'),
        days: 15,
        followUpDays: 15,
      },
      off: 10_000,
    }),
  },
  'passes on the sixteenth': {
    given: after(leftOn('2024-03-04', { lines: OPERATION })),
    then: passes(),
  },
  'denies on the day of the discharge': {
    given: after(leftOn('2024-03-20', { lines: OPERATION })),
    then: denies('FOLLOW_UP_INSIDE', { line: 1 }),
  },
  'passes before a stay that comes later': {
    given: after(leftOn('2024-03-21', { lines: OPERATION })),
    then: passes(),
  },
  'passes at another hospital': {
    given: after(leftOn('2024-03-10', { lines: OPERATION, hospitalId: 'other' as HospitalId })),
    then: passes(),
  },
  'passes after a follow-up or a session: their price holds none': {
    given: after(
      leftOn('2024-03-10', { lines: [aPastLine({ followUp: true })] }),
      leftOn('2024-03-09', { lines: [aPastLine({ session: true })] }),
    ),
    then: passes(),
  },
  'passes a package that is no follow-up': {
    given: after(leftOn('2024-03-10', { lines: OPERATION })).withPackage({}),
    then: passes(),
  },
  'asks while the earlier stay is not decided': {
    given: after(leftOn('2024-03-10', { lines: OPERATION, state: 'pended' })),
    then: pends('adjudicator', 'FOLLOW_UP_MAYBE_INSIDE', {
      params: {
        package: 'CHAI-1',
        otherDischargedOn: isoDate('2024-03-10'),
        days: 10,
        followUpDays: 15,
      },
    }),
  },
  'denies on a decided stay though a newer one is open': {
    given: after(
      leftOn('2024-03-10', { lines: OPERATION, state: 'pended' }),
      leftOn('2024-03-06', { lines: OPERATION, state: 'settling' }),
    ),
    then: denies('FOLLOW_UP_INSIDE', { line: 1 }),
  },
  'asks where the days are uncertain': {
    given: after(leftOn('2024-03-10', { lines: OPERATION })).withTerms({
      followUpDays: { ...days(15), uncertain: true },
    }),
    then: pends('adjudicator', 'FOLLOW_UP_MAYBE_INSIDE', { line: 1 }),
  },
  'passes where the terms give no days': {
    given: after(leftOn('2024-03-10', { lines: OPERATION })).withTerms({}),
    then: passes(),
  },
  'passes where nothing earlier was asked for': { given: visit, then: passes() },
  'denies after a stay that held a follow-up beside the operation': {
    given: after(leftOn('2024-03-10', { lines: [...OPERATION, aPastLine({ followUp: true })] })),
    then: denies('FOLLOW_UP_INSIDE', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => after(leftOn(addDays(isoDate(day), -3), { lines: OPERATION })).admittedOn(day),
    denies('FOLLOW_UP_INSIDE'),
  ),
});
