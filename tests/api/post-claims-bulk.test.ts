import { readFileSync } from 'node:fs';
import t from 'tap';
import type { Database } from '../../src/db/index.js';
import { BULK_BYTES, BULK_LINES, submitBulk, type BulkResult } from '../../src/intake/bulk.js';
import { isProblem, keepsNothing, openApi } from '../support/api.js';
import { aClaim, drainAll, stayDay } from '../support/world.js';

const api = await openApi(t, { families: 6 });
const { world } = api;
const NDJSON = { 'content-type': 'application/x-ndjson' };

let numbered = 0;

/** A line of a bulk: a stay of somebody, under a number of its own unless told. */
function line(more: Record<string, unknown> = {}): Record<string, unknown> {
  const nth = (numbered += 1);
  const family = world.families[nth % world.families.length];
  const cnic = family?.[nth % 2]?.cnic ?? '';
  const body = aClaim({ cnic, admittedOn: stayDay(nth % 15), hospitalClaimNo: `BULK-${nth}` });
  return { ...body, ...more };
}

const asText = (lines: readonly unknown[]): string =>
  lines.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n');

function bulk(lines: readonly unknown[] | Buffer, idempotencyKey?: string, key?: string) {
  const body = Buffer.isBuffer(lines) ? lines : asText(lines);
  return api.post('/v1/claims/bulk', { body, idempotencyKey, key, headers: NDJSON });
}

interface Answer {
  readonly accepted: number;
  readonly refused: number;
  readonly results: readonly BulkResult[];
}

const idsOf = (results: readonly BulkResult[]): readonly string[] =>
  results.map((result) => (result.outcome === 'accepted' ? result.id : ''));

t.test('a broken line in the middle hears all its faults, its neighbours are kept', async (t) => {
  const lines = [
    line(),
    line({ cnic: '123', colour: 'green', lines: [{ packageCode: 'CH-MED', unitPricePaisa: 'x' }] }),
    '{"hospitalClaimNo": ',
    '',
    line({ bed: 'b'.repeat(1024 * 1024) }),
    '[]',
    line(),
  ];
  const answer = await bulk(lines);
  t.equal(answer.statusCode, 200);
  const { accepted, refused, results } = answer.json<Answer>();
  t.same([accepted, refused], [2, 4]);
  t.same(
    results.map((result) => [result.line, result.outcome]),
    [
      [1, 'accepted'],
      [2, 'refused'],
      [3, 'refused'],
      [5, 'refused'],
      [6, 'refused'],
      [7, 'accepted'],
    ],
    'in order, with the numbers of the lines',
  );
  const faults = results.map((result) =>
    result.outcome === 'refused'
      ? result.faults.map(({ pointer, code }) => `${pointer} ${code}`).sort()
      : [],
  );
  t.same(faults[1], [
    '/cnic custom',
    '/colour unknown_field',
    '/lines/0/unitPricePaisa invalid_type',
  ]);
  t.same(faults.slice(2, 5), [[' malformed'], [' too-large'], [' invalid_type']]);
  t.notMatch(answer.body, /"123"/, 'no number is told back');
  const kept = await api.asOwner(
    (tx) => tx<{ id: string }[]>`select id from claim order by received_at, id`,
  );
  t.same(
    kept.map(({ id }) => id),
    idsOf(results).filter((id) => id !== ''),
  );
});

t.test('claims are decided in the order of their lines', async (t) => {
  const cnic = world.families[0]?.[0]?.cnic;
  // More than a piece: the order holds from one to the next.
  const lines = Array.from({ length: 450 }, () => line({ cnic }));
  const { results } = (await bulk(lines)).json<Answer>();
  const sent = idsOf(results);
  const rows = await api.asOwner(
    (tx) => tx<{ id: string }[]>`
      select id from claim where status = 'received' order by received_at, id`,
  );
  const inOrder = rows.map(({ id }) => id).filter((id) => sent.includes(id));
  t.same(inOrder, sent, 'received in that order');
  await drainAll(api.runtime);
  const decided = await api.asOwner(
    (tx) => tx<{ claim_id: string }[]>`select claim_id from decision order by lane, decided_no`,
  );
  t.same(
    decided.map(({ claim_id: id }) => id).filter((id) => sent.includes(id)),
    sent,
    'and decided in it',
  );
});

t.test('the same file sent again gives the same results, and keeps nothing more', async (t) => {
  const lines = [line(), line({ diagnoses: [] }), line()];
  const first = (await bulk(lines, 'again')).json<Answer>();
  api.clock.move(60_000);
  await keepsNothing(t, api, async () => {
    t.same((await bulk(lines, 'again')).json(), first);
    const turned = (await bulk([lines[2], lines[0]], 'again')).json<Answer>();
    t.same(idsOf(turned.results), [idsOf(first.results)[2], idsOf(first.results)[0]]);
    const all = await Promise.all([bulk(lines, 'again'), bulk([...lines].reverse(), 'again')]);
    t.same(
      all.map((answer) => answer.json<Answer>().accepted),
      [2, 2],
      'also at once and turned round',
    );
  });
  const mended = (
    await bulk([lines[0], { ...lines[1], diagnoses: ['A09'] }], 'again')
  ).json<Answer>();
  t.equal(mended.accepted, 2, 'a line that was refused may be mended under the same key');
  const elsewhere = (await bulk(lines, 'again', api.otherKey)).json<Answer>();
  t.equal(elsewhere.accepted, 2, 'the key of another hospital is another key');
});

