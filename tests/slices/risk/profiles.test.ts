/** Profiles of hospitals folded from the feed, and who is told of them. */
import { randomUUID } from 'node:crypto';
import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import type { Grant } from '../../../src/domain/access/access.js';
import { addDays } from '../../../src/domain/calendar.js';
import { sequence } from '../../../src/feeds/index.js';
import { beginNewEpoch } from '../../../src/feeds/sequencer.js';
import { reviseClaim } from '../../../src/intake/submit-claims.js';
import { projectProfiles, projectRisk, rebuildProfiles } from '../../../src/risk/index.js';
import { PeersCache } from '../../../src/risk/peers-cache.js';
import { openApi } from '../../support/api.js';
import { failingAfter } from '../../support/failing-database.js';
import {
  aClaim,
  drainAll,
  FIRST_DAY,
  SCHEME_CODE,
  submit,
  type ClaimDraft,
} from '../../support/world.js';

const api = await openApi(t, { families: 45 });
const { runtime, world, clock } = api;
const database = runtime.judgeDatabase;
const cnic = (family: number, member = 0): string => world.families[family]?.[member]?.cnic ?? '';

/** Eleven hospitals beside those of the world, all of one grade; the first of them is the odd one. */
const hospitals = Array.from({ length: 11 }, () => randomUUID());
const [odd = '', plain = ''] = hospitals;
await api.asOwner(async (tx) => {
  for (const [no, id] of hospitals.entries()) {
    await tx`insert into hospital (id, code, name, district_pcode, invented)
      values (${id}, ${`P-${no}`}, ${`Profiled ${no}`}, 'PK518', true)`;
    await tx`insert into hospital_standing (hospital_id, from_on, sector, grade, beds)
      values (${id}, '2020-01-01', 'private', 'Z', 50)`;
  }
});

async function settle(): Promise<void> {
  await drainAll(runtime);
  await sequence({ database, clock });
  await projectProfiles({ database });
}

/** Everything the projection holds. */
const held = () =>
  inTransaction(database, async (tx) => ({
    activities: await tx`select * from profile_activity order by hospital_id, surgeon_key,
      quarter_on, package_code, district_pcode`,
    bills: await tx`select * from profile_bill order by hospital_id, surgeon_key, quarter_on,
      person_id, amount_paisa`,
    claims: await tx`select * from profile_claim order by lane, claim_id`,
  }));

const operated = (draft: ClaimDraft, surgeon = 'Dr. Invented Surgeon') => {
  const body = aClaim(draft);
  return { ...body, lines: body.lines.map((line) => ({ ...line, surgeon })) };
};

const keyOf = (role: Grant['role'], kind: Grant['scope']['kind'], id: string) =>
  api.keyFor([{ role, scope: { kind, id } }]);

t.test('stays are counted by hospital, surgeon, quarter and package', async (t) => {
  for (const [no, id] of hospitals.entries()) {
    const stays = Array.from({ length: 3 }, (_, nth) =>
      operated(
        { cnic: cnic(no * 3 + nth), nights: 1 + ((no + nth) % 4), asked: 15_000 + 100 * nth + no },
        `Surgeon of ${no}`,
      ),
    );
    await submit(runtime, id, stays);
  }
  // The same amount three times for one person, once a quarter later, and a stay of thirty nights.
  const again = [0, 20, 90].map((days) =>
    operated({ cnic: cnic(40), admittedOn: addDays(FIRST_DAY, days), asked: 33_333 }, 'Odd One'),
  );
  const long = operated({ cnic: cnic(41), nights: 30, asked: 90_000 }, 'Odd One');
  await submit(runtime, odd, [...again, long]);
  // Dialysis within the day repeats rightly.
  await submit(runtime, odd, [
    aClaim({ cnic: cnic(42), packageCode: 'CH-DIAL', nights: 0 }),
    aClaim({
      cnic: cnic(42),
      packageCode: 'CH-DIAL',
      nights: 0,
      admittedOn: addDays(FIRST_DAY, 3),
    }),
  ]);
  await settle();
  const { activities, bills } = await held();
  const ofOdd = activities.filter((row) => row['hospital_id'] === odd && row['surgeon_key'] === '');
  t.match(ofOdd, [
    { quarter_on: '2024-07-01', stays: 6, long_stays: 1, package_code: 'CH-MED' },
    { quarter_on: '2024-10-01', stays: 1, long_stays: 0, package_code: 'CH-MED' },
  ]);
  t.equal(ofOdd.length, 2, 'and no day-care');
  t.match(
    activities.filter(({ surgeon_key: key }) => key === 'odd one').map(({ stays }) => stays),
    [3, 1],
  );
  const copied = bills.filter(
    (row) => row['hospital_id'] === odd && row['amount_paisa'] === 3_333_300n,
  );
  t.same(
    copied.filter(({ surgeon_key: key }) => key === '').map(({ stays }) => stays),
    [2, 1],
  );
});

