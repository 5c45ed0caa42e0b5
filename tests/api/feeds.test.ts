import { parse } from 'csv-parse/sync';
import t from 'tap';
import { beginNewEpoch, projectUtilisation, sequence } from '../../src/feeds/index.js';
import { runSettlement } from '../../src/settlement/index.js';
import { isProblem, openApi } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay, submit } from '../support/world.js';

const api = await openApi(t, { families: 5 });
const { world, runtime } = api;
const database = runtime.judgeDatabase;
const finance = await api.keyFor([{ role: 'finance', scope: { kind: 'scheme', id: SCHEME_CODE } }]);
const elsewhere = await api.keyFor([{ role: 'service', scope: { kind: 'scheme', id: 'OTHER' } }]);
const officer = await api.keyFor([
  { role: 'district_officer', scope: { kind: 'district', id: 'PK518' } },
]);
const stranger = await api.keyFor([
  { role: 'district_officer', scope: { kind: 'district', id: 'PK101' } },
]);

await submit(
  runtime,
  world.hospitals[0],
  world.families.map((family, index) =>
    aClaim({ cnic: family[0]!.cnic, admittedOn: stayDay(index), hospitalClaimNo: `=${index}+1` }),
  ),
);
await submit(runtime, world.hospitals[1], [
  aClaim({ cnic: world.families[0]![1]!.cnic, packageCode: 'CH-DIAL', nights: 0 }),
]);
await drainAll(runtime);
api.clock.move(1_000);
await runSettlement(
  { database: runtime.app, clock: api.clock },
  { keyId: 'finance', key: 'run' },
  { schemeCode: SCHEME_CODE },
);
await sequence({ database, clock: api.clock });
await projectUtilisation({ database });

interface Page {
  readonly epoch: string;
  readonly events: readonly Record<string, unknown>[];
  readonly nextCursor: string;
  readonly atEnd: boolean;
}

const FEED = '/v1/feeds/settlement';

t.test('a consumer reads all, in order, and goes on at the end', async (t) => {
  const events: Record<string, unknown>[] = [];
  let url = `${FEED}?limit=5`;
  let page: Page;
  do {
    const answer = await api.get(url, { key: finance });
    t.equal(answer.statusCode, 200, answer.body);
    page = answer.json<Page>();
    events.push(...page.events);
    url = `${FEED}?limit=5&cursor=${page.nextCursor}`;
  } while (!page.atEnd);
  t.same(
    events.map((event) => event['position']),
    Array.from({ length: 12 }, (_, index) => index + 1),
  );
  t.same(events.map((event) => event['kind']).sort(), [
    ...Array.from({ length: 6 }, () => 'claim.decided'),
    ...Array.from({ length: 6 }, () => 'claim.settled'),
  ]);
  const decided = events.find((event) => event['kind'] === 'claim.decided')!;
  t.match(decided, {
    outcome: 'approved',
    schemeCode: SCHEME_CODE,
    districtPcode: 'PK518',
    askedPaisa: 1_000_000,
    insurerPaisa: 1_000_000,
    lines: [{ packageCode: 'CH-MED', insurerPaisa: 1_000_000 }],
  });
  t.notMatch(JSON.stringify(events), /person|diagnos|cnic|J18/i);
  const after = await api.get(url, { key: finance });
  t.match(after.json(), { events: [], atEnd: true, nextCursor: page.nextCursor });
});

t.test('as NDJSON one event a line, the cursor in a header', async (t) => {
  const answer = await api.get(`${FEED}?limit=7`, {
    key: finance,
    headers: { accept: 'application/json;q=0.5, application/x-ndjson' },
  });
  t.match(answer.headers['content-type'], /^application\/x-ndjson/);
  const lines = answer.body.trimEnd().split('\n');
  t.equal(lines.length, 7);
  t.equal((JSON.parse(lines[6]!) as { position: number }).position, 7);
  t.equal(answer.headers['x-feed-end'], 'false');
  const rest = await api.get(`${FEED}?cursor=${String(answer.headers['x-next-cursor'])}`, {
    key: finance,
  });
  t.equal(rest.json<Page>().events[0]?.['position'], 8);
  t.equal(rest.json<Page>().epoch, answer.headers['x-feed-epoch']);
});

t.test('a feed is for its scheme; a bad cursor or limit is refused', async (t) => {
  const other = await api.get(FEED, { key: elsewhere });
  t.match(other.json(), { events: [], atEnd: true });
  isProblem(t, await api.get(FEED), 403, 'forbidden');
  isProblem(t, await api.get(`${FEED}?cursor=abc`, { key: finance }), 400, 'validation');
  isProblem(t, await api.get(`${FEED}?limit=1001`, { key: finance }), 400, 'validation');
});

