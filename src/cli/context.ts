import { openDatabase, type Database } from '../db/index.js';
import { ConfigError, readConfig, type Config } from '../platform/config.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { findDatabase, Started, type DatabaseUrls } from '../process.js';

/** What a command works with. */
export interface CliContext {
  readonly config: Config;
  readonly urls: DatabaseUrls;
  readonly keys: CnicKeys;
  readonly say: (line: string) => void;
  /** A pool of the owner's role, closed with the command. Throws ConfigError where no URL is set. */
  readonly owner: () => Database;
  /** A pool of the judge's role, closed with the command. */
  readonly judge: () => Database;
}

/** Imports and proofs take their time. */
const STATEMENT_MS = 600_000;

/**
 * Runs a command against the operator's database, or the embedded one (joined where it runs, else
 * started for the command and stopped after it).
 */
export async function withContext<T>(work: (context: CliContext) => Promise<T>): Promise<T> {
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const config = readConfig(process.env, 'cli');
  const started = new Started();
  try {
    const urls = await findDatabase(config, started, say);
    if (config.cnicKeys === undefined) throw new ConfigError(['The CNIC keys must be set.']);
    const open = (url: string | undefined, name: string): Database => {
      if (url === undefined) throw new ConfigError(['DATABASE_OWNER_URL: is not set.']);
      const database = openDatabase(url, { name, max: 6, statementTimeoutMs: STATEMENT_MS });
      void started.add(() => database.end({ timeout: 5 }));
      return database;
    };
    return await work({
      config,
      urls,
      keys: config.cnicKeys,
      say,
      owner: () => open(urls.ownerUrl, 'sehat-cli-owner'),
      judge: () => open(urls.judgeUrl, 'sehat-cli-judge'),
    });
  } finally {
    await started.stopAll();
  }
}