t.test('who stands out is told with evidence, peers and trend', async (t) => {
  const key = await keyOf('adjudicator', 'scheme', SCHEME_CODE);
  const until = '2024-12-31';
  const list = await api.get(`/v1/risk/hospitals?until=${until}`, { key });
  t.equal(list.statusCode, 200, list.body);
  const scores = list.json();
  t.match(scores, {
    edition: 'hospital-profile-1',
    fromOn: '2024-01-01',
    quarters: 4,
    complete: true,
  });
  t.equal(scores.hospitals.length, 11);
  t.match(scores.hospitals[0], { hospitalId: odd, stays: 7, peers: { grade: 'Z', hospitals: 11 } });
  const [first, second] = scores.hospitals;
  t.ok(first.sizeAdjusted > Number(second.sizeAdjusted) + 2);

  const one = await api.get(`/v1/risk/hospitals/${odd}?until=${until}`, { key });
  t.equal(one.statusCode, 200, one.body);
  const profile = one.json();
  t.equal(profile.score, first.score);
  const points: readonly number[] = profile.components.map((one: { points: number }) => one.points);
  const sum = points.reduce((total, one) => total + one, 0);
  t.ok(Math.abs(sum - profile.score) < 1e-9);
  const copies = profile.components.find(({ name }: { name: string }) => name === 'copies');
  t.equal(copies.observed, 2, 'the copy of the next quarter too');
  t.match(copies.sentence, /^For 2 of 7 stays an amount was claimed that had been claimed there/);
  t.equal(copies.peersMiddle, 0);
  t.same(
    profile.trend.map((quarter: { quarterOn: string; stays: number }) => [
      quarter.quarterOn,
      quarter.stays,
    ]),
    [
      ['2024-07-01', 6],
      ['2024-10-01', 1],
    ],
  );
  t.type(profile.trend[0].score, 'number');
  t.equal(profile.trend[1].score, undefined, 'one hospital alone has no peers');
  t.match(profile.surgeons[0], { surgeon: 'odd one', staysHere: 4, stays: 4 });
  const [surgeon] = profile.surgeons;
  t.same(surgeon.peers, { grade: 'Z', surgeons: 12 });
  const parts: readonly { points: number }[] = surgeon.components;
  t.ok(Math.abs(parts.reduce((total, { points }) => total + points, 0) - surgeon.score) < 1e-9);
  t.match(surgeon.components[2], {
    name: 'copies',
    observed: 2,
    value: 1,
    sentence: /^For 2 of 4 stays/,
    peersTenth: 0,
    peersMiddle: 0,
  });
  t.match(surgeon.trend, [
    { quarterOn: '2024-07-01', stays: 3, score: Number },
    { quarterOn: '2024-10-01', stays: 1 },
  ]);
  t.equal(surgeon.trend[1].score, undefined, 'nobody else operated in it');
  t.notOk(one.body.includes(world.families[40]?.[0]?.personId ?? '?'), 'no person is named');
});

t.test(
  'each sees the stays of its scope, a department no surgeon, a hospital nothing',
  async (t) => {
    const url = `/v1/risk/hospitals/${odd}?until=2024-12-31`;
    const department = await api.get(url, { key: await keyOf('department', 'province', 'PK5') });
    t.equal(department.statusCode, 200);
    t.same(department.json().surgeons, []);
    const both = await api.keyFor([
      { role: 'department', scope: { kind: 'province', id: 'PK5' } },
      { role: 'adjudicator', scope: { kind: 'scheme', id: 'NO-SUCH-SCHEME' } },
    ]);
    const asBoth = (await api.get(url, { key: both })).json();
    t.equal(asBoth.stays, 7);
    t.same(asBoth.surgeons, [], 'and surgeons of the schemes it reads risk of alone');
    const administrator = await api.get(url, { key: await keyOf('administrator', 'all', '*') });
    t.equal(administrator.statusCode, 200);
    for (const [role, kind, id] of [
      ['department', 'province', 'PK2'],
      ['adjudicator', 'scheme', 'NO-SUCH-SCHEME'],
    ] as const) {
      const key = await keyOf(role, kind, id);
      t.equal((await api.get(url, { key })).statusCode, 404, id);
      t.same((await api.get('/v1/risk/hospitals', { key })).json().hospitals, []);
    }
    t.equal(
      (await api.get(url, { key: await keyOf('hospital', 'hospital', odd) })).statusCode,
      403,
    );
    const key = await keyOf('adjudicator', 'all', '*');
    for (const day of ['soon', '0001-01-01', '0000-12-31']) {
      t.equal((await api.get(`/v1/risk/hospitals?until=${day}`, { key })).statusCode, 400, day);
    }
    const early = await api.get('/v1/risk/hospitals?until=1000-01-01', { key });
    t.match([early.statusCode, early.json()], [200, { fromOn: '0999-04-01' }]);
    t.equal((await api.get(`/v1/risk/hospitals/${randomUUID()}`, { key })).statusCode, 404);
    const few = await api.get('/v1/risk/hospitals?limit=2&until=2024-12-31', { key });
    t.match(few.json(), { complete: false });
    t.equal(few.json().hospitals.length, 2);
  },
);

