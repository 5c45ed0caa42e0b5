import t from 'tap';
import { expirePreAuthorisations } from '../../../src/pre-authorisations/index.js';
import { addDays } from '../../../src/domain/calendar.js';
import {
  actOn,
  aRequest,
  brokenBooks,
  openStay,
  potsOf,
  requestIn,
} from '../../support/admissions.js';
import { faultsOf, openApi } from '../../support/api.js';
import { conflicts, insurerOf, TODAY, WANTING } from '../../support/pre-authorised.js';

const DAY_MS = 86_400_000;
const api = await openApi(t, { families: 12, members: 2, terms: WANTING });
const insurer = await insurerOf(api);
const { adjudicator, approver, grant, find } = insurer;
const person = (family: number, member = 0) => {
  const found = api.world.families[family]?.[member];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const priority = (familyId: string) => potsOf(api, familyId, 'priority');
const urlOf = (id: string, act: string) => `/v1/pre-authorisations/${id}/${act}`;

t.test('waits for an adjudicator with nothing held; granted, all of it is held', async (t) => {
  const { cnic, familyId } = person(0);
  const asked = await requestIn(api, { cnic, packages: ['CH-HEART', 'CH-MED'] });
  t.match(asked, { status: 'pended', pendOwner: 'adjudicator', heldPaisa: 0 });
  t.equal(asked.plannedPaisa, 11_000_000);
  t.same(await priority(familyId), []);
  const granted = await grant(asked.id);
  t.match(granted, { status: 'granted', heldPaisa: 11_000_000, withinLimit: true });
  t.equal(granted.validUntil, addDays(TODAY, 10));
  t.same(await priority(familyId), ['family 100000 0']);
  t.same(await potsOf(api, familyId), ['family 10000 0'], 'secondary care is held with it');
  t.same(await brokenBooks(api), []);
});

t.test('what the rules deny is denied at once, with the reasons', async (t) => {
  const { cnic } = person(1);
  const asked = await requestIn(api, { cnic, packages: ['CH-DIAL'] });
  t.match(asked, { status: 'denied', findings: [{ rule: 'EXC-001', kind: 'deny' }] });
  await conflicts(
    t,
    api,
    adjudicator,
    urlOf(asked.id, 'grant'),
    { reason: 'All the same' },
    /denied/,
  );
});

t.test('a query goes to the hospital and back; a denial says why', async (t) => {
  const { cnic } = person(1);
  const { id } = await requestIn(api, { cnic });
  const query = { reason: 'Which vessel?' };
  t.match(await actOn(api, adjudicator, id, 'query', query), { pendOwner: 'hospital' });
  const answered = await actOn(api, api.hospitalKey, id, 'answers', { reason: 'LAD, 90 %' });
  t.match(answered, { status: 'pended', pendOwner: 'adjudicator' });
  await actOn(api, adjudicator, id, 'denial', { reason: 'Medical treatment first' });
  const { status, acts } = await find(id);
  t.equal(status, 'denied');
  t.same(
    acts.map(({ act, reason }) => [act, reason]),
    [
      ['request', undefined],
      ['query', 'Which vessel?'],
      ['answer', 'LAD, 90 %'],
      ['deny', 'Medical treatment first'],
    ],
  );
});

t.test('in part: fewer of a line, or some lines only; every wrong line is named', async (t) => {
  const { cnic, familyId } = person(2);
  const lines = [{ packageCode: 'CH-HEART', quantity: 2 }, { packageCode: 'CH-MED' }];
  const asked = await requestIn(api, { cnic, more: { lines } });
  const wrong = [
    { lineNo: 3, quantity: 1 },
    { lineNo: 1, quantity: 3 },
    { lineNo: 1, quantity: 1 },
  ];
  const body = { lines: wrong, reason: 'One of them' };
  const refused = await api.post(urlOf(asked.id, 'grant'), { key: adjudicator, body });
  t.same(faultsOf(refused), [
    '/body/lines/0/lineNo unknown-line',
    '/body/lines/1/quantity more-than-asked',
    '/body/lines/2/lineNo twice',
  ]);
  const granted = await grant(asked.id, { lines: [{ lineNo: 1, quantity: 1 }] });
  t.match(granted, { status: 'partly_granted', heldPaisa: 10_000_000, withinLimit: true });
  t.match(granted.granted, [{ lineNo: 1, packageCode: 'CH-HEART', quantity: 1 }]);
  t.same(await priority(familyId), ['family 100000 0']);
});

t.test(
  'one rupee left does not carry an operation; an approver may open the next layer',
  async (t) => {
    const { cnic, familyId } = person(3);
    for (const day of [2, 8, 14]) {
      const asked = await requestIn(api, { cnic, admissionOn: addDays(TODAY, day) });
      t.ok((await grant(asked.id)).withinLimit);
    }
    const asked = await requestIn(api, { cnic, admissionOn: addDays(TODAY, 20) });
    t.match(await grant(asked.id), { status: 'granted', heldPaisa: 100, withinLimit: false });
    t.same(await priority(familyId), ['family 300001 0'], 'never over the cap');
    const unknown = { layer: 'priority', reason: 'Child of the family' };
    const refused = await api.post(urlOf(asked.id, 'layer-approvals'), {
      key: approver,
      body: unknown,
    });
    t.same(faultsOf(refused), ['/body/layer unknown-layer'], 'one that needs no approval');
    const opening = { layer: 'reserve', reason: 'Child of the family' };
    const opened = await actOn(api, approver, asked.id, 'layer-approvals', opening);
    t.match(opened, { heldPaisa: 10_000_000, withinLimit: true, approvedLayers: ['reserve'] });
    t.same(await potsOf(api, familyId, 'reserve'), ['family 99999 0']);
    t.same(await brokenBooks(api), []);
  },
);

t.test('an enhancement takes the place, and the hold, of what it enhances', async (t) => {
  const { cnic, familyId } = person(4);
  const first = await requestIn(api, { cnic });
  const more = {
    requestNo: 'P-more',
    note: 'Two vessels',
    lines: [{ packageCode: 'CH-HEART', quantity: 2 }],
    dischargeOn: addDays(TODAY, 12),
  };
  const url = urlOf(first.id, 'enhancements');
  await conflicts(t, api, api.hospitalKey, url, more, /pended cannot be enhanced/);
  await grant(first.id);
  const asked = await api.post(url, { body: more });
  t.equal(asked.statusCode, 201, asked.body);
  t.match(await find(first.id), { status: 'granted', heldPaisa: 10_000_000 }, 'it still stands');
  await conflicts(t, api, api.hospitalKey, url, { ...more, requestNo: 'P-again' }, /waits/);
  const { id } = asked.json<{ id: string }>();
  t.match(await grant(id), { status: 'granted', heldPaisa: 20_000_000 });
  t.match(await find(first.id), { status: 'replaced', heldPaisa: 0 });
  t.same(await priority(familyId), ['family 200000 0']);
  t.same(await brokenBooks(api), []);
});

t.test('cancelled, its cover is free again, and it is over', async (t) => {
  const { cnic, familyId } = person(5);
  const { id } = await requestIn(api, { cnic });
  await grant(id);
  const why = { reason: 'Went elsewhere' };
  t.match(await actOn(api, api.hospitalKey, id, 'cancellation', why), { status: 'cancelled' });
  t.same(await priority(familyId), ['family 0 0']);
  await conflicts(t, api, adjudicator, urlOf(id, 'grant'), why, /cancelled/);
  t.same(await brokenBooks(api), []);
});

t.test('expires when no admission follows, and not when one has', async (t) => {
  const [used, unused] = [person(6), person(7)];
  const [kept, lapsed] = await Promise.all([
    requestIn(api, { cnic: used.cnic, admissionOn: TODAY }),
    requestIn(api, { cnic: unused.cnic, admissionOn: TODAY }),
  ]);
  await grant(kept.id);
  await grant(lapsed.id);
  const stay = {
    cnic: used.cnic,
    admittedOn: TODAY,
    packages: ['CH-HEART'] as const,
    more: { preAuthorisationId: kept.id },
  };
  // The clock stands on the morning of that day.
  const opened = await openStay(api, {
    ...stay,
    more: { ...stay.more, admittedAt: `${TODAY}T00:30:00+05:00` },
  });
  t.match(opened, { withinLimit: true, heldPaisa: 0 }, 'held where it was granted');
  api.clock.move(10 * DAY_MS);
  t.equal(await expirePreAuthorisations(api.runtime), 0, 'its last day is one of them');
  api.clock.move(DAY_MS);
  t.ok((await expirePreAuthorisations(api.runtime)) >= 1);
  t.equal(await expirePreAuthorisations(api.runtime), 0, 'once');
  t.match(await find(lapsed.id), { status: 'expired', heldPaisa: 0 });
  t.match(await find(kept.id), {
    status: 'granted',
    heldPaisa: 10_000_000,
    admissionId: opened.id,
  });
  t.same(await priority(unused.familyId), ['family 0 0']);
  t.same(await priority(used.familyId), ['family 100000 0']);
  t.same(await brokenBooks(api), []);
  api.clock.move(-11 * DAY_MS);
});

t.test('planned treatment is asked for before, an emergency within its days', async (t) => {
  const { cnic } = person(8);
  const ask = async (more: Record<string, unknown>, admissionOn = TODAY) =>
    api.post('/v1/pre-authorisations', { body: aRequest({ cnic, admissionOn, more }) });
  t.same(faultsOf(await ask({}, addDays(TODAY, -1))), ['/body/admissionOn begun']);
  const emergency = { admissionType: 'emergency' };
  t.equal((await ask(emergency, addDays(TODAY, -3))).statusCode, 201);
  t.same(faultsOf(await ask(emergency, addDays(TODAY, -4))), ['/body/admissionOn too-late']);
  t.same(faultsOf(await ask({ admissionNo: 'A-none' })), ['/body/admissionOn custom']);
  const both = { admissionOn: undefined, admissionNo: 'A-none' };
  t.same(faultsOf(await ask(both)), ['/body/admissionNo unknown-admission']);
});

t.test('a request repeated under its key is one request', async (t) => {
  const { cnic } = person(9);
  const body = aRequest({ cnic });
  const asking = { body, idempotencyKey: 'same' };
  const [first, second] = await Promise.all([
    api.post('/v1/pre-authorisations', asking),
    api.post('/v1/pre-authorisations', asking),
  ]);
  t.equal(first.body, second.body);
  const other = { ...asking, body: { ...body, note: 'Another' } };
  t.equal((await api.post('/v1/pre-authorisations', other)).statusCode, 422);
  await conflicts(t, api, api.hospitalKey, '/v1/pre-authorisations', body, /stands for another/);
});

t.test('is listed by status, page by page, within the scope', async (t) => {
  const first = await api.get('/v1/pre-authorisations?status=expired&limit=2');
  const page = first.json<{ preAuthorisations: { id: string }[]; nextCursor?: string }>();
  t.equal(page.preAuthorisations.length, 2);
  const next = await api.get(
    `/v1/pre-authorisations?status=expired&limit=200&cursor=${page.nextCursor}`,
  );
  const rest = next.json<typeof page>();
  t.notOk(rest.nextCursor);
  const ids = [...page.preAuthorisations, ...rest.preAuthorisations].map(({ id }) => id);
  t.equal(new Set(ids).size, ids.length);
  const other = await api.get('/v1/pre-authorisations', { key: api.otherKey });
  t.same(other.json<typeof page>().preAuthorisations, [], 'of another hospital: none');
  t.equal(
    (await api.get(`/v1/pre-authorisations/${ids[0]}`, { key: api.otherKey })).statusCode,
    404,
  );
});
