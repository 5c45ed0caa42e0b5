/** A database of its own for every test file, cloned from one that was migrated once. */
import { readFileSync } from 'node:fs';
import postgres from 'postgres';

/** Where the run of the tests tells its servers and roles. */
export interface TestRun {
  /** URLs of the template database by role. */
  readonly urls: DatabaseUrls;
  /** Name of the migrated database to clone. */
  readonly template: string;
}

/** How to reach one database as each role. */
export interface DatabaseUrls {
  readonly superUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly judgeUrl: string;
  readonly readUrl: string;
}

/** Two clones of one template at once disturb each other; this lock lets one at a time. */
const CLONE_LOCK = 7_352_001;

let made = 0;

/** The environment that `npm test` prepares. */
export function testRun(): TestRun {
  const file = process.env['SEHAT_TEST_ROLES'];
  if (file === undefined) {
    throw new Error('This test needs the database that npm test starts: run npm test -- FILE.');
  }
  return JSON.parse(readFileSync(file, 'utf8')) as TestRun;
}

/**
 * Makes a migrated, empty database and drops it when the test is over, whoever is still
 * connected.
 * @param t the test whose end drops it; anything with tap's teardown
 */
export async function testDatabase(t: {
  teardown(act: () => Promise<void>): unknown;
}): Promise<DatabaseUrls> {
  const { urls, template } = testRun();
  const name = `test_${process.pid}_${(made += 1)}`;
  await asAdmin(urls, async (sql) => {
    await sql`select pg_advisory_lock(${CLONE_LOCK})`;
    await sql.unsafe(
      `create database ${name} template ${template} owner sehat_owner strategy file_copy`,
    );
    // Rights on the database itself are not part of the template.
    await sql.unsafe(`revoke all on database ${name} from public`);
    await sql.unsafe(`grant connect on database ${name} to sehat_app, sehat_judge, sehat_reader`);
  });
  t.teardown(async () => {
    await asAdmin(urls, async (sql) => {
      await sql.unsafe(`drop database if exists ${name} with (force)`);
    });
  });
  return {
    superUrl: inDatabase(urls.superUrl, name),
    ownerUrl: inDatabase(urls.ownerUrl, name),
    appUrl: inDatabase(urls.appUrl, name),
    judgeUrl: inDatabase(urls.judgeUrl, name),
    readUrl: inDatabase(urls.readUrl, name),
  };
}

/** The same role in another database. */
export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function asAdmin(
  urls: DatabaseUrls,
  act: (sql: postgres.ReservedSql) => Promise<void>,
): Promise<void> {
  const client = postgres(inDatabase(urls.superUrl, 'postgres'), {
    max: 1,
    onnotice: () => undefined,
  });
  try {
    const sql = await client.reserve();
    await act(sql);
    sql.release();
  } finally {
    // The lock ends with its connection.
    await client.end({ timeout: 5 });
  }
}
