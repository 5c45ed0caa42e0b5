import t from 'tap';
import { isProblem, openApi } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay, submit } from '../support/world.js';

const api = await openApi(t, { families: 6, memberCap: 1_000_000, familyCap: 5_000_000 });
const { world, runtime } = api;
const finance = await api.keyFor([{ role: 'finance', scope: { kind: 'scheme', id: SCHEME_CODE } }]);
const elsewhere = await api.keyFor([{ role: 'finance', scope: { kind: 'scheme', id: 'OTHER' } }]);
const administrator = await api.keyFor([
  { role: 'administrator', scope: { kind: 'all', id: '*' } },
]);

interface RunView {
  readonly id: string;
  readonly claims: number;
  readonly claimsLeft: number;
  readonly grossPaisa: number;
  readonly remittances: readonly { readonly id: string; readonly hospitalId: string }[];
}

await submit(
  runtime,
  world.hospitals[0],
  world.families.flatMap((family) =>
    [0, 1].map((stay) => aClaim({ cnic: family[0]!.cnic, admittedOn: stayDay(stay) })),
  ),
);
await submit(runtime, world.hospitals[1], [
  aClaim({ cnic: world.families[0]![1]!.cnic, asked: 12_345.67 }),
]);
await drainAll(runtime);
api.clock.move(1_000);

t.test('finance pays what is due, hears the same on repeating, and reads it back', async (t) => {
  const asking = { key: finance, body: { schemeCode: SCHEME_CODE }, idempotencyKey: 'september' };
  const made = await api.post('/v1/settlement-runs', asking);
  t.equal(made.statusCode, 201, made.body);
  const run = made.json<RunView>();
  t.match(run, { claims: 13, claimsLeft: 0, grossPaisa: 13_000_000 });
  api.clock.move(60_000);
  const again = await api.post('/v1/settlement-runs', asking);
  t.equal(again.statusCode, 201);
  t.same(again.json(), run);
  const other = {
    ...asking,
    body: { schemeCode: SCHEME_CODE, decidedBefore: '2024-01-01T00:00:00Z' },
  };
  isProblem(t, await api.post('/v1/settlement-runs', other), 422, 'idempotency-key-reused');

  const detail = await api.get(`/v1/settlement-runs/${run.id}`, { key: finance });
  t.equal(detail.statusCode, 200);
  const { remittances } = detail.json<RunView>();
  t.equal(remittances.length, 2);
  t.match(remittances[0], {
    hospitalId: world.hospitals[0],
    hospitalCode: 'T-1',
    claims: 12,
    grossPaisa: 12_000_000,
    withheldPaisa: 0,
    recoveredPaisa: 0,
    netPaisa: 12_000_000,
  });
  const list = await api.get('/v1/settlement-runs', { key: finance });
  t.same(
    list.json<{ runs: RunView[] }>().runs.map(({ id }) => id),
    [run.id],
  );
});

t.test('an advice is read page by page by finance and by the hospital whose it is', async (t) => {
  const page = await api.get('/v1/remittances', { key: finance });
  const { remittances } = page.json<{ remittances: { id: string; hospitalId: string }[] }>();
  const own = remittances.find(({ hospitalId }) => hospitalId === world.hospitals[0])!;
  const others = remittances.find(({ hospitalId }) => hospitalId === world.hospitals[1])!;

  for (const key of [finance, api.hospitalKey]) {
    const lines: { claimId: string; insurerPaisa: number }[] = [];
    let cursor = '';
    do {
      const url = `/v1/remittances/${own.id}?limit=5${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const answer = await api.get(url, { key });
      t.equal(answer.statusCode, 200, answer.body);
      const view = answer.json<{ lines: typeof lines; nextCursor?: string }>();
      t.ok(view.lines.length <= 5);
      lines.push(...view.lines);
      cursor = view.nextCursor ?? '';
    } while (cursor !== '');
    t.equal(lines.length, 12);
    t.equal(new Set(lines.map(({ claimId }) => claimId)).size, 12);
    t.equal(
      lines.reduce((sum, line) => sum + line.insurerPaisa, 0),
      12_000_000,
    );
    t.strictSame(
      Object.keys(lines[0]!).sort(),
      [
        'admittedOn',
        'askedPaisa',
        'claimId',
        'decisionId',
        'dischargedOn',
        'hospitalBornePaisa',
        'hospitalClaimNo',
        'insurerPaisa',
        'patientSharePaisa',
        'schemeCode',
      ],
      'no person, no diagnosis',
    );
  }
  isProblem(t, await api.get(`/v1/remittances/${others.id}`), 404, 'not-found');
  const mine = await api.get('/v1/remittances');
  t.same(
    mine.json<{ remittances: { id: string }[] }>().remittances.map(({ id }) => id),
    [own.id],
  );
});

t.test('who may not settle, and what is malformed, is refused', async (t) => {
  const body = { schemeCode: SCHEME_CODE };
  const ask = (key: string, asking = {}) =>
    api.post('/v1/settlement-runs', { key, body, ...asking });
  isProblem(t, await ask(api.hospitalKey), 403, 'forbidden');
  isProblem(t, await ask(administrator), 403, 'forbidden');
  isProblem(t, await ask(elsewhere), 403, 'forbidden');
  isProblem(t, await ask(finance, { idempotencyKey: null }), 400, 'idempotency-key-missing');
  const odd = { body: { ...body, decidedBefore: 'yesterday', more: 1 } };
  isProblem(t, await ask(finance, odd), 400, 'validation');
  isProblem(t, await api.get('/v1/settlement-runs'), 403, 'forbidden');
  const none = '/v1/settlement-runs/0198e0f2-0000-7000-8000-000000000001';
  isProblem(t, await api.get(none, { key: finance }), 404, 'not-found');
  const list = await api.get('/v1/settlement-runs', { key: elsewhere });
  t.same(list.json(), { runs: [] });
});

t.test('the books agree, and say so to finance and administrator only', async (t) => {
  for (const key of [finance, administrator]) {
    const answer = await api.get('/v1/ledger/verification', { key });
    t.equal(answer.statusCode, 200, answer.body);
    t.match(answer.json(), {
      agrees: true,
      totals: { decidedPaisa: 13_000_000, remittedPaisa: 13_000_000, awaitingPaisa: 0 },
    });
  }
  const strange = await api.get('/v1/ledger/verification', { key: elsewhere });
  t.match(strange.json(), { agrees: true, totals: { decidedPaisa: 0, remittedPaisa: 0 } });
  isProblem(t, await api.get('/v1/ledger/verification'), 403, 'forbidden');
});
