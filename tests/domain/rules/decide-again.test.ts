/** A decided claim decided again: what is asked no more, and what of cover moves, case by case. */
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { EXCESS, type Cover, type Draw } from '../../../src/domain/coverage/pots.js';
import { rupees } from '../../../src/domain/money.js';
import { answering } from '../../../src/domain/rules/answered.js';
import { decideAgain } from '../../../src/domain/rules/decide-again.js';
import { deny, pass, pend, pendUnpriced, reduce } from '../../../src/domain/rules/finding.js';
import { defineRule, type RuleEdition } from '../../../src/domain/rules/rule.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import { aCap, aCase, aLayer } from '../../support/builders/a-case.js';

const aRule = (code: string, ...editions: RuleEdition[]) =>
  defineRule({
    code,
    title: { en: 'Rule of a test', ur: 'آزمائش کا قاعدہ' },
    phase: 'gate',
    authority: [],
    reasons: [],
    editions: Object.fromEntries(editions.map((edition, at) => [`20${at + 10}-01-01`, edition])),
  });
const input = { facts: aCase().build(), lines: [], cover: [], denied: new Set<number>() };

t.test('only what an adjudicator is asked is answered', async (t) => {
  const kept = [
    pend('hospital', 'DOCUMENT_MISSING'),
    pendUnpriced('adjudicator', 'RATE_UNKNOWN', {}, 1),
    deny('ONCE_IN_LIFE'),
    reduce('PATIENT_SHARE', {}, []),
  ];
  const many = () => [pend('adjudicator', 'STAY_TOO_LONG'), ...kept];
  const one = () => pend('adjudicator', 'STAY_TOO_LONG');
  const asked = aRule('CLN-901', many, one, () => pass());
  const other = aRule('CLN-902', many);
  const [answered, untouched] = answering([asked, other], ['CLN-901']);
  t.equal(untouched, other, 'a rule that was not answered stays itself');
  t.same(Object.keys(answered?.editions ?? {}), Object.keys(asked.editions));
  t.same({ ...answered, editions: asked.editions }, asked, 'all but its editions');
  const said = (on: string) => answered?.editions[on]?.(input);
  t.same(said('2010-01-01'), kept);
  t.same(said('2011-01-01'), [], 'a single statement as one of many');
  t.same(said('2012-01-01'), [pass()]);
  t.same(asked.editions['2010-01-01']?.(input), many(), 'the rule itself still asks');
});

const oneLayer = aCase().withTerms({
  tiers: { secondary: [aLayer('secondary', [aCap('family', 60_000)])], priority: [] },
});
const draw = (layer: string, amount: number): Draw => ({
  tier: 'secondary',
  layer,
  amountPaisa: rupees(amount),
});
const spent = (amount: number): Cover => [
  {
    layer: 'secondary',
    scope: 'family',
    amountPaisa: rupees(60_000),
    reservedPaisa: rupees(0),
    consumedPaisa: rupees(amount),
  },
];
const correction = { reason: 'None', source: 'None', lines: [], stay: {} };
const again = (given: typeof oneLayer, before: Draw[], now: Cover, answers: string[] = []) => {
  const facts = given.with({ correction }).build();
  const { judgement, entries } = decideAgain(facts, RULEBOOK, answers, {
    draws: before,
    cover: now,
  });
  return {
    outcome: judgement.outcome,
    draws: judgement.draws,
    passed: judgement.passed,
    moved: entries.map(
      ({ layer, from, to, amountPaisa }) => `${layer} ${from} > ${to} ${amountPaisa / 100n}`,
    ),
  };
};

t.test('only the difference moves', async (t) => {
  const before = [draw('secondary', 10_000)];
  const same = again(oneLayer, before, spent(10_000));
  t.match(same, { outcome: 'approved', draws: before, moved: [] });

  const less = again(oneLayer.withLines({ unitPricePaisa: rupees(4_000) }), before, spent(10_000));
  t.match(less.draws, [draw('secondary', 4_000)]);
  t.same(less.moved, ['secondary consumed > available 6000']);

  const more = again(oneLayer, [draw('secondary', 4_000)], spent(4_000));
  t.same(more.moved, ['secondary available > consumed 6000']);

  const taken = again(oneLayer, [draw('secondary', 4_000)], spent(58_000));
  t.match(taken.draws, [draw('secondary', 6_000), draw(EXCESS, 4_000)]);
  t.same(
    taken.moved,
    ['secondary available > consumed 2000', 'excess scheme > excess 4000'],
    'others have taken the room since',
  );
});

t.test('a denial gives all back', async (t) => {
  const dead = oneLayer.withPerson({ diedOn: isoDate('2020-01-01') });
  const denied = again(dead, [draw('secondary', 10_000)], spent(10_000));
  t.match(denied, { outcome: 'denied', draws: [] });
  t.same(denied.moved, ['secondary consumed > available 10000']);
});

t.test('what pends moves nothing, whatever is known', async (t) => {
  const before = [draw('secondary', 10_000)];
  const long = oneLayer.withPackage({ maxStayDays: 1 });
  for (const open of [long, oneLayer.with({ terms: undefined }), oneLayer.withoutPerson()]) {
    t.match(again(open, before, spent(10_000)), { outcome: 'pended', draws: [], moved: [] });
  }
  const answered = again(long, before, spent(10_000), ['CLN-001']);
  t.match(answered, { outcome: 'approved', draws: before, moved: [] });
  t.notOk(answered.passed.includes('CLN-001'), 'an answered rule has not passed');
  t.ok(answered.passed.includes('CLN-002'), 'the others have');
});
