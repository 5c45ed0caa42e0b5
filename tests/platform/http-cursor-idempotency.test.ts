import fc from 'fast-check';
import t from 'tap';
import { z } from 'zod';
import { defineCursor } from '../../src/platform/http/cursor.js';
import { hashBody, readIdempotencyKey } from '../../src/platform/http/idempotency.js';
import { Problem } from '../../src/platform/http/problems.js';

const place = z.tuple([z.iso.datetime(), z.uuid()]);
const claims = defineCursor('claims', place);

function refused(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was taken');
}

t.test('a cursor comes back as it went out and is safe in a URL', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.uuid({ version: 7 }), (date, id) => {
        const at: [string, string] = [new Date(Math.abs(date.getTime()) % 4e12).toISOString(), id];
        const text = claims.encode(at);
        t.same(claims.decode(text), at);
        return /^[A-Za-z0-9_-]+$/.test(text);
      }),
      { numRuns: 30 },
    ),
  );
});

t.test('a damaged, foreign or invented cursor is refused at /query/cursor', async (t) => {
  const good = claims.encode(['2026-03-07T00:00:00.000Z', '0198e0f2-0000-7000-8000-000000000001']);
  const elsewhere = defineCursor('hospitals', place);
  const loose = defineCursor('claims', z.unknown());
  const bad = [
    `${good.slice(0, 20)}${good[20] === 'A' ? 'B' : 'A'}${good.slice(21)}`,
    good.slice(0, -4),
    `${good}=`,
    `${good}!`,
    '',
    'x',
    'x'.repeat(10_000),
    elsewhere.encode(['2026-03-07T00:00:00.000Z', '0198e0f2-0000-7000-8000-000000000001']),
    loose.encode({ not: 'a place' }),
  ];
  for (const text of bad) {
    const problem = refused(() => claims.decode(text));
    t.equal(problem.status, 400, text.slice(0, 40));
    t.match(problem.faults, [{ pointer: '/query/cursor', code: 'foreign_cursor' }]);
  }
});

t.test('the Idempotency-Key is 1 to 255 visible ASCII characters', async (t) => {
  for (const key of ['k', '~!claim-7', 'x'.repeat(255)]) {
    t.equal(readIdempotencyKey({ 'idempotency-key': key }), key);
  }
  for (const key of [undefined, '', 'with space', 'x'.repeat(256), 'کلید', 'tab\t']) {
    const problem = refused(() =>
      readIdempotencyKey(key === undefined ? {} : { 'idempotency-key': key }),
    );
    t.same([problem.status, problem.type], [400, '/problems/idempotency-key-missing']);
    t.equal(problem.faults?.[0]?.code, key === undefined ? 'missing' : 'malformed');
  }
});

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

t.test('the order of keys does not matter to the hash, anything else does', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => hashBody(value).equals(hashBody(reversed(value)))),
    ),
  );
  const hash = (value: unknown) => hashBody(value).toString('hex');
  const different = [
    { a: [1, 2] },
    { a: [2, 1] },
    { a: ['1', 2] },
    { a: [1, 2], b: null },
    [],
    null,
  ];
  t.equal(new Set(different.map(hash)).size, different.length);
  t.not(hash({ paisa: 1n }), hash({ paisa: 1 }));
  t.equal(
    hash({ b: 1, a: 'ب' }),
    'e90063c8469b760f0b0c28031999d9ee1c5d7af41556c5671c19f19351a580fa',
    'kept keys outlive a release, so the hash must not change',
  );
});

t.test('with a secret the hash is an HMAC', async (t) => {
  const secret = Buffer.alloc(32, 7);
  t.notOk(hashBody({ cnic: 'x' }, secret).equals(hashBody({ cnic: 'x' })));
  t.ok(hashBody({ a: 1, b: 2 }, secret).equals(hashBody({ b: 2, a: 1 }, secret)));
});
