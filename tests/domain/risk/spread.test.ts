import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import { basisPointsOf, type Counted, type Spread } from '../../../src/domain/risk/compare.js';
import { Peers, type PeerFacts, type PeerRows } from '../../../src/domain/risk/peers.js';
import {
  LEAST_MEASURED,
  spreadOf,
  spreadParams,
  Spreads,
} from '../../../src/domain/risk/spread.js';
import type { RiskStay } from '../../../src/domain/risk/stay.js';
import type { ClaimId, HospitalId } from '../../../src/domain/ids.js';

/** By nearest rank, counted anew from all the shares: what is kept must come to the same. */
function naive(shares: readonly number[]): Spread | undefined {
  const ascending = [...shares].sort((a, b) => a - b);
  const at = (percent: number): number =>
    ascending.find((share) => {
      const upTo = ascending.filter((other) => other <= share).length;
      return upTo * 100 >= percent * ascending.length;
    }) ?? NaN;
  const [low, middle, high] = [at(10), at(50), at(90)];
  return shares.length === 0 ? undefined : { hospitals: shares.length, low, middle, high };
}

type Row = readonly [shares: number[], without: number, own: number | undefined, Spread?];
const told = (hospitals: number, low: number, middle: number, high: number): Spread => ({
  ...{ hospitals, low, middle, high },
});

// prettier-ignore
const CASES: readonly Row[] = [
  [[], 0, undefined],
  [[700], 0, 700],
  [[], 1, 0],
  [[700], 0, undefined, told(1, 700, 700, 700)],
  [[], 1, undefined, told(1, 0, 0, 0)],
  [[700, 900], 0, 900, told(1, 700, 700, 700)],
  [[700, 900], 0, 700, told(1, 900, 900, 900)],
  [[700], 1, 700, told(1, 0, 0, 0)],
  [[700], 1, 0, told(1, 700, 700, 700)],
  [[700, 900], 0, undefined, told(2, 700, 700, 900)],
  [[700], 1, undefined, told(2, 0, 0, 700)],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0, undefined, told(10, 1, 5, 9)],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0, 5, told(10, 1, 6, 10)],
  [[5, 5, 5], 0, 5, told(2, 5, 5, 5)],
];

void t.test('nearest ranks of none, one, two and ten hospitals, the own left out', async (t) => {
  for (const [shares, without, own, spread] of CASES) {
    t.same(spreadOf(shares, without, own), spread, JSON.stringify([shares, without, own]));
  }
});

void t.test('leaving one out comes to the same as counting all others anew', async () => {
  const share = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.nat(10_000));
  fc.assert(
    fc.property(fc.array(share, { maxLength: 90 }), fc.nat(), (shares, pick) => {
      const above = shares.filter((each) => each > 0).sort((a, b) => a - b);
      const without = shares.length - above.length;
      assert.deepEqual(spreadOf(above, without), naive(shares));
      if (shares.length === 0) return;
      const at = pick % shares.length;
      const others = shares.filter((_, index) => index !== at);
      assert.deepEqual(spreadOf(above, without, shares[at]), naive(others));
    }),
  );
});

void t.test('a hospital with few stays has no figure, as a peer or as its own', async (t) => {
  const spreads = new Spreads();
  const few = LEAST_MEASURED - 1;
  const add = (of: number, cases: number) => {
    spreads.add('all', of, [['part', cases]]);
  };
  add(few, few);
  spreads.sort();
  t.equal(spreads.of('all', 'part', { of: 100, cases: 100 }), undefined, 'nobody is measured');
  add(LEAST_MEASURED, 2);
  add(100, 5);
  spreads.sort();
  t.same(spreads.of('all', 'part', { of: few, cases: few }), told(2, 500, 500, 1_000));
  t.same(spreads.of('all', 'part', { of: 100, cases: 5 }), told(1, 1_000, 1_000, 1_000));
  t.same(spreads.of('all', 'other', { of: 100, cases: 0 }), told(1, 0, 0, 0), 'none of a part');
  t.equal(spreads.of('nobody', 'part', { of: few, cases: 0 }), undefined);
  t.same(spreadParams(undefined), {});
  t.same(spreadParams(told(2, 5, 6, 7)), {
    ...{ measured: 2, least: LEAST_MEASURED, low: 5, middle: 6, high: 7 },
  });
});

const SCHEME = 'CHAI';
const DAY = isoDate('2024-03-04');
const stayIn = (hospital: number, over: Partial<RiskStay> = {}): RiskStay => ({
  hospitalId: `hospital-${hospital}` as HospitalId,
  claimId: 'claim-own' as ClaimId,
  schemeCode: SCHEME,
  admittedOn: DAY,
  dischargedOn: addDays(DAY, 1),
  packageCode: 'CUT',
  admissionType: 'emergency',
  inBed: true,
  implants: 4,
  operations: [],
  ...over,
});

/** What one hospital did: packages by name, and of them what is counted beside. */
interface Done {
  readonly grade: 'A' | 'B';
  readonly cut: number;
  readonly birth: number;
  readonly cases: number;
}

