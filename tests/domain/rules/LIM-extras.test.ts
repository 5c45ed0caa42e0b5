import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { EXTRAS } from '../../../src/domain/coverage/pots.js';
import { basisPoints, paisa, rupees } from '../../../src/domain/money.js';
import { adjudicate } from '../../../src/domain/rules/adjudicate.js';
import { EXC_004 } from '../../../src/domain/rules/catalogue/EXC-004-occasion-of-extra.js';
import { LIM_007 } from '../../../src/domain/rules/catalogue/LIM-007-amount-of-extra.js';
import { LIM_008 } from '../../../src/domain/rules/catalogue/LIM-008-extras-a-year.js';
import type { TakenTimes } from '../../../src/domain/rules/facts.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import type { Extra } from '../../../src/domain/scheme/terms.js';
import { aCase, EVER, someTerms, type CaseBuilder } from '../../support/builders/a-case.js';
import { aFigure, ALL_EXTRAS, asks, given, onDay } from '../../support/builders/an-extra.js';
import {
  denies,
  fromFirstDay,
  passes,
  pends,
  reduces,
  ruleCases,
} from '../../support/rule-cases.js';

const WAGES = given('wage_loss', 250, { daysAtMost: aFigure(3) });
const wages = (days: number | undefined, asked: number, entry: Extra = WAGES): CaseBuilder =>
  asks([entry], { kind: 'wage_loss', days, askedPaisa: rupees(asked) });
const corrected = (atMost: number): CaseBuilder =>
  asks(ALL_EXTRAS, { kind: 'transport' }).with({
    correction: {
      reason: 'no receipt',
      source: 'inspection',
      stay: {},
      lines: [
        { lineNo: 1, atMostPaisa: rupees(5_000) },
        { lineNo: 2, atMostPaisa: rupees(atMost) },
      ],
    },
  });

