import { isoDate } from '../../../src/domain/calendar.js';
import { CLN_001 } from '../../../src/domain/rules/catalogue/CLN-001-length-of-stay.js';
import { CLN_002 } from '../../../src/domain/rules/catalogue/CLN-002-sex-for-package.js';
import { CLN_003 } from '../../../src/domain/rules/catalogue/CLN-003-age-for-package.js';
import { aCase } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const atMostFour = aCase().withPackage({ maxStayDays: 4 });

ruleCases(CLN_001, {
  'passes a stay of the package’s longest, 4 days': {
    given: atMostFour.staying('2024-03-03', '2024-03-07'),
    then: passes(),
  },
  'asks about one day more': {
    given: atMostFour.staying('2024-03-03', '2024-03-08'),
    then: pends('adjudicator', 'STAY_TOO_LONG', { params: { days: 5, maxDays: 4 } }),
  },
  'adds up the longest stays of two packages': {
    given: atMostFour
      .withPackage({ code: 'CHAI-2', maxStayDays: 2 })
      .withLines({}, { packageCode: 'CHAI-2' })
      .staying('2024-03-03', '2024-03-10'),
    then: pends('adjudicator', 'STAY_TOO_LONG', { params: { days: 7, maxDays: 6 } }),
  },
  'passes any length beside a package that states none': {
    given: atMostFour
      .withPackage({ code: 'CHAI-2' })
      .withLines({}, { packageCode: 'CHAI-2' })
      .staying('2024-03-03', '2024-05-01'),
    then: passes(),
  },
  'passes a stay of no days': {
    given: atMostFour.staying('2024-03-03', '2024-03-03'),
    then: passes(),
  },
  'passes ward days of every day begun, 5 in a stay of 4': {
    given: aCase().withClaim({ wardDays: { general: 3, icu: 2 } }),
    then: passes(),
  },
  'asks the hospital about a sixth': {
    given: aCase().withClaim({ wardDays: { general: 3, icu: 3 } }),
    then: pends('hospital', 'WARD_DAYS_EXCEED_STAY', { params: { wardDays: 6, days: 4 } }),
  },
  'leaves a stay that ends before it begins to TIM-001': {
    given: atMostFour.staying('2024-03-07', '2024-03-03').withClaim({ wardDays: { general: 9 } }),
    then: passes(),
  },
  'asks about two ward days on a day-case': {
    given: aCase()
      .staying('2024-03-03', '2024-03-03')
      .withClaim({ wardDays: { general: 1, icu: 1 } }),
    then: pends('hospital', 'WARD_DAYS_EXCEED_STAY', { params: { wardDays: 2, days: 0 } }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => aCase().withPackage({ maxStayDays: 3 }).admittedOn(day),
    pends('adjudicator', 'STAY_TOO_LONG'),
  ),
});

const delivery = aCase().withPackage({ maternity: true });
const manWith = (registry: 'male' | undefined, stated: 'male' | undefined) =>
  delivery.withPerson({ sex: registry }).withClaim({ statedSex: stated });

ruleCases(CLN_002, {
  'passes a woman with a maternity package': { given: delivery, then: passes() },
  'denies the line when registry and claim both say male': {
    given: manWith('male', 'male')
      .withPackage({ code: 'CHAI-2' })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: denies('SEX_EXCLUDES_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', sex: 'male' },
      off: 10_000,
    }),
  },
  'asks when only the registry says male and the claim is silent': {
    given: manWith('male', undefined),
    then: pends('adjudicator', 'SEX_DISPUTED', { line: 1 }),
  },
  'asks when only the claim says male and the registry is silent': {
    given: manWith(undefined, 'male'),
    then: pends('adjudicator', 'SEX_DISPUTED', { params: { package: 'CHAI-1', sex: 'male' } }),
  },
  'asks when the two disagree': {
    given: delivery.withPerson({ sex: 'male' }).withClaim({ statedSex: 'female' }),
    then: pends('adjudicator', 'SEX_DISPUTED'),
  },
  'asks when neither says anything': {
    given: manWith(undefined, undefined),
    then: pends('adjudicator', 'SEX_UNKNOWN', { line: 1, params: { package: 'CHAI-1' } }),
  },
  'passes when one says female and the other nothing': {
    given: delivery.withClaim({ statedSex: undefined }),
    then: passes(),
  },
  'passes the sex X, which excludes nothing': {
    given: delivery.withPerson({ sex: 'other' }).withClaim({ statedSex: 'other' }),
    then: passes(),
  },
  'denies a woman a package for men only': {
    given: aCase().withPackage({ sex: 'male' }),
    then: denies('SEX_EXCLUDES_PACKAGE', { params: { package: 'CHAI-1', sex: 'female' } }),
  },
  'denies a man a package for women only': {
    given: aCase()
      .withPackage({ sex: 'female' })
      .withPerson({ sex: 'male' })
      .withClaim({ statedSex: 'male' }),
    then: denies('SEX_EXCLUDES_PACKAGE', { params: { package: 'CHAI-1', sex: 'male' } }),
  },
  'passes a newborn: the sex on record is the mother’s': {
    given: aCase().withPackage({ sex: 'male' }).withClaim({ newborn: true }),
    then: passes(),
  },
  'leaves an unknown person to ELG-001': {
    given: delivery.with({ person: undefined }).withClaim({ statedSex: 'male' }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => manWith('male', 'male').admittedOn(day),
    denies('SEX_EXCLUDES_PACKAGE'),
  ),
});

