/**
 * Any sequence of holding, consuming, releasing, reversing and adjusting to corrected terms: no cap is
 * ever passed, the fold of all entries is the balance, and what is done twice moves nothing.
 */
import fc from 'fast-check';
import t from 'tap';
import { adjustCover } from '../../src/domain/coverage/adjust.js';
import {
  CoverOverdrawn,
  entriesFor,
  post,
  type CoverEntry,
  type Use,
} from '../../src/domain/coverage/entries.js';
import {
  EXCESS,
  EXTRAS,
  potOf,
  roomIn,
  type Cover,
  type Draw,
} from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { paisa } from '../../src/domain/money.js';
import type { Cap, Layer, Terms } from '../../src/domain/scheme/terms.js';
import { aCap, aLayer, someTerms } from '../support/builders/a-case.js';

const SEED = 20_240_701;
const RUNS = 400;
const MEMBERS = ['person-amna', 'person-bilal'].map((id) => id as PersonId);
const CLAIMS = 4;

/** Caps of a few rupees beside draws of a few, so that they are met. */
const someTerm: fc.Arbitrary<Terms> = fc
  .tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 5 }),
  )
  .map(([member, family, more]) =>
    someTerms({
      tiers: {
        secondary: [aLayer('secondary', [aCap('member', member), aCap('family', family)])],
        priority: [aLayer('priority', [aCap('family', more)])],
      },
    }),
  );

const aDraw: fc.Arbitrary<Draw> = fc
  .record({
    place: fc.constantFrom(
      { tier: 'secondary', layer: 'secondary' } as const,
      { tier: 'priority', layer: 'priority' } as const,
      { tier: 'secondary', layer: EXCESS } as const,
      { tier: EXTRAS, layer: 'transport' } as const,
      // No kind of extra is called so; no name may put one in a pot.
      { tier: EXTRAS, layer: 'secondary' } as const,
    ),
    amount: fc.integer({ min: 0, max: 400 }),
  })
  .map(({ place, amount }) => ({ ...place, amountPaisa: paisa(amount) }));

interface State {
  readonly draws: readonly Draw[];
  readonly use: Use;
}
const NOTHING: State = { draws: [], use: 'reserved' };

/** A claim comes to hold, spend or give back something; an empty list releases all. */
const aChange = fc.record({
  claim: fc.nat(CLAIMS - 1),
  draws: fc.array(aDraw, { maxLength: 3 }),
  use: fc.constantFrom('reserved' as const, 'consumed' as const),
});
const memberOf = (claim: number): PersonId => MEMBERS[claim % MEMBERS.length] ?? ('' as PersonId);

/** What a pot holds by the claims' states alone: the amounts are summed, nothing is booked. */
function sumOf(
  states: readonly State[],
  layer: string,
  cap: Cap,
  member: PersonId,
  use: Use,
): bigint {
  let sum = 0n;
  states.forEach((state, claim) => {
    if (state.use !== use || (cap.scope === 'member' && memberOf(claim) !== member)) return;
    for (const { tier, layer: drawn, amountPaisa } of state.draws) {
      if (drawn === layer && tier !== EXTRAS) sum += amountPaisa;
    }
  });
  return sum;
}

function eachCap(terms: Terms, visit: (layer: Layer, cap: Cap, member: PersonId) => void): void {
  for (const layer of [...terms.tiers.secondary, ...terms.tiers.priority]) {
    for (const cap of layer.caps) for (const member of MEMBERS) visit(layer, cap, member);
  }
}

function fits(terms: Terms, states: readonly State[]): boolean {
  let all = true;
  eachCap(terms, ({ code }, cap, member) => {
    const used =
      sumOf(states, code, cap, member, 'reserved') + sumOf(states, code, cap, member, 'consumed');
    if (used > cap.amountPaisa.value) all = false;
  });
  return all;
}