ruleCases(LIM_007, {
  'passes the amount itself': { given: asks(ALL_EXTRAS, { kind: 'transport' }), then: passes() },
  'reduces a paisa more to it': {
    given: asks(ALL_EXTRAS, { kind: 'transport', askedPaisa: paisa(100_001) }),
    then: [
      {
        kind: 'reduce',
        reason: 'EXTRA_ABOVE_AMOUNT',
        params: { extra: 'transport', asked: paisa(100_001), allowed: rupees(1_000) },
        amountPaisa: 1n,
        cuts: [{ lineNo: 2, amountPaisa: paisa(1) }],
      },
    ],
  },
  'takes the larger of two entries that fit the treatment': {
    given: asks([given('transport'), given('transport', 2_000, { tier: 'priority' })], {
      kind: 'transport',
      askedPaisa: rupees(2_500),
    }).withPackage({ tier: 'priority' }),
    then: reduces('EXTRA_ABOVE_AMOUNT', { off: 500 }),
  },
  'in whatever order the terms name them': {
    given: asks([given('transport', 2_000), given('transport')], {
      kind: 'transport',
      askedPaisa: rupees(2_500),
    }),
    then: reduces('EXTRA_ABOVE_AMOUNT', { off: 500 }),
  },
  'and the general one with treatment of another tier': {
    given: asks([given('transport', 2_000, { tier: 'priority' }), given('transport')], {
      kind: 'transport',
      askedPaisa: rupees(2_500),
    }),
    then: reduces('EXTRA_ABOVE_AMOUNT', { off: 1_500 }),
  },
  'passes three days’ wages': { given: wages(3, 750), then: passes() },
  'reduces four days to three': {
    given: wages(4, 1_000),
    then: reduces('EXTRA_ABOVE_DAYS', {
      line: 2,
      params: {
        extra: 'wage_loss',
        asked: rupees(1_000),
        allowed: rupees(750),
        rate: rupees(250),
        days: 3,
      },
      off: 250,
    }),
  },
  'reduces what is asked for two days to two': {
    given: wages(2, 750),
    then: reduces('EXTRA_ABOVE_DAYS', { off: 250 }),
  },
  'counts no more days than the stay has, first and last included': {
    given: wages(3, 750).staying('2024-03-03', '2024-03-04'),
    then: reduces('EXTRA_ABOVE_DAYS', { off: 250 }),
  },
  'counts one for a stay that its dates turn around': {
    given: wages(3, 750).staying('2024-03-03', '2024-03-01'),
    then: reduces('EXTRA_ABOVE_DAYS', { off: 500 }),
  },
  'asks for the days where none are stated': {
    given: wages(undefined, 750),
    then: pends('hospital', 'EXTRA_DAYS_MISSING', { line: 2, params: { extra: 'wage_loss' } }),
  },
  'asks where the amount is uncertain, and holds no more': {
    given: asks([given('burial', 0, { amountPaisa: aFigure(rupees(10_000), true) })], {
      kind: 'burial',
      askedPaisa: rupees(12_000),
    }),
    then: [
      ...reduces('EXTRA_ABOVE_AMOUNT', { off: 2_000 }),
      ...pends('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN', {
        line: 2,
        params: { extra: 'burial', allowed: rupees(10_000) },
      }),
    ],
  },
  'asks where the amount of a day is': {
    given: wages(2, 500, { ...WAGES, amountPaisa: aFigure(rupees(250), true) }),
    then: pends('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN', {
      params: { extra: 'wage_loss', allowed: rupees(500) },
    }),
  },
  'asks where the number of days is': {
    given: wages(2, 500, { ...WAGES, daysAtMost: aFigure(3, true) }),
    then: pends('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN'),
  },
  'says nothing of what is denied anyway': {
    given: asks(ALL_EXTRAS, { kind: 'burial', askedPaisa: rupees(20_000) }),
    beside: [EXC_004],
    then: passes(),
  },
  'KP pays the allowance on 1 November 2020': {
    given: onDay('KP-SCP', '2020-11-01', { kind: 'maternity_allowance' }),
    then: passes(),
  },
  'and asks about it on the day before, when its figure is uncertain': {
    given: onDay('KP-SCP', '2020-10-31', { kind: 'maternity_allowance' }),
    then: pends('adjudicator', 'EXTRA_AMOUNT_UNCERTAIN'),
  },
  'denies what an adjudicator disallows': {
    given: corrected(0),
    then: denies('EXTRA_DISALLOWED', {
      line: 2,
      params: { extra: 'transport', because: 'no receipt', source: 'inspection' },
      off: 1_000,
    }),
  },
  'holds it down to what he allows': {
    given: corrected(600),
    then: reduces('EXTRA_HELD_DOWN', { line: 2, off: 400 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      aCase()
        .withTerms({ extras: ALL_EXTRAS })
        .admittedOn(day)
        .withExtras({ kind: 'transport', askedPaisa: rupees(1_500) }),
    reduces('EXTRA_ABOVE_AMOUNT'),
  ),
});

const times = (decided: number, pended = 0): TakenTimes => ({ decided, pended });
const THREE = given('transport', 1_000, { timesAYear: aFigure(3) });
const taken = (family: TakenTimes, member: TakenTimes = times(0), entry: Extra = THREE) =>
  asks([entry], { kind: 'transport' }).with({
    extrasTaken: [{ kind: 'transport', family, member }],
  });
const unsureYear = { policyYearStart: aFigure({ month: 1, day: 1 }, true) };

ruleCases(LIM_008, {
  'passes the third of the year': { given: taken(times(2)), then: passes() },
  'denies the fourth': {
    given: taken(times(3)),
    then: denies('EXTRA_COUNT_SPENT', {
      line: 2,
      params: { extra: 'transport', times: 3 },
      off: 1_000,
    }),
  },
  'counts no extra of another kind': {
    given: taken(times(2)).with({
      extrasTaken: [
        { kind: 'burial', family: times(3), member: times(3) },
        { kind: 'transport', family: times(2), member: times(0) },
      ],
    }),
    then: passes(),
  },
  'asks while one of them is open': {
    given: taken(times(2, 1)),
    then: pends('adjudicator', 'EXTRA_COUNT_UNCLEAR', {
      line: 2,
      params: { extra: 'transport', times: 3 },
    }),
  },
  'passes what an open one leaves room for': { given: taken(times(1, 1)), then: passes() },
  'asks where the number is uncertain': {
    given: taken(times(3), times(0), { ...THREE, timesAYear: aFigure(3, true) }),
    then: pends('adjudicator', 'EXTRA_COUNT_UNCLEAR'),
  },
  'asks where the year’s beginning is': {
    given: taken(times(3)).with({ terms: someTerms({ extras: [THREE], ...unsureYear }) }),
    then: pends('adjudicator', 'EXTRA_COUNT_UNCLEAR'),
  },
  'counts the family’s where the terms do not say whose': {
    given: taken(times(0), times(3)),
    then: passes(),
  },
  'counts the member’s where they say so': {
    given: taken(times(3), times(2), { ...THREE, scope: 'member' }),
    then: passes(),
  },
  'and denies the member’s fourth': {
    given: taken(times(3), times(3), { ...THREE, scope: 'member' }),
    then: denies('EXTRA_COUNT_SPENT'),
  },
  'passes any number where the terms give none': {
    given: taken(times(9), times(9), given('transport')),
    then: passes(),
  },
  'passes where nothing was taken': {
    given: asks([THREE], { kind: 'transport' }),
    then: passes(),
  },
  'says nothing of what is denied anyway': {
    given: taken(times(3)).withClaim({ dischargeType: 'died' }),
    beside: [EXC_004],
    then: passes(),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => taken(times(3)).admittedOn(day),
    denies('EXTRA_COUNT_SPENT'),
  ),
});

void t.test('an extra stands beside treatment and cover', async (t) => {
  const judge = (given: CaseBuilder) => adjudicate(given.build(), RULEBOOK);
  const one = asks(ALL_EXTRAS, { kind: 'transport' });

  const paid = judge(one);
  t.equal(paid.outcome, 'approved');
  t.equal(paid.totals.insurerPaisa, rupees(11_000));
  t.same(paid.draws, [
    { tier: 'secondary', layer: 'secondary', amountPaisa: rupees(10_000) },
    { tier: EXTRAS, layer: 'transport', amountPaisa: rupees(1_000) },
  ]);

  const spent = judge(one.withConsumed('secondary', 60_000, 60_000));
  t.equal(spent.outcome, 'partial', 'cover that is spent does not touch it');
  t.equal(spent.totals.insurerPaisa, rupees(1_000));
  t.equal(spent.totals.hospitalBornePaisa, rupees(10_000));

  const shared = judge(
    one.with({
      terms: someTerms({
        extras: ALL_EXTRAS,
        coPay: [{ ...EVER, sector: 'private', share: aFigure(basisPoints(3_000)) }],
      }),
    }),
  );
  t.equal(shared.totals.patientSharePaisa, rupees(3_000), 'it carries no patient share');
  t.equal(shared.totals.insurerPaisa, rupees(8_000));

  const denied = judge(
    one.withTerms({
      extras: ALL_EXTRAS,
      exclusions: [{ ...EVER, name: 'tea', treatment: aFigure({ packages: ['CHAI-1'] }) }],
    }),
  );
  t.equal(denied.outcome, 'denied');
  t.same(denied.draws, []);
  t.equal(denied.totals.hospitalBornePaisa, rupees(11_000));

  const refused = judge(one.withPerson({ diedOn: isoDate('2024-03-01') }));
  t.equal(refused.outcome, 'denied', 'a refusal of the claim carries the extra too');
  const [refusal] = refused.findings.filter(({ kind }) => kind === 'deny');
  t.equal(refusal?.amountPaisa, rupees(11_000));

  const without = judge(asks([], { kind: 'transport' }));
  t.equal(without.outcome, 'partial', 'an extra that is denied leaves the treatment');
  t.equal(without.totals.insurerPaisa, rupees(10_000));
});
