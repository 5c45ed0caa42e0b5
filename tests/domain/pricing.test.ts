import t from 'tap';
import { rupees, ZERO } from '../../src/domain/money.js';
import { coverClaim } from '../../src/domain/pricing/cover-claim.js';
import { applyStep, askedLines, type PlacedStatement } from '../../src/domain/pricing/steps.js';
import { MONEY_STEPS, reduce } from '../../src/domain/rules/finding.js';
import { aCase } from '../support/builders/a-case.js';

/** One line of 10,000 rupees, and a rule that says it is worth so many at most. */
const lines = askedLines(
  aCase()
    .withLines({ unitPricePaisa: rupees(10_000) })
    .build(),
);
const atMost = (ceiling: number, rule = 'PKG-002'): PlacedStatement => ({
  rule,
  bearer: 'hospital',
  statement: reduce('ABOVE_TARIFF', {}, [{ lineNo: 1, ceilingPaisa: rupees(ceiling) }]),
});

void t.test('a ceiling above what a line is worth never raises it', async (t) => {
  t.same(applyStep(lines, 'allowed', [atMost(10_001)]), { lines, cuts: [[]] });
});

void t.test('a ceiling of just what a line is worth cuts nothing, not even nothing', async (t) => {
  t.same(applyStep(lines, 'allowed', [atMost(10_000)]), { lines, cuts: [[]] });
});

void t.test(
  'a cut for several operations lowers what is allowed, a patient share does not',
  async (t) => {
    const [sitting] = applyStep(lines, 'sitting', [atMost(5_000, 'PKG-004')]).lines;
    t.match(sitting, {
      allowedPaisa: rupees(5_000),
      pricedPaisa: rupees(5_000),
      hospitalBornePaisa: rupees(5_000),
    });
    const share = { ...atMost(5_000, 'PKG-003'), bearer: 'patient_share' as const };
    const [shared] = applyStep(lines, 'share', [share]).lines;
    t.match(shared, {
      allowedPaisa: rupees(10_000),
      pricedPaisa: rupees(10_000),
      insurerPaisa: rupees(5_000),
      patientSharePaisa: rupees(5_000),
    });
  },
);

void t.test('just these steps lower what is allowed', async (t) => {
  for (const step of MONEY_STEPS) {
    const [line] = applyStep(lines, step, [atMost(5_000)]).lines;
    const lowers = ['allowed', 'sitting', 'granted', 'extras', 'extras_limit'].includes(step);
    t.equal(line?.allowedPaisa, rupees(lowers ? 5_000 : 10_000), step);
  }
});

void t.test(
  'of two ceilings as low as each other the lower rule code carries the cut',
  async (t) => {
    const cut = [{ lineNo: 1, amountPaisa: rupees(1_000) }];
    const [first, second] = [atMost(9_000, 'PKG-002'), atMost(9_000, 'PKG-004')];
    t.same(applyStep(lines, 'allowed', [first, second]).cuts, [cut, []]);
    t.same(applyStep(lines, 'allowed', [second, first]).cuts, [[], cut]);
  },
);

void t.test(
  'of one rule’s own ceilings as low as each other the first carries the cut',
  async (t) => {
    const cut = [{ lineNo: 1, amountPaisa: rupees(1_000) }];
    t.same(applyStep(lines, 'allowed', [atMost(9_000), atMost(9_000)]).cuts, [cut, []]);
  },
);

void t.test('a tier of which nothing is left to pay draws on no cover', async (t) => {
  const facts = aCase()
    .withPackage({ code: 'DIL-1', tier: 'priority' })
    .withLines({}, { packageCode: 'DIL-1' })
    .build();
  const asked = askedLines(facts);
  t.same(
    coverClaim(facts, asked).map(({ tier, wantedPaisa }) => [tier, wantedPaisa]),
    [
      ['secondary', rupees(10_000)],
      ['priority', rupees(10_000)],
    ],
  );
  const denied = asked.map((line) => (line.lineNo === 2 ? { ...line, insurerPaisa: ZERO } : line));
  t.same(
    coverClaim(facts, denied).map(({ tier }) => tier),
    ['secondary'],
  );
});

void t.test('a lower code with a higher ceiling cuts nothing, wherever it is listed', async (t) => {
  const cut = [{ lineNo: 1, amountPaisa: rupees(4_000) }];
  const [low, high] = [atMost(6_000, 'PKG-902'), atMost(8_000, 'PKG-901')];
  t.same(applyStep(lines, 'allowed', [low, high]).cuts, [cut, []]);
  t.same(applyStep(lines, 'allowed', [high, low]).cuts, [[], cut]);
});
