import { readFileSync } from 'node:fs';
import t from 'tap';
import {
  countClaims,
  faultsOf,
  isProblem,
  keepsNothing,
  openApi,
  type Api,
} from '../support/api.js';
import { aClaim, drainAll } from '../support/world.js';

const api = await openApi(t, { families: 12 });
const { world } = api;

function someone(family: number): string {
  const cnic = world.families[family]?.[0]?.cnic;
  if (cnic === undefined) throw new RangeError(`no family ${family}`);
  return cnic;
}

/** A body as it goes over the wire: what the contract fills in is not in it. */
function draft(more: Record<string, unknown> = {}): Record<string, unknown> {
  const { newborn: _newborn, documents: _documents, ...body } = aClaim({ cnic: someone(0) });
  return { ...body, ...more };
}

async function personOf({ asOwner }: Api, claimId: string): Promise<string | null> {
  const [row] = await asOwner(
    (tx) => tx<{ person_id: string | null }[]>`select person_id from claim where id = ${claimId}`,
  );
  return row?.person_id ?? null;
}

t.test('a claim answered with 202 is committed, and decided by whoever drains', async (t) => {
  const answer = await api.post('/v1/claims', { body: draft({ hospitalClaimNo: 'A-1' }) });
  t.equal(answer.statusCode, 202);
  const { id, ...rest } = answer.json<{ id: string }>();
  t.match(rest, { hospitalClaimNo: 'A-1', status: 'received', receivedAt: /^2024-09-01T06:/ });
  const rows = await api.asOwner((tx) => tx`select status from claim where id = ${id}`);
  t.same([...rows], [{ status: 'received' }]);
  await drainAll(api.runtime);
  const decision = await api.get(`/v1/claims/${id}/decision`);
  t.match(decision.json(), { outcome: 'approved', insurerPaisa: 1_000_000 });
});

t.test('without a well-formed Idempotency-Key nothing is taken', async (t) => {
  await keepsNothing(t, api, async () => {
    const missing = await api.post('/v1/claims', { body: draft(), idempotencyKey: null });
    isProblem(t, missing, 400, 'idempotency-key-missing');
    t.same(faultsOf(missing), ['/headers/idempotency-key missing']);
    for (const idempotencyKey of ['', 'two words', 'é', 'x'.repeat(256)]) {
      const answer = await api.post('/v1/claims', { body: draft(), idempotencyKey });
      isProblem(t, answer, 400, 'idempotency-key-missing', `"${idempotencyKey.slice(0, 12)}"`);
    }
    const both = await api.post('/v1/claims', {
      body: draft({ bed: 7 }),
      idempotencyKey: null,
    });
    isProblem(t, both, 400, 'validation', 'with other faults');
    t.same(faultsOf(both), ['/body/bed invalid_type', '/headers/idempotency-key missing']);
  });
});

t.test('a day of birth belongs to the claim for a newborn, and reaches the judge', async (t) => {
  await keepsNothing(t, api, async () => {
    const grown = await api.post('/v1/claims', { body: draft({ newbornBornOn: '2024-07-11' }) });
    isProblem(t, grown, 400, 'validation');
    t.same(faultsOf(grown), ['/body/newbornBornOn custom']);
  });
  const born = {
    ...{ newborn: true, newbornBornOn: '2024-07-31', hospitalClaimNo: 'N-1' },
    ...{ admittedAt: '2024-07-28T09:00:00+05:00', dischargedAt: '2024-07-30T09:00:00+05:00' },
  };
  const taken = await api.post('/v1/claims', { body: draft(born) });
  t.equal(taken.statusCode, 202, taken.body);
  await drainAll(api.runtime);
  const decision = await api.get(`/v1/claims/${taken.json<{ id: string }>().id}/decision`);
  t.match(
    decision.json<{ findings: { reason: string }[] }>().findings.map(({ reason }) => reason),
    ['NEWBORN_BORN_AFTER_STAY'],
  );
});

t.test('the same key and body give the same answer, whenever and however often', async (t) => {
  const idempotencyKey = 'same-answer';
  const body = draft({ hospitalClaimNo: 'B-1', admittedAt: '2024-07-20T09:00:00+05:00' });
  body['dischargedAt'] = '2024-07-22T09:00:00+05:00';
  const first = await api.post('/v1/claims', { body, idempotencyKey });
  api.clock.move(3_600_000);
  const reordered = Object.fromEntries(Object.entries(body).reverse());
  const again = await api.post('/v1/claims', { body: reordered, idempotencyKey });
  t.same(
    [again.statusCode, again.json()],
    [202, first.json()],
    'also with its fields turned round',
  );
  await drainAll(api.runtime);
  const decided = await api.post('/v1/claims', { body, idempotencyKey });
  t.same(decided.json(), first.json(), 'also after the decision');

  const other = await api.post('/v1/claims', {
    body: { ...body, bed: 'another' },
    idempotencyKey,
  });
  isProblem(t, other, 422, 'idempotency-key-reused');
  const elsewhere = await api.post('/v1/claims', { body, idempotencyKey, key: api.otherKey });
  t.equal(elsewhere.statusCode, 202, 'the key of another hospital is another key');
  t.not(elsewhere.json<{ id: string }>().id, first.json<{ id: string }>().id);
});

