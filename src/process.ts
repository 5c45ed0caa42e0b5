import { ConfigError, type Config } from './platform/config.js';
import {
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from './platform/embedded-postgres/index.js';
import { RolesMissing, UnsafeRole } from './db/index.js';

type Stop = () => Promise<void>;

/** The URLs of a database by role; the owner's is there for those who migrate or import. */
export interface DatabaseUrls {
  readonly ownerUrl: string | undefined;
  readonly appUrl: string;
  readonly judgeUrl: string;
  readonly readUrl: string;
}

/** What a process started, to be stopped in the opposite order. */
export class Started {
  private readonly stops: Stop[] = [];
  private ended = false;

  /** Whether stopping has begun: errors of a start that is cut off are no news then. */
  get stopping(): boolean {
    return this.ended;
  }

  /** Remembers how to stop something; what starts too late is stopped at once. */
  async add(stop: Stop): Promise<void> {
    if (this.ended) await stop();
    else this.stops.unshift(stop);
  }

  async stopAll(): Promise<void> {
    this.ended = true;
    for (const stop of this.stops.splice(0)) await stop();
  }
}

/** The operator's database, or the embedded one: joined where it runs, else started. */
export async function findDatabase(
  config: Config,
  started: Started,
  say: (line: string) => void,
): Promise<DatabaseUrls> {
  const { database } = config;
  if (database.kind === 'embedded') {
    const server = await startEmbeddedPostgres({ folder: config.dataFolder, log: say });
    await started.add(() => server.stop());
    return server;
  }
  const { ownerUrl, appUrl, judgeUrl, readUrl } = database;
  if (config.mode === 'migrate') return { ownerUrl, appUrl: '', judgeUrl: '', readUrl: '' };
  if (appUrl === undefined || judgeUrl === undefined || readUrl === undefined) {
    throw new ConfigError(['DATABASE_URL, DATABASE_JUDGE_URL and DATABASE_READ_URL must be set.']);
  }
  return { ownerUrl, appUrl, judgeUrl, readUrl };
}

/** What to print of an error that ends a process: expected ones in a sentence, others with a trace. */
export function lastWords(error: unknown): string {
  const expected =
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof RolesMissing ||
    error instanceof UnsafeRole;
  if (!(error instanceof Error)) return String(error);
  return expected ? error.message : (error.stack ?? error.message);
}
