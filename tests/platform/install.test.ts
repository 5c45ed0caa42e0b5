import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import {
  ensureInstalled,
  missingPackages,
  projectFolder,
  refuseOldNode,
} from '../../src/install.mjs';

const run = promisify(execFile);

t.test('refuses a Node before 20.19 in one sentence, and takes later ones', async (t) => {
  for (const version of ['18.20.4', '20.18.3', '16.0.0']) {
    t.throws(() => refuseOldNode(version), {
      message: /^Node .* is too old: install Node 20\.19 or later/,
    });
  }
  for (const version of ['20.19.0', '20.20.2', '22.1.0', '100.0.0']) {
    t.doesNotThrow(() => refuseOldNode(version));
  }
});

t.test('what is missing', async (t) => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/tap': { version: '21.8.0', dev: true },
      'node_modules/pg-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
      'node_modules/pg-mac': { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] },
      'node_modules/faster': { version: '1.0.0', optional: true },
    },
  };
  const linux = { platform: 'linux', arch: 'x64' };

  t.test('is everything for this machine on a fresh clone', async (t) => {
    t.same(missingPackages(lock, {}, { dev: true, ...linux }), [
      'node_modules/zod',
      'node_modules/tap',
      'node_modules/pg-linux',
    ]);
    t.same(missingPackages(lock, {}, { dev: false, platform: 'darwin', arch: 'arm64' }), [
      'node_modules/zod',
      'node_modules/pg-mac',
    ]);
  });

  t.test('is a package of another version, too', async (t) => {
    const installed = {
      packages: {
        'node_modules/zod': { version: '4.6.6' },
        'node_modules/pg-linux': { version: '1.0.0' },
      },
    };
    t.same(missingPackages(lock, installed, { dev: false, ...linux }), ['node_modules/zod']);
  });
});

/** A project whose one package comes from a folder beside it, so that npm needs no network. */
function project(t: Test, { lockedVersion = '1.0.0' } = {}): string {
  return t.testdir({
    'package.json': JSON.stringify({ name: 'p', version: '1.0.0', dependencies: {} }),
    'package-lock.json': JSON.stringify({
      name: 'p',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'p', version: '1.0.0' },
        ...(lockedVersion === '1.0.0' ? {} : { 'node_modules/q': { version: lockedVersion } }),
      },
    }),
    node_modules: { '.package-lock.json': JSON.stringify({ packages: {} }) },
  });
}

t.test('remembers the lock file, and looks again only when it changes', async (t) => {
  const folder = project(t);
  const said: string[] = [];
  await ensureInstalled({ folder, log: (line) => said.push(line) });
  const mark = JSON.parse(readFileSync(path.join(folder, 'node_modules/.sehat-lock-hash'), 'utf8'));
  const lock = readFileSync(path.join(folder, 'package-lock.json'));
  t.match(mark, { lock: createHash('sha256').update(lock).digest('hex'), dev: true });
  t.same(said, [], 'nothing was missing, so nothing was installed');

  // With the mark in place the list of installed packages is not even looked at.
  writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'broken');
  await ensureInstalled({ folder, dev: true, log: (line) => said.push(line) });
  t.same(said, []);
});

t.test('says in one sentence that npm failed, and does not remember success', async (t) => {
  const folder = project(t, { lockedVersion: '9.9.9' });
  const program = `
        import { ensureInstalled } from ${JSON.stringify(path.join(projectFolder, 'src/install.mjs'))};
    try { await ensureInstalled({ folder: ${JSON.stringify(folder)} }); console.log('went through'); }
    catch (error) { console.error(error.message); process.exitCode = 1; }`;
  writeFileSync(path.join(folder, 'npm'), '#!/bin/sh\necho "npm: no network" >&2\nexit 7\n');
  chmodSync(path.join(folder, 'npm'), 0o755);
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  const failure = await run(process.execPath, ['--input-type=module', '-e', program], { env }).then(
    () => undefined,
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
  t.equal(failure?.code, 1);
  t.match(failure?.stdout, /^Installing 1 packages with npm/);
  t.match(failure?.stderr, /The packages could not be installed: npm ci ended with code 7; /);
  t.notOk(existsSync(path.join(folder, 'node_modules/.sehat-lock-hash')));
});

t.test('installs with the real npm what the lock file names, without network', async (t) => {
  const folder = t.testdir({
    'package.json': JSON.stringify({
      name: 'p',
      version: '1.0.0',
      dependencies: { q: 'file:q.tgz' },
    }),
    q: { 'package.json': JSON.stringify({ name: 'q', version: '1.2.3' }) },
  });
  const npm = (...words: string[]) =>
    run('npm', [...words, '--offline', '--no-audit'], { cwd: folder });
  await run('npm', ['pack', './q', '--silent'], { cwd: folder });
  await run('mv', ['q-1.2.3.tgz', 'q.tgz'], { cwd: folder });
  await npm('install', '--package-lock-only');
  const said: string[] = [];
  await ensureInstalled({ folder, log: (line) => said.push(line) });
  t.match(said, [/^Installing 1 packages/, /^Packages installed in \d+ s/]);
  t.ok(existsSync(path.join(folder, 'node_modules/q/package.json')));
  await ensureInstalled({ folder, log: (line) => said.push(line) });
  t.equal(said.length, 2, 'the second time there is nothing to do');
});

t.test('the lock file is one that npm ci accepts on every platform', async (t) => {
  const file = path.join(projectFolder, 'package-lock.json');
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const locked = new Set(Object.keys(packages).map((where) => where.split('node_modules/').at(-1)));
  const absent = Object.values(packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => !locked.has(name));
  t.same(absent, [], 'npm leaves out what a registry lacks, and then refuses its own lock file');
});
