import t from 'tap';
import { isProblem, openApi } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, submit } from '../support/world.js';

const api = await openApi(t);
const { world, runtime } = api;
const inScheme = (id: string) => ({ kind: 'scheme', id }) as const;
const adjudicator = await api.keyFor([{ role: 'adjudicator', scope: inScheme(SCHEME_CODE) }]);
const elsewhere = await api.keyFor([{ role: 'adjudicator', scope: inScheme('OTHER') }]);
const finance = await api.keyFor([{ role: 'finance', scope: inScheme(SCHEME_CODE) }]);
const approver = await api.keyFor([{ role: 'approver', scope: inScheme(SCHEME_CODE) }]);

const [id = ''] = await submit(runtime, world.hospitals[0], [
  aClaim({ cnic: world.families[0]![0]!.cnic }),
]);
await drainAll(runtime);
api.clock.move(1_000);
const url = `/v1/claims/${id}/corrections`;
const body = {
  reason: 'The ward book shows one dressing, not an operation',
  source: 'Inspection of 20 August 2024, page 4',
  lines: [{ lineNo: 1, atMostPaisa: 250_000 }],
};

t.test('an adjudicator of the scheme corrects a paid claim, and everybody reads why', async (t) => {
  const run = await api.post('/v1/settlement-runs', {
    key: finance,
    body: { schemeCode: SCHEME_CODE },
  });
  t.equal(run.statusCode, 201, run.body);
  api.clock.move(1_000);
  const asking = { key: adjudicator, body, idempotencyKey: 'ward-book' };
  const made = await api.post(url, asking);
  t.equal(made.statusCode, 201, made.body);
  t.match(made.json(), {
    claimId: id,
    ordinal: 2,
    outcome: 'partial',
    status: 'in_settlement',
    insurerPaisa: 250_000,
    insurerBeforePaisa: 1_000_000,
    settledDifferencePaisa: -750_000,
    ...body,
  });
  api.clock.move(1_000);
  const again = await api.post(url, asking);
  t.equal(again.statusCode, 201);
  t.same(again.json(), made.json(), 'sent again it is the same correction');
  isProblem(
    t,
    await api.post(url, { ...asking, body: { ...body, lines: [] } }),
    422,
    'idempotency-key-reused',
  );
  for (const key of [api.hospitalKey, adjudicator]) {
    const list = await api.get(url, { key });
    t.equal(list.statusCode, 200, list.body);
    t.same(list.json(), { corrections: [made.json()] });
  }
  const decision = await api.get(`/v1/claims/${id}/decision`);
  t.match(decision.json(), {
    ordinal: 2,
    decidedBy: 'adjudicator',
    askedPaisa: 1_000_000,
    insurerPaisa: 250_000,
    hospitalBornePaisa: 750_000,
    findings: [{ rule: 'PKG-008', reason: 'LINE_HELD_DOWN', amountPaisa: 750_000 }],
  });
});

t.test('what the hospital owes is netted from its next remittance, and told on it', async (t) => {
  await submit(runtime, world.hospitals[0], [
    aClaim({ cnic: world.families[1]![0]!.cnic, asked: 5_000 }),
  ]);
  await drainAll(runtime);
  api.clock.move(1_000);
  await api.post('/v1/settlement-runs', { key: finance, body: { schemeCode: SCHEME_CODE } });
  const list = await api.get('/v1/remittances');
  const [newest] = list.json<{ remittances: { id: string }[] }>().remittances;
  const advice = await api.get(`/v1/remittances/${newest!.id}`);
  t.match(advice.json(), {
    grossPaisa: 500_000,
    recoveredPaisa: 500_000,
    netPaisa: 0,
    recoveries: [{ claimId: id, recoveredPaisa: 500_000, leftPaisa: 250_000 }],
  });
  const proof = await api.get('/v1/ledger/verification', { key: finance });
  t.match(proof.json(), { agrees: true, totals: { recoveredPaisa: 500_000, owedPaisa: 250_000 } });
});

t.test('who may not correct, and what is malformed, is refused', async (t) => {
  for (const key of [api.hospitalKey, finance, approver]) {
    isProblem(t, await api.post(url, { key, body }), 403, 'forbidden');
  }
  isProblem(t, await api.post(url, { key: elsewhere, body }), 404, 'not-found');
  isProblem(t, await api.get(url, { key: elsewhere }), 404, 'not-found');
  isProblem(t, await api.get(url, { key: api.otherKey }), 404, 'not-found');
  isProblem(t, await api.get(url, { key: finance }), 403, 'forbidden');
  const ask = (over: object) => api.post(url, { key: adjudicator, body: { ...body, ...over } });
  isProblem(t, await ask({ reason: ' ' }), 400, 'validation');
  isProblem(t, await ask({ source: undefined }), 400, 'validation');
  isProblem(t, await ask({ lines: [{ lineNo: 1 }] }), 400, 'validation');
  isProblem(t, await ask({ lines: [...body.lines, ...body.lines] }), 400, 'validation');
  isProblem(t, await ask({ reason: 'He is 35202-1234567-1' }), 400, 'validation');
  isProblem(t, await ask({ admittedAt: '2024-07-01T09:00:00+05:00' }), 400, 'validation');
  isProblem(
    t,
    await api.post(url, { key: adjudicator, body, idempotencyKey: null }),
    400,
    'idempotency-key-missing',
  );
});
