import t from 'tap';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../../../src/domain/ids.js';
import {
  MOST_NEAR,
  riskFactsOf,
  type Asking,
  type FoundRows,
  type Link,
} from '../../../src/domain/risk/facts.js';
import type { Operation, RiskStay } from '../../../src/domain/risk/stay.js';

/** A Monday. */
const DAY = isoDate('2024-03-04');
const HERE = 'hospital-here' as HospitalId;
const OLD = 'claim-old' as ClaimId;
const STAY: RiskStay = {
  hospitalId: HERE,
  claimId: 'claim-own' as ClaimId,
  schemeCode: 'CHAI',
  familyId: 'family-own' as FamilyId,
  personId: 'person-own' as PersonId,
  districtPcode: 'PK501',
  admittedOn: DAY,
  dischargedOn: addDays(DAY, 3),
  packageCode: 'CHAI-1',
  admissionType: 'elective',
  inBed: true,
  implants: 0,
  operations: [],
};
const NOTHING: FoundRows = {
  phone: [],
  content: [],
  family: [],
  before: [],
  district: [],
  operations: [],
  nights: [],
  weeks: [],
};

const link = (no: number, over: Partial<Link> = {}): Link => ({
  claimId: `claim-${no}` as ClaimId,
  hospitalId: HERE,
  familyId: `family-${no}` as FamilyId,
  personId: `person-${no}` as PersonId,
  packageCode: 'CHAI-1',
  admittedOn: DAY,
  dischargedOn: addDays(DAY, 2),
  ...over,
});
const factsOf = (found: Partial<FoundRows>, over: Partial<Asking> = {}) =>
  riskFactsOf({ stay: STAY, found: { ...NOTHING, ...found }, peers: {}, ...over });

void t.test(
  'of nights as busy as each other the first is told, in whatever order they come',
  (t) => {
    const nights = [0, 1, 2].map((night) => ({ dayOn: addDays(DAY, night), occupied: night && 7 }));
    for (const found of [nights, [...nights].reverse()]) {
      t.same(factsOf({ nights: found }).busiest, { on: addDays(DAY, 1), others: 7 });
    }
    t.end();
  },
);

void t.test('the claim that is replaced is no night and no admission beside its revision', (t) => {
  const nights = [0, 1, 2].map((night) => ({ dayOn: addDays(DAY, night), occupied: 7 - night }));
  const weeks = [
    { weekOn: DAY, admissions: 9 },
    { weekOn: addDays(DAY, -7), admissions: 4 },
  ];
  const replacing = (replaced?: FoundRows['replaced']) =>
    factsOf({ nights, weeks, replaced }, { revisionOf: OLD });
  t.match(replacing(), { busiest: { on: DAY, others: 7 }, week: { admissions: 9 } });
  t.match(replacing({ admittedOn: DAY, dischargedOn: addDays(DAY, 2) }), {
    busiest: { on: DAY, others: 6 },
    week: { admissions: 8, before: [4] },
  });
  t.match(
    replacing({ admittedOn: DAY, dischargedOn: DAY }),
    { busiest: { others: 7 }, week: { admissions: 8 } },
    'one without a bed had no night',
  );
  const earlier = { admittedOn: addDays(DAY, -1), dischargedOn: addDays(DAY, 1) };
  t.match(replacing(earlier), {
    busiest: { on: DAY, others: 6 },
    week: { admissions: 9, before: [3] },
  });
  const left = { admittedOn: addDays(DAY, -4), dischargedOn: DAY };
  t.match(replacing(left), { busiest: { others: 7 } }, 'the day of discharge is no night');
  t.end();
});

void t.test('neither the claim, nor the one it replaces, nor its own people are others', (t) => {
  const own = link(0, { claimId: STAY.claimId });
  const old = link(1, { claimId: OLD });
  const family = link(2, { familyId: STAY.familyId });
  const person = link(3, { personId: STAY.personId });
  const unknown = link(4, { familyId: undefined, personId: undefined });
  const other = link(5);
  const rows = [own, old, unknown, other];
  const facts = factsOf(
    { phone: [...rows, family], content: [...rows, person], before: [old] },
    { revisionOf: OLD },
  );
  t.same(facts.phone, { count: 1, claims: [other.claimId] });
  t.same(facts.content, { count: 1, claims: [other.claimId] });
  t.equal(facts.before, undefined);
  t.end();
});

void t.test('a district of which more come than are looked at has no cluster', (t) => {
  // Forty a week, week by week: as far back as the look-up goes, which ends before the weeks do.
  const steady = Array.from({ length: MOST_NEAR }, (_, no) =>
    link(no, { admittedOn: addDays(DAY, 3 - Math.floor((no * 7) / 40)) }),
  );
  t.equal(factsOf({ district: steady }, { km: 300 }).far, undefined);
  const bus = Array.from({ length: 6 }, (_, no) => link(no));
  t.match(factsOf({ district: bus }, { km: 300 }).far, { count: 6, earlier: 0, km: 300 });
  t.equal(factsOf({ district: bus }, { km: 119 }).far, undefined, 'near home');
  const same = bus.map((row) => ({ ...row, familyId: 'family-1' as FamilyId }));
  t.equal(factsOf({ district: same }, { km: 300 }).far?.count, 1, 'each family counts once');
  t.end();
});

void t.test('a surgeon’s day holds all operations of the claim and of others', (t) => {
  const minuteAt = (hour: number): number => hour * 60;
  const operation = (lineNo: number, hour: number, surgeonKey = 'someone'): Operation => ({
    ...{ lineNo, surgeonKey, operatedOn: DAY, startedMinute: minuteAt(hour), minutes: 90 },
  });
  const stay = {
    ...STAY,
    operations: [operation(1, 8), operation(2, 10), operation(3, 8, 'else')],
  };
  const there = { claimId: 'claim-9' as ClaimId, hospitalId: 'hospital-there' as HospitalId };
  const { surgeons } = factsOf({ operations: [{ ...operation(1, 9), ...there }] }, { stay });
  t.match(surgeons, [
    { lineNo: 1, operations: 3, minutes: 270, elsewhere: { claimId: 'claim-9', minutes: 30 } },
    { lineNo: 2, operations: 3, minutes: 270, elsewhere: { claimId: 'claim-9', minutes: 30 } },
  ]);
  t.equal(surgeons.length, 2, 'a surgeon whom nobody else names has no day');
  t.end();
});
