import t from 'tap';
import { drainShard, readShards, startDrainWorker } from '../../src/adjudication/index.js';
import { openDatabase, type Database } from '../../src/db/index.js';
import type { Runtime } from '../../src/runtime.js';
import { testDatabase, type DatabaseUrls } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { skipWithoutRedis, startRedis } from '../support/redis.js';
import {
  aClaim,
  drainAll,
  drainDepsOf,
  makeWorld,
  openOwner,
  openTestRuntime,
  stayDay,
  submit,
  type WorldOptions,
} from '../support/world.js';

const WORKERS = 16;
const CLAIMS_EACH = 8;

interface Pot {
  readonly scope: string;
  readonly amount: bigint;
  readonly reserved: bigint;
  readonly consumed: bigint;
}

interface Books {
  readonly decided: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly asked: bigint;
    readonly insurer: bigint;
  }[];
  readonly pots: readonly Pot[];
  /** What entries brought into `consumed` and `reserved`, less what left them. */
  readonly entered: { readonly consumed: bigint; readonly reserved: bigint };
}

/** How many of the sixteen workers hear hints from the queue; the others look all the time. */
const LISTENING = { PostgreSQL: 4, Redis: WORKERS } as const;
type Backend = keyof typeof LISTENING;
type Test = { teardown(act: () => Promise<void>): unknown };

/** Sixteen desks submit for one family while sixteen workers decide, until nothing waits. */
async function race(
  t: Test,
  options: WorldOptions,
  asked: (desk: number, nth: number) => number,
  backend: Backend = 'PostgreSQL',
): Promise<Books> {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 1, members: 8, ...options });
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const redisUrl = backend === 'Redis' ? await ownRedis(t) : undefined;
  const runtime = await openTestRuntime(t, urls, { redisUrl });
  const workers = await startWorkers(runtime, urls, LISTENING[backend]);
  const family = world.families[0] ?? [];
  const desks = Array.from({ length: WORKERS }, async (_, desk) => {
    const member = family[desk % family.length];
    for (let nth = 0; nth < CLAIMS_EACH; nth += 1) {
      // Two desks share a member, each with days of its own: no stay overlaps another.
      const admittedOn = stayDay(nth * 2 + Math.floor(desk / family.length));
      const draft = { cnic: member?.cnic ?? '', admittedOn, asked: asked(desk, nth) };
      await submit(runtime, world.hospitals[desk % 3] ?? '', [aClaim(draft)]);
    }
  });
  await Promise.all(desks);
  await eventually(
    async () => (await owner`select 1 from claim where status = 'received'`).length === 0,
    { withinMs: 30_000 },
  );
  await workers.stop();
  return readBooks(owner);
}

async function ownRedis(t: Test): Promise<string> {
  const redis = await startRedis();
  t.teardown(() => redis.stop());
  return redis.url;
}

/** Sixteen workers, each with a pool of its own: some on the queue, some that only look. */
async function startWorkers(runtime: Runtime, urls: DatabaseUrls, listening: number) {
  const pools = Array.from({ length: WORKERS }, (_, index) =>
    openDatabase(urls.judgeUrl, { name: `worker-${index}`, max: 1, statementTimeoutMs: 30_000 }),
  );
  const depsOf = (database: Database) => ({ ...drainDepsOf(runtime), database });
  const onQueue = await Promise.all(
    pools.slice(0, listening).map((pool) => startDrainWorker(depsOf(pool), runtime.backend)),
  );
  const shards = await readShards(runtime.judgeDatabase);
  let stopping = false;
  const looking = pools.slice(listening).map(async (pool) => {
    while (!stopping) for (const shard of shards) await drainShard(depsOf(pool), shard);
  });
  return {
    stop: async () => {
      stopping = true;
      await Promise.all([...looking, ...onQueue.map((worker) => worker.stop())]);
      await Promise.all(pools.map((pool) => pool.end({ timeout: 5 })));
    },
  };
}

