import fc from 'fast-check';
import t from 'tap';
import { bootstrap } from '../../../src/domain/risk/bootstrap.js';
import {
  precisionAtTop,
  prAuc,
  rankCorrelation,
  rocAuc,
  rocAucAtEqualSize,
  type Judged,
} from '../../../src/domain/risk/discrimination.js';

const yes = (score: number): Judged => ({ score, labelled: true });
const no = (score: number): Judged => ({ score, labelled: false });
const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** Few different scores, so that many are equal. */
const someJudged = fc
  .array(fc.record({ score: fc.nat({ max: 9 }), labelled: fc.boolean() }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((list) => new Set(list.map(({ labelled }) => labelled)).size === 2);

t.test('ROC-AUC: cases worked by hand, and every pair compared', async (t) => {
  t.equal(rocAuc([no(1), no(2), yes(3)]), 1);
  t.equal(rocAuc([yes(1), no(2), no(3)]), 0);
  t.equal(rocAuc([yes(5), no(5)]), 0.5);
  // Pairs: 2>1, 2<3, 4>1, 4>3, of which three are won.
  t.equal(rocAuc([no(1), yes(2), no(3), yes(4)]), 0.75);
  t.ok(Number.isNaN(rocAuc([yes(1)])), 'one label alone cannot be told apart');
  fc.assert(
    fc.property(someJudged, (list) => {
      let [won, pairs] = [0, 0];
      for (const a of list) {
        for (const b of list) {
          if (!a.labelled || b.labelled) continue;
          pairs += 1;
          won += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
        }
      }
      t.ok(close(rocAuc(list), won / pairs));
    }),
  );
});

t.test('PR-AUC: cases worked by hand, and every threshold tried', async (t) => {
  t.equal(prAuc([yes(3), no(2), no(1)]), 1);
  t.equal(prAuc([no(3), no(2), yes(1)]), 1 / 3);
  // Precision 1 at the first found, 2 of 3 at the second.
  t.ok(close(prAuc([yes(4), no(3), yes(2), no(1)]), (1 + 2 / 3) / 2));
  t.equal(prAuc([yes(1), no(1), no(1), no(1)]), 0.25, 'equal scores are found together');
  fc.assert(
    fc.property(someJudged, (list) => {
      const labelled = list.filter((one) => one.labelled).length;
      let [area, before] = [0, 0];
      for (let threshold = 9; threshold >= 0; threshold -= 1) {
        const found = list.filter(({ score }) => score >= threshold);
        const right = found.filter((one) => one.labelled).length;
        if (found.length > 0) area += ((right - before) / labelled) * (right / found.length);
        before = right;
      }
      t.ok(close(prAuc(list), area));
    }),
  );
});

t.test('precision at the top: whole scores, and the edge shared fairly', async (t) => {
  const list = [yes(9), no(8), yes(7), no(1)];
  t.equal(precisionAtTop(list, 1), 1);
  t.equal(precisionAtTop(list, 2), 0.5);
  t.equal(precisionAtTop(list, 50), 0.5, 'fewer than asked: all of them');
  t.ok(close(precisionAtTop([yes(2), yes(1), no(1), no(1)], 2), (1 + 1 / 3) / 2));
});

t.test('at equal size only hospitals of one group are compared', async (t) => {
  const at = (stays: number, one: Judged) => ({ ...one, stays });
  // Across sizes all would be lost: the labelled one of each group beats its own group only.
  const list = [at(2, yes(1)), at(3, no(0)), at(70, yes(11)), at(90, no(10)), at(101, no(99))];
  t.equal(rocAucAtEqualSize(list), 1);
  t.ok(rocAuc(list) < 1);
  const bySize = [3, 3, 8, 8].map((stays, index) => at(stays, index % 2 ? yes(stays) : no(stays)));
  t.equal(rocAucAtEqualSize(bySize), 0.5, 'size itself says nothing there');
});

t.test('rank correlation', async (t) => {
  t.ok(close(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 1_000]), 1));
  t.ok(close(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1]), -1));
  // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: covariance 4.5 of √4.5 × √5.
  t.ok(close(rankCorrelation([1, 2, 2, 3], [1, 3, 2, 4]), 4.5 / Math.sqrt(4.5 * 5)));
});

t.test('intervals: the same each time, around the value, narrower with more', async (t) => {
  const figures = {
    mean: (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length,
  };
  const few = Array.from({ length: 25 }, (_, index) => index % 2);
  const many = Array.from({ length: 2_500 }, (_, index) => index % 2);
  const once = bootstrap([few], figures, 400).mean;
  t.same(bootstrap([few], figures, 400).mean, once);
  t.ok(close(once.value, 12 / 25));
  t.ok(once.low < once.value && once.value < once.high);
  // Twice the standard error of a share of a half: 0.2 of 25, 0.02 of 2,500.
  t.ok(once.high - once.low > 0.28 && once.high - once.low < 0.52, `${once.low} to ${once.high}`);
  const narrow = bootstrap([many], figures, 400).mean;
  t.ok(narrow.high - narrow.low > 0.028 && narrow.high - narrow.low < 0.052);
});
