import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import t from 'tap';
import type { Database } from '../../src/db/index.js';
import * as schema from '../../src/db/schema/index.js';
import { projectFolder } from '../../src/platform/config.js';
import { testDatabase } from '../support/database.js';
import { openOwner } from '../support/world.js';

const MIGRATIONS = path.join(projectFolder, 'migrations');

/** Tables that hold a lane and are found by something else, and why. */
const NOT_KEYED_BY_LANE: Readonly<Record<string, string>> = {
  feed_position: 'consumers ask by position',
  family_move: 'a person is looked up before the lanes are known',
  person_directory: 'a number is looked up before its lane is known',
  unmatched_number: 'a number is looked up before its lane is known',
  idempotency_key: 'a request is looked up before its claim is known',
};
/** Keyed by other things than a family: every node of a cluster holds them whole. */
const REFERENCED_FROM_LANES: readonly string[] = ['hospital', 'remittance'];

type Kind = 'column' | 'constraint' | 'index';

interface Part {
  readonly kind: Kind;
  readonly table: string;
  readonly text: string;
}

/** All columns, constraints and indexes of a database schema, as PostgreSQL writes them. */
async function partsOf(database: Database, namespace: string): Promise<readonly string[]> {
  const parts = await database<Part[]>`
    with t as (select oid, relname from pg_class where relkind in ('r', 'p')
      and relnamespace = ${namespace}::regnamespace)
    select 'column' as kind, t.relname as table, format('%s %s%s%s%s%s', a.attname,
        format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end,
        ' default ' || pg_get_expr(d.adbin, d.adrelid), ' identity ' || nullif(a.attidentity::text, ''),
        ' generated ' || nullif(a.attgenerated::text, '')) as text
    from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all
    select 'constraint', t.relname, format('%s %s', c.conname, pg_get_constraintdef(c.oid))
    from t join pg_constraint c on c.conrelid = t.oid where c.contype <> 'n'
    union all
    select 'index', t.relname, pg_get_indexdef(i.indexrelid)
    from t join pg_index i on i.indrelid = t.oid`;
  return parts
    .map(({ kind, table, text }) => `${table}: ${kind} ${text.replaceAll(`${namespace}.`, '')}`)
    .sort();
}

t.test('the migrated schema is the one that the code describes', async (t) => {
  const owner = openOwner(await testDatabase(t));
  t.teardown(() => owner.end({ timeout: 5 }));
  const drawn = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(schema));
  t.ok(drawn.length > 40, 'the code describes tables');
  await owner.unsafe('create schema drawn');
  await owner.begin(async (tx) => {
    await tx`set local search_path to drawn`;
    for (const statement of drawn) await tx.unsafe(statement.replaceAll('"public".', '"drawn".'));
  });
  const described = await partsOf(owner, 'drawn');
  const migrated = await partsOf(owner, 'public');
  t.ok(described.length > 300, `${described.length} columns, constraints and indexes`);
  t.same(
    migrated.filter((part) => !described.includes(part)),
    [],
    'nothing in the database that the code does not know',
  );
  t.same(
    described.filter((part) => !migrated.includes(part)),
    [],
    'nothing in the code that the database lacks',
  );
});

t.test('no migration is missing: the newest snapshot is the code', async (t) => {
  const names = readdirSync(path.join(MIGRATIONS, 'meta'));
  const newest = names
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .at(-1);
  const snapshot = JSON.parse(
    readFileSync(path.join(MIGRATIONS, 'meta', newest ?? ''), 'utf8'),
  ) as ReturnType<typeof generateDrizzleJson>;
  t.same(await generateMigration(snapshot, generateDrizzleJson(schema)), []);
});

t.test('every migration says why, and is in the journal', async (t) => {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'));
  t.ok(files.length >= 3);
  for (const file of files) {
    const text = readFileSync(path.join(MIGRATIONS, file), 'utf8');
    t.match(text, /^-- Why: .{20,}/, file);
  }
  const { entries } = JSON.parse(
    readFileSync(path.join(MIGRATIONS, 'meta/_journal.json'), 'utf8'),
  ) as { entries: { tag: string; when: number }[] };
  t.same(
    entries.map(({ tag }) => `${tag}.sql`),
    files.sort(),
  );
  const times = entries.map(({ when }) => when);
  // The migrator skips whatever is older than the newest it has applied.
  t.same(
    times,
    [...times].sort((a, b) => a - b),
    'in the order in which they apply',
  );
});

