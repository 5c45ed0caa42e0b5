import { isoDate } from '../../../src/domain/calendar.js';
import { EXC_001 } from '../../../src/domain/rules/catalogue/EXC-001-not-excluded.js';
import { EXC_002 } from '../../../src/domain/rules/catalogue/EXC-002-not-reserved.js';
import type {
  Exclusion,
  HospitalSector,
  Reservation,
  Treatment,
} from '../../../src/domain/scheme/terms.js';
import { aCase, EVER, until } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

const march3 = isoDate('2024-03-03');

const exclusion = (treatment: Treatment, over: Partial<Exclusion> = {}): Exclusion => ({
  ...EVER,
  name: 'Kettles',
  treatment: { value: treatment, source: 'demo-world' },
  ...over,
});
const maybe = (treatment: Treatment): Exclusion =>
  exclusion(treatment, { treatment: { value: treatment, source: 'demo-world', uncertain: true } });
const excluding = (...exclusions: Exclusion[]) => aCase().withTerms({ exclusions });
const kettles = exclusion({ groups: ['kettles'] });

ruleCases(EXC_001, {
  'passes where the terms exclude nothing': { given: aCase(), then: passes() },
  'passes a package of another group, or of none': {
    given: excluding(kettles)
      .withPackage({ code: 'CHAI-2', group: 'saucers' })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: passes(),
  },
  'denies the line of an excluded group, and no other': {
    given: excluding(kettles)
      .withPackage({ code: 'CHAI-2', group: 'kettles' })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: denies('TREATMENT_EXCLUDED', {
      line: 2,
      params: { package: 'CHAI-2', admittedOn: march3 },
      off: 10_000,
    }),
  },
  'denies an excluded code': {
    given: excluding(exclusion({ packages: ['CHAI-1'] })),
    then: denies('TREATMENT_EXCLUDED', { line: 1 }),
  },
  'denies on its last day': {
    given: excluding({ ...exclusion({ packages: ['CHAI-1'] }), ...until('2024-03-03') }),
    then: denies('TREATMENT_EXCLUDED'),
  },
  'passes on the day after': {
    given: excluding({ ...exclusion({ packages: ['CHAI-1'] }), ...until('2024-03-02') }),
    then: passes(),
  },
  'asks, and takes nothing, where the exclusion is uncertain': {
    given: excluding(maybe({ packages: ['CHAI-1'] })),
    then: pends('adjudicator', 'TREATMENT_MAYBE_EXCLUDED', { line: 1, off: 0 }),
  },
  'denies where one exclusion is certain and another is not': {
    given: excluding(maybe({ packages: ['CHAI-1'] }), exclusion({ packages: ['CHAI-1'] })),
    then: denies('TREATMENT_EXCLUDED'),
  },
  'denies the claim for an excluded principal diagnosis, dot or none': {
    given: excluding(exclusion({ diagnoses: ['X6', 'X80'] })).withClaim({ diagnoses: ['X80.1'] }),
    then: denies('DIAGNOSIS_EXCLUDED', {
      params: { diagnosis: 'X80.1', admittedOn: march3 },
      off: 10_000,
    }),
  },
  'reads a beginning that reaches past the dot': {
    given: excluding(exclusion({ diagnoses: ['T305'] })).withClaim({ diagnoses: ['T30.5'] }),
    then: denies('DIAGNOSIS_EXCLUDED'),
  },
  'passes a diagnosis that is wider than what is excluded': {
    given: excluding(exclusion({ diagnoses: ['T305'] })).withClaim({ diagnoses: ['T30'] }),
    then: passes(),
  },
  'asks about an excluded diagnosis beside the principal one': {
    given: excluding(exclusion({ diagnoses: ['F1'] })).withClaim({ diagnoses: ['T30', 'F10.2'] }),
    then: pends('adjudicator', 'DIAGNOSIS_BESIDE_EXCLUDED', {
      params: { diagnosis: 'F10.2', admittedOn: march3 },
    }),
  },
  'asks where the exclusion of the principal diagnosis is uncertain': {
    given: excluding(maybe({ diagnoses: ['T30'] })),
    then: pends('adjudicator', 'DIAGNOSIS_MAYBE_EXCLUDED', { off: 0 }),
  },
  'passes while the terms are unknown': {
    given: aCase().with({ terms: undefined }),
    then: passes(),
  },
  'denies for a principal diagnosis where one exclusion is certain and another is not': {
    given: excluding(maybe({ diagnoses: ['T30'] }), exclusion({ diagnoses: ['T3'] })),
    then: denies('DIAGNOSIS_EXCLUDED'),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => excluding(exclusion({ packages: ['CHAI-1'] })).admittedOn(day),
    denies('TREATMENT_EXCLUDED'),
  ),
});

const reservation = (
  sector: HospitalSector,
  treatment: Treatment,
  over: Partial<Reservation> = {},
): Reservation => ({
  ...EVER,
  sector,
  treatment: { value: treatment, source: 'demo-world' },
  ...over,
});
const reserving = (...reservations: Reservation[]) => aCase().withTerms({ reservations });
const inPublic = [{ ...EVER, sector: 'public', grade: 'B', beds: 200 } as const];

ruleCases(EXC_002, {
  'passes where nothing is reserved': { given: aCase(), then: passes() },
  'denies in a private hospital what public ones keep': {
    given: reserving(reservation('public', { groups: ['kettles'] }))
      .withPackage({ code: 'CHAI-2', group: 'kettles' })
      .withLines({}, { packageCode: 'CHAI-2' }),
    then: denies('RESERVED_TO_PUBLIC', {
      line: 2,
      params: { package: 'CHAI-2', admittedOn: march3 },
      off: 10_000,
    }),
  },
  'passes it in a public hospital': {
    given: reserving(reservation('public', { packages: ['CHAI-1'] })).withHospital({
      standings: inPublic,
    }),
    then: passes(),
  },
  'denies everything in public hospitals where all is kept for private ones': {
    given: reserving(reservation('private', { everything: true })).withHospital({
      standings: inPublic,
    }),
    then: denies('RESERVED_TO_PRIVATE', { line: 1, off: 10_000 }),
  },
  'passes on the day before it is reserved': {
    given: reserving(
      reservation('public', { packages: ['CHAI-1'] }, { from: isoDate('2024-03-04') }),
    ),
    then: passes(),
  },
  'denies on the first day': {
    given: reserving(reservation('public', { packages: ['CHAI-1'] }, { from: march3 })),
    then: denies('RESERVED_TO_PUBLIC'),
  },
  'asks where the list is uncertain': {
    given: reserving(
      reservation(
        'public',
        {},
        { treatment: { value: { everything: true }, source: 'demo-world', uncertain: true } },
      ),
    ),
    then: pends('adjudicator', 'MAYBE_RESERVED', { line: 1, off: 0 }),
  },
  'leaves a hospital without a sector to the tariff': {
    given: reserving(reservation('public', { everything: true })).withHospital({ standings: [] }),
    then: passes(),
  },
  'denies where one list is certain and another is not': {
    given: reserving(
      reservation(
        'public',
        {},
        { treatment: { value: { everything: true }, source: 'demo-world', uncertain: true } },
      ),
      reservation('public', { packages: ['CHAI-1'] }),
    ),
    then: denies('RESERVED_TO_PUBLIC', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => reserving(reservation('public', { everything: true })).admittedOn(day),
    denies('RESERVED_TO_PUBLIC'),
  ),
});
