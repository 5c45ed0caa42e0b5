/** Every golden scenario through the real rulebook, under the real terms of its day. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import { adjudicate } from '../../src/domain/rules/adjudicate.js';
import { explainDecision } from '../../src/domain/rules/explain-decision.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { REAL_SCHEMES } from '../../src/domain/scheme/schemes/index.js';
import type { Scheme } from '../../src/domain/scheme/terms.js';
import { demoScheme } from '../../src/demo/demo-scheme.js';
import { caseOf } from './case-of.js';
import { expectedInWords, judgementInWords } from './in-words.js';
import { pagesIn, readPage } from './read-scenarios.js';

const folder = path.dirname(fileURLToPath(import.meta.url));
/** The make-believe scheme begins on the first of January three years before this day. */
const SCHEMES: readonly Scheme[] = [...REAL_SCHEMES, demoScheme(isoDate('2026-01-01'))];
const AT_LEAST = 60;

const readings = pagesIn(folder).map(({ file, text }) => ({ file, ...readPage(file, text) }));

void t.test('every page is well formed and names a scheme', async (t) => {
  t.same(
    readings.flatMap(({ faults }) => faults),
    [],
  );
  for (const { file, page } of readings) {
    t.ok(
      SCHEMES.some(({ code }) => code === page?.scheme),
      `${file}: scheme ${page?.scheme}`,
    );
  }
});

const scenarios = readings.flatMap(({ file, page }) => {
  const scheme = SCHEMES.find(({ code }) => code === page?.scheme);
  if (page === undefined || scheme === undefined) return [];
  return page.scenarios.map((scenario) => ({
    file,
    scenario,
    facts: caseOf(scheme, page.packages, scenario),
  }));
});

void t.test('the rulebook decides every scenario as expected', async (t) => {
  const flips: string[] = [];
  for (const { file, scenario, facts } of scenarios) {
    const judgement = adjudicate(facts, RULEBOOK);
    const [found, wanted] = [judgementInWords(judgement, scenario), expectedInWords(scenario)];
    if (found !== wanted) {
      const title = `${file}: ${scenario.name}`;
      flips.push(title);
      const told = explainDecision({ ...judgement, hospitalClaimNo: 'H-1' }, 'en').split('\n');
      t.equal(found, wanted, title, { because: scenario.because, told });
    } else t.pass(scenario.name);
  }
  if (flips.length > 0) t.comment(`${flips.length} scenarios flip:\n${flips.join('\n')}`);
});

void t.test('scenarios are many, and no two are alike', async (t) => {
  t.ok(scenarios.length >= AT_LEAST, `${scenarios.length} scenarios`);
  const names = scenarios.map(({ scenario }) => scenario.name);
  t.equal(new Set(names).size, names.length, 'names differ');
  const situations = scenarios.map(({ facts }) =>
    JSON.stringify(facts, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value} paisa` : value,
    ),
  );
  t.equal(new Set(situations).size, situations.length, 'situations differ');
  const outcomes = new Set(scenarios.map(({ scenario }) => scenario.expect.outcome));
  t.same([...outcomes].sort(), ['approved', 'denied', 'partial', 'pended']);
});

void t.test('a page that is wrong says everything that is, with lines', async (t) => {
  const wrong = `scheme: KP-SCP
scenarios:
  - name: Wrong in many ways
    because: to be told so
    family: { members: [{ name: Amna }] }
    stay: { of: Bilal, admitted: 2024-02-30, discharged: 2024-03-01 }
    lines: [{ package: X, asked: 10.001, colour: red }]
    expect: { outcome: paid, insurer: 10 }
`;
  const { faults } = readPage('wrong.yaml', wrong);
  for (const fault of [
    /^wrong\.yaml:6: scenarios\.0\.stay\.admitted: a day that exists/,
    /^wrong\.yaml:7: scenarios\.0\.lines\.0\.asked: rupees/,
    /^wrong\.yaml:7: scenarios\.0\.lines\.0: .*colour/,
    /^wrong\.yaml:8: scenarios\.0\.expect\.outcome: /,
  ]) {
    t.ok(
      faults.some((each) => fault.test(each)),
      `${fault.source} in:\n${faults.join('\n')}`,
    );
  }
  const sums = wrong
    .replace('2024-02-30', '2024-02-29')
    .replace('10.001, colour: red', '12')
    .replace('paid', 'pended');
  t.same(readPage('sums.yaml', sums).faults, [
    'sums.yaml:6: scenarios.0.stay.of: no member is named Bilal',
    'sums.yaml:8: scenarios.0.expect: insurer, patient share and hospital do not add up to what is asked',
    'sums.yaml:8: scenarios.0.expect.findings: findings do not take what lies between asked and the insurer’s share',
    'sums.yaml:8: scenarios.0.expect.waits_for: a pended claim waits for somebody, and no other does',
  ]);
  t.match(readPage('twice.yaml', 'scheme: A\nscheme: B\n').faults, [/^twice\.yaml:2: .*unique/]);
});
