import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId } from '../../../src/domain/ids.js';
import { CLN_004 } from '../../../src/domain/rules/catalogue/CLN-004-diagnosis-plausible.js';
import { CLN_005 } from '../../../src/domain/rules/catalogue/CLN-005-emergency-plausible.js';
import { CLN_006 } from '../../../src/domain/rules/catalogue/CLN-006-implants-in-date.js';
import { DOC_002 } from '../../../src/domain/rules/catalogue/DOC-002-documents-of-stay.js';
import { EMP_005 } from '../../../src/domain/rules/catalogue/EMP-005-grade-for-tier.js';
import { TIM_002 } from '../../../src/domain/rules/catalogue/TIM-002-in-filing-time.js';
import type { Figure, LatenessClass, StayDocument } from '../../../src/domain/scheme/terms.js';
import { aCase, EVER } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

// The stay of every case is 3 to 7 March 2024, unless it says otherwise.
const march3 = isoDate('2024-03-03');

const said = <T>(value: T, uncertain?: true): Figure<T> => ({
  value,
  source: 'demo-world',
  uncertain,
});

const graded = (grades: readonly string[], uncertain?: true) =>
  aCase().withTerms({ tierGrades: { secondary: said(grades, uncertain) } });

ruleCases(EMP_005, {
  'passes where the terms name no grades': { given: aCase(), then: passes() },
  'passes a grade that the terms name': { given: graded(['A', 'B']), then: passes() },
  'denies the line of a tier that the grade may not give': {
    given: graded(['A']),
    then: denies('GRADE_NOT_FOR_TIER', {
      line: 1,
      params: { grade: 'B', tier: 'secondary', package: 'CHAI-1' },
      off: 10_000,
    }),
  },
  'passes the other tier': {
    given: graded(['A']).withPackage({ tier: 'priority' }),
    then: passes(),
  },
  'asks where the terms are uncertain': {
    given: graded(['A'], true),
    then: pends('adjudicator', 'GRADE_MAYBE_NOT_FOR_TIER', { line: 1 }),
  },
  'takes the grade of the day: an upgrade on the day of admission counts': {
    given: graded(['A']).withHospital({
      standings: [
        { ...EVER, sector: 'private', grade: 'B', beds: 40 },
        { from: march3, sector: 'private', grade: 'A', beds: 40 },
      ],
    }),
    then: passes(),
  },
  'takes the grade of the day: an upgrade the day after does not': {
    given: graded(['A']).withHospital({
      standings: [
        { ...EVER, sector: 'private', grade: 'B', beds: 40 },
        { from: addDays(march3, 1), sector: 'private', grade: 'A', beds: 40 },
      ],
    }),
    then: denies('GRADE_NOT_FOR_TIER'),
  },
  'says nothing without a grade: PKG-002 asks': {
    given: graded(['A']).withHospital({ standings: [] }),
    then: passes(),
  },
  ...fromFirstDay('2000-01-01', (on) => graded(['A']).admittedOn(on), denies('GRADE_NOT_FOR_TIER')),
});

const burns = aCase().withPackage({ limits: { diagnoses: ['T2', 'T300'] } });