t.test('a revision takes the place of its claim', async (t) => {
  const before = await held();
  const [pended = ''] = await submit(runtime, plain, [
    aClaim({ cnic: cnic(43), packageCode: 'CH-PAPER', nights: 25, asked: 50_000 }),
  ]);
  await settle();
  const longOf = async () =>
    (await held()).activities
      .filter((row) => row['hospital_id'] === plain && row['surgeon_key'] === '')
      .map((row) => [row['package_code'], row['stays'], row['long_stays']]);
  t.same(
    (await longOf()).filter(([code]) => code === 'CH-PAPER'),
    [['CH-PAPER', 1, 1]],
  );
  await reviseClaim({ ...runtime, database: runtime.app }, pended, [plain], {
    key: 'profile-again',
    body: aClaim({ cnic: cnic(43), packageCode: 'CH-PAPER', nights: 2, asked: 50_000 }),
  });
  await settle();
  t.same(
    (await longOf()).filter(([code]) => code === 'CH-PAPER'),
    [['CH-PAPER', 1, 0]],
  );
  t.equal((await held()).bills.length, before.bills.length + 1, 'one amount, not two');
});

t.test('a denied claim counts in a profile, and is no stay that signals compare', async (t) => {
  const draft = { cnic: cnic(39), admittedOn: addDays(FIRST_DAY, 40), asked: 4_444 };
  const [empanelled] = world.hospitals;
  const ids = await submit(runtime, empanelled, [operated(draft), operated(draft)]);
  await settle();
  await projectRisk({ database });
  const outcomes = await database`
    select outcome from decision where claim_id = any(${[...ids]}::uuid[]) order by outcome`;
  t.same(
    outcomes.map(({ outcome }) => outcome),
    ['approved', 'denied'],
    'the same claim twice',
  );
  const { bills } = await held();
  const claimed = bills.filter((row) => row['amount_paisa'] === 444_400n);
  t.same(
    claimed.map((row) => [row['surgeon_key'], row['stays']]),
    [
      ['', 2],
      ['invented surgeon', 2],
    ],
    'claimed twice',
  );
  const compared = await database`
    select live from risk_stay where claim_id = any(${[...ids]}::uuid[]) order by live`;
  t.same(
    compared.map(({ live }) => live),
    [false, true],
  );
  const [day] = await database`select admissions, occupied from risk_day
    where hospital_id = ${empanelled} and day_on = ${draft.admittedOn}`;
  t.match(day, { admissions: 1, occupied: 1 }, 'in bed once');
});

t.test(
  'folded again from the first event, or after a restore, the counts are the same',
  async (t) => {
    const before = await held();
    t.ok(before.activities.length > 20);
    t.equal(await projectProfiles({ database }), 0n, 'nothing waits');
    await rebuildProfiles({ database });
    t.same(await held(), before);
    await beginNewEpoch({ database, clock });
    await projectProfiles({ database });
    t.same(await held(), before, 'a restored copy keeps them');
    await inTransaction(database, async (tx) => {
      await tx`update projector_state set epoch = gen_random_uuid(), position = 9999
      where name = 'hospital-profile-1'`;
      await tx`update profile_activity set stays = stays + 7`;
    });
    await projectProfiles({ database });
    t.same(await held(), before, 'one whose epoch nobody knows is begun again');
  },
);

t.test('killed between any two of its statements, it counts every event once', async (t) => {
  const before = await held();
  const bodies = [0, 5, 10].map((days) =>
    operated({ cnic: cnic(44), admittedOn: addDays(FIRST_DAY, days), nights: 1, asked: 1_000 }),
  );
  await submit(runtime, plain, bodies);
  await drainAll(runtime);
  await sequence({ database, clock });
  let killed = 0;
  for (let statements = 0; statements < 10; statements += 1) {
    await projectProfiles({ database: failingAfter(database, statements) }).catch(
      (error: Error) => {
        t.equal(error.message, 'killed');
        killed += 1;
      },
    );
  }
  t.ok(killed > 3, `killed ${killed} times`);
  await projectProfiles({ database });
  const after = await held();
  t.equal(after.claims.length, before.claims.length + bodies.length);
  await rebuildProfiles({ database });
  t.same(await held(), after);
});

