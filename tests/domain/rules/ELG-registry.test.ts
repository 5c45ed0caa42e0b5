import { isoDate } from '../../../src/domain/calendar.js';
import type { OtherStay } from '../../../src/domain/rules/facts.js';
import { ELG_006 } from '../../../src/domain/rules/catalogue/ELG-006-number-not-blocked.js';
import { ELG_007 } from '../../../src/domain/rules/catalogue/ELG-007-one-family.js';
import { ELG_008 } from '../../../src/domain/rules/catalogue/ELG-008-newborn-with-mother.js';
import { ELG_009 } from '../../../src/domain/rules/catalogue/ELG-009-address-in-scheme.js';
import { ELG_010 } from '../../../src/domain/rules/catalogue/ELG-010-not-back-dated.js';
import { aCase, EVER, until } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

// The stay of every case is 3 to 7 March 2024, unless it says otherwise.
const march1 = isoDate('2024-03-01');
const march3 = isoDate('2024-03-03');
const march4 = isoDate('2024-03-04');
const day = isoDate;

ruleCases(ELG_006, {
  'passes where nothing is blocked': { given: aCase(), then: passes() },
  'passes an unknown person: ELG-001 asks the registry': {
    given: aCase().withoutPerson(),
    then: passes(),
  },
  'denies from the day of the block': {
    given: aCase().withFamily({ headBlocked: [{ from: march3 }] }),
    then: denies('HEAD_BLOCKED', {
      params: { admittedOn: march3, blockedOn: march3 },
      off: 10_000,
    }),
  },
  'passes a stay begun the day before the block': {
    given: aCase().withFamily({ headBlocked: [{ from: march4 }] }),
    then: passes(),
  },
  'denies on the last day of the block': {
    given: aCase().withFamily({ headBlocked: [until('2024-03-03')] }),
    then: denies('HEAD_BLOCKED'),
  },
  'passes from the day after the block was lifted': {
    given: aCase().withFamily({ headBlocked: [until('2024-03-02')] }),
    then: passes(),
  },
  'says the newer of two blocks': {
    given: aCase().withFamily({ headBlocked: [{ from: march1 }, EVER] }),
    then: denies('HEAD_BLOCKED', { params: { admittedOn: march3, blockedOn: march1 } }),
  },
  'asks about a block of the person’s own number': {
    given: aCase().withPerson({ blocked: [{ from: march1 }] }),
    then: pends('adjudicator', 'PERSON_BLOCKED', {
      params: { admittedOn: march3, blockedOn: march1 },
    }),
  },
  'passes when the person’s own number was unblocked': {
    given: aCase().withPerson({ blocked: [until('2024-03-02')] }),
    then: passes(),
  },
  'denies, and does not ask, where the head is the person': {
    given: aCase()
      .withPerson({ blocked: [{ from: march1 }] })
      .withFamily({ headBlocked: [{ from: march1 }] }),
    then: denies('HEAD_BLOCKED'),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) =>
      aCase()
        .admittedOn(on)
        .withFamily({ headBlocked: [EVER] }),
    denies('HEAD_BLOCKED'),
  ),
});

ruleCases(ELG_007, {
  'passes where the registry names no other family': { given: aCase(), then: passes() },
  'asks when two families have the person on the day': {
    given: aCase().withPerson({ otherMemberships: [EVER] }),
    then: pends('adjudicator', 'REGISTERED_IN_TWO_FAMILIES', { params: { admittedOn: march3 } }),
  },
  'passes when the other membership ended the day before': {
    given: aCase().withPerson({ otherMemberships: [until('2024-03-02')] }),
    then: passes(),
  },
  'asks on the last day of the other membership': {
    given: aCase().withPerson({ otherMemberships: [until('2024-03-03')] }),
    then: pends('adjudicator', 'REGISTERED_IN_TWO_FAMILIES'),
  },
  'passes when the other membership begins the day after': {
    given: aCase().withPerson({ otherMemberships: [{ from: march4 }] }),
    then: passes(),
  },
  'denies when only another family had the person': {
    given: aCase().withPerson({
      memberships: [{ from: march4 }],
      otherMemberships: [until('2024-03-03')],
    }),
    then: denies('MEMBER_OF_ANOTHER_FAMILY', { params: { admittedOn: march3 }, off: 10_000 }),
  },
  'passes an unknown person': { given: aCase().withoutPerson(), then: passes() },
  ...fromFirstDay(
    '2000-01-01',
    (on) =>
      aCase()
        .admittedOn(on)
        .withPerson({ memberships: [], otherMemberships: [EVER] }),
    denies('MEMBER_OF_ANOTHER_FAMILY'),
  ),
});

