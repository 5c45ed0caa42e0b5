import fc from 'fast-check';
import t from 'tap';
import {
  fitGammaPoisson,
  fitNormalNormal,
  midRank,
  noneAmongPeers,
  normalQuantile,
  scoreOfMean,
  scoreOfRank,
  shrunkMean,
  shrunkRate,
  type GammaPoisson,
} from '../../../src/domain/risk/shrinkage.js';

const prior: GammaPoisson = { shape: 4, mean: 1 };
const aPrior = fc.record({
  shape: fc.double({ min: 0.1, max: 200, noNaN: true }),
  mean: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
const aCount = fc.nat({ max: 60 });
const anExpectation = fc.double({ min: 0.01, max: 60, noNaN: true });

const close = (a: number, b: number, within = 1e-9): boolean =>
  Math.abs(a - b) <= within * Math.max(1, Math.abs(a), Math.abs(b));

t.test('a rate is drawn to its peers, the more the less is expected of it', async (t) => {
  const table: [observed: number, expected: number, shrunk: number][] = [
    [0, 0, 1],
    [2, 1, 1.2],
    [20, 10, 24 / 14],
    [200, 100, 204 / 104],
    [0, 4, 0.5],
    [0, 96, 0.04],
  ];
  for (const [observed, expected, shrunk] of table) {
    t.ok(close(shrunkRate({ observed, expected }, prior), shrunk), `${observed} of ${expected}`);
  }
  fc.assert(
    fc.property(aCount, anExpectation, aPrior, (observed, expected, one) => {
      const own = observed / expected;
      const shrunk = shrunkRate({ observed, expected }, one);
      const [low, high] = [Math.min(own, one.mean), Math.max(own, one.mean)];
      t.ok(shrunk >= low - 1e-9 && shrunk <= high + 1e-9, 'between its own rate and its peers');
      const more = shrunkRate({ observed: observed * 3, expected: expected * 3 }, one);
      t.ok(Math.abs(more - own) <= Math.abs(shrunk - own) + 1e-9, 'less with more stays');
    }),
  );
});

t.test('the rank of a count is that of the negative binomial, added up plainly', async (t) => {
  // With shape 1 the counts are geometric: chance of k = (1 − q) q^k with q = E ÷ (1 + E).
  const geometric: GammaPoisson = { shape: 1, mean: 1 };
  t.ok(close(midRank({ observed: 0, expected: 1 }, geometric), 0.25));
  t.ok(close(midRank({ observed: 2, expected: 1 }, geometric), 0.5 + 0.25 + 0.0625));
  t.ok(close(noneAmongPeers(1, geometric), 0.5));
  // As peers grow alike the counts become Poisson's.
  const alike: GammaPoisson = { shape: 1e9, mean: 1 };
  const none = Math.exp(-2);
  t.ok(close(midRank({ observed: 1, expected: 2 }, alike), none + none, 1e-6));
  fc.assert(
    fc.property(aCount, anExpectation, aPrior, (observed, expected, one) => {
      const rank = midRank({ observed, expected }, one);
      t.ok(rank >= 0 && rank <= 1);
      t.ok(midRank({ observed: observed + 1, expected }, one) >= rank, 'more is higher');
      t.ok(midRank({ observed, expected: expected * 2 }, one) <= rank + 1e-9, 'of more, lower');
    }),
  );
  t.equal(midRank({ observed: 0, expected: 0 }, prior), 0.5, 'nothing expected, nothing said');
  const far = midRank({ observed: 900, expected: 5_000 }, prior);
  t.ok(far > 0 && far < 0.1, 'sums beyond what a float can hold of a single chance');
});

t.test('quantiles of the normal distribution, from its tables', async (t) => {
  const table: [probability: number, quantile: number][] = [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.841344746068543, 1],
    [0.9999, 3.719016485455709],
    [0.02275013194817921, -2],
    [1e-9, -5.997807015007686],
  ];
  for (const [probability, quantile] of table) {
    t.ok(close(normalQuantile(probability), quantile, 1e-8), String(probability));
  }
  for (const outside of [0, 1, -1, NaN]) t.throws(() => normalQuantile(outside), RangeError);
  t.ok(close(scoreOfRank(0), -scoreOfRank(1)), 'ranks at the end are cut');
});

t.test('what peers are drawn from is found again', async (t) => {
  // Counts whose middle and spread follow from gamma rates of mean 1: half of the peers at 0.5, half at 1.5.
  const spread = Array.from({ length: 400 }, (_, no) => ({
    observed: no % 2 === 0 ? 50 : 150,
    expected: 100,
  }));
  const found = fitGammaPoisson(spread);
  t.ok(Math.abs(found.mean - 1) < 0.01, String(found.mean));
  // Their variance is 0.25 and Poisson's share of it 0.01: a shape about 1 ÷ 0.24.
  t.ok(found.shape > 3.3 && found.shape < 5.5, String(found.shape));
  const alike = Array.from({ length: 400 }, () => ({ observed: 100, expected: 100 }));
  t.ok(fitGammaPoisson(alike).shape > 5_000, 'peers without spread are alike');
  t.same(fitGammaPoisson([]), fitGammaPoisson([{ observed: 0, expected: 7 }]), 'no counts at all');

  // Ten values each: 9 and 11 five times over, around peers' means of 8, 10 and 12.
  const means = [8, 10, 12].map((mean) => ({ mean, count: 10, squares: 10 * (mean ** 2 + 1) }));
  const normal = fitNormalNormal(means);
  t.equal(normal.mean, 10);
  t.ok(close(normal.within, 10 / 9), String(normal.within));
  t.ok(close(normal.between, 4 - 1 / 9), String(normal.between));
  t.same(fitNormalNormal([]), { mean: 0, within: 0, between: 0 });
});

t.test('a mean is drawn to its peers, the more the fewer its stays', async (t) => {
  const peers = { mean: 10, within: 9, between: 1 };
  t.equal(shrunkMean({ mean: 20, count: 0 }, peers), 10);
  t.equal(shrunkMean({ mean: 20, count: 1 }, peers), 11);
  t.equal(shrunkMean({ mean: 20, count: 9 }, peers), 15);
  t.ok(shrunkMean({ mean: 20, count: 1e9 }, peers) > 19.99);
  t.equal(shrunkMean({ mean: 20, count: 5 }, { mean: 10, within: 0, between: 0 }), 10);
  t.ok(close(scoreOfMean({ mean: 13, count: 3 }, peers), 1.5));
  t.equal(scoreOfMean({ mean: 13, count: 0 }, peers), 0);
  t.equal(scoreOfMean({ mean: 13, count: 3 }, { mean: 10, within: 0, between: 0 }), 0);
});
