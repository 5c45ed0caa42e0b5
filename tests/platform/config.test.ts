import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t, { type Test } from 'tap';
import {
  ConfigError,
  type Mode,
  projectFolder,
  loadEnvironmentFile,
  readConfig,
} from '../../src/platform/config.js';

const key = () => randomBytes(32).toString('base64');

/** Everything that a production process sets. */
function production(more: Record<string, string> = {}): Record<string, string> {
  return {
    DATABASE_OWNER_URL: 'postgres://sehat_owner:one@db:5432/sehat',
    DATABASE_URL: 'postgres://sehat_app:two@db:5432/sehat',
    DATABASE_JUDGE_URL: 'postgres://sehat_judge:three@db:5432/sehat',
    DATABASE_READ_URL: 'postgres://sehat_reader:four@db:5432/sehat',
    SEHAT_CNIC_HASH_KEY: key(),
    SEHAT_CNIC_ENCRYPTION_KEYS: `2026a:${key()},2025a:${key()}`,
    ...more,
  };
}

function faultsOf(env: Record<string, string>, mode: Mode = 'all'): readonly string[] {
  try {
    readConfig(env, mode);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const without = (env: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

t.test('runs with nothing set: embedded database, port 8080, loopback only', async (t) => {
  const folder = t.testdir();
  const config = readConfig({ SEHAT_DATA_FOLDER: folder }, 'all');
  t.match(config, {
    mode: 'all',
    host: '127.0.0.1',
    port: 8080,
    logLevel: 'info',
    dataFolder: folder,
    database: { kind: 'embedded' },
    redisUrl: undefined,
    demo: 'full',
  });
});

t.test('loads as much of the demo as is asked for', async (t) => {
  const folder = t.testdir();
  for (const size of ['full', 'small', 'none']) {
    t.equal(readConfig({ SEHAT_DATA_FOLDER: folder, SEHAT_DEMO: size }, 'all').demo, size);
  }
  t.match(faultsOf({ SEHAT_DATA_FOLDER: folder, SEHAT_DEMO: 'tiny' }), [
    /^SEHAT_DEMO: must be one of full, small, none/,
  ]);
});

t.test('takes an empty variable for one that is not set', async (t) => {
  const config = readConfig({ SEHAT_DATA_FOLDER: t.testdir(), PORT: '', DATABASE_URL: '' }, 'all');
  t.equal(config.port, 8080);
  t.equal(config.database.kind, 'embedded');
});

t.test('counts a relative data folder from the project, not from the shell', async (t) => {
  const config = readConfig(production({ SEHAT_DATA_FOLDER: 'some/where' }), 'api');
  t.equal(config.dataFolder, path.join(projectFolder, 'some/where'));
});

t.test('reads everything of production', async (t) => {
  const env = production({
    REDIS_URL: 'rediss://queue:6380',
    PORT: '0',
    HOST: '::',
    LOG_LEVEL: 'warn',
  });
  const config = readConfig(env, 'api');
  t.match(config, {
    port: 0,
    host: '::',
    logLevel: 'warn',
    redisUrl: 'rediss://queue:6380',
    database: { kind: 'operator', appUrl: env['DATABASE_URL'], readUrl: env['DATABASE_READ_URL'] },
  });
  t.same(
    config.cnicKeys?.hashKey,
    Buffer.from(env['SEHAT_CNIC_HASH_KEY'] ?? '', 'base64'),
    'the key is the bytes, not the text',
  );
  t.same(
    config.cnicKeys?.encryptionKeys.map(({ id, key }) => [id, key.length]),
    [
      ['2026a', 32],
      ['2025a', 32],
    ],
    'the first of the list comes first',
  );
});

t.test('claims are chosen for the audit by a secret, at a rate with a bound', async (t) => {
  const own = { ...production(), SEHAT_AUDIT_KEY: key(), SEHAT_AUDIT_RATE: '120' };
  const { auditSample } = readConfig(own, 'worker');
  t.equal(auditSample?.usual, 120);
  t.same(auditSample?.key, Buffer.from(own.SEHAT_AUDIT_KEY, 'base64'));
  const env = production();
  const [made, again, other] = [env, env, production()].map((each) => readConfig(each, 'api'));
  t.match(made?.auditSample, { usual: 50 });
  t.same(made?.auditSample?.key, again?.auditSample?.key, 'a claim chosen once stays chosen');
  t.notSame(made?.auditSample?.key, other?.auditSample?.key, 'another service chooses others');
  t.notSame(
    made?.auditSample?.key,
    made?.cnicKeys?.hashKey,
    'and not by the key of numbers itself',
  );
  t.equal(readConfig({ ...env, SEHAT_AUDIT_RATE: '0' }, 'api').auditSample, undefined);
  for (const rate of ['501', '-1', '0.5', 'many']) {
    t.match(faultsOf({ ...env, SEHAT_AUDIT_RATE: rate }, 'api'), [/^SEHAT_AUDIT_RATE: must be/]);
  }
});

t.test('wants of each mode only the roles that it connects as', async (t) => {
  t.same(faultsOf(without(production(), 'DATABASE_OWNER_URL'), 'api'), []);
  t.same(faultsOf(without(production(), 'DATABASE_OWNER_URL'), 'worker'), []);
  t.match(faultsOf(without(production(), 'DATABASE_OWNER_URL'), 'all'), [
    /^DATABASE_OWNER_URL: is not set/,
  ]);
  t.same(faultsOf({ DATABASE_OWNER_URL: production()['DATABASE_OWNER_URL'] ?? '' }, 'migrate'), []);
  t.match(faultsOf(without(production(), 'DATABASE_READ_URL'), 'worker'), [
    /^DATABASE_READ_URL: is not set/,
  ]);
});

t.test('never falls back to the embedded database in api, worker or migrate', async (t) => {
  t.match(faultsOf({}, 'api'), [
    /^DATABASE_JUDGE_URL: is not set/,
    /^DATABASE_READ_URL: is not set/,
    /^DATABASE_URL: is not set/,
    /^SEHAT_CNIC_ENCRYPTION_KEYS: is not set/,
    /^SEHAT_CNIC_HASH_KEY: is not set/,
  ]);
  t.equal(faultsOf({}, 'worker').length, 5);
  t.match(faultsOf({}, 'migrate'), [/^DATABASE_OWNER_URL: is not set/]);
});

t.test('lists all faults at once, one a variable', async (t) => {
  const faults = faultsOf({
    ...production(),
    DATABASE_URL: 'mysql://x/y',
    REDIS_URL: 'localhost:6379',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    SEHAT_CNIC_HASH_KEY: 'short',
    SEHAT_CNIC_ENCRYPTION_KEYS: `a:${key()},a:${key()}`,
  });
  t.match(faults, [
    /^DATABASE_URL: must be an address of the form postgres:/,
    /^LOG_LEVEL: must be one of fatal/,
    /^PORT: must be a whole number from 0 to 65535/,
    /^REDIS_URL: must be an address of the form redis:/,
    /^SEHAT_CNIC_ENCRYPTION_KEYS: must not use one id twice \(entry 2\)/,
    /^SEHAT_CNIC_HASH_KEY: must be 32 bytes/,
  ]);
});

t.test('refuses the owner as the role that serves', async (t) => {
  const env = production();
  env['DATABASE_URL'] = env['DATABASE_OWNER_URL'] ?? '';
  t.match(faultsOf(env), [/^DATABASE_URL: must not connect as the owner/]);
});

t.test('says no value of any variable in its message', async (t) => {
  const secret = 'tOpSeCrEt';
  const names = Object.keys(production({ REDIS_URL: '', PORT: '', LOG_LEVEL: '', HOST: '' }));
  for (const name of names) {
    const bad = name === 'HOST' ? `${secret} /` : `${secret}://`;
    try {
      readConfig({ ...production(), [name]: bad }, 'all');
      t.fail(`${name} was accepted`);
    } catch (error) {
      t.ok(error instanceof ConfigError, name);
      t.notMatch((error as Error).message, secret, name);
      t.match((error as Error).message, name);
    }
  }
});

t.test('needs both CNIC keys or neither', async (t) => {
  const folder = t.testdir();
  t.match(faultsOf({ SEHAT_DATA_FOLDER: folder, SEHAT_CNIC_HASH_KEY: key() }), [
    /^SEHAT_CNIC_ENCRYPTION_KEYS: is not set, though the other CNIC key is/,
  ]);
});

t.test('keys of the data folder', async (t) => {
  const start = (folder: string) => readConfig({ SEHAT_DATA_FOLDER: folder }, 'all').cnicKeys;
  const keyFile = (folder: string) => path.join(folder, 'cnic-keys.json');

  t.test('are made at the first start, for us alone, and stay the same', async (t) => {
    const folder = path.join(t.testdir(), 'new');
    const first = start(folder);
    t.equal(statSync(keyFile(folder)).mode & 0o777, 0o600);
    t.same(start(folder), first);
    t.notSame(first?.hashKey, first?.encryptionKeys[0].key, 'two keys, not one twice');
    t.notSame(start(path.join(t.testdir(), 'other')), first);
  });

  t.test('are not made anew for a database that was written with others', async (t: Test) => {
    const folder = t.testdir();
    mkdirSync(path.join(folder, 'postgres'));
    t.match(faultsOf({ SEHAT_DATA_FOLDER: folder }), [/are missing, though there is a database/]);
    t.throws(() => readFileSync(keyFile(folder)), { code: 'ENOENT' });
  });

  t.test('are refused when broken, without a word of what they hold', async (t: Test) => {
    const folder = t.testdir();
    writeFileSync(keyFile(folder), '{"hashKey":"abc","encryptionKeys":"x:y"}');
    t.match(faultsOf({ SEHAT_DATA_FOLDER: folder }), [/cannot be read; restore that file/]);
  });
});

t.test('a file .env adds what the environment does not set', async (t) => {
  const names = ['SEHAT_TEST_FROM_FILE', 'SEHAT_TEST_FROM_BOTH'];
  t.teardown(() => {
    for (const name of names) Reflect.deleteProperty(process.env, name);
  });
  process.env['SEHAT_TEST_FROM_BOTH'] = 'environment';
  const folder = t.testdir({ '.env': names.map((name) => `${name}=file\n`).join('') });
  loadEnvironmentFile(folder);
  t.equal(process.env['SEHAT_TEST_FROM_FILE'], 'file');
  t.equal(process.env['SEHAT_TEST_FROM_BOTH'], 'environment');
  t.doesNotThrow(() => loadEnvironmentFile(path.join(folder, 'nowhere')));
});
