import { isoDate } from '../../../src/domain/calendar.js';
import { ELG_001 } from '../../../src/domain/rules/catalogue/ELG-001-enrolled.js';
import { ELG_002 } from '../../../src/domain/rules/catalogue/ELG-002-alive-on-admission.js';
import { ELG_003 } from '../../../src/domain/rules/catalogue/ELG-003-scheme-in-force.js';
import { ELG_004 } from '../../../src/domain/rules/catalogue/ELG-004-terms-in-force.js';
import { ELG_005 } from '../../../src/domain/rules/catalogue/ELG-005-admissions-open.js';
import { aCase, someTerms, until } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const admitted = (day: string) => aCase().admittedOn(day);

ruleCases(ELG_001, {
  'passes a member of the family': { given: aCase(), then: passes() },
  'asks the registry about a number it does not know': {
    given: aCase().withoutPerson(),
    then: pends('registry', 'PERSON_UNKNOWN'),
  },
  'still asks when the number has been unknown for 29 days': {
    given: aCase().withoutPerson().with({ unmatchedForDays: 29 }),
    then: pends('registry', 'PERSON_UNKNOWN'),
  },
  'denies a number that has been unknown for 30 days': {
    given: aCase().withoutPerson().with({ unmatchedForDays: 30 }),
    then: denies('PERSON_NEVER_KNOWN', { params: { days: 30, limit: 30 }, off: 10_000 }),
  },
  'asks about a person without any dated membership': {
    given: aCase().withPerson({ memberships: [] }),
    then: pends('adjudicator', 'MEMBERSHIP_UNKNOWN'),
  },
  'asks about a person whose family is not on record': {
    given: aCase().with({ family: undefined }),
    then: pends('adjudicator', 'MEMBERSHIP_UNKNOWN'),
  },
  'passes an admission on the last day of membership, 2 March 2024': {
    given: admitted('2024-03-02').withPerson({ memberships: [until('2024-03-02')] }),
    then: passes(),
  },
  'denies an admission the day after membership ended': {
    given: admitted('2024-03-03').withPerson({ memberships: [until('2024-03-02')] }),
    then: denies('NOT_A_MEMBER', { params: { admittedOn: isoDate('2024-03-03') }, off: 10_000 }),
  },
  'denies an admission the day before membership began': {
    given: admitted('2024-03-03').withPerson({ memberships: [{ from: isoDate('2024-03-04') }] }),
    then: denies('NOT_A_MEMBER'),
  },
  'passes a newborn on the number of its mother, a member': {
    given: aCase().withClaim({ newborn: true }),
    then: passes(),
  },
  'passes a second membership though the first had ended years before': {
    given: aCase().withPerson({
      memberships: [until('2020-06-30'), { from: isoDate('2023-01-01') }],
    }),
    then: passes(),
  },
  ...fromFirstDay('2000-01-01', (day) => admitted(day).withoutPerson(), [
    ...pends('registry', 'PERSON_UNKNOWN'),
  ]),
});

ruleCases(ELG_002, {
  'passes the living': { given: aCase(), then: passes() },
  'denies an admission the day after death': {
    given: admitted('2024-03-03').withPerson({ diedOn: isoDate('2024-03-02') }),
    then: denies('DIED_BEFORE_ADMISSION', {
      params: { diedOn: isoDate('2024-03-02'), admittedOn: isoDate('2024-03-03') },
      off: 10_000,
    }),
  },
  'passes a death on the day of admission': {
    given: admitted('2024-03-03').withPerson({ diedOn: isoDate('2024-03-03') }),
    then: passes(),
  },
  'passes a death in the stay, long before the claim is sent': {
    given: admitted('2024-03-03').withPerson({ diedOn: isoDate('2024-03-05') }),
    then: passes(),
  },
  'passes a newborn whose mother died giving birth': {
    given: admitted('2024-03-03')
      .withPerson({ diedOn: isoDate('2024-03-02') })
      .withClaim({ newborn: true }),
    then: passes(),
  },
  'leaves an unknown person to ELG-001': { given: aCase().withoutPerson(), then: passes() },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).withPerson({ diedOn: isoDate('1999-06-01') }),
    denies('DIED_BEFORE_ADMISSION'),
  ),
});

