import t from 'tap';
import { aStay, openStay, potsOf, type Stay } from '../support/admissions.js';
import { faultsOf, isProblem, openApi } from '../support/api.js';
import { SCHEME_CODE, stayDay } from '../support/world.js';

const api = await openApi(t, { families: 6 });
const cnicOf = (family: number): string => api.world.families[family]?.[0]?.cnic ?? '';
const familyOf = (family: number): string => api.world.families[family]?.[0]?.familyId ?? '';
const open = (body: unknown, idempotencyKey?: string, key = api.hospitalKey) =>
  api.post('/v1/admissions', { body, key, idempotencyKey });

t.test('the same request gives the same answer and holds once', async (t) => {
  const body = aStay({ cnic: cnicOf(0) });
  const [first, second] = await Promise.all([open(body, 'twice'), open(body, 'twice')]);
  t.equal(first.statusCode, 201);
  t.equal(second.body, first.body, 'at the same moment');
  t.equal((await open(body, 'twice')).body, first.body, 'and later');
  t.same(await potsOf(api, familyOf(0)), ['family 10000 0', 'member 10000 0']);
  const other = aStay({ cnic: cnicOf(0), admittedOn: stayDay(3) });
  isProblem(t, await open(other, 'twice'), 422, 'idempotency-key-reused');
  isProblem(t, await open(aStay({ cnic: cnicOf(1) }), 'twice'), 422, 'idempotency-key-reused');
  t.equal((await open(body, 'twice', api.otherKey)).statusCode, 201, 'keys are a hospital’s own');
});

t.test('an act is done once for its key', async (t) => {
  const stay = await openStay(api, { cnic: cnicOf(1) });
  const cancel = () =>
    api.post(`/v1/admissions/${stay.id}/cancellation`, {
      body: { reason: 'Left before treatment' },
      idempotencyKey: 'cancel-1',
    });
  const first = await cancel();
  t.equal(first.statusCode, 200);
  t.equal((await cancel()).body, first.body);
  const reason = { reason: 'Another reason' };
  const url = `/v1/admissions/${stay.id}/cancellation`;
  isProblem(t, await api.post(url, { body: reason }), 409, 'conflict');
  const [{ acts } = { acts: 0 }] = await api.asOwner(
    (tx) => tx<{ acts: number }[]>`
      select count(*)::integer as acts from admission_act where admission_id = ${stay.id}`,
  );
  t.equal(acts, 2);
});

t.test('a number of the hospital stands for one stay of a person', async (t) => {
  const body = aStay({ cnic: cnicOf(2), admissionNo: 'W-5' });
  t.equal((await open(body)).statusCode, 201);
  isProblem(t, await open({ ...body, admittedAt: '2024-08-01T09:00:00+05:00' }), 409, 'conflict');
  t.equal((await open({ ...body, cnic: cnicOf(3) })).statusCode, 201, 'another person');
});

t.test('tells all faults at once, and never a number', async (t) => {
  const { verification: _verification, ...unverified } = aStay({ cnic: '123' });
  const answer = await open({ ...unverified, lines: [], hobby: 'cricket' });
  isProblem(t, answer, 400, 'validation');
  t.same(faultsOf(answer), [
    '/body/cnic custom',
    '/body/hobby unknown_field',
    '/body/lines too_small',
    '/body/verification invalid_type',
  ]);
  const stranger = api.world.strangerCnic(1);
  const unknown = await open(aStay({ cnic: stranger }));
  t.same(faultsOf(unknown), ['/body/cnic unknown-person']);
  t.notMatch(unknown.body, stranger);
  const toCome = aStay({ cnic: cnicOf(2), admittedOn: stayDay(30) });
  t.same(faultsOf(await open(toCome)), ['/body/admittedAt to-come']);
});

t.test(
  'a hospital sees and moves its own stays only; the insurer sees those of its scheme',
  async (t) => {
    const stay = await openStay(api, { cnic: cnicOf(4) });
    const url = `/v1/admissions/${stay.id}`;
    isProblem(t, await api.get(url, { key: api.otherKey }), 404, 'not-found');
    const asked = { key: api.otherKey, body: { reason: 'Not mine' } };
    isProblem(t, await api.post(`${url}/cancellation`, asked), 404, 'not-found');
    const adjudicator = await api.keyFor([
      { role: 'adjudicator', scope: { kind: 'scheme', id: SCHEME_CODE } },
    ]);
    t.match((await api.get(url, { key: adjudicator })).json(), { id: stay.id, status: 'open' });
    t.notMatch((await api.get(url)).body, new RegExp(`${cnicOf(4)}|${familyOf(4)}`));
  },
);

t.test('pages of the list neither repeat nor skip', async (t) => {
  for (const nth of [1, 2, 3, 4])
    await openStay(api, { cnic: cnicOf(5), admittedOn: stayDay(nth) });
  const whole = (await api.get('/v1/admissions?limit=200')).json<{ admissions: Stay[] }>();
  const ids: string[] = [];
  let cursor = '';
  do {
    const page = (await api.get(`/v1/admissions?limit=3${cursor}`)).json<{
      admissions: Stay[];
      nextCursor?: string;
    }>();
    ids.push(...page.admissions.map(({ id }) => id));
    cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '' && ids.length < 1_000);
  t.ok(ids.length > 6);
  t.same(
    ids,
    whole.admissions.map(({ id }) => id),
  );
  const cancelled = await api.get('/v1/admissions?status=cancelled');
  t.same(
    cancelled.json<{ admissions: Stay[] }>().admissions.map(({ status }) => status),
    ['cancelled'],
  );
});

t.test('every act leaves a trail without a number', async (t) => {
  const rows = await api.asOwner(
    (tx) => tx<{ act: string; text: string }[]>`
      select act, concat(actor, subject, details) as text from audit_event
      where act like 'admission.%' order by at`,
  );
  t.ok(rows.length > 8);
  t.ok(rows.some(({ act }) => act === 'admission.cancel'));
  for (const { text } of rows) t.notMatch(text, /(?<!\d)9\d{12}(?!\d)/);
});
