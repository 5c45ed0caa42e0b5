import postgres from 'postgres';
import t from 'tap';
import { testDatabase, testRun } from './database.js';

async function query<T>(url: string, text: string): Promise<T[]> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const rows = await client.unsafe<Record<string, T>[]>(text);
    return rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end({ timeout: 5 });
  }
}

t.test(
  'databases made at the same moment are migrated, apart, and dropped after the test',
  async (t) => {
    const names: string[] = [];
    let lingering: postgres.Sql | undefined;
    await t.test('in use', async (t) => {
      const all = await Promise.all([testDatabase(t), testDatabase(t), testDatabase(t)]);
      for (const urls of all) {
        names.push(new URL(urls.ownerUrl).pathname.slice(1));
        t.same(await query(urls.appUrl, 'select current_user'), ['sehat_app']);
        const tables = `select count(*)::int from pg_tables where tableowner = 'sehat_owner'`;
        const [count = 0] = await query<number>(urls.ownerUrl, tables);
        t.ok(count > 10, `${count} tables of the migrations`);
      }
      t.equal(new Set(names).size, 3);
      await query(all[0].ownerUrl, 'create table only_here (n int)');
      await t.rejects(query(all[1].ownerUrl, 'select * from only_here'), { code: '42P01' });
      // Still connected when the test ends; the drop must not wait for it.
      lingering = postgres(all[2].ownerUrl, { max: 1, onnotice: () => undefined });
      await lingering`select 1`;
    });
    await lingering?.end({ timeout: 1 });
    const left = await query(
      testRun().urls.superUrl.replace(/[^/]*$/, 'postgres'),
      'select datname from pg_database',
    );
    t.notOk(left.some((name) => names.includes(String(name))));
  },
);
