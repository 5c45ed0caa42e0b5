import { isoDate } from '../../../src/domain/calendar.js';
import { DOC_001 } from '../../../src/domain/rules/catalogue/DOC-001-documents-declared.js';
import { DUP_001 } from '../../../src/domain/rules/catalogue/DUP-001-exact-duplicate.js';
import { DUP_002 } from '../../../src/domain/rules/catalogue/DUP-002-overlapping-stay.js';
import { TIM_001 } from '../../../src/domain/rules/catalogue/TIM-001-dates-in-order.js';
import { aCase } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

/** Another stay of the person, with its days. */
const other = (from: string, to: string) => ({
  admittedOn: isoDate(from),
  dischargedOn: isoDate(to),
});
const itself = other('2024-03-03', '2024-03-07');

ruleCases(DUP_001, {
  'passes a person with another, different stay': {
    given: aCase().withStays({}),
    then: passes(),
  },
  'denies the same stay asked for again': {
    given: aCase().withStays({}, { ...itself, identical: true }),
    then: denies('EXACT_DUPLICATE', {
      params: {
        otherAdmittedOn: isoDate('2024-03-03'),
        otherDischargedOn: isoDate('2024-03-07'),
      },
      off: 10_000,
    }),
  },
  'asks about two newborns alike on one mother’s number': {
    given: aCase()
      .withClaim({ newborn: true })
      .withStays({ ...itself, identical: true, newborn: true }),
    then: pends('adjudicator', 'DUPLICATE_OR_TWIN'),
  },
  'denies where only one of the two is claimed as a newborn': {
    given: aCase()
      .withClaim({ newborn: true })
      .withStays({ ...itself, identical: true }),
    then: denies('EXACT_DUPLICATE'),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => aCase().admittedOn(day).withStays({ identical: true }),
    denies('EXACT_DUPLICATE'),
  ),
});

const withOther = (from: string, to: string) => aCase().withStays(other(from, to));
const ownDays = { admittedOn: isoDate('2024-03-03'), dischargedOn: isoDate('2024-03-07') };

