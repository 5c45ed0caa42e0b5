/** What a corrected claim draws on the room of now, case by case. */
import t from 'tap';
import { EXCESS, type Draw, type Pot } from '../../src/domain/coverage/pots.js';
import { redraw } from '../../src/domain/coverage/redraw.js';
import { rupees } from '../../src/domain/money.js';
import { aCap, aLayer, MEMBER, someTerms } from '../support/builders/a-case.js';

const terms = someTerms({
  tiers: {
    secondary: [aLayer('open', [aCap('family', 100)]), aLayer('shut', [aCap('family', 60)], true)],
    priority: [aLayer('dear', [aCap('family', 500)])],
  },
});
const draw = (tier: Draw['tier'], layer: string, amount: number): Draw => ({
  tier,
  layer,
  amountPaisa: rupees(amount),
});
const spent = (amount: number): Pot => ({
  layer: 'open',
  scope: 'family',
  amountPaisa: rupees(100),
  reservedPaisa: rupees(0),
  consumedPaisa: rupees(amount),
});
const secondary = (amount: number) => ({
  tier: 'secondary' as const,
  amountPaisa: rupees(amount),
});

t.test('as much as there is room for, and the rest past every limit', async (t) => {
  t.same(redraw([], terms, MEMBER, [secondary(100)], []), [draw('secondary', 'open', 100)]);
  t.same(redraw([spent(70)], terms, MEMBER, [secondary(100)], []), [
    draw('secondary', 'open', 30),
    // Nobody opened the next layer: its 60 and the 10 above it are excess.
    draw('secondary', EXCESS, 70),
  ]);
  t.same(redraw([spent(70)], terms, MEMBER, [secondary(100)], ['shut']), [
    draw('secondary', 'open', 30),
    draw('secondary', 'shut', 60),
    draw('secondary', EXCESS, 10),
  ]);
  t.same(redraw([spent(100)], terms, MEMBER, [secondary(20)], []), [draw('secondary', EXCESS, 20)]);
});

t.test('tier by tier, what one took is gone for the next', async (t) => {
  const dear = { tier: 'priority' as const, amountPaisa: rupees(501) };
  t.same(redraw([], terms, MEMBER, [secondary(80), dear, secondary(40)], []), [
    draw('secondary', 'open', 80),
    draw('priority', 'dear', 500),
    draw('priority', EXCESS, 1),
    draw('secondary', 'open', 20),
    draw('secondary', EXCESS, 20),
  ]);
  t.same(redraw([], terms, MEMBER, [], []), []);
});
