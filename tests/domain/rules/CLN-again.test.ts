import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { HospitalId } from '../../../src/domain/ids.js';
import { CLN_007 } from '../../../src/domain/rules/catalogue/CLN-007-readmission.js';
import { CLN_008 } from '../../../src/domain/rules/catalogue/CLN-008-side-of-body.js';
import { aCase } from '../../support/builders/a-case.js';
import { aHistory, aPastLine, leftOn } from '../../support/builders/a-past-stay.js';
import { fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const within = (value: number) => ({ readmissionDays: { value, source: 'demo-world' } }) as const;
const back = (...stays: Parameters<typeof aHistory>[0]) =>
  aCase()
    .withTerms(within(7))
    .admittedOn('2024-03-20')
    .with({ history: aHistory(stays) });
const asked = pends('adjudicator', 'READMISSION');
const ELSEWHERE = { hospitalId: 'hospital-far' as HospitalId };

ruleCases(CLN_007, {
  'asks on the seventh day after the discharge': {
    given: back(leftOn('2024-03-13')),
    then: pends('adjudicator', 'READMISSION', {
      params: {
        otherDischargedOn: isoDate('2024-03-13'),
        diagnosis: 'T30',
        days: 7,
        withinDays: 7,
      },
    }),
  },
  'passes on the eighth': { given: back(leftOn('2024-03-12')), then: passes() },
  'asks whatever the hospital': { given: back(leftOn('2024-03-15', ELSEWHERE)), then: asked },
  'asks about the newest of two': {
    given: back(leftOn('2024-03-17'), leftOn('2024-03-14')),
    then: pends('adjudicator', 'READMISSION', {
      params: {
        otherDischargedOn: isoDate('2024-03-17'),
        diagnosis: 'T30',
        days: 3,
        withinDays: 7,
      },
    }),
  },
  'asks on the day of the discharge, back in the same hospital': {
    given: back(leftOn('2024-03-20')),
    then: asked,
  },
  'passes a transfer: another hospital on the day of the discharge': {
    given: back(leftOn('2024-03-20', ELSEWHERE)),
    then: passes(),
  },
  'asks a day after, in another hospital': {
    given: back(leftOn('2024-03-19', ELSEWHERE)),
    then: asked,
  },
  'asks for any code of the same category': {
    given: back(leftOn('2024-03-15', { diagnosis: 't309' })),
    then: asked,
  },
  'passes another cause': {
    given: back(leftOn('2024-03-15', { diagnosis: 'T31' })),
    then: passes(),
  },
  'passes where the earlier cause is not known': {
    given: back(leftOn('2024-03-15', { diagnosis: undefined })),
    then: passes(),
  },
  'passes a claim without a diagnosis': {
    given: back(leftOn('2024-03-15')).withClaim({ diagnoses: [] }),
    then: passes(),
  },
  'passes before a stay that comes later, or lies beside it': {
    given: back(leftOn('2024-03-21'), leftOn('2024-03-30')),
    then: passes(),
  },
  'passes a stay of the same day: the dates overlap, and that is DUP-002’s': {
    given: back(leftOn('2024-03-20', { admittedOn: isoDate('2024-03-20') })),
    then: passes(),
  },
  'passes sessions': {
    given: back(leftOn('2024-03-15')).withPackage({ session: true }),
    then: passes(),
  },
  'passes after sessions': {
    given: back(leftOn('2024-03-15', { lines: [aPastLine({ session: true })] })),
    then: passes(),
  },
  'passes staged surgery': {
    given: back(leftOn('2024-03-15')).withPackage({ limits: { staged: true } }),
    then: passes(),
  },
  'passes after the first stage, whatever the second is called': {
    given: back(leftOn('2024-03-15', { lines: [aPastLine(), aPastLine({ staged: true })] })),
    then: passes(),
  },
  'leaves follow-up to PKG-007': {
    given: back(leftOn('2024-03-15')).withPackage({ limits: { followUp: true } }),
    then: passes(),
  },
  'asks where follow-up comes with other treatment': {
    given: back(leftOn('2024-03-15'))
      .withPackage({ code: 'CHAI-2', limits: { followUp: true } })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: asked,
  },
  'passes where the terms give no days': {
    given: back(leftOn('2024-03-15')).withTerms({}),
    then: passes(),
  },
  'passes where nothing earlier is known': {
    given: aCase().withTerms(within(7)),
    then: passes(),
  },
  'passes where one package of several is staged': {
    given: back(leftOn('2024-03-13'))
      .withPackage({ code: 'CHAI-2', limits: { staged: true } })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => back(leftOn(addDays(isoDate(day), -2))).admittedOn(day),
    asked,
  ),
});

const sided = aCase().withPackage({ limits: { sided: true } });

ruleCases(CLN_008, {
  'asks the hospital for the side': {
    given: sided,
    then: pends('hospital', 'SIDE_MISSING', { line: 1, params: { package: 'CHAI-1' } }),
  },
  'passes left, right and both': {
    given: sided.withLines({ side: 'left' }, { side: 'right' }, { side: 'both' }),
    then: passes(),
  },
  'asks for the line without one': {
    given: sided.withLines({ side: 'left' }, {}),
    then: pends('hospital', 'SIDE_MISSING', { line: 2 }),
  },
  'passes a package without sides': { given: aCase(), then: passes() },
  ...fromFirstDay('2000-01-01', (day) => sided.admittedOn(day), pends('hospital', 'SIDE_MISSING')),
});