ruleCases(CLN_004, {
  'passes where the package names no diagnoses': { given: aCase(), then: passes() },
  'asks where no diagnosis is the package’s': {
    given: burns,
    then: pends('adjudicator', 'DIAGNOSIS_NOT_OF_PACKAGE', {
      line: 1,
      params: { package: 'CHAI-1', diagnosis: 'T30' },
    }),
  },
  'passes the package’s own, with the dot or without': {
    given: burns.withClaim({ diagnoses: ['T30.0'] }),
    then: passes(),
  },
  'passes where it is not the principal one': {
    given: burns.withClaim({ diagnoses: ['K35', 'T21.3'] }),
    then: passes(),
  },
  'asks for that line alone': {
    given: burns.withPackage({ code: 'CHAI-2' }).withLines({ packageCode: 'CHAI-2' }, {}),
    then: pends('adjudicator', 'DIAGNOSIS_NOT_OF_PACKAGE', { line: 2 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) => burns.admittedOn(on),
    pends('adjudicator', 'DIAGNOSIS_NOT_OF_PACKAGE'),
  ),
});

const planned = aCase()
  .withPackage({ limits: { elective: true } })
  .withClaim({ admissionType: 'emergency' });

ruleCases(CLN_005, {
  'passes an emergency where the package does not say it is planned': {
    given: aCase().withClaim({ admissionType: 'emergency' }),
    then: passes(),
  },
  'asks about an emergency for planned treatment': {
    given: planned,
    then: pends('adjudicator', 'EMERGENCY_FOR_ELECTIVE', {
      line: 1,
      params: { package: 'CHAI-1' },
    }),
  },
  'passes it as planned': {
    given: planned.withClaim({ admissionType: 'elective' }),
    then: passes(),
  },
  'passes once somebody has confirmed the emergency': {
    given: planned.withGrants({ emergencyConfirmed: true }),
    then: passes(),
  },
  'passes beside a package that explains the emergency': {
    given: planned.withPackage({ code: 'CHAI-2' }).withLines({}, { packageCode: 'CHAI-2' }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) => planned.admittedOn(on),
    pends('adjudicator', 'EMERGENCY_FOR_ELECTIVE'),
  ),
});

const implant = (expiresOn: string, startedAt?: string) =>
  aCase().withLines({ startedAt, implants: [{ batch: 'K-7', expiresOn: isoDate(expiresOn) }] });
const stent = aCase().withPackage({ limits: { implanted: true } });

ruleCases(CLN_006, {
  'passes without implants where the package wants none': { given: aCase(), then: passes() },
  'sends back a package with an implant that names none': {
    given: stent,
    then: pends('hospital', 'IMPLANT_MISSING', { line: 1, params: { package: 'CHAI-1' } }),
  },
  'passes one that names it': {
    given: stent.withLines({ implants: [{ batch: 'K-7', expiresOn: isoDate('2025-01-01') }] }),
    then: passes(),
  },
  'passes an implant used on its last day, in Karachi': {
    given: implant('2024-03-05', '2024-03-05T18:59:00Z'),
    then: passes(),
  },
  'denies the line of one used on the day after': {
    given: implant('2024-03-05', '2024-03-05T19:00:00Z'),
    then: denies('IMPLANT_EXPIRED', {
      line: 1,
      params: {
        package: 'CHAI-1',
        batch: 'K-7',
        expiresOn: isoDate('2024-03-05'),
        usedOn: isoDate('2024-03-06'),
      },
      off: 10_000,
    }),
  },
  'denies one that expired the day before admission, whenever it was used': {
    given: implant('2024-03-02'),
    then: denies('IMPLANT_EXPIRED', { line: 1 }),
  },
  'asks when it was used where it expired within the stay': {
    given: implant('2024-03-03'),
    then: pends('hospital', 'IMPLANT_MAYBE_EXPIRED', {
      line: 1,
      params: { package: 'CHAI-1', batch: 'K-7', expiresOn: march3 },
    }),
  },
  'passes one that lasts to the day of discharge': { given: implant('2024-03-07'), then: passes() },
  'holds no procedure dated after the stay against it: TIM-001 asks for the date': {
    given: implant('2024-03-07', '2024-03-09T08:00:00Z'),
    then: passes(),
  },
  'denies for one of two, even when the other is only doubtful': {
    given: aCase().withLines({
      implants: ['2024-03-04', '2024-03-01'].map((each) => ({
        batch: each,
        expiresOn: isoDate(each),
      })),
    }),
    then: denies('IMPLANT_EXPIRED', { line: 1 }),
  },
  'denies one used on the day of discharge, expired the day before': {
    given: implant('2024-03-06', '2024-03-07T05:00:00Z'),
    then: denies('IMPLANT_EXPIRED', { line: 1 }),
  },
  'leaves a procedure dated before the stay to TIM-001': {
    given: implant('2024-02-28', '2024-03-01T05:00:00Z'),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) =>
      aCase()
        .admittedOn(on)
        .withLines({ implants: [{ batch: 'K-7', expiresOn: isoDate('1999-01-01') }] }),
    denies('IMPLANT_EXPIRED'),
  ),
});

const wanting = (...stayDocuments: StayDocument[]) => aCase().withTerms({ stayDocuments });
const afterDeath: StayDocument = { kind: said('death_certificate'), dischargeTypes: ['died'] };
const ifSent: StayDocument = { kind: said('referral_letter'), admissionTypes: ['transfer_in'] };

