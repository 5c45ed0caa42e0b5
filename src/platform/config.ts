/** The configuration of a process: read once at its start, checked whole, never asked again. */
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { basisPoints, type BasisPoints } from '../domain/money.js';
import { type CnicKeys, cnicKeysOfFolder, parseEncryptionKeys, parseKey } from './cnic-keys.js';

/** The folder of package.json. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What a process is there for. */
export type Mode = 'all' | 'api' | 'worker' | 'migrate' | 'cli';

/** Databases of the operator, one URL for each role that the mode needs. */
export interface OperatorDatabase {
  readonly kind: 'operator';
  readonly ownerUrl: string | undefined;
  readonly appUrl: string | undefined;
  readonly judgeUrl: string | undefined;
  readonly readUrl: string | undefined;
}

/** `full`: 23,000 families and a year of claims; `small`: a twentieth of that; `none`: nothing. */
const DEMO_SIZES = ['full', 'small', 'none'] as const;
export type DemoSize = (typeof DEMO_SIZES)[number];

/** Everything that an operator may set, with all defaults filled in. */
export interface Config {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Absolute path; holds the embedded database and generated keys. */
  readonly dataFolder: string;
  /** `embedded`: start or join the PostgreSQL below the data folder. */
  readonly database: OperatorDatabase | { readonly kind: 'embedded' };
  /** Undefined: BullMQ runs on PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Requests a minute of one API key; the limit by address is ten times that. */
  readonly requestsPerMinute: number;
  /** How much of the make-believe scheme `npm start` loads into an embedded database. */
  readonly demo: DemoSize;
  /** Undefined only in mode `migrate`, which reads no CNIC. */
  readonly cnicKeys: CnicKeys | undefined;
  /** What claims are chosen by for the audit; undefined where the rate is nothing, and in mode `migrate`. */
  readonly auditSample: { readonly key: Buffer; readonly usual: BasisPoints } | undefined;
}

/** All faults of the configuration at once; no message holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const DATABASE_NAMES = {
  ownerUrl: 'DATABASE_OWNER_URL',
  appUrl: 'DATABASE_URL',
  judgeUrl: 'DATABASE_JUDGE_URL',
  readUrl: 'DATABASE_READ_URL',
} as const;

type UrlName = keyof typeof DATABASE_NAMES;

/** Which roles a mode connects as; the owner's password stays out of the serving processes. */
const NEEDED_URLS: Readonly<Record<Mode, readonly UrlName[]>> = {
  all: ['ownerUrl', 'appUrl', 'judgeUrl', 'readUrl'],
  api: ['appUrl', 'judgeUrl', 'readUrl'],
  worker: ['appUrl', 'judgeUrl', 'readUrl'],
  migrate: ['ownerUrl'],
  // The owner's is used if set, by those commands that ask for it.
  cli: ['appUrl', 'judgeUrl', 'readUrl'],
};

/** Modes that may run the embedded database. */
const MAY_EMBED: readonly Mode[] = ['all', 'cli'];

const address = (protocols: readonly string[], example: string) =>
  z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '';
    },
    { error: `must be an address of the form ${example}` },
  );

const postgresUrl = address(
  ['postgres:', 'postgresql:'],
  'postgres://role:password@host:5432/database',
).optional();

const key = z.string().transform((text, context) => {
  const found = parseKey(text);
  if (found) return found;
  context.addIssue({
    code: 'custom',
    message: 'must be 32 bytes in base64 (openssl rand -base64 32)',
  });
  return z.NEVER;
});

const encryptionKeys = z.string().transform((text, context) => {
  const found = parseEncryptionKeys(text);
  if (typeof found !== 'string') return found;
  context.addIssue({ code: 'custom', message: found });
  return z.NEVER;
});

const variables = z.object({
  DATABASE_OWNER_URL: postgresUrl,
  DATABASE_URL: postgresUrl,
  DATABASE_JUDGE_URL: postgresUrl,
  DATABASE_READ_URL: postgresUrl,
  REDIS_URL: address(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]+$/, { error: 'must be an address or a host name' })
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a whole number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a whole number from 0 to 65535' })
    .default(8080),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })
    .default('info'),
  RATE_LIMIT_PER_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, { error: 'must be a whole number from 1 to 9999999' })
    .transform(Number)
    .default(6_000),
  SEHAT_DATA_FOLDER: z.string().default('.sehat'),
  SEHAT_DEMO: z
    .enum(DEMO_SIZES, { error: `must be one of ${DEMO_SIZES.join(', ')}` })
    .default('full'),
  SEHAT_AUDIT_RATE: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'must be a whole number from 0 to 500, of ten thousand claims' })
    .transform(Number)
    .refine((rate) => rate <= 500, {
      error: 'must be a whole number from 0 to 500, of ten thousand claims',
    })
    .default(50),
  SEHAT_AUDIT_KEY: key.optional(),
  SEHAT_CNIC_HASH_KEY: key.optional(),
  SEHAT_CNIC_ENCRYPTION_KEYS: encryptionKeys.optional(),
});