const aBaby = aCase().withClaim({ newborn: true });
const inDays = (days: number) =>
  aBaby.withTerms({ newbornDays: { value: days, source: 'demo-world' } });
const bornOn = (on: string) => aBaby.withClaim({ newborn: true, newbornBornOn: day(on) });
const mothers = (from: string, to: string, over: Partial<OtherStay> = {}) => ({
  admittedOn: day(from),
  dischargedOn: day(to),
  ...over,
});

ruleCases(ELG_008, {
  'passes what is no newborn': {
    given: aCase().withTerms({ newbornDays: { value: 1, source: 'demo-world' } }),
    then: passes(),
  },
  'passes a newborn whose mother’s stay is not claimed, where the terms give no days': {
    given: aBaby,
    then: passes(),
  },
  'sends back a newborn on a man’s number': {
    given: aBaby.withPerson({ sex: 'male' }),
    then: pends('hospital', 'NEWBORN_ON_MANS_NUMBER'),
  },
  'passes where the registry has no sex': {
    given: aBaby.withPerson({ sex: undefined }),
    then: passes(),
  },
  'passes within the mother’s stay': {
    given: inDays(1).withStays(mothers('2024-02-20', '2024-03-03')),
    then: passes(),
  },
  'passes on the last of the days from her admission': {
    given: inDays(5).withStays(mothers('2024-02-27', '2024-02-28')),
    then: passes(),
  },
  'asks on the day after': {
    given: inDays(5).withStays(mothers('2024-02-26', '2024-02-28')),
    then: pends('adjudicator', 'NEWBORN_WITHOUT_MOTHERS_STAY', {
      params: { admittedOn: march3, days: 5 },
    }),
  },
  'asks when her stay began after the baby’s': {
    given: inDays(5).withStays(mothers('2024-03-04', '2024-03-06')),
    then: pends('adjudicator', 'NEWBORN_WITHOUT_MOTHERS_STAY'),
  },
  'asks where only another newborn, or a session, is on her number': {
    given: inDays(5).withStays(
      mothers('2024-03-02', '2024-03-06', { newborn: true }),
      mothers('2024-03-02', '2024-03-06', { sessionsOnly: true }),
    ),
    then: pends('adjudicator', 'NEWBORN_WITHOUT_MOTHERS_STAY'),
  },
  'passes an unknown person': {
    given: aBaby.withoutPerson(),
    then: passes(),
  },
  'passes where one of several stays on her number is hers': {
    given: inDays(5).withStays(
      mothers('2024-03-02', '2024-03-06', { newborn: true }),
      mothers('2024-03-02', '2024-03-04'),
    ),
    then: passes(),
  },
  'sends back a day of birth after the discharge': {
    given: bornOn('2024-03-08'),
    then: pends('hospital', 'NEWBORN_BORN_AFTER_STAY', {
      params: { bornOn: day('2024-03-08'), dischargedOn: day('2024-03-07') },
    }),
  },
  'passes a birth on the day of discharge': { given: bornOn('2024-03-07'), then: passes() },
  'passes a child as old as the terms allow': {
    given: inDays(5)
      .withStays(mothers('2024-02-27', '2024-03-04'))
      .withClaim({ newborn: true, newbornBornOn: day('2024-02-27') }),
    then: passes(),
  },
  'asks about one a day older, though its mother is still there': {
    given: inDays(5)
      .withStays(mothers('2024-02-26', '2024-03-04'))
      .withClaim({ newborn: true, newbornBornOn: day('2024-02-26') }),
    then: pends('adjudicator', 'NEWBORN_TOO_OLD', {
      params: { bornOn: day('2024-02-26'), days: 6, most: 5 },
    }),
  },
  'asks nothing of its age where the terms give no days': {
    given: bornOn('2023-03-03'),
    then: passes(),
  },
  'passes where both came in on one day': {
    given: inDays(5).withStays(mothers('2024-03-03', '2024-03-06')),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) => aBaby.admittedOn(on).withPerson({ sex: 'male' }),
    pends('hospital', 'NEWBORN_ON_MANS_NUMBER'),
  ),
});

