import { execFile } from 'node:child_process';
import type { DatabaseUrls } from './database.js';
import { programArguments } from './programs.js';
import { TEST_KEYS } from './world.js';

/** How a command ended: its exit code and what it printed. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run sehat -- …` as typed, from the project's folder. */
export function runSehat(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...programArguments('src/cli/main.ts'), ...args],
      { env: { ...process.env, ...env }, timeout: 60_000 },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** Configuration by which a process of the service serves a test's own database. */
export function environmentOf(urls: DatabaseUrls): Readonly<Record<string, string>> {
  const [encryption] = TEST_KEYS.encryptionKeys;
  return {
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_URL: urls.appUrl,
    DATABASE_JUDGE_URL: urls.judgeUrl,
    DATABASE_READ_URL: urls.readUrl,
    // Nothing by chance in a test.
    SEHAT_AUDIT_RATE: '0',
    SEHAT_CNIC_HASH_KEY: TEST_KEYS.hashKey.toString('base64'),
    SEHAT_CNIC_ENCRYPTION_KEYS: `${encryption.id}:${encryption.key.toString('base64')}`,
  };
}
