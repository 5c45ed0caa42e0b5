import { createLog, type Log } from './platform/log.js';
import { ConfigError, readConfig, type Config, type Mode } from './platform/config.js';
import {
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from './platform/embedded-postgres/index.js';
import { stopWithGrace } from './platform/stopping.js';
import { buildApp } from './app.js';
import { migrate, RolesMissing, UnsafeRole } from './db/index.js';
import { loadDemo, type DemoCredential } from './demo/load.js';
import { loadReference } from './registry/index.js';
import { openRuntime, type RuntimeOptions } from './runtime.js';
import { startWorkers } from './workers.js';

const MODES: readonly Mode[] = ['all', 'api', 'worker', 'migrate'];
const STOP_WITHIN_MS = 25_000;

type Stop = () => Promise<void>;
type Urls = Pick<RuntimeOptions, 'appUrl' | 'judgeUrl' | 'readUrl'> & {
  readonly ownerUrl: string | undefined;
};

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What was started, to be stopped in the opposite order. */
class Started {
  private readonly stops: Stop[] = [];

  add(stop: Stop): void {
    this.stops.unshift(stop);
  }

  async stopAll(): Promise<void> {
    for (const stop of this.stops.splice(0)) await stop();
  }
}

async function findDatabase(config: Config, started: Started): Promise<Urls> {
  const { database } = config;
  if (database.kind === 'embedded') {
    say('Starting the database …');
    const server = await startEmbeddedPostgres({ folder: config.dataFolder, log: say });
    started.add(() => server.stop());
    return server;
  }
  const { ownerUrl, appUrl, judgeUrl, readUrl } = database;
  if (config.mode === 'migrate') return { ownerUrl, appUrl: '', judgeUrl: '', readUrl: '' };
  if (appUrl === undefined || judgeUrl === undefined || readUrl === undefined) {
    throw new ConfigError(['DATABASE_URL, DATABASE_JUDGE_URL and DATABASE_READ_URL must be set.']);
  }
  return { ownerUrl, appUrl, judgeUrl, readUrl };
}

async function run(mode: Mode, started: Started): Promise<void> {
  const config = readConfig(process.env, mode);
  const urls = await findDatabase(config, started);
  const mayMigrate = mode === 'migrate' || (mode === 'all' && config.database.kind === 'embedded');
  if (mayMigrate && urls.ownerUrl !== undefined) {
    say('Bringing the database up to date …');
    await migrate(urls.ownerUrl);
    await loadReference(urls.ownerUrl);
    if (mode === 'migrate') {
      say('The database is up to date.');
      return;
    }
  }
  if (config.cnicKeys === undefined) throw new ConfigError(['The CNIC keys must be set.']);
  const log = createLog({ level: config.logLevel });
  const runtime = await openRuntime({
    ...urls,
    redisUrl: config.redisUrl,
    cnicKeys: config.cnicKeys,
    log,
  });
  started.add(() => runtime.close());
  const { ownerUrl } = urls;
  const demo =
    mode === 'all' && config.database.kind === 'embedded' && ownerUrl !== undefined
      ? await loadDemo({ ...runtime, ownerUrl, dataFolder: config.dataFolder, say })
      : [];
  if (mode === 'all' || mode === 'worker') {
    const workers = await startWorkers(runtime);
    started.add(() => workers.stop());
  }
  if (mode === 'all' || mode === 'api') {
    const app = await buildApp(runtime);
    await app.listen({ host: config.host, port: config.port });
    started.add(() => app.close());
  }
  announce(mode, config, log, demo);
}

function announce(mode: Mode, config: Config, log: Log, demo: readonly DemoCredential[]): void {
  if (mode !== 'all') {
    log.info({ mode }, 'ready');
    return;
  }
  if (demo.length > 0) {
    say('Keys to try it with (of the make-believe scheme; Authorization: Bearer KEY):');
    for (const { role, holder, key } of demo) say(`  ${role.padEnd(14)} ${key}  ${holder}`);
  }
  say(`Ready: http://${config.host}:${config.port}`);
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof RolesMissing ||
    error instanceof UnsafeRole
  );
}

const mode = (process.argv[2] ?? 'all') as Mode;
if (!MODES.includes(mode)) {
  process.stderr.write(`Unknown mode ${mode}: one of ${MODES.join(', ')}\n`);
  process.exit(2);
}
const started = new Started();
stopWithGrace(() => started.stopAll(), { withinMs: STOP_WITHIN_MS, log: say });
try {
  await run(mode, started);
  if (mode === 'migrate') process.exit(0);
} catch (error) {
  process.stderr.write(
    `${isExpected(error) ? error.message : ((error as Error).stack ?? String(error))}\n`,
  );
  await started.stopAll();
  process.exit(1);
}