ruleCases(DOC_002, {
  'passes where the terms want no papers': { given: aCase(), then: passes() },
  'passes a stay that ended otherwise': { given: wanting(afterDeath, ifSent), then: passes() },
  'sends back a stay that ended in death without the certificate': {
    given: wanting(afterDeath, ifSent).withClaim({ dischargeType: 'died' }),
    then: pends('hospital', 'STAY_DOCUMENT_MISSING', {
      params: { document: 'death_certificate' },
    }),
  },
  'sends back a transfer without the letter': {
    given: wanting(afterDeath, ifSent).withClaim({ admissionType: 'transfer_in' }),
    then: pends('hospital', 'STAY_DOCUMENT_MISSING', { params: { document: 'referral_letter' } }),
  },
  'passes when it is declared': {
    given: wanting(afterDeath).withClaim({
      dischargeType: 'died',
      documents: [{ kind: 'death_certificate', sha256: 'a'.repeat(64) }],
    }),
    then: passes(),
  },
  'leaves to DOC-001 what the package wants': {
    given: wanting({ kind: said('x_ray') }).withPackage({ documents: ['x_ray'] }),
    then: passes(),
  },
  'names once what two entries want of every stay': {
    given: wanting({ kind: said('consent') }, { kind: said('consent') }),
    then: pends('hospital', 'STAY_DOCUMENT_MISSING', { params: { document: 'consent' } }),
  },
  'asks an adjudicator where the terms are uncertain': {
    given: wanting({ kind: said('consent', true) }),
    then: pends('adjudicator', 'STAY_DOCUMENT_MAYBE_MISSING', { params: { document: 'consent' } }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) => wanting({ kind: said('consent') }).admittedOn(on),
    pends('hospital', 'STAY_DOCUMENT_MISSING'),
  ),
});

const classes: readonly LatenessClass[] = [
  { afterDays: said(60), then: 'deny' },
  { afterDays: said(30), then: 'pend' },
];
const received = (day: string, lateness: readonly LatenessClass[] = classes) =>
  aCase()
    .withTerms({ lateness })
    .withClaim({ receivedOn: isoDate(day) });

ruleCases(TIM_002, {
  'takes a claim ten years later where the terms give no days': {
    given: aCase().withClaim({ receivedOn: isoDate('2034-03-07') }),
    then: passes(),
  },
  'passes on the last of the days': { given: received('2024-04-06'), then: passes() },
  'asks about one a day later': {
    given: received('2024-04-07'),
    then: pends('adjudicator', 'FILED_LATE', { params: { days: 31, limit: 30 } }),
  },
  'asks still on the last day of the last class': {
    given: received('2024-05-06'),
    then: pends('adjudicator', 'FILED_LATE', { params: { days: 60, limit: 30 } }),
  },
  'denies a day later': {
    given: received('2024-05-07'),
    then: denies('FILED_TOO_LATE', { params: { days: 61, limit: 60 }, off: 10_000 }),
  },
  'asks where the last class is uncertain': {
    given: received('2024-05-07', [{ afterDays: said(60, true), then: 'deny' }]),
    then: pends('adjudicator', 'FILED_LATE', { params: { days: 61, limit: 60 } }),
  },
  'asks about a late revision, whose first claim may have been in time': {
    given: received('2024-05-07').withClaim({ revisionOf: 'claim-first' as ClaimId }),
    then: pends('adjudicator', 'FILED_LATE'),
  },
  'denies a day later in whatever order the terms list their classes': {
    given: received('2024-05-07', [...classes].reverse()),
    then: denies('FILED_TOO_LATE', { params: { days: 61, limit: 60 } }),
  },
  'takes the longest of three': {
    given: received('2024-05-07', [
      { afterDays: said(30), then: 'pend' },
      { afterDays: said(60), then: 'deny' },
      { afterDays: said(45), then: 'pend' },
    ]),
    then: denies('FILED_TOO_LATE', { params: { days: 61, limit: 60 } }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (on) =>
      aCase()
        .withTerms({ lateness: classes.slice(1) })
        .admittedOn(on),
    pends('adjudicator', 'FILED_LATE'),
  ),
});
