import t from 'tap';
import { inTransaction, list } from '../../../src/db/index.js';
import { verifyLedger } from '../../../src/ledger/index.js';
import { runSettlement } from '../../../src/settlement/index.js';
import type { Runtime } from '../../../src/runtime.js';
import { testDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import {
  aClaim,
  drainAll,
  makeWorld,
  openTestRuntime,
  SCHEME_CODE,
  submit,
  type World,
} from '../../support/world.js';

const FAMILIES = 60;

async function approvedClaims(t: Parameters<typeof testDatabase>[0]) {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: FAMILIES });
  const runtime = await openTestRuntime(t, urls);
  const first = await submit(runtime, world.hospitals[0], overlapping(world));
  await drainAll(runtime);
  return { urls, world, runtime, first };
}

/** One stay of each family's first member, the same days for all. */
const overlapping = (world: World) =>
  world.families.map((family) => aClaim({ cnic: family[0]!.cnic, nights: 4 }));

const settle = (runtime: Runtime, key: string) =>
  runSettlement(
    { database: runtime.app, clock: runtime.clock },
    { keyId: 'finance', key },
    { schemeCode: SCHEME_CODE, decidedBefore: new Date(runtime.clock.now().getTime() + 60_000) },
  );

t.test('a claim is reopened by an overlap or on its way to be paid, never both', async (t) => {
  const { world, runtime, first } = await approvedClaims(t);
  await submit(runtime, world.hospitals[1], overlapping(world));
  // The drain reopens what it finds approved; the run takes what it finds approved.
  await Promise.all([drainAll(runtime), settle(runtime, 'race')]);

  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ id: string; status: string; lines: bigint; cases: bigint }[]>`
      select c.id, c.status,
        (select count(*) from remittance_line l where l.claim_id = c.id) as lines,
        (select count(*) from review_case r where r.claim_id = c.id) as cases
      from claim c where c.id = any(${list([...first])}::text::uuid[])`,
  );
  t.equal(rows.length, FAMILIES);
  for (const { status, lines, cases } of rows) {
    const told = `${status}, ${lines} lines, ${cases} cases`;
    t.ok(['pended, 0 lines, 0 cases', 'in_settlement, 1 lines, 1 cases'].includes(told), told);
  }
  const verification = await verifyLedger(runtime.judgeDatabase);
  t.ok(verification.agrees, JSON.stringify(verification.checks.filter((c) => c.differing > 0)));
});

t.test('a drain that waits for a run’s claim finds it settled and opens a case', async (t) => {
  const { world, runtime, first } = await approvedClaims(t);
  const [claimId] = first;
  await submit(runtime, world.hospitals[1], overlapping(world).slice(0, 1));
  let drained: Promise<number> | undefined;
  // A run that has the claim and is not done when the drain comes to it.
  await inTransaction(runtime.judgeDatabase, async (tx) => {
    await tx`select 1 from claim where id = ${claimId!} for update`;
    drained = drainAll(runtime);
    await eventually(() => isWaitedFor(runtime), { what: 'the drain waiting for the claim' });
    await tx`update claim set status = 'in_settlement' where id = ${claimId!}`;
  });
  t.equal(await drained, 1);
  const [row] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx`
      select c.status, (select count(*) from decision d where d.claim_id = c.id) as decisions,
        (select count(*) from review_case r where r.claim_id = c.id) as cases
      from claim c where c.id = ${claimId!}`,
  );
  t.match(row, { status: 'in_settlement', decisions: 1n, cases: 1n });
});

async function isWaitedFor(runtime: Runtime): Promise<boolean> {
  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx`
      select 1 from pg_locks l join pg_database d on d.oid = l.database
      where not l.granted and d.datname = current_database()
      union all
      select 1 from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database() and usename = current_user`,
  );
  return rows.length > 0;
}

t.test('a run passes over a claim that a drain has and takes it next time', async (t) => {
  const { runtime, first } = await approvedClaims(t);
  const run = await inTransaction(runtime.judgeDatabase, async (tx) => {
    await tx`select 1 from claim where id = ${first[0]!} for update`;
    return settle(runtime, 'passes-over');
  });
  t.same([run.claims, run.claims_left], [FAMILIES - 1, 1]);
  const next = await settle(runtime, 'takes-it');
  t.same([next.claims, next.claims_left], [1, 0]);
});
