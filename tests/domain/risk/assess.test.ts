import fc from 'fast-check';
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId } from '../../../src/domain/ids.js';
import { basisPoints, paisa, rupees } from '../../../src/domain/money.js';
import { assessRisk, scoreOf } from '../../../src/domain/risk/assess.js';
import { leastShare, standsOut } from '../../../src/domain/risk/compare.js';
import type { RiskFacts } from '../../../src/domain/risk/facts.js';
import { atRiskPaisa, byRupeesAtRisk } from '../../../src/domain/risk/review-order.js';
import { ROUTED_FROM, WEIGHTS } from '../../../src/domain/risk/signal.js';
import { adjudicate, DRY_RUN_PHASES } from '../../../src/domain/rules/adjudicate.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import { aCase } from '../../support/builders/a-case.js';
import { anyCase } from '../../support/builders/any-case.js';

const DAY = isoDate('2024-03-04');
const NOBODY: RiskFacts = { week: { on: DAY, admissions: 0, before: [] }, surgeons: [], peers: {} };
const CLAIMS = ['claim-a'] as ClaimId[];
const SURGE = { week: { on: DAY, admissions: 60, before: [5, 6, 7, 8] } };
const PHONE = { phone: { count: 9, claims: CLAIMS } };
const CLONES = { content: { count: 9, claims: CLAIMS } };
const SAMPLED = { sampled: { rate: basisPoints(50), raised: false } };

const judge = (risk: Partial<RiskFacts> | undefined) =>
  adjudicate(
    { ...aCase().build(), ...(risk === undefined ? {} : { risk: { ...NOBODY, ...risk } }) },
    RULEBOOK,
  );

void t.test('weights are chances: each adds what is left, never past the whole', async (t) => {
  t.same([scoreOf([]), scoreOf([20]), scoreOf([40]), scoreOf([70])], [0, 20, 40, 70]);
  t.same([scoreOf([20, 20]), scoreOf([40, 20]), scoreOf([40, 70])], [36, 52, 82]);
  t.equal(scoreOf(Array.from({ length: 12 }, () => 70)), 100);
});

void t.test('a weak signal alone is kept and bothers nobody', async (t) => {
  const { outcome, findings, risk } = judge(SURGE);
  t.match({ outcome, findings }, { outcome: 'approved', findings: [] });
  t.match(risk, { score: WEIGHTS.weak, routed: false, signals: [{ code: 'RSK-007' }] });
  t.ok(WEIGHTS.weak < ROUTED_FROM && WEIGHTS.medium >= ROUTED_FROM);
});

void t.test('any other sends the claim to an adjudicator, with all that was said', async (t) => {
  const { outcome, pendOwner, findings, totals, risk } = judge({ ...SURGE, ...PHONE });
  t.match({ outcome, pendOwner }, { outcome: 'pended', pendOwner: 'adjudicator' });
  t.same(
    findings.map(({ rule, kind, phase, owner, amountPaisa }) => [
      rule,
      kind,
      phase,
      owner,
      amountPaisa,
    ]),
    [
      ['RSK-007', 'pend', 'risk', 'adjudicator', 0n],
      ['RSK-010', 'pend', 'risk', 'adjudicator', 0n],
    ],
  );
  t.same(totals, judge(undefined).totals, 'no rupee moves');
  t.equal(risk?.score, scoreOf([20, 40]));
});

void t.test('what signals say stands in its place among the findings of facts', async (t) => {
  const facts = aCase().withHospital({ licences: [] }).staying('2024-03-07', '2024-03-03').build();
  const { findings } = adjudicate({ ...facts, risk: { ...NOBODY, ...PHONE } }, RULEBOOK);
  const rules = findings.map(({ rule }) => rule);
  t.same(rules, [...rules].sort());
  t.ok(rules.indexOf('RSK-010') > 0 && rules.indexOf('RSK-010') < rules.length - 1, rules.join());
});

void t.test('the audit sample is looked at with nothing held against it', async (t) => {
  const { outcome, findings, risk } = judge(SAMPLED);
  t.equal(outcome, 'pended');
  t.match(findings, [{ rule: 'RSK-000', reason: 'AUDIT_SAMPLE', params: { rate: 50 } }]);
  t.match(risk, { score: 0, routed: true, signals: [] });
});