function peersOf(done: readonly Done[]): Peers {
  const rows = { packages: [], implants: [], followOns: [] } as {
    -readonly [K in Exclude<keyof PeerRows, 'bounds'>]: PeerRows[K][number][];
  };
  for (const [no, { cut, birth, cases }] of done.entries()) {
    const at = { hospitalId: `hospital-${no}`, schemeCode: SCHEME };
    const own = Math.min(cases, cut);
    const row = { ...at, emergencies: own, unlike: own };
    if (cut > 0) rows.packages.push({ ...row, packageCode: 'CUT', stays: cut });
    if (birth > 0) {
      rows.packages.push({ ...at, packageCode: 'BIRTH', stays: birth, emergencies: 0, unlike: 0 });
    }
    if (own > 0) {
      rows.followOns.push({ ...at, stays: own });
      rows.implants.push({ ...at, packageCode: 'CUT', implants: 4, stays: own });
    }
    if (cut > own) {
      rows.implants.push({ ...at, packageCode: 'CUT', implants: 1, stays: cut - own });
    }
  }
  const bounds = ['CUT', 'BIRTH'].map((packageCode) => ({
    ...{ schemeCode: SCHEME, packageCode, median: 5, shortUpTo: 1, longFrom: 15 },
  }));
  return new Peers(
    { ...rows, bounds },
    {
      packageOf: (_scheme, code) => ({
        ...{ speciality: 'obstetrics', delivery: code === 'CUT' ? 'caesarean' : 'natural' },
      }),
      gradeOf: (hospitalId) => done[Number(hospitalId.slice('hospital-'.length))]?.grade,
    },
  );
}

type Name = 'procedure' | 'caesarean' | 'lengths' | 'emergencies' | 'followOns' | 'implants';
/** Each hospital's own count, as the signal of that name would compare it. */
const OWN: Readonly<Record<Name, (done: Done) => Counted>> = {
  procedure: ({ cut, birth }) => ({ of: cut + birth, cases: cut }),
  caesarean: ({ cut, birth }) => ({ of: cut + birth, cases: cut }),
  lengths: ({ cut, birth, cases }) => ({ of: cut + birth, cases: Math.min(cut, cases) }),
  emergencies: ({ cut, birth, cases }) => ({ of: cut + birth, cases: Math.min(cut, cases) }),
  followOns: ({ cut, birth, cases }) => ({ of: cut + birth, cases: Math.min(cut, cases) }),
  implants: ({ cut, cases }) => ({ of: cut, cases: Math.min(cut, cases) }),
};
const sharesOf = (name: Name, done: readonly Done[]): readonly number[] =>
  done
    .map(OWN[name])
    .filter(({ of }) => of >= LEAST_MEASURED)
    .map(basisPointsOf);
const NAMES = Object.keys(OWN) as Name[];
const spreadsOf = (facts: PeerFacts) =>
  Object.fromEntries(NAMES.map((name) => [name, facts[name]?.spread]));

const ordinary: fc.Arbitrary<Done> = fc.record({
  grade: fc.constantFrom('A', 'B'),
  cut: fc.integer({ min: 0, max: 30 }),
  birth: fc.integer({ min: 0, max: 100 }),
  cases: fc.integer({ min: 0, max: 1 }),
});
/** Enough of the same grade, and enough births, for a mill to stand out among. */
const steady: Done = { grade: 'A', cut: 12, birth: 100, cases: 0 };
const mill: Done = { grade: 'A', cut: 60, birth: 2, cases: 30 };

void t.test('a claim’s facts hold the spread of all others of its kind', async (t) => {
  fc.assert(
    fc.property(fc.array(ordinary, { maxLength: 20 }), (some) => {
      const others = [...Array.from({ length: 30 }, () => steady), ...some];
      const facts = peersOf([mill, ...others]).of(stayIn(0));
      const sameGrade = others.filter(({ grade }) => grade === 'A');
      for (const name of NAMES) {
        const among = name === 'procedure' || name === 'caesarean' ? sameGrade : others;
        assert.deepEqual(facts[name]?.spread, naive(sharesOf(name, among)), name);
      }
    }),
    { numRuns: 40 },
  );
  const [, ...none] = [mill, ...Array.from({ length: 20 }, () => steady)];
  const unmeasured = none.map((one) => ({ ...one, cut: 3, birth: 10 }));
  t.same(
    spreadsOf(peersOf([mill, ...unmeasured]).of(stayIn(0))),
    Object.fromEntries(NAMES.map((name) => [name, undefined])),
    'nor any where all others have few stays',
  );
});

void t.test('where too few are of its grade, the spread is that of all grades', async (t) => {
  const others = Array.from({ length: 12 }, (_, no) => ({
    ...{ ...steady, cut: 5 + no, grade: no < 3 ? ('A' as const) : ('B' as const) },
  }));
  const { procedure } = peersOf([mill, ...others]).of(stayIn(0));
  t.equal(procedure?.peers.hospitals, 12);
  t.same(procedure?.spread, naive(sharesOf('procedure', others)));
});

void t.test('facts of a hospital that does not stand out hold no spread', async (t) => {
  const peers = peersOf([mill, ...Array.from({ length: 20 }, () => steady)]);
  const facts = peers.of(stayIn(1, { implants: 1 }));
  t.ok(facts.procedure && facts.caesarean && facts.lengths && facts.emergencies);
  t.notMatch(JSON.stringify(facts), /spread/);
});

void t.test('more implants than anybody has yet are above every hospital’s share', async (t) => {
  const others = Array.from({ length: 4 }, () => ({ ...steady, cut: 40 }));
  const { implants } = peersOf([mill, ...others]).of(stayIn(0, { implants: 9 }));
  t.same(implants, { implants: 9, of: 160, cases: 0, hospitals: 4, spread: told(4, 0, 0, 0) });
});
