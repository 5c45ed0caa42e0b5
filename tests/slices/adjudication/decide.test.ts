import t from 'tap';
import { createJudge } from '../../../src/adjudication/index.js';
import { inTransaction } from '../../../src/db/index.js';
import { addDays } from '../../../src/domain/calendar.js';
import type { ClaimBody } from '../../../src/intake/index.js';
import { reviseClaim } from '../../../src/intake/submit-claims.js';
import { laneOfHash } from '../../../src/platform/lane.js';
import { hashOfNumber } from '../../../src/registry/index.js';
import {
  aClaim,
  drainAll,
  FIRST_DAY,
  SCHEME_CODE,
  stayDay,
  submit,
  TEST_KEYS,
} from '../../support/world.js';
import { openScene, type Scene } from './scene.js';

const PAPER = 800_000n;

async function revise(scene: Scene, claimId: string, body: ClaimBody, key = 'first') {
  const { runtime, world } = scene;
  const deps = { ...runtime, database: runtime.app };
  const submission = { key: `${key}-${claimId}`, body };
  return reviseClaim(deps, claimId, [world.hospitals[0]], submission);
}

t.test('a pended claim holds its cover, and its revision takes the hold over', async (t) => {
  const scene = await openScene(t);
  const { runtime, world, story, pots } = scene;
  const someone = world.families[0]?.[0];
  if (someone === undefined) throw new Error('no family');
  const { cnic, familyId } = someone;
  const withoutPaper = aClaim({ cnic, packageCode: 'CH-PAPER' });
  const [id = ''] = await submit(runtime, world.hospitals[0], [withoutPaper]);
  await drainAll(runtime);
  t.match(await story(id), {
    status: 'pended',
    pendOwner: 'hospital',
    decisions: [{ outcome: 'pended', insurerPaisa: PAPER, reasons: ['DOCUMENT_MISSING'] }],
  });
  t.same(await pots(familyId), [
    ['family', PAPER, 0n],
    ['member', PAPER, 0n],
  ]);

  const documents = [{ kind: 'discharge_summary', sha256: 'ab'.repeat(32) }];
  const cheaper = aClaim({ cnic, packageCode: 'CH-PAPER', asked: 7_000, more: { documents } });
  const { id: newer } = await revise(scene, id, cheaper);
  t.match(await story(id), { status: 'superseded', pendOwner: null }, 'at once');
  t.same((await pots(familyId))[0], ['family', PAPER, 0n], 'held until the revision is decided');
  await drainAll(runtime);
  t.match(await story(newer), {
    status: 'approved',
    decisions: [{ ordinal: 1, insurerPaisa: 700_000n, reasons: [] }],
  });
  t.same(await pots(familyId), [
    ['family', 0n, 700_000n],
    ['member', 0n, 700_000n],
  ]);
  t.match((await story(id)).entries, [
    { from: 'available', to: 'reserved', amountPaisa: PAPER },
    { from: 'reserved', to: 'available', amountPaisa: PAPER },
  ]);
  t.equal((await story(id)).decisions.length, 1);
  t.same((await revise(scene, id, cheaper)).id, newer, 'the same request again');
  const again = revise(scene, id, aClaim({ cnic }), 'another');
  t.match(await again.catch((error: unknown) => error), { kind: 'conflict' });
});

t.test(
  'a claim with the whole room can be revised: its own hold does not stand in its way',
  async (t) => {
    const scene = await openScene(t, { memberCap: 8_000 });
    const { runtime, world, story, pots } = scene;
    const someone = world.families[0]?.[0];
    if (someone === undefined) throw new Error('no family');
    const { cnic, familyId } = someone;
    const [id = ''] = await submit(runtime, world.hospitals[0], [
      aClaim({ cnic, packageCode: 'CH-PAPER' }),
    ]);
    await drainAll(runtime);
    const documents = [{ kind: 'discharge_summary', sha256: 'cd'.repeat(32) }];
    const { id: newer } = await revise(
      scene,
      id,
      aClaim({ cnic, packageCode: 'CH-PAPER', more: { documents } }),
    );
    await drainAll(runtime);
    t.match(await story(newer), { status: 'approved', decisions: [{ insurerPaisa: PAPER }] });
    t.same(await pots(familyId), [
      ['family', 0n, PAPER],
      ['member', 0n, PAPER],
    ]);
  },
);

t.test('a denied claim holds nothing, and its revision is judged like a new one', async (t) => {
  const scene = await openScene(t);
  const { runtime, world, story, pots } = scene;
  const someone = world.families[0]?.[0];
  if (someone === undefined) throw new Error('no family');
  const { cnic, familyId } = someone;
  // Before the scheme began: no term, no cover.
  const tooEarly = aClaim({ cnic, admittedOn: addDays(FIRST_DAY, -400) });
  const [id = ''] = await submit(runtime, world.hospitals[0], [tooEarly]);
  await drainAll(runtime);
  t.match(await story(id), { status: 'denied', decisions: [{ insurerPaisa: 0n }], entries: [] });
  t.same(await pots(familyId), []);
  const { id: newer } = await revise(scene, id, aClaim({ cnic }));
  await drainAll(runtime);
  t.match(await story(newer), { status: 'approved' });
  t.match(await story(id), { status: 'superseded', entries: [] });
});

