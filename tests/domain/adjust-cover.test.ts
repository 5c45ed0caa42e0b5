/** Corrected terms: what becomes of pots, holds and claims that stood under the old ones, case by case. */
import t from 'tap';
import { adjustCover, type CoverUse } from '../../src/domain/coverage/adjust.js';
import { EXCESS, EXTRAS, type Cover, type Draw, type Pot } from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { rupees } from '../../src/domain/money.js';
import { aCap, aLayer, MEMBER, someTerms } from '../support/builders/a-case.js';

const BROTHER = 'person-bilal' as PersonId;

const terms = (family: number, member?: number) =>
  someTerms({
    tiers: {
      secondary: [
        aLayer('one', [
          ...(member === undefined ? [] : [aCap('member', member)]),
          aCap('family', family),
        ]),
        aLayer('two', [aCap('family', 50)]),
      ],
      priority: [aLayer('dear', [aCap('family', 500)])],
    },
  });
const pot = (
  amount: number,
  used: Partial<Record<'reserved' | 'consumed', number>> = {},
  of: Partial<Pot> = {},
): Pot => ({
  layer: 'one',
  scope: 'family',
  amountPaisa: rupees(amount),
  reservedPaisa: rupees(used.reserved ?? 0),
  consumedPaisa: rupees(used.consumed ?? 0),
  ...of,
});
const ofMember = (memberId: PersonId): Partial<Pot> => ({ scope: 'member', memberId });
const draw = (layer: string, amount: number, tier: Draw['tier'] = 'secondary'): Draw => ({
  tier,
  layer,
  amountPaisa: rupees(amount),
});
const claim = (id: string, draws: Draw[], over: Partial<CoverUse> = {}): CoverUse => ({
  id,
  kind: 'claim',
  memberId: MEMBER,
  use: 'consumed',
  draws,
  ...over,
});
const hold = (id: string, draws: Draw[], over: Partial<CoverUse> = {}): CoverUse =>
  claim(id, draws, { kind: 'hold', use: 'reserved', ...over });

/** What is left: pots as `amount: reserved + consumed`, uses as their draws, amounts moved. */
function told(...given: Parameters<typeof adjustCover>) {
  const { cover, resized, redrawn } = adjustCover(...given);
  const money = (paisa: bigint) => Number(paisa / 100n);
  return {
    pots: cover.map(
      (each) =>
        `${each.layer} ${money(each.amountPaisa)}: ${money(each.reservedPaisa)} + ${money(each.consumedPaisa)}`,
    ),
    resized: resized.map(
      (each) =>
        `${each.tier} ${each.pot.layer} ${each.from} > ${each.to} ${money(each.amountPaisa)}`,
    ),
    redrawn: redrawn.map(({ of, draws, entries }) => ({
      [of.id]: draws.map((each) => `${each.tier} ${each.layer} ${money(each.amountPaisa)}`),
      entries: entries.map(
        (each) => `${each.layer} ${each.from} > ${each.to} ${money(each.amountPaisa)}`,
      ),
    })),
  };
}

const CASES: Readonly<
  Record<string, readonly [Parameters<typeof adjustCover>, ReturnType<typeof told>]>
