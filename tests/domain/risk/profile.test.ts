import fc from 'fast-check';
import t from 'tap';
import { paisa, rupees, type Paisa } from '../../../src/domain/money.js';
import { crossValidate, decideOn, hashOf } from '../../../src/domain/risk/cross-validate.js';
import { fitWeights, roundWeights } from '../../../src/domain/risk/fit-weights.js';
import {
  addStays,
  mergeActivities,
  NO_ACTIVITY,
  perDayMilliOf,
  summaryOf,
  takeStays,
  type ProfiledStay,
} from '../../../src/domain/risk/profile-activity.js';
import { COMPONENTS, HOSPITAL_PROFILE } from '../../../src/domain/risk/profile-edition.js';
import { peersOf } from '../../../src/domain/risk/profile-peers.js';
import {
  componentValues,
  profileOf,
  scoresOf,
  spreadOf,
} from '../../../src/domain/risk/profile.js';

const { measures } = HOSPITAL_PROFILE;

const stay = (personKey: string, days = 3, amount: Paisa = rupees(30_000), packageKey = 'A') =>
  ({ personKey, packageKey, days, amount }) satisfies ProfiledStay;

const aStay: fc.Arbitrary<ProfiledStay> = fc.record({
  personKey: fc.constantFrom('p', 'q', 'r'),
  packageKey: fc.constantFrom('A', 'B'),
  days: fc.nat({ max: 40 }),
  amount: fc.constantFrom(0n, 1_000_000n, 2_500_000n).map((amount) => paisa(amount)),
});
const stays = fc.array(aStay, { maxLength: 12 });

const ofStays = (list: readonly ProfiledStay[]) => summaryOf(addStays(NO_ACTIVITY, list, measures));
/** A hospital of so many ordinary stays, each of another person at another amount. */
const ordinary = (count: number, name = 'h') =>
  Array.from({ length: count }, (_, no) =>
    stay(`${name}${no}`, (no + name.length) % 6, rupees(20_000 + 137 * no)),
  );
const twenty = Array.from({ length: 20 }, (_, no) =>
  ofStays(ordinary(4 + 3 * no, 'x'.repeat(no + 1))),
);

t.test('adding is in any order, and taking away undoes it to the last digit', async (t) => {
  fc.assert(
    fc.property(stays, stays, stays, (a, b, c) => {
      const add = (list: readonly ProfiledStay[]) => addStays(NO_ACTIVITY, list, measures);
      const [x, y, z] = [add(a), add(b), add(c)];
      t.same(mergeActivities(x, y), mergeActivities(y, x), 'commutative');
      t.same(
        mergeActivities(mergeActivities(x, y), z),
        mergeActivities(x, mergeActivities(y, z)),
        'associative',
      );
      t.same(mergeActivities(x, NO_ACTIVITY), x);
      const oneByOne = [...a, ...b].reduce(
        (sum, one) => addStays(sum, [one], measures),
        NO_ACTIVITY,
      );
      t.same(oneByOne, addStays(x, b, measures), 'one by one as all at once');
      t.same(takeStays(addStays(x, b, measures), b, measures), x, 'taken away again');
    }),
  );
});

t.test('what was never added cannot be taken away', async (t) => {
  const one = addStays(NO_ACTIVITY, [stay('p')], measures);
  for (const other of [
    stay('q'),
    stay('p', 3, rupees(1)),
    stay('p', 3, rupees(30_000), 'B'),
    stay('p', 30),
  ]) {
    t.throws(() => takeStays(one, [other], measures), RangeError);
  }
  t.throws(() => addStays(NO_ACTIVITY, [stay('p', -1)], measures), RangeError);
  t.throws(() => addStays(NO_ACTIVITY, [stay('p', 1, paisa(-1n))], measures), RangeError);
});

t.test('what is counted of stays', async (t) => {
  const seen = ofStays([
    stay('p', 20),
    stay('p', 21),
    stay('p', 40, rupees(31_000)),
    stay('q'),
    stay('q', 0, rupees(0)),
    stay('q', 0, rupees(0)),
  ]);
  t.equal(seen.stays, 6);
  t.equal(seen.billed, 4, 'those without an amount are no bills');
  t.equal(seen.copies, 1);
  t.equal(seen.packages.get('A')?.longStays, 2, 'from 21 days on');
  t.equal(perDayMilliOf(stay('p', 0, rupees(5_000)), measures), Math.round(1_000 * Math.LN2));
  t.equal(perDayMilliOf(stay('p', 5, rupees(30_000)), measures), Math.round(1_000 * Math.LN2));
});

