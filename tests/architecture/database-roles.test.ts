import t from 'tap';
import postgres from 'postgres';
import { openDatabase, type Database } from '../../src/db/index.js';
import { openRuntime, type RuntimeOptions } from '../../src/runtime.js';
import { createLog } from '../../src/platform/log.js';
import { inDatabase, testDatabase, testRun, type DatabaseUrls } from '../support/database.js';
import { TEST_KEYS } from '../support/world.js';
import { LANES_WITHOUT_ROWS, ROLES, TABLE_RIGHTS, type Role } from './role-rights.js';

const REFUSED = { code: '42501' };
const VERBS = ['select', 'insert', 'update', 'delete'] as const;
const urlOf = (urls: DatabaseUrls, role: Role): string =>
  ({ sehat_app: urls.appUrl, sehat_judge: urls.judgeUrl, sehat_reader: urls.readUrl })[role];

function open(t: { teardown(act: () => Promise<void>): unknown }, url: string): Database {
  const database = openDatabase(url, { name: 'test', max: 1, statementTimeoutMs: 10_000 });
  t.teardown(() => database.end({ timeout: 5 }));
  return database;
}

/** Rights as they are, written as the expectation writes them. */
async function readRights(owner: Database): Promise<Map<string, string>> {
  const rows = await owner<{ table: string; role: Role; verb: string; columns: string | null }[]>`
    select c.relname as table, r.role, v.verb,
      case when has_table_privilege(r.role, c.oid, v.verb) then null else (
        select string_agg(a.attname, ',' order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and v.verb <> 'delete' and has_column_privilege(r.role, c.oid, a.attnum, v.verb)) end
        as columns
    from pg_class c cross join unnest(${[...ROLES]}::text[]) as r(role)
      cross join unnest(${[...VERBS]}::text[]) as v(verb)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and (has_table_privilege(r.role, c.oid, v.verb) or v.verb <> 'delete'
        and has_any_column_privilege(r.role, c.oid, v.verb))
    order by 1, 2, 3`;
  const rights = new Map<string, string[]>();
  for (const { table, role, verb, columns } of rows) {
    const key = `${table} ${role}`;
    const right = columns === null ? verb : `${verb}(${columns})`;
    rights.set(key, [...(rights.get(key) ?? []), right]);
  }
  return new Map([...rights].map(([key, all]) => [key, all.sort().join(' ')]));
}