const living = (...schemeAtAddress: { from: typeof march1; to?: typeof march1 }[]) =>
  aCase().withPerson({ permanentPcode: 'PK101', schemeAtAddress });

ruleCases(ELG_009, {
  'passes where the address is not recorded': { given: aCase(), then: passes() },
  'passes an address where the scheme is in force': { given: living(EVER), then: passes() },
  'passes on the last day of the scheme there': {
    given: living(until('2024-03-03')),
    then: passes(),
  },
  'asks on the day after': {
    given: living(until('2024-03-02')),
    then: pends('adjudicator', 'ADDRESS_OUTSIDE_SCHEME', {
      params: { district: 'PK101', admittedOn: march3 },
    }),
  },
  'asks where the scheme begins there the day after': {
    given: living({ from: march4 }),
    then: pends('adjudicator', 'ADDRESS_OUTSIDE_SCHEME'),
  },
  'asks where the scheme was never in force': {
    given: living(),
    then: pends('adjudicator', 'ADDRESS_OUTSIDE_SCHEME'),
  },
  'passes an unknown person': { given: aCase().withoutPerson(), then: passes() },
  'passes where only one of address and periods is known': {
    given: aCase().withPerson({ permanentPcode: 'PK999' }),
    then: passes(),
  },
  'passes where only the periods are known': {
    given: aCase().withPerson({ schemeAtAddress: [] }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) => living().admittedOn(on),
    pends('adjudicator', 'ADDRESS_OUTSIDE_SCHEME'),
  ),
});

const member = (from: string, registered?: string) => ({
  from: day(from),
  registeredOn: registered === undefined ? undefined : day(registered),
});

ruleCases(ELG_010, {
  'passes where the day of registration is not known': { given: aCase(), then: passes() },
  'passes registration on the day of admission': {
    given: aCase().withPerson({ memberships: [member('2024-01-01', '2024-03-03')] }),
    then: passes(),
  },
  'asks about registration on the day after, dated back': {
    given: aCase().withPerson({ memberships: [member('2024-01-01', '2024-03-04')] }),
    then: pends('adjudicator', 'REGISTERED_AFTER_ADMISSION', {
      params: { registeredOn: march4, memberFrom: day('2024-01-01'), admittedOn: march3 },
    }),
  },
  'passes where one of two records of the membership was there in time': {
    given: aCase().withPerson({
      memberships: [member('2024-02-01', '2024-03-04'), member('2024-01-01', '2024-01-05')],
    }),
    then: passes(),
  },
  'says nothing of a membership that does not cover the day: ELG-001 denies': {
    given: aCase().withPerson({ memberships: [member('2024-03-04', '2024-03-05')] }),
    then: passes(),
  },
  'passes a child born on the last day of the stay': {
    given: aCase().withPerson({
      bornOn: day('2024-03-07'),
      memberships: [member('2024-03-01', '2024-03-20')],
    }),
    then: passes(),
  },
  'asks about a child born the day before the stay': {
    given: aCase().withPerson({
      bornOn: day('2024-03-02'),
      memberships: [member('2024-03-02', '2024-03-20')],
    }),
    then: pends('adjudicator', 'REGISTERED_AFTER_ADMISSION'),
  },
  'passes an unknown person': { given: aCase().withoutPerson(), then: passes() },
  'passes a child born on the first day of the stay': {
    given: aCase().withPerson({
      bornOn: march3,
      memberships: [member('2024-03-01', '2024-03-20')],
    }),
    then: passes(),
  },
  'asks where the birth on record comes after the stay': {
    given: aCase().withPerson({
      bornOn: day('2024-03-08'),
      memberships: [member('2024-03-01', '2024-03-20')],
    }),
    then: pends('adjudicator', 'REGISTERED_AFTER_ADMISSION'),
  },
  'passes where one record came late and of the other no day is known': {
    given: aCase().withPerson({
      memberships: [member('2024-02-01', '2024-03-04'), member('2024-01-01')],
    }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) =>
      aCase()
        .admittedOn(on)
        .withPerson({ memberships: [member('1995-01-01', '2020-01-01')] }),
    pends('adjudicator', 'REGISTERED_AFTER_ADMISSION'),
  ),
});
