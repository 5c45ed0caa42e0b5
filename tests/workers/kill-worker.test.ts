import t, { type Test } from 'tap';
import postgres from 'postgres';
import { readShards } from '../../src/adjudication/index.js';
import { verifyLedger } from '../../src/ledger/index.js';
import { testDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { skipWithoutRedis, startRedis } from '../support/redis.js';
import { startWorkerProcess } from '../support/worker-process.js';
import { aClaim, makeWorld, openTestRuntime, stayDay, submit } from '../support/world.js';

const MEMBERS = 4;
const CLAIMS_EACH = 10;
const ASKED = 100;
/** What is promised: the next decision after a worker is killed. */
const NEXT_DECISION_MS = 2_000;
/** The queue itself takes up a dead worker's job after ten seconds and more: this proves the sweep. */
const EVERY_SHARD_MS = 6_000;

type Backend = 'PostgreSQL' | 'Redis';

/** Claims stored and hinted, and every shard locked so that no worker can begin before it shall. */
async function openScene(t: Test, claims: number, backend: Backend) {
  const urls = await testDatabase(t);
  const families = Math.ceil(claims / MEMBERS / CLAIMS_EACH);
  // Hundreds of people in one hospital on one day: with fewer beds that would be looked at by a person.
  const world = await makeWorld(urls, { families, members: MEMBERS, beds: 1_000_000 });
  const redis = backend === 'Redis' ? await startRedis() : undefined;
  if (redis) t.teardown(() => redis.stop());
  const runtime = await openTestRuntime(t, urls, { redisUrl: redis?.url });
  const watch = postgres(urls.superUrl, { max: 2, onnotice: () => undefined });
  t.teardown(() => watch.end({ timeout: 5 }));
  const begin = await lockShards(watch);
  const people = world.families.flat();
  // The nth stay of everybody, then the next: each shard's claims are spread over the whole file.
  const bodies = Array.from({ length: CLAIMS_EACH }, (_, nth) =>
    people.map(({ cnic }) => aClaim({ cnic, admittedOn: stayDay(nth), asked: ASKED })),
  ).flat();
  await submit(runtime, world.hospitals[0], bodies);
  const shards = await readShards(runtime.judgeDatabase);
  return { urls, redisUrl: redis?.url, runtime, watch, begin, shards };
}

async function lockShards(watch: postgres.Sql): Promise<() => Promise<void>> {
  const holder = await watch.reserve();
  await holder`begin`;
  await holder`select 1 from lane_state for update`;
  return async () => {
    await holder`rollback`;
    holder.release();
  };
}

type Scene = Awaited<ReturnType<typeof openScene>>;

async function decidedSoFar({ watch }: Scene): Promise<number> {
  const [row] = await watch<{ n: number }[]>`select count(*)::integer as n from decision`;
  return row?.n ?? 0;
}

async function untilDecided(scene: Scene, claims: number): Promise<void> {
  await eventually(async () => (await decidedSoFar(scene)) >= claims, {
    withinMs: 90_000,
    // To count them costs what deciding some claims does.
    everyMs: 100,
    what: `decision of ${claims} claims`,
  });
}

/** Milliseconds from an instant to the next decision: of any claim, and in the slowest shard. */
async function nextDecisions(scene: Scene, after: Date) {
  const gaps: number[] = [];
  for (const { first, last } of scene.shards) {
    const [row] = await scene.watch<{ ms: number | null }[]>`
      select (extract(epoch from min(decided_at) - ${after}::timestamptz) * 1000)::float as ms
      from decision where lane between ${first} and ${last} and decided_at > ${after}`;
    // A shard without a decision had nothing left.
    if (row !== undefined && row.ms !== null) gaps.push(Math.round(row.ms));
  }
  return { next: Math.min(...gaps), slowest: Math.max(...gaps) };
}

async function assertDecidedOnce(t: Test, { runtime, watch }: Scene, claims: number) {
  t.same(
    await watch`
      select c.status, d.ordinal, count(*)::integer as n, sum(d.insurer_paisa)::bigint::text as paid
      from claim c left join decision d on d.lane = c.lane and d.claim_id = c.id group by 1, 2`,
    [{ status: 'approved', ordinal: 1, n: claims, paid: `${claims * ASKED * 100}` }],
    'each claim is decided exactly once',
  );
  t.same(
    await watch`
      select cause, from_account as from, to_account as to, count(*)::integer as n,
        sum(amount_paisa)::bigint::text as paid from cover_entry group by 1, 2, 3`,
    [
      {
        cause: 'decision',
        from: 'available',
        to: 'consumed',
        n: claims,
        paid: `${claims * ASKED * 100}`,
      },
    ],
    'and moved cover exactly once',
  );
  await eventually(async () => (await watch`select 1 from feed_pending limit 1`).length === 0, {
    withinMs: 30_000,
    what: 'the feed',
  });
  const { agrees, checks } = await verifyLedger(runtime.judgeDatabase);
  t.same(
    checks.filter(({ differing }) => differing > 0),
    [],
    'the ledger is clean',
  );
  t.ok(agrees);
}

/**
 * One of two workers is killed in the middle and the other goes on; then that one is killed as well, and
 * a new one is started. Each claim is decided exactly once.
 */
async function killThem(t: Test, claims: number, backend: Backend): Promise<void> {
  const scene = await openScene(t, claims, backend);
  const { urls, redisUrl, begin } = scene;
  const [first, second] = await Promise.all([
    startWorkerProcess(t, urls, redisUrl),
    startWorkerProcess(t, urls, redisUrl),
  ]);
  await begin();
  await untilDecided(scene, claims * 0.2);
  const killed = await first.kill();
  const before = await decidedSoFar(scene);
  t.ok(before < claims * 0.6, `killed in the middle, with ${before} of ${claims} decided`);

  await untilDecided(scene, claims * 0.6);
  await second.kill();
  const after = await decidedSoFar(scene);
  t.ok(after < claims, `the other one too, with ${after} decided`);
  const { next, slowest } = await nextDecisions(scene, killed);
  t.comment(`${backend}: next decision ${next} ms after the kill, ${slowest} ms in every shard`);
  t.ok(next <= NEXT_DECISION_MS, `next decision after ${next} ms`);
  t.ok(slowest <= EVERY_SHARD_MS, `every shard goes on after ${slowest} ms`);

  const third = await startWorkerProcess(t, urls, redisUrl);
  const ready = new Date();
  await untilDecided(scene, claims);
  const again = await nextDecisions(scene, ready);
  t.comment(`${backend}: next decision ${again.next} ms after the start of a new one`);
  t.ok(again.next <= EVERY_SHARD_MS, `next decision ${again.next} ms after it is ready`);
  await assertDecidedOnce(t, scene, claims);
  t.equal(await third.stop(), 0, 'it stops in good order');
}

t.test('workers are killed in the middle of 10,000 claims', async (t) => {
  await killThem(t, 10_000, 'PostgreSQL');
});

t.test('workers are killed, with Redis', { skip: skipWithoutRedis }, async (t) => {
  await killThem(t, 2_000, 'Redis');
});