t.test('twenty at once under one key are one claim', async (t) => {
  const before = await countClaims(api);
  for (const cnic of [someone(1), world.strangerCnic(0)]) {
    const body = draft({ cnic });
    const idempotencyKey = `race-${cnic}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/v1/claims', { body, idempotencyKey })),
    );
    t.same([...new Set(answers.map(({ statusCode }) => statusCode))], [202]);
    t.equal(new Set(answers.map(({ body: text }) => text)).size, 1, 'one answer for all');
  }
  t.equal(await countClaims(api), before + 2);
});

t.test("the hospital's own number is not unique: a second claim is taken and judged", async (t) => {
  const body = draft({ cnic: someone(2), hospitalClaimNo: 'TWICE' });
  const ids = [];
  for (const more of [{}, { bed: 'B-2' }]) {
    const answer = await api.post('/v1/claims', { body: { ...body, ...more } });
    t.equal(answer.statusCode, 202);
    ids.push(answer.json<{ id: string }>().id);
  }
  await drainAll(api.runtime);
  const outcomes = await Promise.all(
    ids.map(async (id) =>
      (await api.get(`/v1/claims/${id}/decision`)).json<{
        outcome: string;
        findings: { reason: string }[];
      }>(),
    ),
  );
  t.match(outcomes[0], { outcome: 'approved' });
  t.match(outcomes[1], { outcome: 'denied', findings: [{ reason: 'EXACT_DUPLICATE' }] });
});

t.test('all faults are told at once, each with its pointer', async (t) => {
  await keepsNothing(t, api, async () => {
    const answer = await api.post('/v1/claims?hospital=1', {
      body: draft({
        colour: 'green',
        diagnoses: ['A09', 'fever'],
        admittedAt: '2024-02-30T09:00:00+05:00',
        dischargeType: 'gone',
        lines: [
          { packageCode: 'CH-MED', quantity: 1, unitPricePaisa: 1.5, discount: 3 },
          { packageCode: 'CH-MED', quantity: 0, unitPricePaisa: -1 },
        ],
      }),
    });
    isProblem(t, answer, 400, 'validation');
    t.same(faultsOf(answer), [
      '/body/admittedAt invalid_format',
      '/body/colour unknown_field',
      '/body/diagnoses/1 invalid_format',
      '/body/dischargeType invalid_value',
      '/body/lines/0/discount unknown_field',
      '/body/lines/0/unitPricePaisa invalid_type',
      '/body/lines/1/quantity too_small',
      '/body/lines/1/unitPricePaisa too_small',
      '/query/hospital unknown_field',
    ]);
  });
});

t.test('a number that is no CNIC is refused and never told back', async (t) => {
  await keepsNothing(t, api, async () => {
    for (const cnic of ['42101-1234567', '42101123456712', '42101-1234567-A', '', '1', 42101]) {
      const answer = await api.post('/v1/claims', { body: draft({ cnic }) });
      isProblem(t, answer, 400, 'validation', `cnic ${cnic}`);
      t.match(faultsOf(answer), [/^\/body\/cnic /]);
      t.notMatch(answer.body, /42101/, 'it is not told back');
    }
    const cnic = someone(0);
    const inText = draft({ bed: `Bed of ${cnic}`, [`cnic-${cnic}`]: 'x' });
    const answer = await api.post('/v1/claims', { body: inText });
    isProblem(t, answer, 400, 'validation', 'a number where none belongs');
    t.same(faultsOf(answer), ['/body/bed custom', '/body/cnic-[cnic] unknown_field']);
    t.notMatch(answer.body, new RegExp(cnic));
  });
});

t.test('dashes, spaces, Urdu and Arabic digits name the same person', async (t) => {
  const person = world.families[3]?.[0];
  const cnic = someone(3);
  const shift = (zero: number): string =>
    cnic.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  const spellings = [
    cnic,
    `${cnic.slice(0, 5)}-${cnic.slice(5, 12)}-${cnic.slice(12)}`,
    `${cnic.slice(0, 5)} ${cnic.slice(5, 12)} ${cnic.slice(12)}`,
    shift(0x06f0),
    shift(0x0660),
  ];
  for (const spelling of spellings) {
    const answer = await api.post('/v1/claims', { body: draft({ cnic: spelling }) });
    t.equal(answer.statusCode, 202, spelling);
    t.equal(await personOf(api, answer.json<{ id: string }>().id), person?.personId);
  }
});

t.test('a body that is no claim at all is refused before it is read further', async (t) => {
  const text = JSON.stringify(draft());
  await keepsNothing(t, api, async () => {
    const big = await api.post('/v1/claims', { body: draft({ bed: 'b'.repeat(2 * 1024 * 1024) }) });
    isProblem(t, big, 413, 'too-large', '2 MiB');
    const broken = Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xc3, 0x28, 0x7d])]);
    isProblem(t, await api.post('/v1/claims', { body: broken }), 400, 'malformed', 'not UTF-8');
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    isProblem(t, await api.post('/v1/claims', { body: deep }), 400, 'malformed', 'deep nesting');
    const deepInside = text.replace('{', `{"bed":${'{"a":'.repeat(40)}1${'}'.repeat(40)},`);
    const inside = await api.post('/v1/claims', { body: deepInside });
    isProblem(t, inside, 400, 'malformed', 'deep nesting inside');
    isProblem(t, await api.post('/v1/claims', { body: text.slice(0, -1) }), 400, 'malformed');
    isProblem(t, await api.post('/v1/claims', { body: '' }), 400, 'malformed', 'nothing');
    const poisoned = text.replace('{', '{"__proto__":{"admin":true},');
    isProblem(t, await api.post('/v1/claims', { body: poisoned }), 400, 'malformed', '__proto__');
    const nul = text.replace('{', '{"bed":"\\u0000",');
    isProblem(t, await api.post('/v1/claims', { body: nul }), 400, 'validation', 'NUL');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const asForm = await api.post('/v1/claims', { body: 'a=b', headers: form });
    isProblem(t, asForm, 415, 'unsupported-media-type');
  });
});

t.test('the years before and after every calendar of the scheme are refused', async (t) => {
  await keepsNothing(t, api, async () => {
    for (const year of ['0000', '1899', '2100', '9999']) {
      const answer = await api.post('/v1/claims', {
        body: draft({ admittedAt: `${year}-12-31T23:00:00+05:00` }),
      });
      isProblem(t, answer, 400, 'validation', year);
    }
  });
});

t.test('dates in the wrong order are taken, and pend to the hospital', async (t) => {
  const answer = await api.post('/v1/claims', {
    body: draft({
      cnic: someone(4),
      admittedAt: '2024-07-12T09:00:00+05:00',
      dischargedAt: '2024-07-10T09:00:00+05:00',
    }),
  });
  t.equal(answer.statusCode, 202);
  await drainAll(api.runtime);
  const decision = await api.get(`/v1/claims/${answer.json<{ id: string }>().id}/decision`);
  t.match(decision.json(), {
    outcome: 'pended',
    pendOwner: 'hospital',
    findings: [{ rule: 'TIM-001', reason: 'DISCHARGE_BEFORE_ADMISSION' }],
  });
});

t.test('a key of several hospitals names the one it sends for', async (t) => {
  const [first, second, third] = world.hospitals;
  const key = await api.keyFor(
    [first, second].map((id) => ({ role: 'hospital', scope: { kind: 'hospital', id } })),
  );
  const unnamed = await api.post('/v1/claims', { key, body: draft({ cnic: someone(5) }) });
  isProblem(t, unnamed, 400, 'validation');
  t.same(faultsOf(unnamed), ['/query/hospitalId missing']);
  const named = await api.post(`/v1/claims?hospitalId=${second}`, {
    key,
    body: draft({ cnic: someone(5) }),
  });
  t.equal(named.statusCode, 202);
  const seen = await api.get(`/v1/claims/${named.json<{ id: string }>().id}`, {
    key: api.otherKey,
  });
  t.equal(seen.json<{ hospitalId: string }>().hospitalId, second);
  const strange = await api.post(`/v1/claims?hospitalId=${third}`, { key, body: draft() });
  isProblem(t, strange, 403, 'forbidden');
});

t.test('the example is taken as it stands', async (t) => {
  const example = readFileSync(new URL('../../openapi/examples/claim.json', import.meta.url));
  const answer = await api.post('/v1/claims', { body: example });
  t.equal(answer.statusCode, 202);
  t.match(answer.json(), { hospitalClaimNo: 'H-2026-0001', status: 'received' });
});