t.test('a line is told when its number was sent with other content', async (t) => {
  const one = line();
  const { results } = (await bulk([one, one, { ...one, bed: 'another' }], 'number')).json<Answer>();
  t.equal(results[1]?.outcome, 'accepted');
  t.equal(idsOf(results)[0], idsOf(results)[1], 'the same line twice is one claim');
  t.match(results[2], {
    line: 3,
    outcome: 'refused',
    faults: [{ pointer: '/hospitalClaimNo', code: 'idempotency-key-reused' }],
  });
  const other = (await bulk([{ ...one, bed: 'another' }], 'another-request')).json<Answer>();
  t.equal(other.accepted, 1, 'under another key it is a claim');
});

/** The database of requests, where the nth transaction to begin fails once. */
function failingOnce(database: Database, nth: number): Database {
  let begun = 0;
  return new Proxy(database, {
    get: (target, name, receiver) => {
      if (name !== 'begin') return Reflect.get(target, name, receiver) as unknown;
      begun += 1;
      if (begun === nth) return () => Promise.reject(new Error('the connection is gone'));
      return target.begin.bind(target);
    },
  });
}

t.test('cut off in the middle, the file is sent again and nothing is there twice', async (t) => {
  const [hospital] = world.hospitals;
  const body = Buffer.from(asText(Array.from({ length: 500 }, () => line())));
  const { runtime } = api;
  const deps = { ...runtime, database: failingOnce(runtime.app, 2) };
  await t.rejects(submitBulk(deps, hospital, 'cut-off', body), { message: /connection is gone/ });
  const count = async (): Promise<number> => {
    const [row] = await api.asOwner(
      (tx) => tx<{ count: number }[]>`
        select count(*)::integer as count from idempotency_key where key like 'cut-off#%'`,
    );
    return row?.count ?? -1;
  };
  t.equal(await count(), 200, 'the first piece was kept');
  const results = await submitBulk(deps, hospital, 'cut-off', body);
  t.equal(new Set(idsOf(results)).size, 500);
  t.equal(await count(), 500);
  const kept = await api.asOwner(
    (tx) => tx<{ claim_id: string }[]>`
      select claim_id from idempotency_key where key like 'cut-off#%' order by created_at, claim_id`,
  );
  t.same(new Set(kept.map(({ claim_id: id }) => id)), new Set(idsOf(results)));
  t.same(await submitBulk(deps, hospital, 'cut-off', body), results, 'and once more');
});

t.test('too many lines or bytes are refused before anything is kept', async (t) => {
  await keepsNothing(t, api, async () => {
    const text = JSON.stringify(line());
    const tooMany = await bulk(Array.from({ length: BULK_LINES + 1 }, () => text));
    isProblem(t, tooMany, 413, 'too-large', '10,001 lines');
    const blank = await bulk(Buffer.alloc(BULK_LINES + 1, '\n'));
    isProblem(t, blank, 413, 'too-large', '10,001 blank lines');
    const wide = Buffer.alloc(BULK_BYTES + 1, ' ');
    wide.write(`${text}\n`);
    isProblem(t, await bulk(wide), 413, 'too-large', '64 MiB and a byte');
  });
  const most = await bulk([line(), ...Array.from({ length: BULK_LINES - 1 }, () => '')]);
  t.match(most.json(), { accepted: 1, refused: 0 }, '10,000 lines are taken');
  const full = Buffer.alloc(BULK_BYTES, ' ');
  full.write(asText([line(), '']));
  t.match((await bulk(full)).json(), { accepted: 1, refused: 1 }, '64 MiB are taken');
});

t.test('what is no bulk is refused as a whole', async (t) => {
  await keepsNothing(t, api, async () => {
    const missing = await api.post('/v1/claims/bulk', {
      body: asText([line()]),
      idempotencyKey: null,
      headers: NDJSON,
    });
    isProblem(t, missing, 400, 'idempotency-key-missing');
    const asJson = await api.post('/v1/claims/bulk', { body: [line()] });
    isProblem(t, asJson, 415, 'unsupported-media-type');
    const empty = await bulk(Buffer.alloc(0));
    t.match(empty.json(), { accepted: 0, refused: 0, results: [] }, 'an empty file has no lines');
  });
});

t.test('the example file is taken line by line', async (t) => {
  const example = readFileSync(new URL('../../openapi/examples/bulk.ndjson', import.meta.url));
  const answer = await bulk(example);
  t.equal(answer.statusCode, 200);
  t.match(answer.json(), { accepted: 2, refused: 0 });
});