const ALL = '/v1/feeds/utilisation?from=2024-07-01&to=2024-12-31';

t.test('utilisation in three cuts, stays and day-care apart, with how fresh it is', async (t) => {
  const rows = async (by: string, key = officer) => {
    const answer = await api.get(`${ALL}&by=${by}`, { key });
    t.equal(answer.statusCode, 200, answer.body);
    return answer.json<{ rows: Record<string, unknown>[]; asOf: object; scope: object }>();
  };
  const byDistrict = await rows('district');
  t.match(byDistrict, {
    scope: { districts: ['PK518'], schemes: [] },
    asOf: { position: 12, eventsBehind: 0, oldestWaitingSeconds: 0 },
    complete: true,
    rows: [
      { code: 'PK518', setting: 'day_care', claims: 1, stayDays: 0, insurerPaisa: 500_000 },
      { code: 'PK518', setting: 'stay', claims: 5, stayDays: 10, insurerPaisa: 5_000_000 },
    ],
  });
  t.not(byDistrict.rows[0]?.['name'], 'PK518', 'a district has a name');
  t.match((await rows('hospital')).rows, [
    { code: 'T-1', name: 'Hospital T-1 (invented)', setting: 'stay', claims: 5 },
    { code: 'T-2', setting: 'day_care', claims: 1 },
  ]);
  t.match((await rows('package')).rows, [
    { code: 'CH-DIAL', schemeCode: SCHEME_CODE, name: 'CH-DIAL (invented)', claims: 1 },
    { code: 'CH-MED', claims: 5 },
  ]);
  t.same((await rows('district', stranger)).rows, [], 'another district’s officer sees nothing');
  t.same((await rows('district', elsewhere)).rows, []);
  isProblem(t, await api.get(`${ALL}&by=district`), 403, 'forbidden');
});

t.test('days are inclusive, and a span is bounded', async (t) => {
  const claims = async (from: string, to: string): Promise<number> => {
    const url = `/v1/feeds/utilisation?from=${from}&to=${to}&by=district`;
    const { rows } = (await api.get(url, { key: officer })).json<{ rows: { claims: number }[] }>();
    return rows.reduce((sum, row) => sum + row.claims, 0);
  };
  t.equal(await claims('2024-07-10', '2024-07-10'), 2);
  t.equal(await claims('2024-07-11', '2024-07-12'), 0);
  t.equal(await claims('2024-07-11', '2024-07-13'), 1);
  for (const span of [
    'from=2024-07-02&to=2024-07-01',
    'from=2010-01-01&to=2024-01-01',
    'from=2024-02-30&to=2024-03-01',
  ]) {
    const answer = await api.get(`/v1/feeds/utilisation?${span}&by=district`, { key: officer });
    isProblem(t, answer, 400, 'validation', span);
  }
});

t.test('as CSV the same rows, and no cell begins a formula', async (t) => {
  await api.asOwner((tx) => tx`update hospital set name = '=cmd()' where code = 'T-1'`);
  const answer = await api.get(`${ALL}&by=hospital`, {
    key: officer,
    headers: { accept: 'text/csv' },
  });
  t.match(answer.headers['content-type'], /^text\/csv/);
  t.equal(answer.headers['x-complete'], 'true');
  t.equal(answer.headers['x-feed-position'], '12');
  const rows = parse(answer.body, { columns: true }) as Record<string, string>[];
  t.match(rows, [
    { code: 'T-1', setting: 'stay', claims: '5', insurerPaisa: '5000000' },
    { code: 'T-2', setting: 'day_care', claims: '1' },
  ]);
  t.equal(rows[0]?.['name'], "'=cmd()");
});

t.test('a cursor of another epoch is answered with how to go on', async (t) => {
  const before = (await api.get(`${FEED}?limit=4`, { key: finance })).json<Page>();
  await beginNewEpoch({ database, clock: api.clock });
  const gone = await api.get(`${FEED}?cursor=${before.nextCursor}`, { key: finance });
  isProblem(t, gone, 410, 'gone');
  const { epoch, resumeCursor } = gone.json<{ epoch: string; resumeCursor: string }>();
  t.not(epoch, before.epoch);
  const on = (await api.get(`${FEED}?cursor=${resumeCursor}`, { key: finance })).json<Page>();
  t.equal(on.epoch, epoch);
  t.equal(on.events[0]?.['position'], 5);
  t.equal(on.events.length, 8);
});
