import t from 'tap';
import { importViolations } from './import-rules.js';
import { sourcesUnder } from './source.js';
import { sqlViolations } from './sql-rules.js';

const sources = sourcesUnder('src', ['.ts', '.mjs']);

t.test('who may import whom', async (t) => {
  t.ok(sources.length > 20, 'the sources were found');
  t.same(importViolations(sources), []);
});

t.test('only stores write SQL, and only the ledger touches the cover tables', async (t) => {
  t.same(sqlViolations(sources), []);
});

t.test('every forbidden import is noticed', async (t) => {
  const forbidden: [path: string, text: string][] = [
    ['src/domain/money.ts', "import { z } from 'zod';"],
    ['src/domain/money.ts', "import type { Hash } from 'node:crypto';"],
    ['src/domain/rules/rule.ts', "export { lane } from '../../platform/lane.js';"],
    ['src/domain/rules/rule.ts', "type T = import('../../intake/index.js').T;"],
    ['src/domain/rules/rule.ts', "const t = await import('../../db/index.js');"],
    ['src/platform/log.ts', "import { submit } from '../intake/index.js';"],
    ['src/platform/log.ts', "import { inTransaction } from '../db/index.js';"],
    ['src/db/client.ts', "import { post } from '../ledger/index.js';"],
    ['src/intake/submit-claim.ts', "import { post } from '../ledger/ledger.store.js';"],
    ['src/intake/submit-claim.ts', "import { feed } from '../feeds/index.js';"],
    ['src/intake/submit-claim.ts', "import { claim } from '../db/schema/claims.js';"],
    ['src/intake/claim.store.ts', "import { open } from '../db/client.js';"],
    ['src/intake/submit-claim.ts', "import { app } from '../app.js';"],
    ['src/intake/submit-claim.ts', "import { families } from '../demo/index.js';"],
    ['src/intake/submit-claim.ts', "import { main } from '../cli/main.js';"],
    ['src/intake/submit-claim.ts', "import { sources } from '../../tests/architecture/source.js';"],
    ['src/web/hospital/page.ts', "import { Paisa } from '../../domain/money.js';"],
    ['src/web/hospital/page.ts', "import { readFile } from 'node:fs';"],
    ['src/app.ts', "import { save } from './intake/claim.store.js';"],
    ['src/start.mjs', "import postgres from 'postgres';"],
    ['src/start.mjs', "await import('esbuild');"],
    ['src/start.mjs', "const pg = require('./db/client.js');"],
  ];
  for (const [path, text] of forbidden) {
    t.equal(importViolations([{ path, text }]).length, 1, `${path}: ${text}`);
  }
});

t.test('no allowed import is refused', async (t) => {
  const allowed: [path: string, text: string][] = [
    ['src/domain/rules/rule.ts', "import { paisa } from '../money.js';"],
    ['src/platform/lane.ts', "import type { Lane } from '../domain/ids.js';"],
    ['src/intake/submit-claim.ts', "import { inTransaction } from '../db/index.js';"],
    ['src/intake/submit-claim.ts', "import { post } from '../ledger/index.js';"],
    ['src/intake/submit-claim.ts', "import { z } from 'zod';\nimport './claim.store.js';"],
    ['src/registry/package.store.ts', "import { packages } from '../db/schema/reference.js';"],
    ['src/app.ts', "import { feedRoutes } from './feeds/index.js';"],
    ['src/cli/main.ts', "import { seed } from '../demo/index.js';"],
    ['src/start.mjs', "import 'node:fs';\nimport './install.mjs';"],
    ['src/build.mjs', "await import('esbuild');"],
    ['tests/x.test.ts', "import '../src/ledger/ledger.store.js';"],
  ];
  for (const [path, text] of allowed) t.same(importViolations([{ path, text }]), [], path);
});

t.test('SQL outside a store is noticed in every guise', async (t) => {
  const path = 'src/intake/submit-claim.ts';
  const hidden = [
    'await tx`select 1`;',
    'await this.tx<Row[]>`fragment ${x}`;',
    'await connection`insert into claim values (${id})`;',
    "await client.query('select * from claim');",
    'await pool.query(`update claim set status = ${status}`);',
    'const text = `with due as (select 1) select * from due`;',
    "await anything.unsafe('vacuum');",
    "await client.query('set local statement_timeout = 0');",
  ];
  for (const text of hidden) {
    t.equal(sqlViolations([{ path, text }]).length, 1, text);
    t.same(sqlViolations([{ path: 'src/intake/claim.store.ts', text }]), [], 'a store may');
  }
  const innocent = [
    "log.info('select a scheme first');",
    'const page = html`<b>update</b>`;',
    "throw new Error('update failed');",
    "command('delete the demo');",
  ];
  for (const text of innocent) t.same(sqlViolations([{ path, text }]), [], text);
});

t.test('a store that opens its own transaction is noticed', async (t) => {
  const path = 'src/intake/claim.store.ts';
  for (const text of [
    "import { inTransaction } from '../db/index.js';",
    "import { inScope as scoped } from '../db/index.js';",
    'await database.begin(async (tx) => tx);',
    'await drizzled.transaction(async (tx) => tx);',
  ]) {
    t.equal(sqlViolations([{ path, text }]).length, 1, text);
    t.same(sqlViolations([{ path: 'src/intake/submit-claim.ts', text }]), [], 'an act may');
  }
  const types = "import type { Transaction } from '../db/index.js';";
  t.same(sqlViolations([{ path, text: types }]), []);
});

t.test('cover tables outside the ledger are noticed, in a store too', async (t) => {
  const path = 'src/adjudication/batch.store.ts';
  const touching = [
    'await tx`select * from cover_balance where lane = ${lane}`;',
    "const table = 'cover_entry';",
    "import { coverAccount } from '../db/schema/cover.js';",
    "import { coverEntry as entry } from '../db/schema/index.js';",
  ];
  for (const text of touching) {
    t.equal(sqlViolations([{ path, text }]).length, 1, text);
    t.same(sqlViolations([{ path: 'src/ledger/ledger.store.ts', text }]), [], 'the ledger may');
  }
});
