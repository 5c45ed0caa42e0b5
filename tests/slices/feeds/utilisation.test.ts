import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { beginNewEpoch, sequence } from '../../../src/feeds/sequencer.js';
import {
  projectUtilisation,
  rebuildUtilisation,
} from '../../../src/feeds/utilisation-projector.js';
import { readUtilisation } from '../../../src/feeds/utilisation-feed.js';
import { isoDate } from '../../../src/domain/calendar.js';
import { reviseClaim } from '../../../src/intake/submit-claims.js';
import type { Runtime } from '../../../src/runtime.js';
import { testDatabase } from '../../support/database.js';
import { failingAfter } from '../../support/failing-database.js';
import {
  aClaim,
  drainAll,
  FIRST_DAY,
  makeWorld,
  openTestRuntime,
  SCHEME_CODE,
  stayDay,
  submit,
} from '../../support/world.js';

async function settle(runtime: Runtime): Promise<void> {
  const database = runtime.judgeDatabase;
  await drainAll(runtime);
  await sequence({ database, clock: runtime.clock });
  await projectUtilisation({ database });
}

const rowsOf = (runtime: Runtime) =>
  inTransaction(
    runtime.judgeDatabase,
    (tx) => tx`
      select *, (select count(*) from utilisation_claim) as claims_known from utilisation
      order by admitted_on, scheme_code, district_pcode, hospital_id, package_code, setting`,
  );

const SCOPE = { hospitals: [], schemes: [SCHEME_CODE], districts: [] };
const SPAN = { from: isoDate('2024-01-01'), to: isoDate('2025-12-31') };

t.test('what was decided is what is counted, in every cut, also after a rebuild', async (t) => {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 12 });
  const runtime = await openTestRuntime(t, urls);
  const { families, hospitals } = world;
  const cnic = (family: number): string => families[family]![0]!.cnic;
  await submit(runtime, hospitals[0], [
    aClaim({ cnic: cnic(0), nights: 3 }),
    aClaim({ cnic: cnic(1), nights: 5, more: { dischargeType: 'died' } }),
    aClaim({ cnic: cnic(2), packageCode: 'CH-DIAL', nights: 0 }),
    aClaim({ cnic: cnic(3), packageCode: 'CH-PAPER' }),
    aClaim({ cnic: world.strangerCnic(1) }),
  ]);
  await submit(runtime, hospitals[1], [
    aClaim({ cnic: cnic(4), asked: 15_000 }),
    // The same stay once more, elsewhere: both are pended.
    aClaim({ cnic: cnic(0), nights: 3 }),
  ]);
  await settle(runtime);
  // Again: what is folded twice counts once.
  await settle(runtime);

  const view = await readUtilisation(
    runtime.reader,
    SCOPE,
    { ...SPAN, by: 'hospital' },
    runtime.clock,
  );
  t.same(
    view.rows.map((row) => [
      row.code,
      row.setting,
      row.claims,
      row.paidLines,
      row.pendedLines,
      row.stayDays,
      row.deaths,
      row.askedPaisa,
      row.insurerPaisa,
      row.pendedInsurerPaisa,
    ]),
    [
      ['T-1', 'day_care', 1, 1, 0, 0, 0, 500_000, 500_000, 0],
      ['T-1', 'stay', 3, 1, 2, 10, 1, 2_800_000, 2_800_000, 1_800_000],
      ['T-2', 'stay', 2, 1, 1, 5, 0, 2_500_000, 2_000_000, 1_000_000],
    ],
  );
  t.equal(view.asOf.eventsBehind, 0);
  for (const by of ['district', 'package'] as const) {
    const other = await readUtilisation(runtime.reader, SCOPE, { ...SPAN, by }, runtime.clock);
    for (const sum of ['claims', 'stayDays', 'deaths', 'askedPaisa', 'insurerPaisa'] as const) {
      const total = (rows: typeof view.rows) => rows.reduce((all, row) => all + row[sum], 0);
      t.equal(total(other.rows), total(view.rows), `${sum} by ${by}`);
    }
  }

  const before = await rowsOf(runtime);
  await rebuildUtilisation({ database: runtime.judgeDatabase });
  t.same(await rowsOf(runtime), before);
  t.equal(before.length, 4);
});

t.test('a revision takes the place of the claim it replaces', async (t) => {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 1 });
  const runtime = await openTestRuntime(t, urls);
  const [person] = world.families[0]!;
  const draft = { cnic: person!.cnic, packageCode: 'CH-PAPER' as const };
  const [id] = await submit(runtime, world.hospitals[0], [aClaim(draft)]);
  await settle(runtime);
  const [pended] = await rowsOf(runtime);
  t.match(pended, { claims: 1, pended_lines: 1, paid_lines: 0 });

  const papers = [{ kind: 'discharge_summary', sha256: 'ab'.repeat(32) }];
  await reviseClaim({ ...runtime, database: runtime.app }, id!, [world.hospitals[0]], {
    key: 'again',
    body: aClaim({ ...draft, more: { documents: papers } }),
  });
  await settle(runtime);
  const rows = await rowsOf(runtime);
  t.equal(rows.length, 1);
  t.match(rows[0], { claims: 1, pended_lines: 0, paid_lines: 1, pended_insurer_paisa: 0n });
  await rebuildUtilisation({ database: runtime.judgeDatabase });
  t.same(await rowsOf(runtime), rows);
});

t.test('killed between any two statements, the projector counts every event once', async (t) => {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 30 });
  const runtime = await openTestRuntime(t, urls);
  const bodies = world.families.flatMap((family) =>
    [0, 1].map((stay) => aClaim({ cnic: family[0]!.cnic, admittedOn: stayDay(stay) })),
  );
  await submit(runtime, world.hospitals[0], bodies);
  await drainAll(runtime);
  const database = runtime.judgeDatabase;
  await sequence({ database, clock: runtime.clock });
  // The nth statement ends the transaction, as a killed process would.
  for (let statements = 1; statements < 12; statements += 1) {
    const failing = failingAfter(database, statements);
    await projectUtilisation({ database: failing }).catch((error: Error) => {
      t.equal(error.message, 'killed');
    });
  }
  await projectUtilisation({ database });
  const [row] = await inTransaction(
    database,
    (tx) => tx<{ claims: bigint }[]>`select sum(claims) as claims from utilisation`,
  );
  t.equal(row?.claims, 60n);
});

t.test(
  'a restored copy keeps its projection, and one that went too far is begun again',
  async (t) => {
    const urls = await testDatabase(t);
    const world = await makeWorld(urls, { families: 2 });
    const runtime = await openTestRuntime(t, urls);
    const database = runtime.judgeDatabase;
    const cnic = (family: number): string => world.families[family]![0]!.cnic;
    await submit(runtime, world.hospitals[0], [aClaim({ cnic: cnic(0) })]);
    await settle(runtime);
    const before = await rowsOf(runtime);
    await beginNewEpoch({ database, clock: runtime.clock });
    t.equal(await projectUtilisation({ database }), 0, 'nothing is folded again');
    t.same(await rowsOf(runtime), before);

    await inTransaction(database, async (tx) => {
      await tx`update projector_state set epoch = gen_random_uuid(), position = 7`;
      await tx`update utilisation set claims = claims + 5`;
    });
    await submit(runtime, world.hospitals[0], [aClaim({ cnic: cnic(1) })]);
    await settle(runtime);
    const rows = await rowsOf(runtime);
    t.match(rows[0], { claims: 2, admitted_on: FIRST_DAY });
  },
);