type Variables = z.infer<typeof variables>;

/**
 * Adds to the environment what the file `.env` beside package.json sets and the environment
 * does not.
 */
export function loadEnvironmentFile(folder = projectFolder): void {
  const file = path.join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/**
 * Reads the configuration of a process of that mode. With an embedded database and no keys set,
 * the keys are made at the first start and kept in the data folder.
 * @throws {ConfigError} listing every fault, one line a variable
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, mode: Mode): Config {
  // An empty variable is how many tools say "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(set);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}.`);
  const embedded = !Object.values(DATABASE_NAMES).some((name) => set[name] !== undefined);
  faults.push(...missingVariables(set, mode, embedded));
  faults.push(...sharedRoles(set));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults.sort());

  const found = parsed.data;
  const dataFolder = path.resolve(projectFolder, found.SEHAT_DATA_FOLDER);
  const keys = mode === 'migrate' ? undefined : cnicKeys(found, dataFolder);
  return {
    mode,
    host: found.HOST,
    port: found.PORT,
    logLevel: found.LOG_LEVEL,
    dataFolder,
    database: embedded ? { kind: 'embedded' } : operatorDatabase(found),
    redisUrl: found.REDIS_URL,
    demo: found.SEHAT_DEMO,
    requestsPerMinute: found.RATE_LIMIT_PER_MINUTE,
    cnicKeys: keys,
    auditSample: keys && auditSample(found, keys),
  };
}

/**
 * The rate and the key of the audit sample. Without a key of its own it is made from the key that hides
 * numbers, which is as secret and never changes, so that a claim chosen once stays chosen.
 */
function auditSample(found: Variables, { hashKey }: CnicKeys): Config['auditSample'] {
  const usual = basisPoints(found.SEHAT_AUDIT_RATE);
  if (usual === 0) return undefined;
  const made = (): Buffer => createHmac('sha256', hashKey).update('audit sample').digest();
  return { key: found.SEHAT_AUDIT_KEY ?? made(), usual };
}

function operatorDatabase(found: Variables): OperatorDatabase {
  return {
    kind: 'operator',
    ownerUrl: found.DATABASE_OWNER_URL,
    appUrl: found.DATABASE_URL,
    judgeUrl: found.DATABASE_JUDGE_URL,
    readUrl: found.DATABASE_READ_URL,
  };
}

function cnicKeys(found: Variables, dataFolder: string): CnicKeys {
  const { SEHAT_CNIC_HASH_KEY: hashKey, SEHAT_CNIC_ENCRYPTION_KEYS: encryption } = found;
  if (hashKey && encryption) return { hashKey, encryptionKeys: encryption };
  const kept = cnicKeysOfFolder(dataFolder);
  if (typeof kept === 'string') throw new ConfigError([kept]);
  return kept;
}

function missingVariables(
  set: Readonly<Record<string, string | undefined>>,
  mode: Mode,
  embedded: boolean,
): string[] {
  const faults: string[] = [];
  if (!embedded || !MAY_EMBED.includes(mode)) {
    for (const url of NEEDED_URLS[mode]) {
      const name = DATABASE_NAMES[url];
      if (set[name] === undefined) faults.push(`${name}: is not set, but ${mode} needs it.`);
    }
  }
  const keyNames = ['SEHAT_CNIC_HASH_KEY', 'SEHAT_CNIC_ENCRYPTION_KEYS'];
  const given = keyNames.filter((name) => set[name] !== undefined).length;
  const needKeys = mode !== 'migrate' && (!embedded || !MAY_EMBED.includes(mode));
  for (const name of keyNames) {
    if (set[name] !== undefined || !(needKeys || given > 0)) continue;
    faults.push(
      needKeys
        ? `${name}: is not set, but ${mode} needs it with a database of your own.`
        : `${name}: is not set, though the other CNIC key is.`,
    );
  }
  return faults;
}

/** One role for two purposes would undo the separation of rights. */
function sharedRoles(set: Readonly<Record<string, string | undefined>>): string[] {
  const userOf = (name: string) => {
    const text = set[name];
    return text !== undefined && URL.canParse(text) ? new URL(text).username : '';
  };
  const owner = userOf(DATABASE_NAMES.ownerUrl);
  return [DATABASE_NAMES.appUrl, DATABASE_NAMES.judgeUrl, DATABASE_NAMES.readUrl]
    .filter((name) => owner !== '' && userOf(name) === owner)
    .map((name) => `${name}: must not connect as the owner's role of DATABASE_OWNER_URL.`);
}
