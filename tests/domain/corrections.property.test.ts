/**
 * Any sequence of decisions, corrections up and down and settlement runs: every cap holds, the fold of all
 * entries is the balance, findings carry what is not paid to the paisa, and once all runs have run a
 * hospital has been paid what the newest decisions pay.
 */
import fc from 'fast-check';
import t from 'tap';
import { correctedClaim, type Correction } from '../../src/domain/claim/correction.js';
import { entriesFor, post, type CoverEntry } from '../../src/domain/coverage/entries.js';
import { totalOf } from '../../src/domain/coverage/holds.js';
import { EXCESS, EXTRAS, potOf, type Cover, type Draw } from '../../src/domain/coverage/pots.js';
import type { ClaimId } from '../../src/domain/ids.js';
import {
  add,
  atLeastZero,
  rupees,
  smallest,
  subtract,
  ZERO,
  type Paisa,
} from '../../src/domain/money.js';
import { adjudicate, type Judgement } from '../../src/domain/rules/adjudicate.js';
import { decideAgain } from '../../src/domain/rules/decide-again.js';
import type { CaseFacts } from '../../src/domain/rules/facts.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { remittancesOf, type DueClaim } from '../../src/domain/settlement/remittance.js';
import { given } from '../support/builders/an-extra.js';
import { aCap, aCase, aLayer, MEMBER, someTerms } from '../support/builders/a-case.js';

const SEED = 20_240_702;
const RUNS = 300;
const CLAIMS = 4;
const NOTHING = { draws: [], use: 'consumed' as const };

interface Standing {
  readonly facts: CaseFacts;
  readonly draws: readonly Draw[];
  readonly insurerPaisa: Paisa;
  /** Of it, the family's. */
  readonly extrasPaisa: Paisa;
  readonly isSettled: boolean;
}

const aStep = fc.oneof(
  fc.record({ act: fc.constant('settle' as const) }),
  fc.record({
    act: fc.constant('change' as const),
    claim: fc.nat(CLAIMS - 1),
    atMost: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    extraAtMost: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    dischargeType: fc.constantFrom(undefined, 'died' as const),
    emergencyConfirmed: fc.option(fc.boolean(), { nil: undefined }),
  }),
);

/** Three layers of thousands of rupees beside claims of ten, and one for the family: limits are met. */
const someTerm = fc
  .tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 30 }), fc.nat(8))
  .map(([member, family, more]) =>
    someTerms({
      tiers: {
        secondary: [
          aLayer('first', [aCap('member', member * 1_000), aCap('family', family * 1_000)]),
          aLayer('second', [aCap('family', more * 1_000)]),
        ],
        priority: [aLayer('priority', [aCap('family', 400_000)])],
      },
      extras: [given('transport')],
    }),
  );

class Books {
  cover: Cover = [];
  readonly booked: CoverEntry[] = [];
  readonly claims = new Map<number, Standing>();
  owed: { hospitalId: string; owedPaisa: Paisa }[] = [];
  due: DueClaim[] = [];
  /** Net of all remittances. */
  paid = ZERO;

  constructor(private readonly terms: CaseFacts['terms'] & object) {}

  decide(claim: number): void {
    const facts = aCase()
      .withTerms(this.terms)
      .withClaim({ id: `claim-${claim}` as ClaimId })
      .withExtras({ kind: 'transport' })
      .withCover(this.cover)
      .build();
    const judgement = adjudicate(facts, RULEBOOK);
    this.keep(
      claim,
      facts,
      judgement,
      entriesFor(MEMBER, NOTHING, { ...judgement, use: 'consumed' }),
    );
  }

  correct(claim: number, before: Standing, correction: Correction): void {
    const { emergencyConfirmed = false } = correction;
    const claimed = correctedClaim(before.facts.claim, correction);
    const facts = { ...before.facts, correction, claim: claimed };
    const corrected = { ...facts, grants: { ...facts.grants, emergencyConfirmed } };
    const decided = { draws: before.draws, cover: this.cover };
    const { judgement, entries } = decideAgain(corrected, RULEBOOK, [], decided);
    this.keep(claim, before.facts, judgement, entries);
    const difference = subtract(judgement.totals.insurerPaisa, before.insurerPaisa);
    if (!before.isSettled || difference === 0n) return;
    const hospitalId = 'hospital';
    const more = atLeastZero(subtract(extrasOf(judgement), before.extrasPaisa));
    if (difference < 0n) this.owed.push({ hospitalId, owedPaisa: -difference as Paisa });
    else {
      const extrasPaisa = smallest(more, difference);
      this.due.push({ hospitalId, insurerPaisa: difference, extrasPaisa });
    }
  }

  settle(): void {
    const hospitalId = 'hospital';
    const firsts = [...this.claims].filter(([, one]) => !one.isSettled && one.insurerPaisa > 0n);
    const due = firsts.map(([, { insurerPaisa, extrasPaisa }]) => ({
      ...{ hospitalId, insurerPaisa, extrasPaisa },
    }));
    const [remittance] = remittancesOf([...due, ...this.due], this.owed);
    for (const [claim, one] of firsts) this.claims.set(claim, { ...one, isSettled: true });
    this.due = [];
    if (remittance === undefined) return;
    must(remittance.netPaisa >= remittance.extrasPaisa);
    this.paid = add(this.paid, remittance.netPaisa);
    this.owed = this.owed.flatMap((one) => {
      const taken = remittance.recoveries.filter(({ owed }) => owed === one);
      const left = subtract(one.owedPaisa, add(ZERO, ...taken.map((part) => part.recoveredPaisa)));
      return left > 0n ? [{ ...one, owedPaisa: left }] : [];
    });
  }

