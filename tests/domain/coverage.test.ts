import t from 'tap';
import { CoverOverdrawn, entriesFor, post } from '../../src/domain/coverage/entries.js';
import { planHold } from '../../src/domain/coverage/holds.js';
import {
  drawDown,
  EXCESS,
  roomIn,
  roomWithoutApproval,
  type Cover,
  type Draw,
} from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { rupees } from '../../src/domain/money.js';
import { aCap, aLayer, MEMBER, someTerms } from '../support/builders/a-case.js';

const BROTHER = 'person-bilal' as PersonId;

const kp = someTerms({
  tiers: {
    secondary: [aLayer('secondary', [aCap('member', 40_000), aCap('family', 200_000)])],
    priority: [
      aLayer('priority', [aCap('family', 400_000)]),
      aLayer('reserve', [aCap('family', 400_000)], true),
    ],
  },
});
const [secondary] = kp.tiers.secondary;

const draw = (layer: string, amount: number, tier: Draw['tier'] = 'secondary'): Draw => ({
  tier,
  layer,
  amountPaisa: rupees(amount),
});
const spend = (cover: Cover, member: PersonId, ...draws: Draw[]) =>
  post(cover, kp, entriesFor(member, { draws: [], use: 'reserved' }, { draws, use: 'consumed' }));

void t.test('room is the smallest over the caps', async (t) => {
  if (secondary === undefined) throw new Error('no layer');
  t.equal(roomIn([], secondary, MEMBER), rupees(40_000), 'untouched pots hold what terms say');
  const used = spend([], MEMBER, draw('secondary', 30_000));
  t.equal(roomIn(used, secondary, MEMBER), rupees(10_000), 'her own pot');
  t.equal(roomIn(used, secondary, BROTHER), rupees(40_000), 'his is untouched');
  let family = used;
  for (const name of ['a', 'b', 'c', 'd']) {
    family = spend(family, name as PersonId, draw('secondary', 40_000));
  }
  t.equal(roomIn(family, secondary, BROTHER), rupees(10_000), 'the family’s rest');
  t.equal(roomIn(family, secondary, MEMBER), rupees(10_000));
});

void t.test('a layer without a cap has no room', async (t) => {
  t.equal(roomIn([], aLayer('none', []), MEMBER), 0n);
});

void t.test('past the last cap, a layer without a ceiling waits for who approves', async (t) => {
  const terms = someTerms({
    tiers: {
      secondary: [aLayer('one', [aCap('family', 100)]), aLayer(EXCESS, [], true)],
      priority: [],
    },
  });
  t.same(drawDown([], terms, 'secondary', MEMBER, rupees(5_000), []), {
    draws: [draw('one', 100)],
    awaiting: [draw(EXCESS, 4_900)],
    shortfallPaisa: 0n,
  });
  t.same(drawDown([], terms, 'secondary', MEMBER, rupees(5_000), [EXCESS]), {
    draws: [draw('one', 100), draw(EXCESS, 4_900)],
    awaiting: [],
    shortfallPaisa: 0n,
  });
  t.same(
    planHold([], terms, MEMBER, [{ tier: 'secondary', amountPaisa: rupees(5_000) }], [EXCESS]),
    { draws: [draw('one', 100)], shortfallPaisa: rupees(4_900) },
    'nothing is held past the limit, whoever agreed',
  );
});

void t.test('layers are drawn in their order', async (t) => {
  const wanted = rupees(450_000);
  const plain = drawDown([], kp, 'priority', MEMBER, wanted, []);
  t.same(plain.draws, [draw('priority', 400_000, 'priority')]);
  t.same(plain.awaiting, [draw('reserve', 50_000, 'priority')], 'waits for its approver');
  t.equal(plain.shortfallPaisa, 0n);
  const granted = drawDown([], kp, 'priority', MEMBER, wanted, ['reserve']);
  t.same(granted.awaiting, []);
  t.same(granted.draws.at(-1), draw('reserve', 50_000, 'priority'));
  const over = drawDown([], kp, 'priority', MEMBER, rupees(800_001), ['reserve']);
  t.equal(over.shortfallPaisa, rupees(1));
  t.equal(roomWithoutApproval([], kp, 'priority', MEMBER), rupees(400_000));
  const spent = spend([], MEMBER, draw('priority', 150_000, 'priority'));
  t.equal(roomWithoutApproval(spent, kp, 'priority', MEMBER), rupees(250_000), 'the open layer’s');
});