// The stay of every case is 3 to 7 March 2024.
ruleCases(DUP_002, {
  'passes a transfer in: begun on the other’s discharge day': {
    given: withOther('2024-02-28', '2024-03-03'),
    then: passes(),
  },
  'asks when begun the day before the other’s discharge': {
    given: withOther('2024-02-28', '2024-03-04'),
    then: pends('adjudicator', 'STAYS_OVERLAP', {
      params: {
        ...ownDays,
        otherAdmittedOn: isoDate('2024-02-28'),
        otherDischargedOn: isoDate('2024-03-04'),
      },
    }),
  },
  'passes a transfer out: the other begins on the discharge day': {
    given: withOther('2024-03-07', '2024-03-12'),
    then: passes(),
  },
  'asks when the other begins the day before the discharge': {
    given: withOther('2024-03-06', '2024-03-12'),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'asks when both begin on one day': {
    given: withOther('2024-03-03', '2024-03-03'),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'asks when both begin on one day and neither has a night': {
    given: withOther('2024-03-03', '2024-03-03').staying('2024-03-03', '2024-03-03'),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'passes a stay of no nights on the other’s discharge day': {
    given: withOther('2024-02-28', '2024-03-03').staying('2024-03-03', '2024-03-03'),
    then: passes(),
  },
  'asks about a stay inside the other, and one around it': {
    given: aCase().withStays(other('2024-03-01', '2024-03-30'), other('2024-03-04', '2024-03-05')),
    then: [...pends('adjudicator', 'STAYS_OVERLAP'), ...pends('adjudicator', 'STAYS_OVERLAP')],
  },
  'names at most five, the earliest': {
    given: aCase().withStays(
      ...['06', '05', '04', '03', '02', '01'].map((day) => other(`2024-02-${day}`, '2024-03-04')),
    ),
    then: [1, 2, 3, 4, 5].flatMap((day) =>
      pends('adjudicator', 'STAYS_OVERLAP', {
        params: {
          ...ownDays,
          otherAdmittedOn: isoDate(`2024-02-0${day}`),
          otherDischargedOn: isoDate('2024-03-04'),
        },
      }),
    ),
  },
  'asks across the same hospital too': {
    given: aCase().withStays({
      ...itself,
      hospitalId: aCase().build().claim.hospitalId,
    }),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'leaves an exact duplicate to DUP-001': {
    given: aCase().withStays({ ...itself, identical: true }),
    then: passes(),
  },
  'passes a dialysis session during a stay': {
    given: aCase().withPackage({ session: true }).withStays(other('2024-03-01', '2024-03-30')),
    then: passes(),
  },
  'passes a stay during which another hospital gave sessions': {
    given: aCase().withStays({ ...itself, sessionsOnly: true }),
    then: passes(),
  },
  'asks when a session is claimed beside an operation': {
    given: aCase()
      .withPackage({ session: true })
      .withPackage({ code: 'CHAI-2' })
      .withLines({}, { packageCode: 'CHAI-2' })
      .withStays(other('2024-03-01', '2024-03-30')),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'does not take the hospital’s own word day-care for a session': {
    given: aCase()
      .withPackage({ dayCare: true })
      .withClaim({ admissionType: 'day_care' })
      .withStays(itself),
    then: pends('adjudicator', 'STAYS_OVERLAP'),
  },
  'passes a newborn beside its mother': {
    given: aCase().withClaim({ newborn: true }).withStays(itself),
    then: passes(),
  },
  'passes a mother beside her newborn': {
    given: aCase().withStays({ ...itself, newborn: true }),
    then: passes(),
  },
  'names several in the order of their days, whatever order they are read in': {
    given: aCase().withStays(
      other('2024-03-05', '2024-03-06'),
      other('2024-03-01', '2024-03-06'),
      other('2024-03-01', '2024-03-04'),
    ),
    then: [
      ['2024-03-01', '2024-03-04'],
      ['2024-03-01', '2024-03-06'],
      ['2024-03-05', '2024-03-06'],
    ].flatMap(([from = '', to = '']) =>
      pends('adjudicator', 'STAYS_OVERLAP', {
        params: {
          admittedOn: itself.admittedOn,
          dischargedOn: itself.dischargedOn,
          otherAdmittedOn: isoDate(from),
          otherDischargedOn: isoDate(to),
        },
      }),
    ),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => aCase().admittedOn(day).withStays(other(day, day)),
    pends('adjudicator', 'STAYS_OVERLAP'),
  ),
});

const wanting = (...documents: string[]) => aCase().withPackage({ documents });
const HASH = 'a'.repeat(64);

ruleCases(DOC_001, {
  'passes a package that wants nothing': { given: aCase(), then: passes() },
  'passes when everything wanted is declared': {
    given: wanting('operative_notes').withClaim({
      documents: [{ kind: 'operative_notes', sha256: HASH }],
    }),
    then: passes(),
  },
  'names each missing document': {
    given: wanting('operative_notes', 'x_ray', 'discharge_summary').withClaim({
      documents: [{ kind: 'x_ray', sha256: HASH }],
    }),
    then: [
      ...pends('hospital', 'DOCUMENT_MISSING', {
        line: 1,
        params: { document: 'operative_notes', package: 'CHAI-1' },
      }),
      ...pends('hospital', 'DOCUMENT_MISSING', {
        line: 1,
        params: { document: 'discharge_summary', package: 'CHAI-1' },
      }),
    ],
  },
  'names a document that two packages want only once': {
    given: wanting('discharge_summary')
      .withPackage({ code: 'CHAI-2', documents: ['discharge_summary'] })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: pends('hospital', 'DOCUMENT_MISSING', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => wanting('operative_notes').admittedOn(day),
    pends('hospital', 'DOCUMENT_MISSING'),
  ),
});

const operated = (startedAt: string, endedAt?: string) => aCase().withLines({ startedAt, endedAt });

ruleCases(TIM_001, {
  'passes admission, discharge and receipt on one day': {
    given: aCase().withClaim({
      admittedOn: isoDate('2024-03-03'),
      dischargedOn: isoDate('2024-03-03'),
      receivedOn: isoDate('2024-03-03'),
    }),
    then: passes(),
  },
  'asks about a discharge the day before the admission': {
    given: aCase().staying('2024-03-03', '2024-03-02'),
    then: pends('hospital', 'DISCHARGE_BEFORE_ADMISSION', {
      params: { admittedOn: isoDate('2024-03-03'), dischargedOn: isoDate('2024-03-02') },
    }),
  },
  'asks about an admission the day after receipt, once': {
    given: aCase().withClaim({ receivedOn: isoDate('2024-03-02') }),
    then: pends('hospital', 'ADMISSION_AFTER_RECEIPT', {
      params: { admittedOn: isoDate('2024-03-03'), receivedOn: isoDate('2024-03-02') },
    }),
  },
  'asks about a claim received the day before the discharge': {
    given: aCase().withClaim({ receivedOn: isoDate('2024-03-06') }),
    then: pends('hospital', 'DISCHARGE_AFTER_RECEIPT', {
      params: { dischargedOn: isoDate('2024-03-07'), receivedOn: isoDate('2024-03-06') },
    }),
  },
  'passes an operation from the first minute to the last, in Karachi': {
    given: operated('2024-03-02T19:00:00Z', '2024-03-07T18:59:59Z'),
    then: passes(),
  },
  'asks about an operation begun the minute before': {
    given: operated('2024-03-02T18:59:59Z', '2024-03-03T01:00:00Z'),
    then: pends('hospital', 'PROCEDURE_OUTSIDE_STAY', {
      line: 1,
      params: { ...ownDays, procedureOn: isoDate('2024-03-02') },
    }),
  },
  'asks about an operation that ends after the discharge day': {
    given: operated('2024-03-07T18:00:00Z', '2024-03-07T19:00:00Z'),
    then: pends('hospital', 'PROCEDURE_OUTSIDE_STAY', {
      params: { ...ownDays, procedureOn: isoDate('2024-03-08') },
    }),
  },
  'asks about an operation that ends before it starts, whatever the offset': {
    given: operated('2024-03-04T10:00:00+05:00', '2024-03-04T04:59:59Z'),
    then: pends('hospital', 'PROCEDURE_ENDS_BEFORE_START', {
      line: 1,
      params: { package: 'CHAI-1' },
    }),
  },
  'passes one that ends as it starts': {
    given: operated('2024-03-04T10:00:00+05:00', '2024-03-04T05:00:00Z'),
    then: passes(),
  },
  'does not hold procedures against a stay whose own dates are wrong': {
    given: operated('2024-03-04T10:00:00Z').staying('2024-03-03', '2024-03-02'),
    then: pends('hospital', 'DISCHARGE_BEFORE_ADMISSION'),
  },
  'asks about an operation on the day after a day-case': {
    given: operated('2024-03-04T05:00:00Z', '2024-03-04T06:00:00Z').staying(
      '2024-03-03',
      '2024-03-03',
    ),
    then: pends('hospital', 'PROCEDURE_OUTSIDE_STAY', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      aCase()
        .admittedOn(day)
        .withClaim({ receivedOn: isoDate('1999-06-01') }),
    pends('hospital', 'ADMISSION_AFTER_RECEIPT'),
  ),
});