void t.test('what is denied on fact stays denied, whatever signals say', async (t) => {
  const facts = aCase()
    .withPerson({ diedOn: isoDate('2000-01-01') })
    .build();
  const { outcome, risk } = adjudicate({ ...facts, risk: { ...NOBODY, ...CLONES } }, RULEBOOK);
  t.equal(outcome, 'denied');
  t.equal(risk?.score, 70);
});

void t.test('without facts of others nothing is assessed', async (t) => {
  t.equal(assessRisk(aCase().build()), undefined);
  t.equal(judge(undefined).risk, undefined);
});

void t.test('a dry-run says what the decision says, but for risk', async (t) => {
  const anyRisk = fc.subarray([SURGE, PHONE, CLONES, SAMPLED], { minLength: 1 });
  const run = fc.check(
    fc.property(anyCase, anyRisk, (facts, parts) => {
      const risk = Object.assign({ ...NOBODY }, ...parts) as RiskFacts;
      const decided = adjudicate({ ...facts, risk }, RULEBOOK);
      const dry = adjudicate({ ...facts, risk }, RULEBOOK, DRY_RUN_PHASES);
      const others = decided.findings.filter(({ phase }) => phase !== 'risk');
      const same = (a: unknown, b: unknown) => textOf(a) === textOf(b);
      return (
        dry.risk === undefined &&
        same(others, dry.findings) &&
        same([decided.lines, decided.totals, decided.draws], [dry.lines, dry.totals, dry.draws]) &&
        (dry.outcome === 'denied') === (decided.outcome === 'denied')
      );
    }),
    { seed: 20_240_303, numRuns: 150 },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? 'holds');
});

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));

void t.test('a share of few cases is bounded low, one of many close to itself', async (t) => {
  t.equal(leastShare({ of: 0, cases: 0 }), 0);
  t.ok(leastShare({ of: 3, cases: 3 }) < 0.35);
  t.ok(leastShare({ of: 3_000, cases: 3_000 }) > 0.99);
  const run = fc.check(
    fc.property(fc.nat(500), fc.nat(500), (cases, more) => {
      const [of, least] = [cases + more, leastShare({ of: cases + more, cases })];
      const twice = leastShare({ of: of * 2, cases: cases * 2 });
      return least >= 0 && (of === 0 || least <= cases / of + 1e-12) && twice >= least - 1e-12;
    }),
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? 'never above the share; surer with more');
});

void t.test('no hospital stands out by five stays', async (t) => {
  for (let of = 0; of <= 5; of += 1) {
    const own = { of, cases: of };
    const peers = { of: 1_000, cases: 300, hospitals: 20 };
    t.notOk(standsOut({ own, peers }, { cases: 5, above: 0.2 }) && of < 5);
    t.notOk(standsOut({ own, peers }, { cases: 6, above: 0 }));
  }
});

void t.test('reviews go by rupees at risk, equals by who has waited longest', async (t) => {
  t.equal(atRiskPaisa(rupees(10_000), 40), rupees(4_000));
  t.equal(
    atRiskPaisa(rupees(10_000), 0),
    rupees(500),
    'what a rule asks about is not worth nothing',
  );
  t.equal(atRiskPaisa(paisa(1), 99), 0n);
  t.throws(() => atRiskPaisa(rupees(1), 101), RangeError);
  const claims = [
    { id: 'c', atRiskPaisa: rupees(5), receivedAt: '2024-03-02T00:00:00Z' },
    { id: 'a', atRiskPaisa: rupees(9), receivedAt: '2024-03-09T00:00:00Z' },
    { id: 'd', atRiskPaisa: rupees(5), receivedAt: '2024-03-01T00:00:00Z' },
    { id: 'b', atRiskPaisa: rupees(5), receivedAt: '2024-03-02T00:00:00Z' },
  ];
  t.same(
    [...claims].sort(byRupeesAtRisk).map(({ id }) => id),
    ['a', 'd', 'b', 'c'],
  );
});