ruleCases(ELG_003, {
  'passes a stay begun on the last day in the district, 3 March 2024': {
    given: admitted('2024-03-03').withFamily({ schemeInDistrict: [until('2024-03-03')] }),
    then: passes(),
  },
  'denies a stay begun the day after the scheme was suspended there': {
    given: admitted('2024-03-04').withFamily({ schemeInDistrict: [until('2024-03-03')] }),
    then: denies('SCHEME_NOT_IN_FORCE', {
      params: { admittedOn: isoDate('2024-03-04'), district: 'PK000' },
    }),
  },
  'passes a stay begun after the scheme came back': {
    given: admitted('2024-06-01').withFamily({
      schemeInDistrict: [until('2024-03-03'), { from: isoDate('2024-06-01') }],
    }),
    then: passes(),
  },
  'asks where no dates are recorded for the district': {
    given: aCase().withFamily({ schemeInDistrict: [] }),
    then: pends('adjudicator', 'SCHEME_DATES_UNKNOWN', { params: { district: 'PK000' } }),
  },
  'leaves an unknown person to ELG-001': { given: aCase().withoutPerson(), then: passes() },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).withFamily({ schemeInDistrict: [until('1999-06-01')] }),
    denies('SCHEME_NOT_IN_FORCE'),
  ),
});

ruleCases(ELG_004, {
  'passes where terms are on record': { given: aCase(), then: passes() },
  'asks where no terms are on record for the day': {
    given: aCase().with({ terms: undefined }),
    then: pends('adjudicator', 'TERMS_UNKNOWN', { params: { admittedOn: isoDate('2024-03-03') } }),
  },
  'asks the day after the terms ended': {
    given: admitted('2024-03-04').with({ terms: someTerms(until('2024-03-03')) }),
    then: pends('adjudicator', 'TERMS_UNKNOWN'),
  },
  'leaves an unknown person to ELG-001': { given: aCase().withoutPerson(), then: passes() },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).with({ terms: undefined }),
    pends('adjudicator', 'TERMS_UNKNOWN'),
  ),
});

const limited = (over: { from?: string; to?: string; uncertain?: true } = {}) =>
  aCase().withTerms({
    admissionLimits: [
      {
        from: isoDate(over.from ?? '1990-01-01'),
        ...(over.to === undefined ? {} : { to: isoDate(over.to) }),
        only: {
          value: 'pre_authorised_emergencies',
          source: 'demo-world',
          uncertain: over.uncertain,
        },
      },
    ],
  });
const urgently = (uncertain?: true) =>
  limited(uncertain === undefined ? {} : { uncertain }).withClaim({ admissionType: 'emergency' });

ruleCases(ELG_005, {
  'passes while the scheme takes all stays': { given: aCase(), then: passes() },
  'denies an elective stay in suspension mode': {
    given: limited({ from: '2024-02-20' }),
    then: denies('ADMISSIONS_SUSPENDED', {
      params: { suspendedOn: isoDate('2024-02-20'), admittedOn: isoDate('2024-03-03') },
      off: 10_000,
    }),
  },
  'denies it with a pre-authorisation too': {
    given: limited().withGrants({ preAuthorised: true }),
    then: denies('ADMISSIONS_SUSPENDED'),
  },
  'denies on the first day': {
    given: limited({ from: '2024-03-03' }),
    then: denies('ADMISSIONS_SUSPENDED'),
  },
  'passes a stay begun on the day before': {
    given: limited({ from: '2024-03-04' }),
    then: passes(),
  },
  'passes a stay begun on the day after': { given: limited({ to: '2024-03-02' }), then: passes() },
  'passes a pre-authorised emergency': {
    given: urgently().withGrants({ preAuthorised: true }),
    then: passes(),
  },
  'passes pre-authorised life-saving treatment': {
    given: limited().withPackage({ lifeSaving: true }).withGrants({ preAuthorised: true }),
    then: passes(),
  },
  'asks about an emergency without one': {
    given: urgently(),
    then: pends('adjudicator', 'EMERGENCY_NOT_AUTHORISED'),
  },
  'asks about one that an officer confirmed': {
    given: limited().withGrants({ emergencyConfirmed: true }),
    then: pends('adjudicator', 'EMERGENCY_NOT_AUTHORISED'),
  },
  'denies where only one of two lines is life-saving': {
    given: limited()
      .withPackage({ code: 'CHAI-2', lifeSaving: true })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: denies('ADMISSIONS_SUSPENDED'),
  },
  'asks about any stay where the period is uncertain': {
    given: limited({ uncertain: true }),
    then: pends('adjudicator', 'SUSPENSION_UNCERTAIN', { off: 0 }),
  },
  'passes a pre-authorised emergency there too': {
    given: urgently(true).withGrants({ preAuthorised: true }),
    then: passes(),
  },
  'passes while the terms are unknown': {
    given: aCase().with({ terms: undefined }),
    then: passes(),
  },
  ...fromFirstDay('2000-01-01', (day) => limited().admittedOn(day), denies('ADMISSIONS_SUSPENDED')),
});