t.test('for the audit sample every hospital has its rank, however many there are', async (t) => {
  const many = Array.from({ length: 520 }, () => randomUUID());
  await api.asOwner(async (tx) => {
    await tx`insert into hospital (id, code, name, district_pcode, invented)
      select id, 'M-' || id, 'One of many', 'PK518', true from unnest(${many}::uuid[]) as m(id)`;
    await tx`insert into profile_activity (hospital_id, surgeon_key, scheme_code, district_pcode,
        quarter_on, package_code, stays, long_stays, per_day_milli, per_day_milli_squared)
      select id, '', ${SCHEME_CODE}, 'PK518', '2024-07-01', 'CH-MED', no, 0, no * 1000, no * 1000000
      from unnest(${many}::uuid[]) with ordinality as m(id, no)`;
  });
  const peers = new PeersCache(database, runtime.reference, clock, true);
  await peers.current();
  t.ok(many.every((id) => peers.rankOf(id) !== undefined));
});

/** Two hospitals: one with so many surgeons that its peers are a sample, one whose grade has too few. */
async function manySurgeons() {
  const [large, small] = [randomUUID(), randomUUID()];
  await api.asOwner(async (tx) => {
    await tx`insert into hospital (id, code, name, district_pcode, invented)
      values (${large}, 'LARGE', 'Large', 'PK518', true), (${small}, 'SMALL', 'Small', 'PK518', true)`;
    await tx`insert into hospital_standing (hospital_id, from_on, sector, grade, beds)
      values (${large}, '2020-01-01', 'private', 'Y', 50), (${small}, '2020-01-01', 'private', 'X', 50)`;
    for (const [hospital, name, surgeons] of [
      [large, 'many', 600],
      [small, 'few', 9],
    ] as const) {
      // Nine quarters, of which the first is before the trend; the third surgeon's stays are all long ones.
      await tx`insert into profile_activity (hospital_id, surgeon_key, scheme_code, district_pcode,
          quarter_on, package_code, stays, long_stays, per_day_milli, per_day_milli_squared)
        select ${hospital}, case no when 0 then '' else ${name} || ' ' || no end, ${SCHEME_CODE}, 'PK518',
          quarter, 'CH-MED', 4, case no when 3 then 4 else 0 end, 4000 + no, 4100000
        from generate_series(0, ${surgeons}::int) as no,
          generate_series('2022-10-01'::date, '2024-10-01', '3 months') as quarter`;
    }
    await tx`insert into profile_activity (hospital_id, surgeon_key, scheme_code, district_pcode,
        quarter_on, package_code, stays, long_stays, per_day_milli, per_day_milli_squared)
      values (${small}, 'many 3', ${SCHEME_CODE}, 'PK518', '2024-10-01', 'CH-MED', 1, 0, 1000, 1000000),
        (${large}, 'elsewhere', 'ANOTHER', 'PK518', '2024-10-01', 'CH-MED', 90, 90, 90000, 90000000)`;
  });
  return { large, small };
}

t.test('surgeons have peers of their grade, or a sample of them, and eight quarters', async (t) => {
  const { large, small } = await manySurgeons();
  const key = await keyOf('adjudicator', 'scheme', SCHEME_CODE);
  const surgeonsOf = async (id: string) =>
    (await api.get(`/v1/risk/hospitals/${id}?until=2024-12-31`, { key })).json().surgeons;
  const many = await surgeonsOf(large);
  t.equal(many.length, 20);
  t.match(many[0], { surgeon: 'many 3', staysHere: 16, stays: 17 });
  t.same(many[0].peers, { grade: 'Y', surgeons: 500 });
  t.match(many[0].components[1], { name: 'longStays', observed: 16 });
  for (const { components, trend, score } of many) {
    t.equal(components.length, 4);
    t.equal(trend.length, 8);
    t.match(trend[0], { quarterOn: '2023-01-01', stays: 4, score: Number });
    t.ok(many[0].score >= score);
  }
  t.ok(many[0].trend[0].score > many[1].trend[0].score, 'in its first quarter too');
  t.notOk(
    many.some(({ surgeon }: { surgeon: string }) => surgeon === 'elsewhere'),
    'no stay of a scheme that the caller does not read',
  );
  t.same(await surgeonsOf(large), many, 'the same sample');

  const few = await surgeonsOf(small);
  t.equal(few.length, 10, 'with the guest, who makes ten');
  t.match(few[0].peers, { grade: 'X', surgeons: 10 });
  await api.asOwner(
    (tx) =>
      tx`delete from profile_activity where hospital_id = ${small} and surgeon_key = 'many 3'`,
  );
  const fewer = await surgeonsOf(small);
  t.equal(fewer.length, 9);
  t.match(fewer[0], { surgeon: 'few 3', peers: { surgeons: 500 } });
  t.equal(fewer[0].peers.grade, undefined, 'nine are no peers: all are compared');
});