t.test('beside peers: one that does as they do, and one that does not', async (t) => {
  t.equal(peersOf(twenty.slice(0, 9)), undefined, 'nine hospitals are no peers');
  const odd = ofStays([
    ...ordinary(20, 'odd'),
    stay('long', 35, rupees(40_000)),
    ...[1, 2, 3].flatMap(() => [stay('again', 2, rupees(55_555))]),
  ]);
  const all = [...twenty, odd];
  const peers = peersOf(all)!;
  const usual = profileOf(twenty[5]!, peers, HOSPITAL_PROFILE)!;
  const profile = profileOf(odd, peers, HOSPITAL_PROFILE)!;
  t.equal(profile.peers, 21);
  t.ok(profile.sizeAdjusted > usual.sizeAdjusted + 5);
  const sum = profile.components.reduce((total, { points }) => total + points, 0);
  t.ok(Math.abs(sum - profile.score) < 1e-9, 'the score is the sum of its parts');
  const size = profile.components.find(({ name }) => name === 'size')!;
  t.ok(Math.abs(profile.score - size.points - profile.sizeAdjusted) < 1e-9);
  t.same(
    profile.components.map(({ name }) => name),
    COMPONENTS,
  );
  const words = profile.components.map(({ sentence }) => sentence).join('\n');
  t.match(words, /^24 stays; half of the 21 peers have \d+ or fewer\.$/m);
  t.match(
    words,
    /^1 of 24 stays lasted 21 days or more, where 0\.\d+ are usual for its packages; of peers/m,
  );
  t.match(
    words,
    /^For 2 of 24 stays an amount was claimed that had been claimed there for the same person/m,
  );
  t.match(
    words,
    /^A day of stay is claimed at \d\.\d+ of what is usual for its packages, over 24 stays\.$/m,
  );
  const spread = spreadOf(all, peers);
  t.ok(spread.size.tenth < spread.size.middle && spread.size.middle < spread.size.ninetieth);
  t.equal(profileOf(ofStays([]), peers, HOSPITAL_PROFILE), undefined, 'no stays, no profile');
});

t.test('the same excess tells less where there are fewer stays', async (t) => {
  const peers = peersOf(twenty)!;
  const dear = (count: number) =>
    componentValues(
      ofStays(ordinary(count).map((one) => ({ ...one, days: 2, amount: rupees(90_000) }))),
      peers,
    );
  t.ok(dear(2).perDay > 0);
  t.ok(dear(2).perDay < dear(8).perDay);
  const doubled = (count: number) =>
    componentValues(ofStays([...ordinary(count), ...ordinary(count)]), peers);
  t.ok(doubled(1).copies <= doubled(4).copies);
  t.equal(componentValues(ofStays(ordinary(30)), peers).copies, 0, 'to have none is no merit');
});

/** Invented hospitals: long stays and copies of labelled ones, size of both kinds. */
const invented = Array.from({ length: 300 }, (_, no) => {
  const labelled = hashOf(`label ${no}`) % 4 === 0;
  const noise = (name: string) => (hashOf(`${name} ${no}`) % 1_000) / 1_000;
  const values = {
    size: 2 * noise('size') + (labelled ? 1 : 0),
    longStays: noise('long') - 0.5 + (labelled ? 0.4 : 0),
    copies: noise('copies') < (labelled ? 0.5 : 0.1) ? 1 : 0,
    perDay: noise('day') - 0.5,
  };
  const worse = { ...values, longStays: noise('other') };
  return {
    id: `h${no}`,
    labelled,
    stays: 1 + no,
    valuesBy: new Map([
      [21, values],
      [7, worse],
    ]),
  };
});

t.test(
  'weights follow what tells the labelled apart, and never what they are judged on',
  async (t) => {
    const training = invented.map(({ labelled, valuesBy }) => ({
      labelled,
      values: valuesBy.get(21)!,
    }));
    const { weights } = fitWeights(training);
    t.ok(weights.longStays > 1 && weights.copies > 1 && weights.size > 0.5);
    t.ok(Math.abs(weights.perDay) < 1, 'what is only noise gets little');
    t.same(roundWeights({ size: -0.3, longStays: 1.26, copies: 0.04, perDay: 2 }), {
      size: 0,
      longStays: 1.3,
      copies: 0,
      perDay: 2,
    });
    t.throws(() => fitWeights(training.filter(({ labelled }) => labelled)), /both labels/);

    const { repetitions, choices } = crossValidate(invented, 2);
    t.equal(choices.length, 10);
    t.ok(
      choices.every(({ measure }) => measure === 21),
      'the better measure is chosen',
    );
    for (const list of repetitions) {
      t.same(list.map(({ id }) => id).sort(), invented.map(({ id }) => id).sort(), 'each once');
    }
    // Turning one label round must leave that hospital's own score as it was.
    const one = invented[17]!;
    const turned = invented.map((other) =>
      other === one ? { ...one, labelled: !one.labelled } : other,
    );
    const scoreIn = (result: typeof repetitions) =>
      result[0]!.find(({ id }) => id === one.id)!.score;
    t.equal(scoreIn(crossValidate(turned, 1).repetitions), scoreIn(repetitions));
    const all = decideOn(invented);
    t.equal(all.measure, 21);
    t.same(
      scoresOf(
        { size: 1, longStays: 1, copies: 1, perDay: 1 },
        { size: 1, longStays: 2, copies: 3, perDay: 4 },
      ),
      {
        score: 10,
        sizeAdjusted: 9,
      },
    );
  },
);
