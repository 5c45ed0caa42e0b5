import t from 'tap';
import { inTransaction, openDatabase, type Transaction } from '../../src/db/index.js';
import { testDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

async function openPools(t: { teardown(act: () => Promise<void>): unknown }) {
  const urls = await testDatabase(t);
  const options = { max: 1, statementTimeoutMs: 20_000 };
  const database = openDatabase(urls.ownerUrl, { ...options, name: 'victim' });
  const admin = openDatabase(urls.superUrl, { ...options, name: 'admin' });
  t.teardown(async () => {
    await Promise.all([database.end({ timeout: 5 }), admin.end({ timeout: 5 })]);
  });
  await database`create table noted (what text)`;
  /** Ends the victim's connection once it is in that state. */
  const end = (state: 'active' | 'idle in transaction') =>
    eventually(async () => {
      const ended = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'victim' and datname = current_database() and state = ${state}
          and (${state} <> 'active' or query like '%pg_sleep%')`;
      return ended.length > 0;
    });
  const noted = async () => (await admin`select what from noted order by 1`).map((r) => r['what']);
  return { database, admin, end, noted };
}

const endings: Readonly<Record<string, (tx: Transaction) => Promise<unknown>>> = {
  'one statement': (tx) => tx`select pg_sleep(20)`,
  'several at once': (tx) =>
    Promise.all([
      tx`select pg_sleep(20)`,
      tx`select ${1}::integer`,
      tx`insert into noted values ('x')`,
    ]),
  'errors of its own making': async (tx) => {
    try {
      await tx`select pg_sleep(20)`;
    } catch {
      throw new Error('wrapped');
    }
  },
};

for (const [name, work] of Object.entries(endings)) {
  t.test(`a connection lost under ${name} is heard of, and the pool goes on`, async (t) => {
    const { database, end, noted } = await openPools(t);
    for (let time = 1; time <= 3; time += 1) {
      const lost = inTransaction(database, async (tx) => {
        await tx`insert into noted values ('before')`;
        await work(tx);
      }).catch((error: unknown) => error);
      await end('active');
      t.match(await lost, { code: 'CONNECTION_CLOSED' });
      // At once and on the only connection: nothing of the loss is left for the next one.
      await inTransaction(database, (tx) => tx`insert into noted values (${`after ${time}`})`);
    }
    t.same(await noted(), ['after 1', 'after 2', 'after 3']);
  });
}

t.test('a transaction that lost its connection never speaks inside the next one', async (t) => {
  const { database, end, noted } = await openPools(t);
  let goOn = (): void => undefined;
  const waited = new Promise<void>((resolve) => (goOn = resolve));
  const lost = inTransaction(database, async (tx) => {
    await tx`insert into noted values ('dead')`;
    await waited;
    await tx`insert into noted values ('undead')`;
  }).catch((error: unknown) => error);
  await end('idle in transaction');
  t.match(await lost, { code: 'CONNECTION_CLOSED' });
  await inTransaction(database, async (tx) => {
    await tx`insert into noted values ('living')`;
    goOn();
    await tx`select pg_sleep(0.1)`;
  });
  t.same(await noted(), ['living']);
});

t.test('a statement after the end of its transaction is refused', async (t) => {
  const { database, noted } = await openPools(t);
  const kept = await inTransaction(database, async (tx) => ({ tx }));
  t.throws(() => kept.tx`insert into noted values ('late')`, { name: 'TransactionOver' });
  t.same(await noted(), []);
});

t.test('a connection lost while it is being set up costs nothing but the time', async (t) => {
  const { admin } = await openPools(t);
  const urls = await testDatabase(t);
  const options = { max: 1, statementTimeoutMs: 20_000 };
  const fresh = openDatabase(urls.judgeUrl, { ...options, name: 'fresh' });
  const locker = openDatabase(urls.superUrl, { ...options, name: 'locker' });
  t.teardown(() => Promise.all([fresh.end({ timeout: 5 }), locker.end({ timeout: 5 })]));
  let answer: Promise<readonly unknown[]> | undefined;
  await inTransaction(locker, async (tx) => {
    // Whatever asks the catalogue for types now has to wait: that is when the connection is ended.
    await tx`lock table pg_catalog.pg_type in access exclusive mode`;
    answer = inTransaction(fresh, (mine) => mine`select 1 from pg_type limit 1`);
    answer.catch(() => undefined);
    await eventually(async () => {
      const ended = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'fresh' and wait_event_type = 'Lock' and query like '%pg_type%'`;
      return ended.length > 0;
    });
  });
  const heard = await answer?.catch((error: unknown) => error);
  t.ok(Array.isArray(heard) || (heard as { code?: unknown }).code === 'CONNECTION_CLOSED');
  t.equal((await inTransaction(fresh, (tx) => tx`select 1`)).length, 1);
});
