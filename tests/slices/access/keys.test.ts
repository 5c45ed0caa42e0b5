import t from 'tap';
import { endKey, issueKey, readKeys } from '../../../src/access/index.js';
import { inTransaction, openDatabase } from '../../../src/db/index.js';
import type { Grant } from '../../../src/domain/access/access.js';
import { testDatabase } from '../../support/database.js';

const NOW = new Date('2026-05-01T09:00:00Z');
const LATER = new Date('2026-05-02T09:00:00Z');
const finance: Grant = { role: 'finance', scope: { kind: 'scheme', id: 'CHAI' } };
const ofAll: Grant = { role: 'administrator', scope: { kind: 'all', id: '*' } };

t.test('keys are listed with their grants until they are ended, and leave a trail', async (t) => {
  const urls = await testDatabase(t);
  const owner = openDatabase(urls.ownerUrl, { name: 'test', max: 1, statementTimeoutMs: 10_000 });
  t.teardown(() => owner.end({ timeout: 5 }));
  const expiresAt = new Date('2027-01-01T00:00:00Z');
  const first = await issueKey(owner, { name: 'Money desk', grants: [finance], expiresAt }, NOW);
  const second = await issueKey(owner, { name: 'Keeper', grants: [finance, ofAll] }, LATER);
  t.not(first.key, second.key);
  t.same(await readKeys(owner), [
    {
      id: second.id,
      name: 'Keeper',
      createdAt: LATER,
      expiresAt: null,
      grants: ['administrator@all:*', 'finance@scheme:CHAI'],
    },
    {
      id: first.id,
      name: 'Money desk',
      createdAt: NOW,
      expiresAt,
      grants: ['finance@scheme:CHAI'],
    },
  ]);
  t.equal(await endKey(owner, second.id, LATER), true);
  t.equal(await endKey(owner, second.id, LATER), false, 'a key ends once');
  t.same(
    (await readKeys(owner)).map(({ id }) => id),
    [first.id],
  );
  const trail = await inTransaction(
    owner,
    (tx) => tx`select act, subject from audit_event order by at, act`,
  );
  t.same(
    trail.map(({ act, subject }) => [act, subject]),
    [
      ['key.issued', first.id],
      ['key.ended', second.id],
      ['key.issued', second.id],
    ],
  );
});

t.test('a role is refused where it cannot be held', async (t) => {
  const urls = await testDatabase(t);
  const owner = openDatabase(urls.ownerUrl, { name: 'test', max: 1, statementTimeoutMs: 10_000 });
  t.teardown(() => owner.end({ timeout: 5 }));
  const wrong: Grant = { role: 'hospital', scope: { kind: 'scheme', id: 'CHAI' } };
  await t.rejects(issueKey(owner, { name: 'x', grants: [wrong] }, NOW), {
    message: 'role hospital cannot be held in scheme CHAI',
  });
  t.same(await readKeys(owner), []);
});
