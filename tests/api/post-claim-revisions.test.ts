import t from 'tap';
import { faultsOf, isProblem, keepsNothing, openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay, type ClaimDraft } from '../support/world.js';

const api = await openApi(t, { families: 12 });
const { world } = api;
const cnicOf = (family: number): string => world.families[family]?.[0]?.cnic ?? '';
const DOCUMENTS = [{ kind: 'discharge_summary', sha256: 'ab'.repeat(32) }];

const revise = (
  id: string,
  body: unknown,
  asking: { idempotencyKey?: string; key?: string } = {},
) => api.post(`/v1/claims/${id}/revisions`, { body, ...asking });

const statusOf = async (id: string) =>
  (await api.get(`/v1/claims/${id}`)).json<{ status: string; pendOwner?: string }>();

/** A claim that is decided, and how. */
async function decided(draft: ClaimDraft): Promise<string> {
  const id = await sendClaim(api, aClaim(draft));
  await drainAll(api.runtime);
  return id;
}

t.test('a claim that waits for a paper is replaced by its revision, once', async (t) => {
  const paper = { cnic: cnicOf(0), packageCode: 'CH-PAPER' } as const;
  const first = await decided(paper);
  t.match(await statusOf(first), { status: 'pended', pendOwner: 'hospital' });
  const body = aClaim({ ...paper, more: { documents: DOCUMENTS } });
  const answer = await revise(first, body, { idempotencyKey: 'mended' });
  t.equal(answer.statusCode, 202);
  const { id: second } = answer.json<{ id: string }>();
  t.match(answer.json(), { status: 'received', revisionOf: first });
  t.match(await statusOf(first), { status: 'superseded' });

  await keepsNothing(t, api, async () => {
    const again = await revise(first, body, { idempotencyKey: 'mended' });
    t.same([again.statusCode, again.json()], [202, answer.json()], 'the same answer');
    const changed = await revise(first, { ...body, bed: 'B' }, { idempotencyKey: 'mended' });
    isProblem(t, changed, 422, 'idempotency-key-reused');
    const alone = await api.post('/v1/claims', { body, idempotencyKey: 'mended' });
    isProblem(t, alone, 422, 'idempotency-key-reused', 'the key is that of the revision');
    isProblem(t, await revise(first, body), 409, 'conflict', 'only the newest is revised');
  });
  await drainAll(api.runtime);
  t.match((await api.get(`/v1/claims/${second}`)).json(), {
    status: 'approved',
    revisionOf: first,
    revisionNo: 2,
  });
  isProblem(t, await revise(second, body), 409, 'conflict', 'what is approved is not revised');
  t.match((await api.get(`/v1/claims/${first}/decision`)).json(), { outcome: 'pended' });
});

t.test('a denied claim may be revised, as often as it is denied', async (t) => {
  const cnic = cnicOf(1);
  const early = { cnic, admittedOn: '2023-12-01' as never };
  const first = await decided(early);
  t.match(await statusOf(first), { status: 'denied' });
  const again = (await revise(first, aClaim(early))).json<{ id: string }>().id;
  await drainAll(api.runtime);
  t.match(await statusOf(again), { status: 'denied' });
  const right = (await revise(again, aClaim({ cnic }))).json<{ id: string }>().id;
  await drainAll(api.runtime);
  t.match((await api.get(`/v1/claims/${right}`)).json(), { status: 'approved', revisionNo: 3 });
});

t.test('every other state answers 409 and keeps nothing', async (t) => {
  const states = {
    received: await sendClaim(api, aClaim({ cnic: cnicOf(2) })),
    registry: await decided({ cnic: world.strangerCnic(0) }),
    approved: await decided({ cnic: cnicOf(3) }),
    partial: await decided({ cnic: cnicOf(4), asked: 11_000 }),
  };
  const waiting = await sendClaim(api, aClaim({ cnic: cnicOf(5) }));
  await decided({ cnic: cnicOf(6), nights: 4 });
  const overlapping = await decided({ cnic: cnicOf(6), admittedOn: stayDay(1), nights: 1 });
  t.match(await statusOf(overlapping), { status: 'pended', pendOwner: 'adjudicator' });
  const set = async (id: string, status: string): Promise<void> => {
    await api.asOwner((tx) => tx`update claim set status = ${status} where id = ${id}`);
  };
  await keepsNothing(t, api, async () => {
    for (const [state, id] of Object.entries({ ...states, overlapping })) {
      const cnic = state === 'registry' ? world.strangerCnic(0) : cnicOf(2);
      isProblem(t, await revise(id, aClaim({ cnic })), 409, 'conflict', state);
    }
    for (const status of ['set_aside', 'in_settlement', 'paid', 'withdrawn', 'void']) {
      await set(waiting, status);
      isProblem(t, await revise(waiting, aClaim({ cnic: cnicOf(5) })), 409, 'conflict', status);
    }
  });
});

t.test(
  'a revision is for the same person, by the same hospital, of a claim that is there',
  async (t) => {
    const paper = { cnic: cnicOf(7), packageCode: 'CH-PAPER' } as const;
    const id = await decided(paper);
    const body = aClaim({ ...paper, more: { documents: DOCUMENTS } });
    await keepsNothing(t, api, async () => {
      for (const cnic of [world.families[7]?.[1]?.cnic, cnicOf(8), world.strangerCnic(3)]) {
        const answer = await revise(id, { ...body, cnic });
        isProblem(t, answer, 400, 'validation');
        t.same(faultsOf(answer), ['/body/cnic other-person']);
        t.notOk(answer.body.includes(cnic ?? ''), 'the number is not told back');
      }
      isProblem(t, await revise(id, body, { key: api.otherKey }), 404, 'not-found');
      const nowhere = '0198e0f2-0000-7000-8000-000000000001';
      isProblem(t, await revise(nowhere, body), 404, 'not-found');
      isProblem(t, await revise('17', body), 400, 'validation');
      const insurer = await api.keyFor([
        { role: 'adjudicator', scope: { kind: 'scheme', id: SCHEME_CODE } },
      ]);
      isProblem(t, await revise(id, body, { key: insurer }), 403, 'forbidden');
    });
    t.match(await statusOf(id), { status: 'pended' }, 'a refused revision changes nothing');
  },
);

t.test('ten revisions at once: one is taken, or all are the same one', async (t) => {
  const paper = { packageCode: 'CH-PAPER' } as const;
  const apart = await decided({ ...paper, cnic: cnicOf(9) });
  const body = (cnic: string) => aClaim({ ...paper, cnic, more: { documents: DOCUMENTS } });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => revise(apart, body(cnicOf(9)))),
  );
  const codes = answers.map(({ statusCode }) => statusCode).sort();
  t.same(codes, [202, ...Array.from({ length: 9 }, () => 409)]);

  const together = await decided({ ...paper, cnic: cnicOf(10) });
  const same = body(cnicOf(10));
  const repeated = await Promise.all(
    Array.from({ length: 10 }, () => revise(together, same, { idempotencyKey: 'ten' })),
  );
  t.same([...new Set(repeated.map(({ statusCode }) => statusCode))], [202]);
  t.equal(new Set(repeated.map(({ body: text }) => text)).size, 1);
});