void t.test('cover moves from hold to spent, and only the difference is posted', async (t) => {
  const held = { draws: [draw('secondary', 10_000)], use: 'reserved' } as const;
  const nothing = { draws: [], use: 'reserved' } as const;
  const moves = (before: Parameters<typeof entriesFor>[1], after: typeof before) =>
    entriesFor(MEMBER, before, after).map(({ from, to, amountPaisa }) => [from, to, amountPaisa]);
  t.same(moves(nothing, held), [['available', 'reserved', rupees(10_000)]]);
  t.same(moves(held, held), [], 'twice the same decision moves nothing');
  t.same(moves(held, { ...held, use: 'consumed' }), [['reserved', 'consumed', rupees(10_000)]]);
  t.same(moves(held, { draws: [draw('secondary', 6_000)], use: 'consumed' }), [
    ['reserved', 'consumed', rupees(6_000)],
    ['reserved', 'available', rupees(4_000)],
  ]);
  t.same(moves(held, { draws: [draw('secondary', 12_000)], use: 'consumed' }), [
    ['reserved', 'consumed', rupees(10_000)],
    ['available', 'consumed', rupees(2_000)],
  ]);
  t.same(moves(held, nothing), [['reserved', 'available', rupees(10_000)]]);
});

void t.test('a correction downward gives cover back at once', async (t) => {
  const paid = { draws: [draw('secondary', 10_000)], use: 'consumed' } as const;
  const less = { draws: [draw('secondary', 7_000)], use: 'consumed' } as const;
  const cover = spend([], MEMBER, ...paid.draws);
  const after = post(cover, kp, entriesFor(MEMBER, paid, less));
  t.same(
    after.map(({ scope, reservedPaisa, consumedPaisa }) => [scope, reservedPaisa, consumedPaisa]),
    [
      ['member', 0n, rupees(7_000)],
      ['family', 0n, rupees(7_000)],
    ],
  );
});

void t.test('excess stands outside every pot', async (t) => {
  const draws = [draw('secondary', 40_000), draw(EXCESS, 5_000)];
  const entries = entriesFor(MEMBER, { draws: [], use: 'reserved' }, { draws, use: 'consumed' });
  t.same(
    entries.map(({ layer, from, to }) => [layer, from, to]),
    [
      ['secondary', 'available', 'consumed'],
      [EXCESS, 'scheme', EXCESS],
    ],
  );
  t.same(
    post([], kp, entries).map(({ layer }) => layer),
    ['secondary', 'secondary'],
  );
});

void t.test('what would overdraw a pot, or undo what was never done, is refused', async (t) => {
  t.throws(() => spend([], MEMBER, draw('secondary', 40_001)), CoverOverdrawn);
  const full = spend([], MEMBER, draw('secondary', 40_000));
  t.throws(() => spend(full, MEMBER, draw('secondary', 1)), CoverOverdrawn);
  t.doesNotThrow(() => spend(full, BROTHER, draw('secondary', 40_000)));
  const held = { draws: [draw('secondary', 1)], use: 'reserved' } as const;
  t.throws(
    () => post([], kp, entriesFor(MEMBER, held, { draws: [], use: 'reserved' })),
    CoverOverdrawn,
  );
  const spent = { ...held, use: 'consumed' } as const;
  t.throws(
    () => post([], kp, entriesFor(MEMBER, spent, { draws: [], use: 'reserved' })),
    CoverOverdrawn,
    'what was never spent',
  );
});

void t.test('what is refused says which pot, and by how much', async (t) => {
  t.throws(() => spend([], MEMBER, draw('secondary', 40_001)), {
    message:
      'cover overdrawn in layer secondary (member): ' +
      '0 reserved + 4000100 consumed of 4000000 paisa',
  });
  t.throws(() => spend([], MEMBER, draw('unheard-of', 1)), {
    name: 'RangeError',
    message: 'terms have no layer secondary/unheard-of',
  });
});
