import { fileURLToPath } from 'node:url';
import { runMigrations } from 'bullmq';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateSchema } from 'drizzle-orm/postgres-js/migrator';
import pg from 'pg';
import postgres from 'postgres';
import { RolesMissing } from './guard.js';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));
const ROLES = ['sehat_app', 'sehat_judge', 'sehat_reader'] as const;
/** Every queue the service uses. */
const QUEUES = ['drain'] as const;
/** One migration at a time, whoever starts it. */
const LOCK_KEY = 7_342_811;

/**
 * Brings the database to this version: the project's tables, grants and guards, then the queue's own
 * schema. Runs as the owner; running it again changes nothing. Throws RolesMissing.
 */
export async function migrate(
  ownerUrl: string,
  onStep: (step: string) => void = () => undefined,
): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${LOCK_KEY})`;
    await requireRoles(client);
    onStep('tables, grants and guards');
    await migrateSchema(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
    onStep('queue schema');
    await migrateQueue(ownerUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function requireRoles(client: postgres.Sql): Promise<void> {
  const rows = await client<{ rolname: string }[]>`
    select rolname from pg_roles where rolname = any(${[...ROLES]}::text[])`;
  const present = new Set(rows.map((row) => row.rolname));
  const missing = ROLES.filter((role) => !present.has(role));
  if (missing.length > 0) throw new RolesMissing(missing);
}

async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await dropWipedQueue(client);
    await runMigrations(client);
    // BullMQ makes a sequence at the first job of a queue; the service's roles may not create anything.
    for (const name of QUEUES) await client.query('select bullmq.next_job_id($1)', [name]);
    await client.query(`
      grant usage on schema bullmq to sehat_app, sehat_judge;
      grant select, insert, update, delete on all tables in schema bullmq to sehat_app, sehat_judge;
      grant usage, select on all sequences in schema bullmq to sehat_app, sehat_judge;
      grant execute on all functions in schema bullmq to sehat_app, sehat_judge;`);
  } finally {
    await client.end();
  }
}

/**
 * Whoever empties the queue may empty the record of its own migrations too, which could then never run
 * again. Nothing of the queue is worth keeping: the claims that wait are in the claim table.
 */
async function dropWipedQueue(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ recorded: boolean; made: boolean }>(`
    select to_regclass('bullmq.migration') is not null as recorded,
      to_regclass('bullmq.job') is not null as made`);
  if (rows[0]?.made !== true || !rows[0].recorded) return;
  const migrations = await client.query('select 1 from bullmq.migration limit 1');
  if (migrations.rowCount === 0) await client.query('drop schema bullmq cascade');
}