function tryPost(cover: Cover, terms: Terms, entries: readonly CoverEntry[]): Cover | undefined {
  try {
    return post(cover, terms, entries);
  } catch (error) {
    if (error instanceof CoverOverdrawn) return undefined;
    throw error;
  }
}

void t.test(
  'a change is posted exactly when every cap holds, and the pots are the sums',
  async (t) => {
    let [refused, posted] = [0, 0];
    const run = fc.check(
      fc.property(
        someTerm,
        fc.array(aChange, { minLength: 1, maxLength: 20 }),
        (terms, changes) => {
          const states: State[] = Array.from({ length: CLAIMS }, () => NOTHING);
          let cover: Cover = [];
          const booked: CoverEntry[] = [];
          for (const { claim, draws, use } of changes) {
            const before = states[claim] ?? NOTHING;
            const entries = entriesFor(memberOf(claim), before, { draws, use });
            for (const entry of entries) must(entry.amountPaisa > 0n && entry.from !== entry.to);
            const wanted = states.map((state, at) => (at === claim ? { draws, use } : state));
            const next = tryPost(cover, terms, entries);
            must((next !== undefined) === fits(terms, wanted));
            if (next === undefined) {
              refused += 1;
              continue;
            }
            posted += 1;
            // Done twice it moves nothing; undone it leaves what was there.
            must(entriesFor(memberOf(claim), { draws, use }, { draws, use }).length === 0);
            const back = post(next, terms, entriesFor(memberOf(claim), { draws, use }, before));
            comparePots(terms, back, states);
            [cover, states[claim]] = [next, { draws, use }];
            booked.push(...entries);
            comparePots(terms, cover, states);
          }
          comparePots(terms, post([], terms, booked), states);
          compareExtras(booked, states);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
    t.notOk(run.failed, fc.defaultReportMessage(run) ?? `${run.numRuns} sequences`);
    t.ok(refused > RUNS, `${refused} changes would have passed a cap`);
    t.ok(posted > RUNS, `${posted} changes were posted`);
  },
);

/** Families have what the claims give them, held or spent, and corrected terms take none of it. */
function compareExtras(booked: readonly CoverEntry[], states: readonly State[]): void {
  const given = states.flatMap(({ draws }) => draws).filter(({ tier }) => tier === EXTRAS);
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);
  const had = booked.map(({ from, to, amountPaisa }) =>
    to === EXTRAS ? amountPaisa : from === EXTRAS ? -amountPaisa : 0n,
  );
  must(sum(had) === sum(given.map(({ amountPaisa }) => amountPaisa)));
}

/** A claim's or a stay's change as before, or terms that give each cap another amount. */
const aStep = fc.oneof({ weight: 4, arbitrary: aChange }, { weight: 1, arbitrary: someTerm });
/** The last of them has no claim yet: what it holds is a hold. */
const isHold = (claim: number): boolean => claim === CLAIMS - 1;

void t.test('an adjustment keeps caps and money, and holds alone give way for good', async (t) => {
  let [moved, released, widened] = [0, 0, 0];
  const run = fc.check(
    fc.property(someTerm, fc.array(aStep, { minLength: 2, maxLength: 24 }), (first, steps) => {
      let terms = first;
      const states: State[] = Array.from({ length: CLAIMS }, () => NOTHING);
      let cover: Cover = [];
      const booked: CoverEntry[] = [];
      for (const step of steps) {
        if ('claim' in step) {
          const { claim, draws } = step;
          const use = isHold(claim) ? ('reserved' as const) : step.use;
          const after = isHold(claim)
            ? { draws: draws.filter(({ tier, layer }) => tier !== EXTRAS && layer !== EXCESS), use }
            : { draws, use };
          const entries = entriesFor(memberOf(claim), states[claim] ?? NOTHING, after);
          const next = tryPost(cover, terms, entries);
          if (next === undefined) continue;
          [cover, states[claim]] = [next, after];
          booked.push(...entries);
          continue;
        }
        const uses = states.map(({ draws, use }, claim) => ({
          id: `${claim}`,
          kind: isHold(claim) ? ('hold' as const) : ('claim' as const),
          memberId: memberOf(claim),
          use,
          draws,
        }));
        const before = states.map(({ draws }) => total(draws));
        const adjusted = adjustCover(cover, step, uses);
        widened += adjusted.resized.filter(({ to }) => to === 'available').length;
        for (const { of, draws, entries } of adjusted.redrawn) {
          const claim = Number(of.id);
          states[claim] = { draws, use: of.use };
          booked.push(...entries);
          const kept = total(draws) === before[claim];
          must(isHold(claim) ? total(draws) < (before[claim] ?? 0n) : kept);
          if (isHold(claim)) released += 1;
          else moved += 1;
        }
        [terms, cover] = [step, adjusted.cover];
        // Done twice it moves nothing.
        const uses2 = uses.map((use, claim) => ({ ...use, draws: states[claim]?.draws ?? [] }));
        const again = adjustCover(cover, terms, uses2);
        must(again.redrawn.length === 0 && again.resized.length === 0);
        for (const pot of cover) must(pot.amountPaisa === capIn(terms, pot.layer, pot.scope));
        comparePots(terms, cover, states);
      }
      comparePots(terms, cover, states);
      comparePots(terms, post([], terms, booked), states);
      compareExtras(booked, states);
    }),
    { seed: SEED, numRuns: RUNS * 2 },
  );
  t.notOk(run.failed, fc.defaultReportMessage(run) ?? `${run.numRuns} sequences`);
  t.ok(moved > RUNS / 4, `${moved} claims were carried past a lower limit`);
  t.ok(released > RUNS / 10, `${released} holds gave way`);
  t.ok(widened > RUNS / 10, `${widened} pots got more`);
});

const total = (draws: readonly Draw[]): bigint =>
  draws.reduce((sum, { amountPaisa }) => sum + amountPaisa, 0n);

function capIn(terms: Terms, layer: string, scope: Cap['scope']): bigint | undefined {
  const found = [...terms.tiers.secondary, ...terms.tiers.priority].find((l) => l.code === layer);
  return found?.caps.find((cap) => cap.scope === scope)?.amountPaisa.value;
}

function comparePots(terms: Terms, cover: Cover, states: readonly State[]): void {
  eachCap(terms, (layer, cap, member) => {
    const pot = potOf(cover, layer, cap, member);
    must(pot.reservedPaisa === sumOf(states, layer.code, cap, member, 'reserved'));
    must(pot.consumedPaisa === sumOf(states, layer.code, cap, member, 'consumed'));
    const rest = pot.amountPaisa - pot.reservedPaisa - pot.consumedPaisa;
    must(rest >= 0n && roomIn(cover, layer, member) <= rest);
  });
}

void t.test('excess is booked from the scheme and back, and touches no pot', async (t) => {
  const excess = (amount: number): State => ({
    draws: [{ tier: 'secondary', layer: EXCESS, amountPaisa: paisa(amount) }],
    use: 'consumed',
  });
  const [member] = MEMBERS;
  if (member === undefined) throw new Error('no member');
  const told = (before: State, after: State) =>
    entriesFor(member, before, after).map(
      ({ from, to, amountPaisa }) => `${amountPaisa} from ${from} to ${to}`,
    );
  t.same(told(NOTHING, excess(700)), ['700 from scheme to excess']);
  t.same(told(excess(700), excess(300)), ['400 from excess to scheme']);
  t.same(told(excess(300), { ...excess(300), use: 'reserved' }), [], 'held or spent, it is excess');
  t.same(post([], someTerms(), entriesFor(member, NOTHING, excess(700))), []);
});

function must(holds: boolean): void {
  if (!holds) throw new Error('does not hold');
}
