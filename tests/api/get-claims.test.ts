import { createHash } from 'node:crypto';
import t, { type Test } from 'tap';
import { faultsOf, isProblem, openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay, submit } from '../support/world.js';

const api = await openApi(t, { families: 8 });
const { world } = api;
const cnicOf = (family: number): string => world.families[family]?.[0]?.cnic ?? '';

interface Page {
  readonly claims: readonly {
    readonly id: string;
    readonly receivedAt: string;
    readonly status: string;
  }[];
  readonly nextCursor?: string;
}

/** Every page of a list from its first to its last. */
async function allPages(t: Test, query: string, key: string): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${cursor}`;
    const answer = await api.get(`/v1/claims?${query}${more}`, { key });
    t.equal(answer.statusCode, 200);
    const page = answer.json<Page>();
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== undefined && pages.length < 50);
  return pages;
}

const idsIn = (pages: readonly Page[]): readonly string[] =>
  pages.flatMap(({ claims }) => claims.map(({ id }) => id));

t.test('a claim says where it stands, before and after its decision', async (t) => {
  const id = await sendClaim(api, aClaim({ cnic: cnicOf(0), asked: 12_000 }));
  const before = await api.get(`/v1/claims/${id}`);
  t.equal(before.statusCode, 200);
  t.strictSame(
    Object.keys(before.json<object>()).sort(),
    [
      'admittedOn',
      'askedPaisa',
      'dischargedOn',
      'hospitalClaimNo',
      'hospitalId',
      'id',
      'receivedAt',
      'revisionNo',
      'status',
    ],
    'nothing but this: no person, no diagnosis',
  );
  t.match(before.json(), {
    status: 'received',
    hospitalId: world.hospitals[0],
    admittedOn: '2024-07-10',
    dischargedOn: '2024-07-12',
    askedPaisa: 1_200_000,
    revisionNo: 1,
  });
  await drainAll(api.runtime);
  const after = await api.get(`/v1/claims/${id}`);
  t.match(after.json(), { status: 'partial', insurerPaisa: 1_000_000, schemeCode: SCHEME_CODE });
});

t.test('pages of claims received in one moment leave no gap and repeat none', async (t) => {
  const [, hospital] = world.hospitals;
  const bodies = Array.from({ length: 25 }, (_, nth) =>
    aClaim({ cnic: cnicOf(1), admittedOn: stayDay(nth) }),
  );
  const sent = [...(await submit(api.runtime, hospital, bodies))];
  api.clock.move(1_000);
  const later = aClaim({ cnic: cnicOf(2) });
  sent.push(...(await submit(api.runtime, hospital, [later])));

  const pages = await allPages(t, 'limit=4', api.otherKey);
  t.same(idsIn(pages), [...sent].reverse(), 'newest first, and in one moment the last sent first');
  t.same(
    pages.map(({ claims }) => claims.length),
    [4, 4, 4, 4, 4, 4, 2],
  );
  t.equal(new Set(pages.slice(1).flatMap((p) => p.claims.map((c) => c.receivedAt))).size, 1);
  t.equal((await allPages(t, 'limit=26', api.otherKey)).length, 1, 'a full last page is the last');

  const first = await api.get('/v1/claims?limit=4', { key: api.otherKey });
  const place = first.json<Page>().nextCursor ?? '';
  await submit(api.runtime, hospital, [aClaim({ cnic: cnicOf(3) })]);
  const second = await api.get(`/v1/claims?limit=4&cursor=${place}`, { key: api.otherKey });
  t.same(idsIn([second.json<Page>()]), [...sent].reverse().slice(4, 8), 'whatever comes meanwhile');
});

t.test('a list by status holds those and no other', async (t) => {
  await sendClaim(api, aClaim({ cnic: cnicOf(4) }));
  await sendClaim(
    api,
    aClaim({ cnic: cnicOf(4), packageCode: 'CH-PAPER', admittedOn: stayDay(2) }),
  );
  await drainAll(api.runtime);
  const waiting = await sendClaim(api, aClaim({ cnic: cnicOf(5) }));
  t.same(idsIn(await allPages(t, 'status=received', api.hospitalKey)), [waiting]);
  for (const status of ['approved', 'pended', 'denied', 'superseded']) {
    const pages = await allPages(t, `status=${status}&limit=2`, api.hospitalKey);
    const found = pages.flatMap(({ claims }) => claims);
    t.same([...new Set(found.map((claim) => claim.status))], found.length > 0 ? [status] : []);
    t.equal(found.length > 0, status === 'approved' || status === 'pended', status);
  }
});

t.test('limits, statuses and cursors out of bounds are refused', async (t) => {
  for (const [query, fault] of [
    ['limit=0', '/query/limit too_small'],
    ['limit=201', '/query/limit too_big'],
    ['limit=many', '/query/limit invalid_type'],
    ['limit=1.5', '/query/limit invalid_type'],
    ['status=lost', '/query/status invalid_value'],
    ['cursor=', '/query/cursor too_small'],
    ['cursor=abc', '/query/cursor foreign_cursor'],
    ['stauts=paid', '/query/stauts unknown_field'],
  ] as const) {
    const answer = await api.get(`/v1/claims?${query}`);
    isProblem(t, answer, 400, 'validation', query);
    t.same(faultsOf(answer), [fault]);
  }
  t.equal((await api.get('/v1/claims?limit=200')).statusCode, 200);
});

/** A cursor as the service writes it, since what is in it is no secret. */
function forged(list: string, place: unknown): string {
  const payload = Buffer.from(JSON.stringify(place));
  const check = createHash('sha256').update(`${list}\n`).update(payload).digest().subarray(0, 6);
  return Buffer.concat([check, payload]).toString('base64url');
}

t.test('a cursor that somebody made up reaches no statement', async (t) => {
  const id = '0198e0f2-0000-7000-8000-000000000001';
  const good = { receivedAt: '2024-09-01T06:00:00.000000Z', id };
  t.equal((await api.get(`/v1/claims?cursor=${forged('claims', good)}`)).statusCode, 200);
  for (const place of [
    { ...good, receivedAt: 'yesterday' },
    { ...good, receivedAt: '2024-02-30T06:00:00.000000Z' },
    { ...good, receivedAt: '0000-01-01T06:00:00.000000Z' },
    { ...good, id: 'x' },
    { ...good, more: 1 },
  ]) {
    const answer = await api.get(`/v1/claims?cursor=${forged('claims', place)}`);
    isProblem(t, answer, 400, 'validation', JSON.stringify(place));
    t.same(faultsOf(answer), ['/query/cursor foreign_cursor']);
  }
  const elsewhere = await api.get(`/v1/claims?cursor=${forged('feed', good)}`);
  isProblem(t, elsewhere, 400, 'validation', 'of another list');
});

t.test('what is not there and what is out of scope look the same', async (t) => {
  const theirs = await sendClaim(api, aClaim({ cnic: cnicOf(6) }), { key: api.otherKey });
  const nowhere = '0198e0f2-0000-7000-8000-000000000001';
  for (const path of ['', '/decision']) {
    const answers = await Promise.all(
      [theirs, nowhere].map((id) => api.get(`/v1/claims/${id}${path}`)),
    );
    const [out, none] = answers.map((answer) => {
      isProblem(t, answer, 404, 'not-found');
      const { requestId: _own, ...problem } = answer.json<{ requestId: string }>();
      return problem;
    });
    t.same(out, none);
    const malformed = await api.get(`/v1/claims/17${path}`);
    isProblem(t, malformed, 400, 'validation');
    t.same(faultsOf(malformed), ['/params/id invalid_format']);
  }
  t.notOk(idsIn(await allPages(t, 'limit=200', api.hospitalKey)).includes(theirs));
});

t.test('an adjudicator sees the decided claims of his scheme, of every hospital', async (t) => {
  const inScheme = (id: string) =>
    ({ role: 'adjudicator', scope: { kind: 'scheme', id } }) as const;
  const key = await api.keyFor([inScheme(SCHEME_CODE)]);
  const stranger = await api.keyFor([inScheme('PK-OTHER')]);
  const ids = [
    await sendClaim(api, aClaim({ cnic: cnicOf(7) })),
    await sendClaim(api, aClaim({ cnic: cnicOf(7), admittedOn: stayDay(5) }), {
      key: api.otherKey,
    }),
  ];
  await drainAll(api.runtime);
  const seen = idsIn(await allPages(t, 'limit=200', key));
  t.ok(ids.every((id) => seen.includes(id)));
  t.same(idsIn(await allPages(t, 'limit=200', stranger)), []);
  isProblem(t, await api.get(`/v1/claims/${ids[0]}`, { key: stranger }), 404, 'not-found');
});