interface Key {
  readonly table: string;
  readonly name: string;
  readonly type: 'p' | 'u' | 'f';
  readonly columns: string[];
  readonly target: string | null;
  readonly targetHasLane: boolean;
  readonly targetColumns: string[] | null;
}

/** Keys of the tables that have a lane. */
async function laneKeys(owner: Database): Promise<readonly Key[]> {
  return owner<Key[]>`
    select c.conrelid::regclass::text as table, c.conname as name, c.contype as type,
      array(select attname::text from unnest(c.conkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by at) as columns,
      nullif(c.confrelid, 0)::regclass::text as target,
      exists (select 1 from pg_attribute where attrelid = c.confrelid and attname = 'lane')
        as "targetHasLane",
      array(select attname::text from unnest(c.confkey) with ordinality k(n, at)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by at)
        as "targetColumns"
    from pg_constraint c join pg_attribute l on l.attrelid = c.conrelid and l.attname = 'lane'
    where c.contype in ('p', 'u', 'f') and c.connamespace = 'public'::regnamespace order by 1, 2`;
}

t.test('the lane comes first in every key of a table that has one', async (t) => {
  const owner = openOwner(await testDatabase(t));
  t.teardown(() => owner.end({ timeout: 5 }));
  const keys = await laneKeys(owner);
  const tables = new Set(keys.map(({ table }) => table));
  t.ok(tables.size >= 18, [...tables].join(', '));
  for (const table of Object.keys(NOT_KEYED_BY_LANE)) t.ok(tables.has(table), `${table} exists`);
  for (const key of keys) {
    const first = key.columns[0] === 'lane';
    if (key.type !== 'f') {
      t.equal(first, !(key.table in NOT_KEYED_BY_LANE), `${key.name} (${key.columns.join(', ')})`);
    } else if (key.targetHasLane) {
      t.same([first, key.targetColumns?.[0]], [true, 'lane'], key.name);
    } else {
      t.ok(REFERENCED_FROM_LANES.includes(key.target ?? ''), `${key.name} refers to ${key.target}`);
    }
  }
  t.same(
    await owner`
      select a.attrelid::regclass::text as table, a.attname from pg_attribute a
      join pg_attribute l on l.attrelid = a.attrelid and l.attname = 'lane'
      join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and a.attnum > 0
        and (a.attidentity <> '' or a.attgenerated <> '' or d.oid is not null)`,
    [],
    'nothing in them is numbered, generated or filled in by the database',
  );
});

t.test('constraints have names of ours; tables and amounts have comments', async (t) => {
  const owner = openOwner(await testDatabase(t));
  t.teardown(() => owner.end({ timeout: 5 }));
  const suffix = { p: '_pk', u: '_unique', f: '_fk', c: '_check' };
  const constraints = await owner<{ name: string; type: keyof typeof suffix }[]>`
    select conname as name, contype as type from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')`;
  t.ok(constraints.length > 100);
  t.same(
    constraints.filter(({ name, type }) => !name.endsWith(suffix[type])),
    [],
  );
  t.same(
    await owner`select relname from pg_class c where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null`,
    [],
    'tables without a comment',
  );
  const money = await owner<{ name: string; type: string; comment: string | null }[]>`
    select format('%s.%s', attrelid::regclass, attname) as name,
      format_type(atttypid, atttypmod) as type, col_description(attrelid, attnum) as comment
    from pg_attribute join pg_class c on c.oid = attrelid and c.relkind = 'r'
    where c.relnamespace = 'public'::regnamespace and attname like '%\\_paisa' and attnum > 0`;
  t.ok(money.length > 25, `${money.length} columns of money`);
  t.same(
    money.filter(({ comment }) => !comment?.includes('paisa')),
    [],
  );
  t.same(
    money.filter(({ type }) => type !== 'bigint'),
    [],
    'money is whole paisa',
  );
});
