import t from 'tap';
import { lessUsedElsewhere } from '../../src/domain/coverage/elsewhere.js';
import { roomIn, type Cover, type Pot } from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { rupees, ZERO } from '../../src/domain/money.js';
import { aCap, aLayer, someTerms } from '../support/builders/a-case.js';

const [amna, bilal] = ['person-amna', 'person-bilal'].map((id) => id as PersonId) as [
  PersonId,
  PersonId,
];
const layer = aLayer('secondary', [aCap('member', 40), aCap('family', 100)]);
const terms = someTerms({ tiers: { secondary: [layer], priority: [] } });
const pot = (scope: Pot['scope'], used: number, memberId?: PersonId): Pot => ({
  layer: 'secondary',
  scope,
  memberId,
  amountPaisa: rupees(scope === 'member' ? 40 : 100),
  reservedPaisa: ZERO,
  consumedPaisa: rupees(used),
});
const used = (memberId: PersonId, paisa: number, brought = paisa, code = 'secondary') => ({
  memberId,
  layer: code,
  paisa: rupees(paisa),
  broughtPaisa: rupees(brought),
});

t.test('a member’s cap is one in all families; a family’s is less what members bring', (t) => {
  const rooms = (cover: Cover, list: readonly ReturnType<typeof used>[]) => {
    const less = lessUsedElsewhere(cover, terms, list);
    for (const { amountPaisa, reservedPaisa, consumedPaisa } of less) {
      t.ok(amountPaisa >= reservedPaisa + consumedPaisa, 'what was given stays given');
    }
    return [amna, bilal].map((who) => Number(roomIn(less, layer, who) / 100n));
  };
  t.same(rooms([], []), [40, 40]);
  t.same(rooms([], [used(amna, 30)]), [10, 40], 'untouched pots are less, too');
  t.same(rooms([], [used(amna, 30), used(bilal, 40)]), [10, 0]);
  t.same(rooms([], [used(amna, 30, 0)]), [10, 40], 'used after leaving');
  t.same(rooms([pot('family', 80)], [used(amna, 30, 0)]), [10, 20], 'after leaving: her own alone');
  t.same(rooms([pot('family', 70)], [used(amna, 15)]), [15, 15], 'the family holds first');
  t.same(rooms([pot('family', 90)], [used(amna, 39)]), [0, 0], 'more came along than is left');
  t.same(rooms([pot('member', 20, amna), pot('family', 20)], [used(amna, 35)]), [0, 40]);
  t.same(rooms([], [used(amna, 500)]), [0, 0]);
  t.same(rooms([], [used(amna, 30, 30, 'another layer')]), [40, 40]);
  t.same(lessUsedElsewhere([pot('family', 10)], terms, [used(amna, 0)]), [pot('family', 10)]);
  t.end();
});

t.test('pots of other layers, and of other members, stay as they are', async (t) => {
  const special = aLayer('special', [aCap('member', 40), aCap('family', 100)]);
  const both = someTerms({ tiers: { secondary: [layer], priority: [special] } });
  const others = [
    { ...pot('family', 10), layer: 'special' },
    { ...pot('member', 10, amna), layer: 'special' },
    pot('member', 5, bilal),
  ];
  const less = lessUsedElsewhere([...others, pot('family', 20), pot('member', 20, amna)], both, [
    used(amna, 15),
  ]);
  const byName = (pots: Cover) =>
    pots
      .map((each) => `${each.layer} ${each.scope} ${each.memberId} ${each.amountPaisa / 100n}`)
      .sort();
  t.same(
    byName(less),
    byName([
      ...others,
      { ...pot('family', 20), amountPaisa: rupees(85) },
      { ...pot('member', 20, amna), amountPaisa: rupees(25) },
    ]),
  );
});
