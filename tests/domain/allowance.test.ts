/** What the tariff allows where lines compete: for ward days, and for their place in a sitting. */
import t from 'tap';
import { basisPoints, paisa, rupees } from '../../src/domain/money.js';
import { rankSitting, wardAllowance, type Operation } from '../../src/domain/pricing/allowance.js';
import { aLine, aRate } from '../support/builders/a-case.js';

const days = (general: number, hdu: number, icu: number, ventilator: number) => ({
  general,
  hdu,
  icu,
  icu_ventilator: ventilator,
});

void t.test('the days paid are those of the dearest wards, whatever their order', async (t) => {
  // 1,000 a day; 4,000 in high dependency, 2,000 in intensive care, 3,000 on a ventilator.
  const rate = aRate({
    basis: 'ward_day',
    ratePaisa: rupees(1_000),
    wardRatesPaisa: { hdu: rupees(4_000), icu: rupees(2_000), icu_ventilator: rupees(3_000) },
  });
  const asked = (quantity: number) => wardAllowance(aLine({ quantity }), rate, days(2, 1, 1, 1));
  t.same(asked(1), { allowedPaisa: rupees(4_000), days: days(0, 1, 0, 0), left: days(2, 0, 1, 1) });
  t.same(asked(2), { allowedPaisa: rupees(7_000), days: days(0, 1, 0, 1), left: days(2, 0, 1, 0) });
  t.same(asked(3), { allowedPaisa: rupees(9_000), days: days(0, 1, 1, 1), left: days(2, 0, 0, 0) });
  t.same(asked(4), {
    allowedPaisa: rupees(10_000),
    days: days(1, 1, 1, 1),
    left: days(1, 0, 0, 0),
  });
  t.same(asked(9).allowedPaisa, rupees(11_000), 'no more days than there were');
});

void t.test('of wards that cost the same the plainer one’s days go first', async (t) => {
  const rate = aRate({ basis: 'ward_day', ratePaisa: rupees(1_000) });
  const { days: paid, left } = wardAllowance(aLine({ quantity: 3 }), rate, days(2, 2, 2, 2));
  t.same(paid, days(2, 1, 0, 0));
  t.same(left, days(0, 1, 2, 2), 'the dearer wards’ days are left to a line that prices them');
});

const operation = (lineNo: number, allowedPaisa: bigint): Operation => ({
  lineNo,
  allowedPaisa: paisa(allowedPaisa),
});
const SHARES = [10_000, 5_000].map(basisPoints);

void t.test(
  'operations alike take their places by line, whatever order they come in',
  async (t) => {
    const three = [operation(1, 800n), operation(2, 1_000n), operation(3, 800n)];
    const [first, second, third] = three;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three');
    const wanted = [
      { ...second, rank: 1, share: 10_000, sharedPaisa: 1_000n },
      { ...first, rank: 2, share: 5_000, sharedPaisa: 400n },
      { ...third, rank: 3, share: 5_000, sharedPaisa: 400n },
    ];
    t.same(rankSitting(three, SHARES), wanted);
    t.same(rankSitting([third, second, first], SHARES), wanted);
    t.same(rankSitting([third, first, second], SHARES), wanted);
  },
);

void t.test('without shares nobody has a place', async (t) => {
  t.same(rankSitting([operation(1, 800n)], []), []);
});
