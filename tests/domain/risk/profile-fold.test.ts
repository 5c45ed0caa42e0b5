import fc from 'fast-check';
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { paisa, rupees } from '../../../src/domain/money.js';
import { HOSPITAL_PROFILE } from '../../../src/domain/risk/profile-edition.js';
import {
  foldProfiles,
  quarterBefore,
  quarterOf,
  type CountedStay,
  type FoldedProfiles,
  type ProfiledClaim,
  type ProfiledDecision,
} from '../../../src/domain/risk/profile-fold.js';

const { measures } = HOSPITAL_PROFILE;

const aStay = (stay: Partial<CountedStay> = {}): CountedStay => ({
  hospitalId: 'h',
  schemeCode: 'S',
  districtPcode: 'D',
  quarterOn: isoDate('2024-07-01'),
  personKey: 'p',
  packageKey: 'A',
  days: 3,
  amount: rupees(20_000),
  surgeons: [],
  ...stay,
});

t.test('quarters, and those before and after', async (t) => {
  const table: [day: string, quarter: string][] = [
    ['2024-01-01', '2024-01-01'],
    ['2024-03-31', '2024-01-01'],
    ['2024-04-01', '2024-04-01'],
    ['2024-12-31', '2024-10-01'],
  ];
  for (const [day, quarter] of table) t.equal(quarterOf(isoDate(day)), quarter, day);
  t.equal(quarterBefore(isoDate('2024-01-01'), 1), '2023-10-01');
  t.equal(quarterBefore(isoDate('2024-10-01'), 3), '2024-01-01');
  t.equal(quarterBefore(isoDate('2024-10-01'), 8), '2022-10-01');
  t.equal(quarterBefore(isoDate('2024-10-01'), -1), '2025-01-01');
});

t.test(
  'a stay counts for its hospital and for each surgeon; without an amount there is no bill',
  async (t) => {
    const stay = aStay({ surgeons: ['x', 'y'], days: 21 });
    const { activities, bills } = foldProfiles([{ lane: 1, claimId: 'c', stay }], [], measures);
    t.same(
      activities.map(({ surgeonKey, stays, longStays }) => [surgeonKey, stays, longStays]),
      [
        ['', 1, 1],
        ['x', 1, 1],
        ['y', 1, 1],
      ],
    );
    t.same(
      bills.map(({ surgeonKey, stays }) => [surgeonKey, stays]),
      [
        ['', 1],
        ['x', 1],
        ['y', 1],
      ],
    );
    const free = foldProfiles(
      [{ lane: 1, claimId: 'c', stay: aStay({ amount: paisa(0) }) }],
      [],
      measures,
    );
    t.equal(free.activities.length, 1);
    t.same(free.bills, []);
  },
);

t.test('what says the same changes nothing; a replaced claim stays out', async (t) => {
  const first = foldProfiles([{ lane: 1, claimId: 'a', stay: aStay() }], [], measures);
  const again = foldProfiles([{ lane: 1, claimId: 'a', stay: aStay() }], first.claims, measures);
  t.same([again.activities, again.bills], [[], []]);
  const revised = foldProfiles(
    [{ lane: 2, claimId: 'b', stay: aStay({ days: 30 }), revisionOf: { lane: 1, claimId: 'a' } }],
    first.claims,
    measures,
  );
  t.match(revised.activities, [{ stays: 0, longStays: 1 }]);
  t.match(
    revised.claims.find(({ claimId }) => claimId === 'a'),
    { replacedBy: 'b', stay: undefined },
  );
  const late = foldProfiles([{ lane: 1, claimId: 'a', stay: aStay() }], revised.claims, measures);
  t.same(late, { claims: [], activities: [], bills: [] });
});

/** The rows as tables would hold them after some pieces. */
function tablesOf(pieces: readonly FoldedProfiles[]): unknown {
  const rows = new Map<string, number[]>();
  const add = (key: unknown, counts: readonly number[]): void => {
    const text = JSON.stringify(key);
    rows.set(
      text,
      counts.map((count, index) => count + (rows.get(text)?.[index] ?? 0)),
    );
  };
  for (const { activities, bills } of pieces) {
    for (const { stays, longStays, perDayMilli, perDayMilliSquared, ...key } of activities) {
      add(Object.entries(key).sort(), [stays, longStays, perDayMilli, perDayMilliSquared]);
    }
    for (const { stays, amountPaisa, ...key } of bills) {
      add([String(amountPaisa), ...Object.entries(key).sort()], [stays]);
    }
  }
  return [...rows].filter(([, counts]) => counts.some((count) => count !== 0)).sort();
}

const aDecision: fc.Arbitrary<ProfiledDecision> = fc.record({
  lane: fc.constant(1),
  claimId: fc.constantFrom('a', 'b', 'c'),
  stay: fc.option(
    fc
      .record({
        hospitalId: fc.constantFrom('h', 'i'),
        personKey: fc.constantFrom('p', 'q'),
        packageKey: fc.constantFrom('A', 'B'),
        days: fc.nat({ max: 40 }),
        amount: fc.constantFrom(0n, 1_000_000n, 2_000_000n).map((amount) => paisa(amount)),
        surgeons: fc.constantFrom([], ['x'], ['x', 'y']),
      })
      .map(aStay),
    { nil: undefined },
  ),
  revisionOf: fc.option(fc.constant({ lane: 1, claimId: 'old' }), { nil: undefined, freq: 4 }),
});

t.test('piece by piece as all at once, and what is left is what the live claims say', async (t) => {
  fc.assert(
    fc.property(fc.array(aDecision, { maxLength: 12 }), fc.nat({ max: 12 }), (decisions, cut) => {
      const whole = foldProfiles(decisions, [], measures);
      const first = foldProfiles(decisions.slice(0, cut), [], measures);
      const second = foldProfiles(decisions.slice(cut), first.claims, measures);
      t.same(tablesOf([first, second]), tablesOf([whole]));
      const live = new Map<string, ProfiledClaim>(
        whole.claims.map((claim) => [claim.claimId, claim]),
      );
      const anew = foldProfiles([...live.values()], [], measures);
      t.same(tablesOf([whole]), tablesOf([anew]));
    }),
  );
});
