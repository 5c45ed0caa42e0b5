import { isoDate } from '../../../src/domain/calendar.js';
import { EMP_001 } from '../../../src/domain/rules/catalogue/EMP-001-empanelled.js';
import { EMP_002 } from '../../../src/domain/rules/catalogue/EMP-002-licensed.js';
import { EMP_003 } from '../../../src/domain/rules/catalogue/EMP-003-not-suspended.js';
import { EMP_004 } from '../../../src/domain/rules/catalogue/EMP-004-speciality-allowed.js';
import { aCase, EVER, until } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const admitted = (day: string) => aCase().admittedOn(day);

ruleCases(EMP_001, {
  'passes an admission on the last day of the contract, 3 March 2024': {
    given: admitted('2024-03-03').withHospital({
      empanelments: [{ ...until('2024-03-03'), tiers: ['secondary'] }],
    }),
    then: passes(),
  },
  'denies an admission the day after the contract ended': {
    given: admitted('2024-03-04').withHospital({
      empanelments: [{ ...until('2024-03-03'), tiers: ['secondary'] }],
    }),
    then: denies('NOT_EMPANELLED', { params: { admittedOn: isoDate('2024-03-04') }, off: 10_000 }),
  },
  'denies a hospital that never had a contract with the scheme': {
    given: aCase().withHospital({ empanelments: [] }),
    then: denies('NOT_EMPANELLED'),
  },
  'denies only the line of a tier the contract leaves out': {
    given: aCase()
      .withPackage({ code: 'CHAI-9', tier: 'priority' })
      .withLines({}, { packageCode: 'CHAI-9' })
      .withHospital({ empanelments: [{ ...EVER, tiers: ['secondary'] }] }),
    then: denies('TIER_NOT_EMPANELLED', {
      line: 2,
      params: { tier: 'priority', package: 'CHAI-9', admittedOn: isoDate('2024-03-03') },
      off: 10_000,
    }),
  },
  'passes two tiers held by two contracts': {
    given: aCase()
      .withPackage({ code: 'CHAI-9', tier: 'priority' })
      .withLines({}, { packageCode: 'CHAI-9' })
      .withHospital({
        empanelments: [
          { ...EVER, tiers: ['secondary'] },
          { ...EVER, tiers: ['priority'] },
        ],
      }),
    then: passes(),
  },
  'says nothing while the family, and so the scheme, is unknown': {
    given: aCase().withoutPerson().withHospital({ empanelments: [] }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).withHospital({ empanelments: [] }),
    denies('NOT_EMPANELLED'),
  ),
});

ruleCases(EMP_002, {
  'passes a provisional licence on its last day, 3 March 2024': {
    given: admitted('2024-03-03').withHospital({
      licences: [{ ...until('2024-03-03'), kind: 'provisional' }],
    }),
    then: passes(),
  },
  'denies an admission begun the day after the licence ended': {
    given: admitted('2024-03-04').withHospital({
      licences: [{ ...until('2024-03-03'), kind: 'regular' }],
    }),
    then: denies('NOT_LICENSED', { params: { admittedOn: isoDate('2024-03-04') } }),
  },
  'asks about a hospital without any licence on record': {
    given: aCase().withHospital({ licences: [] }),
    then: pends('adjudicator', 'LICENCE_UNKNOWN'),
  },
  'passes a new licence beside one that has run out': {
    given: aCase().withHospital({
      licences: [
        { ...until('2022-12-31'), kind: 'provisional' },
        { from: isoDate('2023-01-01'), kind: 'regular' },
      ],
    }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).withHospital({ licences: [] }),
    pends('adjudicator', 'LICENCE_UNKNOWN'),
  ),
});

ruleCases(EMP_003, {
  'passes an admission the day before the suspension of 5 December 2022': {
    given: admitted('2022-12-04').withHospital({ suspensions: [{ from: isoDate('2022-12-05') }] }),
    then: passes(),
  },
  'denies an admission on its first day': {
    given: admitted('2022-12-05').withHospital({ suspensions: [{ from: isoDate('2022-12-05') }] }),
    then: denies('HOSPITAL_SUSPENDED', {
      params: { suspendedOn: isoDate('2022-12-05'), admittedOn: isoDate('2022-12-05') },
    }),
  },
  'denies an admission on its last day, six months on': {
    given: admitted('2023-06-05').withHospital({
      suspensions: [{ from: isoDate('2022-12-05'), to: isoDate('2023-06-05') }],
    }),
    then: denies('HOSPITAL_SUSPENDED'),
  },
  'passes an admission the day after it was lifted': {
    given: admitted('2023-06-06').withHospital({
      suspensions: [{ from: isoDate('2022-12-05'), to: isoDate('2023-06-05') }],
    }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => admitted(day).withHospital({ suspensions: [{ from: isoDate('1999-06-01') }] }),
    denies('HOSPITAL_SUSPENDED'),
  ),
});

const inCardiology = aCase().withPackage({ speciality: 'cardiology' });

ruleCases(EMP_004, {
  'passes a package without a speciality': {
    given: aCase().withHospital({ specialities: [] }),
    then: passes(),
  },
  'passes a speciality the hospital holds': {
    given: inCardiology.withHospital({ specialities: [{ ...EVER, speciality: 'cardiology' }] }),
    then: passes(),
  },
  'denies the line of a speciality that ended the day before': {
    given: inCardiology
      .admittedOn('2024-03-04')
      .withHospital({ specialities: [{ ...until('2024-03-03'), speciality: 'cardiology' }] }),
    then: denies('SPECIALITY_NOT_ALLOWED', {
      line: 1,
      params: {
        speciality: 'cardiology',
        package: 'CHAI-1',
        admittedOn: isoDate('2024-03-04'),
      },
      off: 10_000,
    }),
  },
  'passes it on its last day': {
    given: inCardiology
      .admittedOn('2024-03-03')
      .withHospital({ specialities: [{ ...until('2024-03-03'), speciality: 'cardiology' }] }),
    then: passes(),
  },
  'asks about a hospital that has declared no speciality at all': {
    given: inCardiology.withHospital({ specialities: [] }),
    then: pends('adjudicator', 'SPECIALITIES_UNKNOWN'),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => inCardiology.admittedOn(day),
    denies('SPECIALITY_NOT_ALLOWED'),
  ),
});