  private keep(
    claim: number,
    facts: CaseFacts,
    judgement: Judgement,
    entries: readonly CoverEntry[],
  ): void {
    const { totals, findings, draws } = judgement;
    // Throws where a cap would not hold.
    this.cover = post(this.cover, this.terms, entries);
    this.booked.push(...entries);
    must(totals.askedPaisa === rupees(11_000));
    const shares = [totals.insurerPaisa, totals.patientSharePaisa, totals.hospitalBornePaisa];
    must(totals.askedPaisa === add(...shares));
    const carried = add(ZERO, ...findings.map((finding) => finding.amountPaisa));
    must(carried === subtract(totals.askedPaisa, totals.insurerPaisa));
    must(totalOf(draws) === totals.insurerPaisa);
    const { isSettled = false } = this.claims.get(claim) ?? {};
    const { insurerPaisa } = totals;
    const extrasPaisa = extrasOf(judgement);
    this.claims.set(claim, { facts, draws, insurerPaisa, extrasPaisa, isSettled });
  }

  /** Every pot is what the claims' newest decisions drew, and what its entries come to. */
  prove(): void {
    const again = post([], this.terms, this.booked);
    const draws = [...this.claims.values()].flatMap((one) => one.draws);
    for (const layer of this.terms.tiers.secondary) {
      const drawn = totalOf(draws.filter((draw) => draw.layer === layer.code));
      for (const cap of layer.caps) {
        for (const cover of [this.cover, again]) {
          const pot = potOf(cover, layer, cap, MEMBER);
          must(pot.consumedPaisa === drawn && pot.reservedPaisa === 0n);
          must(pot.consumedPaisa <= pot.amountPaisa);
        }
      }
    }
    const past = this.booked.reduce(
      (sum, { to, from, amountPaisa }) =>
        sum + (to === EXCESS ? amountPaisa : 0n) - (from === EXCESS ? amountPaisa : 0n),
      0n,
    );
    must(past === totalOf(draws.filter((draw) => draw.layer === EXCESS)));
    const families = this.booked.reduce(
      (sum, { to, from, amountPaisa }) =>
        sum + (to === EXTRAS ? amountPaisa : 0n) - (from === EXTRAS ? amountPaisa : 0n),
      0n,
    );
    must(families === add(ZERO, ...[...this.claims.values()].map((one) => one.extrasPaisa)));
  }
}

void t.test('corrections up and down keep caps, books and payments', async (t) => {
  let [corrections, carried, owing, withdrawn] = [0, 0, 0, 0];
  const found = fc.check(
    fc.property(someTerm, fc.array(aStep, { minLength: 5, maxLength: 30 }), (terms, steps) => {
      const books = new Books(terms);
      for (const step of steps) {
        if (step.act === 'settle') {
          books.settle();
        } else {
          const { claim, atMost, extraAtMost, dischargeType, emergencyConfirmed } = step;
          const before = books.claims.get(claim);
          const lines = [
            ...(atMost === undefined ? [] : [{ lineNo: 1, atMostPaisa: rupees(atMost * 1_000) }]),
            ...(extraAtMost === undefined
              ? []
              : [{ lineNo: 2, atMostPaisa: rupees(extraAtMost * 100) }]),
          ];
          const said = { reason: 'Ward book', source: 'Visit', stay: { dischargeType } };
          if (before === undefined) books.decide(claim);
          else books.correct(claim, before, { ...said, lines, emergencyConfirmed });
          if (before !== undefined) corrections += 1;
        }
        books.prove();
        if (books.owed.length > 0) owing += 1;
      }
      books.settle();
      const payable = [...books.claims.values()].map((one) => one.insurerPaisa);
      const still = add(ZERO, ...books.owed.map((one) => one.owedPaisa));
      must(books.paid === add(ZERO, ...payable, still));
      if (books.booked.some(({ to }) => to === EXCESS)) carried += 1;
      if (books.booked.some(({ from }) => from === EXTRAS)) withdrawn += 1;
    }),
    { seed: SEED, numRuns: RUNS },
  );
  t.notOk(found.failed, fc.defaultReportMessage(found) ?? `${found.numRuns} sequences`);
  t.ok(corrections > RUNS, `${corrections} corrections`);
  t.ok(carried > RUNS / 10, `${carried} sequences went past a limit`);
  t.ok(owing > RUNS / 10, `${owing} times a hospital owed something`);
  t.ok(withdrawn > RUNS / 10, `${withdrawn} sequences took money for a family back`);
});

void t.test('nothing corrected moves nothing, whatever others have drawn since', async (t) => {
  const facts = aCase().build();
  const first = adjudicate(facts, RULEBOOK);
  const taken = entriesFor(MEMBER, NOTHING, {
    draws: [{ tier: 'secondary', layer: 'secondary', amountPaisa: rupees(60_000) }],
    use: 'consumed',
  });
  const cover = post([], someTerms(), taken);
  const correction = { reason: 'None', source: 'None', lines: [], stay: {} };
  const again = decideAgain({ ...facts, correction }, RULEBOOK, [], { draws: first.draws, cover });
  t.same(again.entries, []);
  t.same(again.judgement.totals, first.totals);
  t.same(again.judgement.draws, first.draws);
});

function extrasOf({ lines }: Judgement): Paisa {
  const beside = lines.filter((line) => line.extra !== undefined);
  return add(ZERO, ...beside.map((line) => line.insurerPaisa));
}

function must(holds: boolean): void {
  if (!holds) throw new Error('does not hold');
}