const from18to65 = aCase().withPackage({ minAgeYears: 18, maxAgeYears: 65 });
const bornOn = (day: string) =>
  from18to65.admittedOn('2024-03-03').withPerson({ bornOn: isoDate(day) });

ruleCases(CLN_003, {
  'passes on the eighteenth birthday': { given: bornOn('2006-03-03'), then: passes() },
  'asks the day before it': {
    given: bornOn('2006-03-04'),
    then: pends('adjudicator', 'AGE_BELOW_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', age: 17, minAge: 18 },
    }),
  },
  'passes the day before the sixty-sixth birthday': {
    given: bornOn('1958-03-04'),
    then: passes(),
  },
  'asks on it': {
    given: bornOn('1958-03-03'),
    then: pends('adjudicator', 'AGE_ABOVE_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', age: 66, maxAge: 65 },
    }),
  },
  'asks when the date of birth is not on record': {
    given: from18to65.withPerson({ bornOn: undefined }),
    then: pends('adjudicator', 'AGE_UNKNOWN', { line: 1, params: { package: 'CHAI-1' } }),
  },
  'passes a package without an age, whatever is on record': {
    given: aCase().withPerson({ bornOn: undefined }),
    then: passes(),
  },
  'takes a newborn as old as the claim says': {
    given: aCase()
      .withPackage({ maxAgeYears: 0 })
      .withClaim({ newborn: true, newbornBornOn: isoDate('2023-03-03') }),
    then: pends('adjudicator', 'AGE_ABOVE_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', age: 1, maxAge: 0 },
    }),
  },
  'takes one born in the stay, or the day after a year ago, as no year old': {
    given: aCase()
      .withPackage({ maxAgeYears: 0 })
      .withClaim({ newborn: true, newbornBornOn: isoDate('2023-03-04') }),
    then: passes(),
  },
  'takes a newborn as no year old, not its mother’s age': {
    given: from18to65.withClaim({ newborn: true }),
    then: pends('adjudicator', 'AGE_BELOW_PACKAGE', {
      params: { package: 'CHAI-1', age: 0, minAge: 18 },
    }),
  },
  'leaves an unknown person to ELG-001': {
    given: from18to65.with({ person: undefined }),
    then: passes(),
  },
  'asks about age where the package has only an upper end': {
    given: aCase()
      .withPackage({ maxAgeYears: 12 })
      .withPerson({ bornOn: isoDate('2011-03-03') }),
    then: pends('adjudicator', 'AGE_ABOVE_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', age: 13, maxAge: 12 },
    }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => from18to65.admittedOn(day),
    pends('adjudicator', 'AGE_BELOW_PACKAGE'),
  ),
});