async function readBooks(owner: Database): Promise<Books> {
  const decided = await owner<Books['decided'][number][]>`
    select c.id, d.outcome, d.asked_paisa as asked, d.insurer_paisa as insurer from claim c
    join decision d on d.lane = c.lane and d.claim_id = c.id order by d.decided_no`;
  const pots = await owner<Pot[]>`
    select scope, amount_paisa as amount, reserved_paisa as reserved, consumed_paisa as consumed
    from cover_balance where layer = 'secondary' order by scope, holder_id`;
  const [entered] = await owner<Books['entered'][]>`
    select (sum(case when to_account = 'consumed' then amount_paisa
        when from_account = 'consumed' then -amount_paisa else 0 end))::bigint as consumed,
      (sum(case when to_account = 'reserved' then amount_paisa
        when from_account = 'reserved' then -amount_paisa else 0 end))::bigint as reserved
    from cover_entry`;
  if (entered === undefined) throw new Error('no entries');
  return { decided: [...decided], pots: [...pots], entered };
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

for (const backend of ['PostgreSQL', 'Redis'] as const) {
  const skip = backend === 'Redis' && skipWithoutRedis;
  t.test(`sixteen workers on one family never overdraw it (${backend})`, { skip }, async (t) => {
    const FAMILY = 20_000_00n;
    const { decided, pots, entered } = await race(
      t,
      { familyCap: 20_000, memberCap: 1_000_000 },
      // Odd paisa, so that the last claim does not just fit.
      (desk, nth) => 333.33 + desk + nth / 100,
      backend,
    );
    t.equal(decided.length, WORKERS * CLAIMS_EACH, 'each claim decided once');
    t.equal(new Set(decided.map(({ id }) => id)).size, decided.length);
    const [family] = pots;
    t.match(family, { scope: 'family', amount: FAMILY, reserved: 0n, consumed: FAMILY });
    t.equal(sum(decided.map(({ insurer }) => insurer)), FAMILY, 'the cover to the last paisa');
    t.same(entered, { consumed: FAMILY, reserved: 0n });
    const members = pots.filter(({ scope }) => scope === 'member');
    t.equal(sum(members.map(({ consumed }) => consumed)), FAMILY);

    // In the order of decision: whole while there is room, one in part, then nothing.
    const cut = decided.findIndex(({ asked, insurer }) => insurer < asked);
    t.ok(cut > 0);
    t.ok(decided.slice(0, cut).every(({ outcome }) => outcome === 'approved'));
    t.match(decided[cut], { outcome: 'partial' });
    t.ok(decided.slice(cut + 1).every(({ outcome, insurer }) => outcome === 'denied' && !insurer));
  });
}

t.test('a member’s cap holds inside the family’s, to the paisa', async (t) => {
  // 8 members × 16 claims × 400 = 51,200 asked; 1,000.01 a member, 7,000 for the family.
  const { decided, pots, entered } = await race(
    t,
    { familyCap: 7_000, memberCap: 1_000.01 },
    () => 400,
  );
  const [family, ...members] = pots;
  const FAMILY = 7_000_00n;
  t.match(family, { scope: 'family', amount: FAMILY, consumed: FAMILY });
  t.ok(members.every(({ amount, consumed }) => amount === 1_000_01n && consumed <= amount));
  t.equal(sum(members.map(({ consumed }) => consumed)), FAMILY);
  t.equal(sum(decided.map(({ insurer }) => insurer)), FAMILY);
  t.same(entered, { consumed: FAMILY, reserved: 0n });
});

t.test('of claims that wait together the first come are paid, whoever decides them', async (t) => {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 1, members: 1, familyCap: 40_000 });
  const runtime = await openTestRuntime(t, urls);
  const cnic = world.families[0]?.[0]?.cnic ?? '';
  const bodies = Array.from({ length: 60 }, (_, nth) =>
    aClaim({ cnic, admittedOn: stayDay(59 - nth), asked: 1_000 }),
  );
  const ids = await submit(runtime, world.hospitals[0], bodies);
  const deps = drainDepsOf(runtime);
  const shards = await readShards(runtime.judgeDatabase);
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (const shard of shards) await drainShard(deps, shard);
    }),
  );
  await drainAll(runtime);
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const { decided } = await readBooks(owner);
  t.same(
    decided.map(({ id }) => id),
    ids,
  );
  t.same(
    decided.map(({ outcome }) => outcome),
    ids.map((_, index) => (index < 40 ? 'approved' : 'denied')),
  );
});
