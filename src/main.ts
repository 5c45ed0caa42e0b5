import { buildApp } from './app.js';
import { loadDemo, type DemoCredential } from './demo/load.js';
import {
  ConfigError,
  loadEnvironmentFile,
  readConfig,
  type Config,
  type Mode,
} from './platform/config.js';
import { createLog, type Log } from './platform/log.js';
import { stopWithGrace } from './platform/stopping.js';
import { findDatabase, lastWords, Started } from './process.js';
import { loadReference } from './registry/index.js';
import { openRuntime } from './runtime.js';
import { bringTerms } from './terms/index.js';
import { startWorkers } from './workers.js';

const MODES: readonly Mode[] = ['all', 'api', 'worker', 'migrate'];
const STOP_WITHIN_MS = 25_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(mode: Mode, started: Started): Promise<void> {
  loadEnvironmentFile();
  const config = readConfig(process.env, mode);
  const embedded = config.database.kind === 'embedded';
  if (embedded) say('Starting the database …');
  const urls = await findDatabase(config, started, say);
  const { ownerUrl } = urls;
  if ((mode === 'migrate' || (mode === 'all' && embedded)) && ownerUrl !== undefined) {
    say('Bringing the database up to date …');
    // Only who migrates pays for loading what it takes.
    const { migrate } = await import('./db/migrate.js');
    await migrate(ownerUrl);
    await loadReference(ownerUrl);
    await bringTerms(ownerUrl, say);
    if (mode === 'migrate') {
      say('The database is up to date.');
      return;
    }
  }
  if (config.cnicKeys === undefined) throw new ConfigError(['The CNIC keys must be set.']);
  const { redisUrl, cnicKeys, auditSample, dataFolder } = config;
  const log = createLog({ level: config.logLevel });
  const runtime = await openRuntime({ ...urls, redisUrl, cnicKeys, auditSample, log });
  await started.add(() => runtime.close());
  const demo =
    mode === 'all' && embedded && ownerUrl !== undefined
      ? await loadDemo({ ...runtime, ownerUrl, dataFolder, say, size: config.demo })
      : [];
  if (mode === 'all' || mode === 'worker') {
    const workers = await startWorkers(runtime);
    await started.add(() => workers.stop());
  }
  if (mode === 'all' || mode === 'api') {
    const perKeyPerMinute = config.requestsPerMinute;
    const rateLimits = { perKeyPerMinute, perAddressPerMinute: perKeyPerMinute * 10 };
    const app = await buildApp(runtime, { rateLimits });
    await app.listen({ host: config.host, port: config.port });
    await started.add(() => app.close());
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
  // A start that a signal cut off fails at whatever it was doing: the stop under way ends the process.
  if (started.stopping) await new Promise(() => undefined);
  process.stderr.write(`${lastWords(error)}\n`);
  await started.stopAll();
  process.exit(1);
}