> = {
  'the same amounts move nothing': [
    [[pot(100, { consumed: 100 })], terms(100), [claim('c', [draw('one', 100)])]],
    { pots: ['one 100: 0 + 100'], resized: [], redrawn: [] },
  ],
  'a larger amount comes from the scheme, and no use changes': [
    [[pot(100, { consumed: 100 })], terms(160), [claim('c', [draw('one', 100)])]],
    {
      pots: ['one 160: 0 + 100'],
      resized: ['secondary one scheme > available 60'],
      redrawn: [],
    },
  ],
  'a smaller amount that still holds all goes back to the scheme, to the last rupee': [
    [
      [pot(100, { reserved: 20, consumed: 20 })],
      terms(40),
      [hold('h', [draw('one', 20)]), claim('c', [draw('one', 20)])],
    ],
    { pots: ['one 40: 20 + 20'], resized: ['secondary one available > scheme 60'], redrawn: [] },
  ],
  'holds give way first, in the order given, and are released': [
    [
      [pot(100, { reserved: 50, consumed: 20 })],
      terms(35),
      [hold('h1', [draw('one', 30)]), hold('h2', [draw('one', 20)]), claim('c', [draw('one', 20)])],
    ],
    {
      pots: ['one 35: 15 + 20'],
      resized: ['secondary one available > scheme 65'],
      redrawn: [
        { h1: [], entries: ['one reserved > available 30'] },
        { h2: ['secondary one 15'], entries: ['one reserved > available 5'] },
      ],
    },
  ],
  'a claim keeps its money: what its pot no longer holds is excess': [
    [[pot(100, { consumed: 80 })], terms(50), [claim('c', [draw('one', 80)])]],
    {
      pots: ['one 50: 0 + 50'],
      resized: ['secondary one available > scheme 50'],
      redrawn: [
        {
          c: ['secondary one 50', 'secondary excess 30'],
          entries: ['one consumed > available 30', 'excess scheme > excess 30'],
        },
      ],
    },
  ],
  'so does a claim that is not decided yet, out of what it holds': [
    [[pot(100, { reserved: 80 })], terms(50), [claim('c', [draw('one', 80)], { use: 'reserved' })]],
    {
      pots: ['one 50: 50 + 0'],
      resized: ['secondary one available > scheme 50'],
      redrawn: [
        {
          c: ['secondary one 50', 'secondary excess 30'],
          entries: ['one reserved > available 30', 'excess scheme > excess 30'],
        },
      ],
    },
  ],
  'excess and extras that it had stay, and the excess is one': [
    [
      [pot(100, { consumed: 100 })],
      terms(90),
      [claim('c', [draw('one', 100), draw(EXCESS, 7), draw('transport', 1, EXTRAS)])],
    ],
    {
      pots: ['one 90: 0 + 90'],
      resized: ['secondary one available > scheme 10'],
      redrawn: [
        {
          c: ['extras transport 1', 'secondary one 90', 'secondary excess 17'],
          entries: ['one consumed > available 10', 'excess scheme > excess 10'],
        },
      ],
    },
  ],
  'what gave way in a member’s pot is gone from the family’s': [
    [
      [
        pot(200, { consumed: 100 }),
        pot(100, { consumed: 70 }, ofMember(MEMBER)),
        pot(100, { consumed: 30 }, ofMember(BROTHER)),
      ],
      terms(80, 50),
      [claim('b', [draw('one', 30)], { memberId: BROTHER }), claim('c', [draw('one', 70)])],
    ],
    {
      pots: ['one 80: 0 + 80', 'one 50: 0 + 50', 'one 50: 0 + 30'],
      resized: [
        'secondary one available > scheme 120',
        'secondary one available > scheme 50',
        'secondary one available > scheme 50',
      ],
      redrawn: [
        {
          c: ['secondary one 50', 'secondary excess 20'],
          entries: ['one consumed > available 20', 'excess scheme > excess 20'],
        },
      ],
    },
  ],
  'and likewise where members’ pots stand first': [
    [
      [
        pot(100, { consumed: 70 }, ofMember(MEMBER)),
        pot(100, { consumed: 30 }, ofMember(BROTHER)),
        pot(200, { consumed: 100 }),
      ],
      terms(80, 50),
      [claim('b', [draw('one', 30)], { memberId: BROTHER }), claim('c', [draw('one', 70)])],
    ],
    {
      pots: ['one 50: 0 + 50', 'one 50: 0 + 30', 'one 80: 0 + 80'],
      resized: [
        'secondary one available > scheme 50',
        'secondary one available > scheme 50',
        'secondary one available > scheme 120',
      ],
      redrawn: [
        {
          c: ['secondary one 50', 'secondary excess 20'],
          entries: ['one consumed > available 20', 'excess scheme > excess 20'],
        },
      ],
    },
  ],
  'a member’s pot touches that member’s claims alone': [
    [
      [pot(100, { consumed: 70 }, ofMember(MEMBER)), pot(100, { consumed: 30 }, ofMember(BROTHER))],
      terms(200, 20),
      [claim('b', [draw('one', 30)], { memberId: BROTHER }), claim('c', [draw('one', 70)])],
    ],
    {
      pots: ['one 20: 0 + 20', 'one 20: 0 + 20'],
      resized: ['secondary one available > scheme 80', 'secondary one available > scheme 80'],
      redrawn: [
        {
          b: ['secondary one 20', 'secondary excess 10'],
          entries: ['one consumed > available 10', 'excess scheme > excess 10'],
        },
        {
          c: ['secondary one 20', 'secondary excess 50'],
          entries: ['one consumed > available 50', 'excess scheme > excess 50'],
        },
      ],
    },
  ],
  'only the layer that shrank is given up, tier by tier': [
    [
      [
        pot(100, { consumed: 100 }),
        pot(80, { consumed: 80 }, { layer: 'two' }),
        pot(500, { consumed: 500 }, { layer: 'dear' }),
      ],
      terms(100),
      [claim('c', [draw('one', 100), draw('two', 80), draw('dear', 500, 'priority')])],
    ],
    {
      pots: ['one 100: 0 + 100', 'two 50: 0 + 50', 'dear 500: 0 + 500'],
      resized: ['secondary two available > scheme 30'],
      redrawn: [
        {
          c: ['secondary one 100', 'secondary two 50', 'priority dear 500', 'secondary excess 30'],
          entries: ['two consumed > available 30', 'excess scheme > excess 30'],
        },
      ],
    },
  ],
  'what others used and nobody can give up stays above': [
    [[pot(100, { consumed: 90 })], terms(50), [claim('c', [draw('one', 10)])]],
    {
      pots: ['one 50: 0 + 80'],
      resized: ['secondary one available > scheme 50'],
      redrawn: [
        {
          c: ['secondary excess 10'],
          entries: ['one consumed > available 10', 'excess scheme > excess 10'],
        },
      ],
    },
  ],
  'a pot of another edition, or of a layer that the terms do not have, stays as it is': [
    [
      [pot(100, { consumed: 80 }), pot(70, { consumed: 70 }, { layer: 'gone' })],
      terms(50),
      [claim('c', [draw('one', 80), draw('gone', 70)])],
      ({ layer }) => layer !== 'one',
    ],
    { pots: ['one 100: 0 + 80', 'gone 70: 0 + 70'], resized: [], redrawn: [] },
  ],
};

for (const [name, [given, expected]] of Object.entries(CASES)) {
  void t.test(name, async (t) => {
    t.strictSame(told(...given), expected);
  });
}

void t.test('what it was given is left as it was', async (t) => {
  const cover: Cover = [pot(200, { consumed: 60 }), pot(100, { consumed: 60 }, ofMember(MEMBER))];
  const before = structuredClone(cover);
  adjustCover(cover, terms(50, 50), [claim('c', [draw('one', 60)])]);
  t.strictSame(cover, before);
});
