import { isoDate } from '../../../src/domain/calendar.js';
import { EXC_001 } from '../../../src/domain/rules/catalogue/EXC-001-not-excluded.js';
import { EXC_003 } from '../../../src/domain/rules/catalogue/EXC-003-extra-given.js';
import { EXC_004 } from '../../../src/domain/rules/catalogue/EXC-004-occasion-of-extra.js';
import type { ExtraKind, Terms } from '../../../src/domain/scheme/terms.js';
import { aCase, EVER, type CaseBuilder } from '../../support/builders/a-case.js';
import {
  aFigure,
  ALL_EXTRAS,
  asks,
  given,
  onDay,
  type Asked,
} from '../../support/builders/an-extra.js';
import { denies, fromFirstDay, passes, pends, ruleCases } from '../../support/rule-cases.js';

ruleCases(EXC_003, {
  'passes what the terms give': {
    given: asks(ALL_EXTRAS, { kind: 'transport' }, { kind: 'wage_loss' }),
    then: passes(),
  },
  'passes a claim that asks for none': { given: asks([]), then: passes() },
  'denies what they do not, and its line alone': {
    given: asks([given('burial')], { kind: 'transport' }, { kind: 'burial' }),
    then: denies('EXTRA_NOT_GIVEN', {
      line: 2,
      params: { extra: 'transport', admittedOn: isoDate('2024-03-03') },
      off: 1_000,
    }),
  },
  'leaves a day without terms to ELG-004': {
    given: asks(ALL_EXTRAS, { kind: 'transport' }).with({ terms: undefined }),
    then: passes(),
  },
  'the federal card gives transport on 1 January 2019': {
    given: onDay('FED-SSP', '2019-01-01', { kind: 'transport' }),
    then: passes(),
  },
  'and not on the day before': {
    given: onDay('FED-SSP', '2018-12-31', { kind: 'transport' }),
    then: denies('EXTRA_NOT_GIVEN', { line: 2 }),
  },
  'KP gives wage loss on 31 October 2020': {
    given: onDay('KP-SCP', '2020-10-31', { kind: 'wage_loss' }),
    then: passes(),
  },
  'and no longer on 1 November 2020': {
    given: onDay('KP-SCP', '2020-11-01', { kind: 'wage_loss' }),
    then: denies('EXTRA_NOT_GIVEN', { line: 2 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => asks([], { kind: 'transport' }).admittedOn(day),
    denies('EXTRA_NOT_GIVEN'),
  ),
});

const ended = (
  dischargeType: 'home' | 'against_advice' | 'referred' | 'absconded' | 'died',
  asked: Asked,
): CaseBuilder => asks(ALL_EXTRAS, asked).withClaim({ dischargeType });
const sent = (toDistrictPcode?: string, from: string | undefined = 'PK601'): CaseBuilder =>
  ended('referred', {
    kind: 'shifting',
    ...(toDistrictPcode === undefined ? {} : { toDistrictPcode }),
  }).withHospital({ districtPcode: from });
const delivery = (kind: ExtraKind = 'maternity_allowance'): CaseBuilder =>
  asks(ALL_EXTRAS, { kind }).withPackage({ maternity: true });
const ONLY_PRIORITY = [given('transport', 2_000, { tier: 'priority' })];
const ONLY_MATERNITY = [given('burial', 10_000, { maternityOnly: true })];
const excluding = (code: string): Partial<Terms> => ({
  exclusions: [{ ...EVER, name: 'tea', treatment: aFigure({ packages: [code] }) }],
});

ruleCases(EXC_004, {
  ...Object.fromEntries(
    (['home', 'against_advice', 'referred'] as const).map((how) => [
      `passes transport for who is discharged: ${how}`,
      { given: ended(how, { kind: 'transport' }), then: passes() },
    ]),
  ),
  ...Object.fromEntries(
    (['died', 'absconded'] as const).map((how) => [
      `denies transport for who ${how}`,
      {
        given: ended(how, { kind: 'transport' }),
        then: denies('TRANSPORT_WITHOUT_DISCHARGE', { line: 2, off: 1_000 }),
      },
    ]),
  ),
  'passes burial of who died in the hospital': {
    given: ended('died', { kind: 'burial' }),
    then: passes(),
  },
  'denies burial of who went home': {
    given: ended('home', { kind: 'burial' }),
    then: denies('BURIAL_WITHOUT_DEATH', { line: 2, off: 1_000 }),
  },
  'leaves what no terms give to EXC-003, whatever the occasion': {
    given: asks([given('transport')], { kind: 'burial' }).withClaim({ dischargeType: 'home' }),
    then: passes(),
  },
  'passes the allowance with a maternity package': { given: delivery(), then: passes() },
  'passes it while the package is unknown: PKG-001 asks': {
    given: delivery().with({ packages: {} }),
    then: passes(),
  },
  'denies it with any other': {
    given: asks(ALL_EXTRAS, { kind: 'maternity_allowance' }),
    then: denies('ALLOWANCE_WITHOUT_DELIVERY', { line: 2, off: 1_000 }),
  },
  'denies it on the newborn’s claim': {
    given: delivery().withClaim({ newborn: true }),
    then: denies('ALLOWANCE_WITHOUT_DELIVERY'),
  },
  'denies it where the maternity line itself is denied': {
    given: aCase()
      .withTerms({ extras: ALL_EXTRAS, ...excluding('CHAI-1') })
      .withPackage({ maternity: true })
      .withPackage({ code: 'CHAI-2' })
      .withLines({}, { packageCode: 'CHAI-2' })
      .withExtras({ kind: 'maternity_allowance' }),
    beside: [EXC_001],
    then: denies('ALLOWANCE_WITHOUT_DELIVERY', { line: 3, off: 1_000 }),
  },
  'passes shifting to another district': { given: sent('PK602'), then: passes() },
  'denies shifting inside the district': {
    given: sent('PK601'),
    then: denies('SHIFTING_IN_DISTRICT', { line: 2, params: { district: 'PK601' }, off: 1_000 }),
  },
  'asks the hospital where to': {
    given: sent(),
    then: pends('hospital', 'SHIFTING_TO_UNKNOWN', { line: 2 }),
  },
  'asks an adjudicator where from': {
    given: sent('PK602').withHospital({ districtPcode: undefined }),
    then: pends('adjudicator', 'SHIFTING_FROM_UNKNOWN', { line: 2 }),
  },
  'denies shifting of who was not referred': {
    given: ended('home', { kind: 'shifting', toDistrictPcode: 'PK602' }),
    then: denies('SHIFTING_WITHOUT_REFERRAL', { line: 2 }),
  },
  'passes wage loss however the stay ended': {
    given: ended('against_advice', { kind: 'wage_loss', days: 2 }),
    then: passes(),
  },
  'denies the second of a kind': {
    given: asks(ALL_EXTRAS, { kind: 'transport' }, { kind: 'wage_loss' }, { kind: 'transport' }),
    then: denies('EXTRA_TWICE', { line: 4, params: { extra: 'transport' }, off: 1_000 }),
  },
  'passes what is for a tier with treatment of it': {
    given: asks(ONLY_PRIORITY, { kind: 'transport' }).withPackage({ tier: 'priority' }),
    then: passes(),
  },
  'denies it with treatment of the other': {
    given: asks(ONLY_PRIORITY, { kind: 'transport' }),
    then: denies('EXTRA_OTHER_TREATMENT', { line: 2, params: { extra: 'transport' }, off: 1_000 }),
  },
  'passes what is for maternity only': {
    given: asks(ONLY_MATERNITY, { kind: 'burial' })
      .withPackage({ maternity: true })
      .withClaim({ dischargeType: 'died' }),
    then: passes(),
  },
  'denies it with anything else': {
    given: asks(ONLY_MATERNITY, { kind: 'burial' }).withClaim({ dischargeType: 'died' }),
    then: denies('EXTRA_OTHER_TREATMENT', { line: 2 }),
  },
  'denies what stands beside treatment that is all denied': {
    given: aCase()
      .withTerms({ extras: ALL_EXTRAS, ...excluding('CHAI-1') })
      .withExtras({ kind: 'transport' }),
    beside: [EXC_001],
    then: denies('EXTRA_WITHOUT_TREATMENT', { line: 2, off: 1_000 }),
  },
  'also where the terms do not give it': {
    given: aCase().withTerms(excluding('CHAI-1')).withExtras({ kind: 'transport' }),
    beside: [EXC_001],
    then: denies('EXTRA_WITHOUT_TREATMENT', { line: 2, off: 1_000 }),
  },
  'passes what stands beside some that is not': {
    given: aCase()
      .withTerms({ extras: ALL_EXTRAS, ...excluding('CHAI-1') })
      .withPackage({ code: 'CHAI-2' })
      .withLines({}, { packageCode: 'CHAI-2' })
      .withExtras({ kind: 'transport' }),
    beside: [EXC_001],
    then: passes(),
  },
  'passes one that was paid on the day of admission': {
    given: asks(ALL_EXTRAS, { kind: 'transport', paidOn: isoDate('2024-03-03') }),
    then: passes(),
  },
  'asks about one paid on the day before': {
    given: asks(ALL_EXTRAS, { kind: 'transport', paidOn: isoDate('2024-03-02') }),
    then: pends('hospital', 'EXTRA_PAID_OUTSIDE', {
      line: 2,
      params: {
        extra: 'transport',
        paidOn: isoDate('2024-03-02'),
        admittedOn: isoDate('2024-03-03'),
        receivedOn: isoDate('2024-04-20'),
      },
    }),
  },
  'passes one paid on the day the claim came': {
    given: asks(ALL_EXTRAS, { kind: 'transport', paidOn: isoDate('2024-04-20') }),
    then: passes(),
  },
  'asks about one paid on the day after': {
    given: asks(ALL_EXTRAS, { kind: 'transport', paidOn: isoDate('2024-04-21') }),
    then: pends('hospital', 'EXTRA_PAID_OUTSIDE'),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      aCase().withTerms({ extras: ALL_EXTRAS }).admittedOn(day).withExtras({ kind: 'burial' }),
    denies('BURIAL_WITHOUT_DEATH'),
  ),
});
