import { Redis } from 'ioredis';
import t, { type Test } from 'tap';
import type { Database } from '../../src/db/index.js';
import { migrate } from '../../src/db/migrate.js';
import { startWorkers } from '../../src/workers.js';
import { testDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { skipWithoutRedis, startRedis, type PrivateRedis } from '../support/redis.js';
import {
  aClaim,
  makeWorld,
  openOwner,
  openTestRuntime,
  stayDay,
  submit,
  type World,
} from '../support/world.js';

const PEOPLE = 100;
/** A claim whose hint was lost is found by the sweep within this. */
const SWEPT_MS = 2_000;
/** A claim that was hinted is decided within this: the sweep finds none before 500 ms. */
const HINTED_MS = 450;
const HINTED = 15;

type Backend = 'PostgreSQL' | 'Redis';
type Scene = Awaited<ReturnType<typeof openScene>>;

async function openScene(t: Test, backend: Backend) {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: PEOPLE, members: 1, beds: 1_000_000 });
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const redis = backend === 'Redis' ? await startRedis() : undefined;
  if (redis) t.teardown(() => redis.stop());
  const runtime = await openTestRuntime(t, urls, { redisUrl: redis?.url });
  return { urls, world, owner, redis, runtime };
}

/** The nth claim of everybody. */
function round({ families }: World, nth: number) {
  return families.flatMap((family) =>
    family.map(({ cnic }) => aClaim({ cnic, admittedOn: stayDay(nth), asked: 10 })),
  );
}

async function countWaiting(owner: Database): Promise<number> {
  const rows = await owner<{ n: number }[]>`
    select count(*)::integer as n from claim where status = 'received'`;
  return rows[0]?.n ?? 0;
}

/** Loses everything that the queue knows. */
async function wipe(owner: Database, redis: PrivateRedis | undefined): Promise<void> {
  if (redis === undefined) {
    const tables = await owner<{ name: string }[]>`
      select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq'`;
    const all = tables.map(({ name }) => name).join(', ');
    // Workers take the same tables in another order: one of the two must give way and come again.
    await eventually(async () =>
      owner.unsafe(`truncate ${all}`).then(
        () => true,
        (error: { code: string }) => {
          if (error.code !== '40P01') throw error as unknown as Error;
          return false;
        },
      ),
    );
    return;
  }
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
}

async function assertAllDecidedOnce(t: Test, owner: Database, claims: number): Promise<void> {
  t.same(
    await owner`
      select c.status, d.ordinal, count(*)::integer as n from claim c
      left join decision d on d.lane = c.lane and d.claim_id = c.id group by 1, 2`,
    [{ status: 'approved', ordinal: 1, n: claims }],
  );
}

/** Milliseconds from sending one claim to its decision. */
async function timeOne(owner: Database, send: () => Promise<readonly string[]>): Promise<number> {
  const start = Date.now();
  const [id = ''] = await send();
  await eventually(
    async () => (await owner`select 1 from decision where claim_id = ${id}`).length > 0,
    { everyMs: 5 },
  );
  return Date.now() - start;
}

async function wipeUnderWork(t: Test, backend: Backend): Promise<void> {
  const scene = await openScene(t, backend);
  const { urls, world, owner, redis, runtime } = scene;
  // Hinted with nobody there to hear it: the jobs wait, then they are gone.
  await submit(runtime, world.hospitals[0], round(world, 0));
  await wipe(owner, redis);
  const workers = await startWorkers(runtime);
  await eventually(async () => (await countWaiting(owner)) === 0, { what: 'the first round' });

  for (let nth = 1; nth <= 5; nth += 1) {
    const sent = submit(runtime, world.hospitals[0], round(world, nth));
    await wipe(owner, redis);
    await sent;
    await wipe(owner, redis);
  }
  await eventually(async () => (await countWaiting(owner)) === 0, { what: 'all other rounds' });
  await assertAllDecidedOnce(t, owner, 6 * PEOPLE);

  await assertHintsWork(t, scene, `${backend}, wiped`, 6);
  await workers.stop();
  // The queue's record of its own migrations is gone too, and an update must find its way.
  if (backend === 'PostgreSQL') await migrate(urls.ownerUrl);
  const later = await startWorkers(runtime);
  await assertHintsWork(t, scene, `${backend}, after the next start`, 7);
  await later.stop();
}

/** Claims one after the other, most of them decided long before the sweep would look. */
async function assertHintsWork(t: Test, scene: Scene, when: string, nth: number): Promise<void> {
  const { world, owner, runtime } = scene;
  const times: number[] = [];
  for (let person = 0; person < HINTED; person += 1) {
    const cnic = world.families[person]?.[0]?.cnic ?? '';
    const body = aClaim({ cnic, admittedOn: stayDay(nth), asked: 10 });
    times.push(await timeOne(owner, () => submit(runtime, world.hospitals[1], [body])));
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(HINTED / 2)] ?? Infinity;
  t.comment(`${when}: median ${median} ms, longest ${times.at(-1)} ms from claim to decision`);
  t.ok(median < HINTED_MS, `median of ${median} ms`);
}

t.test('the queue in PostgreSQL is truncated under waiting claims and workers', async (t) => {
  await wipeUnderWork(t, 'PostgreSQL');
});

t.test(
  'Redis is flushed under waiting claims and workers',
  { skip: skipWithoutRedis },
  async (t) => {
    await wipeUnderWork(t, 'Redis');
  },
);

t.test(
  'claims are taken and decided while Redis is gone',
  { skip: skipWithoutRedis },
  async (t) => {
    const { world, owner, redis, runtime } = await openScene(t, 'Redis');
    const workers = await startWorkers(runtime);
    await submit(runtime, world.hospitals[0], round(world, 0));
    await redis?.stop();
    await submit(runtime, world.hospitals[0], round(world, 1));
    await eventually(async () => (await countWaiting(owner)) === 0, {
      what: 'claims without a queue',
    });
    const body = aClaim({
      cnic: world.families[0]?.[0]?.cnic ?? '',
      admittedOn: stayDay(9),
      asked: 10,
    });
    const ms = await timeOne(owner, () => submit(runtime, world.hospitals[1], [body]));
    t.comment(`without Redis: ${ms} ms from claim to decision`);
    t.ok(ms <= SWEPT_MS, `found by the sweep in ${ms} ms`);
    await assertAllDecidedOnce(t, owner, 2 * PEOPLE + 1);
    const stopped = Date.now();
    await workers.stop();
    t.ok(Date.now() - stopped < 5_000, 'and the workers stop without it');
  },
);

t.test('a service that never reached its queue takes, decides and stops', async (t) => {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 1 });
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  // Ends with the runtime closed: one that waits for its queue would not end.
  await t.test('in use', async (t) => {
    // Nothing listens on the discard port.
    const runtime = await openTestRuntime(t, urls, { redisUrl: 'redis://127.0.0.1:9' });
    await t.rejects(runtime.queue.ping(), /Redis is/, 'the service knows that it is not ready');
    const workers = await startWorkers(runtime);
    for (const [nth, { cnic }] of (world.families[0] ?? []).entries()) {
      const body = aClaim({ cnic, admittedOn: stayDay(nth) });
      const ms = await timeOne(owner, () => submit(runtime, world.hospitals[0], [body]));
      t.ok(ms <= SWEPT_MS, `decided in ${ms} ms`);
    }
    await workers.stop();
  });
  await assertAllDecidedOnce(t, owner, 2);
});