t.test('a number nobody is known for pends to the registry, in the lane of its hash', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const cnics = [0, 1, 0].map(world.strangerCnic);
  const ids = await submit(
    runtime,
    world.hospitals[0],
    cnics.map((cnic, index) => aClaim({ cnic, admittedOn: stayDay(index) })),
  );
  t.equal(await drainAll(runtime), 3);
  for (const [index, id] of ids.entries()) {
    const told = await story(id);
    t.match(told, {
      status: 'pended',
      pendOwner: 'registry',
      schemeCode: null,
      decisions: [{ outcome: 'pended', insurerPaisa: 0n, termsFingerprint: null }],
      entries: [],
    });
    t.ok(told.decisions[0]?.reasons.includes('PERSON_UNKNOWN'));
    t.equal(told.lane, laneOfHash(hashOfNumber(TEST_KEYS, (cnics[index] ?? '') as never)));
    t.equal(Number.parseInt(id.slice(-2), 16), told.lane, 'its id names its lane');
  }
  const kept = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ n: number }[]>`select count(*)::integer as n from unmatched_number`,
  );
  t.same(kept, [{ n: 2 }], 'one row for each number');
});

t.test('what the judge read and by which rules is kept with the decision', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const someone = world.families[0]?.[0];
  if (someone === undefined) throw new Error('no family');
  const [id = ''] = await submit(runtime, world.hospitals[0], [aClaim({ cnic: someone.cnic })]);
  await drainAll(runtime);
  const told = await story(id);
  const [decision] = told.decisions;
  t.equal(told.schemeCode, SCHEME_CODE);
  t.equal(decision?.rulebookFingerprint, createJudge().fingerprint);
  t.match(decision?.termsFingerprint, /^[0-9a-f]{16}/);
  t.match(decision?.facts, {
    person: { id: someone.personId, memberships: [{ from: '2024-01-01' }] },
    family: { schemeCode: SCHEME_CODE },
    hospital: { id: world.hospitals[0], standings: [{ grade: 'A' }] },
    packages: { 'CH-MED': { rate: { ratePaisa: '1000000' } } },
    otherStays: [],
    cover: [],
  });
  t.ok(Number(decision?.facts['referenceVersion']) > 1);
  for (const rule of ['ELG-001', 'EMP-001', 'DUP-001', 'DUP-002', 'PKG-002', 'LIM-001']) {
    t.ok(decision?.passed.includes(rule), `${rule} is listed as passed`);
  }
});

t.test(
  'decisions of a lane are numbered without a gap; a drain that runs again adds nothing',
  async (t) => {
    const scene = await openScene(t, { families: 40 });
    const { runtime, world } = scene;
    const bodies = world.families.flatMap(([one], family) =>
      [0, 1, 2].map((nth) =>
        // In every fourth family the stays overlap: second decisions are numbered too.
        aClaim({
          cnic: one?.cnic ?? '',
          admittedOn: addDays(stayDay(nth), family % 4 === 0 ? -2 * nth : 0),
        }),
      ),
    );
    for (let at = 0; at < bodies.length; at += 50) {
      await submit(runtime, world.hospitals[0], bodies.slice(at, at + 50));
      await drainAll(runtime);
    }
    const read = () =>
      inTransaction(runtime.judgeDatabase, async (tx) => ({
        lanes: await tx<{ lane: number; last: bigint; numbers: string[]; second: boolean }[]>`
        select d.lane, s.decided_no as last, array_agg(d.decided_no::text order by d.decided_no) as numbers,
          bool_or(d.ordinal = 2) as second
        from decision d join lane_state s on s.lane = d.lane group by 1, 2 order by 1`,
        counts: await tx`
        select (select count(*) from decision) as decisions, (select count(*) from finding) as findings,
          (select count(*) from cover_entry) as entries, (select count(*) from feed_event) as events,
          (select sum(decided_no) from lane_state) as numbered`,
      }));
    const before = await read();
    t.ok(before.lanes.length > 20, 'many lanes');
    t.ok(
      before.lanes.some(({ second }) => second),
      'second decisions among them',
    );
    for (const { lane, last, numbers } of before.lanes) {
      t.same(
        numbers,
        Array.from({ length: numbers.length }, (_, index) => String(index + 1)),
        `lane ${lane}`,
      );
      t.equal(last, BigInt(numbers.length));
    }
    t.equal(await drainAll(runtime), 0);
    t.same(await read(), before);
  },
);

t.test('claims are decided in the order in which they came in', async (t) => {
  const { runtime, world, story } = await openScene(t, { memberCap: 25_000 });
  const cnic = world.families[0]?.[0]?.cnic ?? '';
  // Admitted in the opposite order: it is the receipt that counts.
  const bodies = [4, 3, 2, 1].map((nth) => aClaim({ cnic, admittedOn: stayDay(nth) }));
  const ids = await submit(runtime, world.hospitals[0], bodies);
  await drainAll(runtime);
  const told = await Promise.all(ids.map((id) => story(id)));
  t.same(
    told.map(({ status }) => status),
    ['approved', 'approved', 'partial', 'denied'],
  );
  t.same(
    told.map(({ decisions: [decision] }) => decision?.insurerPaisa),
    [1_000_000n, 1_000_000n, 500_000n, 0n],
  );
  const numbers = told.map(({ decisions: [decision] }) => decision?.decidedNo);
  t.same(numbers, [1n, 2n, 3n, 4n]);
});