t.test('every role may do with every table what is written, and nothing else', async (t) => {
  const urls = await testDatabase(t);
  const owner = open(t, urls.ownerUrl);
  const expected = new Map<string, string>();
  for (const [table, { app, judge, reader }] of Object.entries(TABLE_RIGHTS)) {
    if (app) expected.set(`${table} sehat_app`, app);
    if (judge) expected.set(`${table} sehat_judge`, judge);
    if (reader) expected.set(`${table} sehat_reader`, reader);
  }
  t.same(
    Object.fromEntries(await readRights(owner)),
    Object.fromEntries([...expected].sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const tables = await owner<{ name: string; rows: boolean; forced: boolean; lane: boolean }[]>`
    select relname as name, relrowsecurity as rows, relforcerowsecurity as forced,
      exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'lane') as lane
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    order by 1`;
  t.same(
    tables.map(({ name }) => name),
    Object.keys(TABLE_RIGHTS).sort(),
    'no table is left out',
  );
  for (const { name, rows, forced, lane } of tables) {
    const expectation = TABLE_RIGHTS[name]?.rows === true;
    t.same([rows, forced], [expectation, expectation], `row security of ${name}`);
    if (lane) t.ok(rows !== name in LANES_WITHOUT_ROWS, `${name} is guarded or says why not`);
  }
  const other = await owner`
    select c.relname from pg_class c cross join unnest(${[...ROLES]}::text[]) as r(role)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (has_table_privilege(r.role, c.oid, 'truncate') or has_table_privilege(r.role, c.oid, 'trigger')
        or has_table_privilege(r.role, c.oid, 'references'))`;
  t.same(other, [], 'nobody may truncate or hang triggers');
});

t.test('tried as each role, what is not granted is refused', async (t) => {
  const urls = await testDatabase(t);
  const columns = await open(t, urls.ownerUrl)<{ table: string; names: string[] }[]>`
    select table_name as table, array_agg(column_name::text) as names
    from information_schema.columns where table_schema = 'public' group by 1`;
  for (const role of ROLES) {
    const database = open(t, urlOf(urls, role));
    const side = role.slice('sehat_'.length) as 'app' | 'judge' | 'reader';
    const through: string[] = [];
    let tried = 0;
    for (const { table, names } of columns) {
      for (const statement of forbidden(table, names, TABLE_RIGHTS[table]?.[side] ?? '')) {
        tried += 1;
        const code = await database.unsafe(statement).then(
          () => 'done',
          (error: postgres.PostgresError) => error.code,
        );
        if (code !== REFUSED.code) through.push(`${statement}: ${code}`);
      }
    }
    t.same(through, [], `${role}: ${tried} statements`);
    t.ok(tried > 100);
  }
});

/** One statement for each thing that the rights do not allow. */
function forbidden(table: string, columns: readonly string[], rights: string): string[] {
  const may = (verb: string, column?: string): boolean =>
    rights.split(' ').some((right) => {
      const [name, listed] = right.split(/[()]/);
      return name === verb && (listed === undefined || listed.split(',').includes(column ?? ''));
    });
  return [
    ...columns
      .filter((column) => !may('select', column))
      .map((column) => `select "${column}" from "${table}" limit 1`),
    ...columns
      .filter((column) => !may('update', column))
      .map((column) => `update "${table}" set "${column}" = "${column}" where false`),
    ...(may('insert') ? [] : [`insert into "${table}" default values`]),
    ...(may('delete') ? [] : [`delete from "${table}" where false`]),
    `truncate "${table}"`,
    `drop table "${table}"`,
    `alter table "${table}" disable row level security`,
    `alter table "${table}" disable trigger all`,
  ];
}

t.test('no role of the service makes tables or becomes another', async (t) => {
  const urls = await testDatabase(t);
  for (const role of ROLES) {
    const database = open(t, urlOf(urls, role));
    for (const statement of [
      'create table public.mine (n int)',
      'create table bullmq.mine (n int)',
      'create schema mine',
      'create function public.mine() returns int language sql as $$ select 1 $$',
      'create or replace function public.scope_schemes() returns text[] language sql as $$ select null $$',
      'set role sehat_owner',
      'create role mine',
      "copy (select 1) to program 'true'",
      "select pg_read_file('/etc/hostname')",
    ]) {
      await t.rejects(database.unsafe(statement), REFUSED, `${role}: ${statement}`);
    }
    for (const other of ROLES.filter((each) => each !== role)) {
      await t.rejects(database.unsafe(`set role ${other}`), REFUSED, `${role}: ${other}`);
    }
  }
  const reader = open(t, urls.readUrl);
  await t.rejects(reader.unsafe('select * from bullmq.job'), REFUSED, 'the reader sees no queue');
});

t.test('the service refuses to run with rights that scopes do not bind', async (t) => {
  const urls = await testDatabase(t);
  const start = async (more: Partial<RuntimeOptions>): Promise<unknown> => {
    const options = { ...urls, cnicKeys: TEST_KEYS, log: createLog({ level: 'silent' }) };
    return openRuntime({ ...options, ...more }).then(
      (runtime) => runtime.close(),
      (error: unknown) => error,
    );
  };
  t.equal(await start({}), undefined, 'with the roles meant for it, it runs');
  const outsiders = await makeRoles(t, urls);
  for (const side of ['appUrl', 'judgeUrl', 'readUrl'] as const) {
    for (const [why, url] of [
      [/is a superuser/, urls.superUrl],
      [/owns the tables/, urls.ownerUrl],
      [/owns the tables/, outsiders.member],
      [/may bypass row security/, outsiders.bypassing],
    ] as const) {
      const told = await start({ [side]: url });
      t.match(told, { name: 'UnsafeRole', message: why }, `${side}: ${why.source}`);
    }
  }
  for (const side of ['appUrl', 'readUrl'] as const) {
    const told = await start({ [side]: urls.judgeUrl });
    t.match(told, { name: 'UnsafeRole', message: /sees the claims of everybody/ }, side);
  }
});

/** A member of the owner's role, and one that bypasses row security; gone after the test. */
async function makeRoles(
  t: { teardown(act: () => Promise<void>): unknown },
  urls: DatabaseUrls,
): Promise<{ readonly member: string; readonly bypassing: string }> {
  const admin = postgres(inDatabase(testRun().urls.superUrl, 'postgres'), { max: 1 });
  const names = [`test_member_${process.pid}`, `test_bypass_${process.pid}`] as const;
  const [member, bypassing] = names;
  const password = `p${process.pid}`;
  t.teardown(async () => {
    for (const name of names) await admin.unsafe(`drop role if exists ${name}`);
    await admin.end({ timeout: 5 });
  });
  await admin.unsafe(`create role ${member} login password '${password}' in role sehat_owner`);
  await admin.unsafe(
    `create role ${bypassing} login password '${password}' bypassrls in role sehat_app`,
  );
  const as = (name: string): string => {
    const url = new URL(urls.appUrl);
    url.username = name;
    url.password = password;
    return url.href;
  };
  return { member: as(member), bypassing: as(bypassing) };
}
