import t from 'tap';
import { basisPoints } from '../../../src/domain/money.js';
import { auditRateOf, HIGHEST_RATE } from '../../../src/domain/risk/sample.js';
import { sampleOf } from '../../../src/risk/audit-sample.js';

const KEY = Buffer.alloc(32, 7);
const USUAL = basisPoints(100);
const IDS = Array.from({ length: 20_000 }, (_, no) => `claim-${no}`);
const chosen = (key: Buffer, profile?: number, usual = USUAL): ReadonlySet<string> =>
  new Set(IDS.filter((id) => sampleOf({ key, usual }, id, profile) !== undefined));

void t.test('the rate is the usual one, raised by the profile, within a bound', async (t) => {
  // prettier-ignore
  const cases: readonly (readonly [usual: number, profile: number | undefined, rate: number])[] = [
    [50, undefined, 50], [50, 0, 50], [50, 79, 50], [50, 80, 100], [50, 94, 100], [50, 95, 200],
    [50, 100, 200], [200, 95, 500], [500, 100, 500], [0, 100, 0],
  ];
  for (const [usual, profile, rate] of cases) {
    t.equal(auditRateOf(basisPoints(usual), profile), rate, `${usual} at ${profile ?? 'nothing'}`);
  }
  t.equal(HIGHEST_RATE, 500);
});

void t.test('as many are chosen as the rate says, and of a raised one more', async (t) => {
  const usual = chosen(KEY);
  t.ok(Math.abs(usual.size - 200) < 60, `${usual.size} of 20,000 at one in a hundred`);
  const raised = chosen(KEY, 96);
  t.ok(Math.abs(raised.size - 800) < 120, `${raised.size} at four in a hundred`);
  t.ok(
    [...usual].every((id) => raised.has(id)),
    'who is chosen stays chosen',
  );
  const [one] = raised;
  t.same(sampleOf({ key: KEY, usual: USUAL }, one ?? '', 96), { rate: 400, raised: true });
});

void t.test('another key chooses others: without it nobody can tell', async (t) => {
  const [own, other] = [chosen(KEY), chosen(Buffer.alloc(32, 8))];
  const both = [...own].filter((id) => other.has(id)).length;
  t.ok(both < 12, `${both} of ${own.size} in both, two by chance`);
  t.same(chosen(KEY), own, 'asked again it says the same');
  t.equal(chosen(KEY, 100, basisPoints(0)).size, 0);
});
