/** Every route, asked by every role in every scope it can be held in, where it holds and where not. */
import type { LightMyRequestResponse } from 'fastify';
import t from 'tap';
import { hashOfKey } from '../../src/access/keys.js';
import { ROLES, SCOPE_KINDS, type Grant, type Role } from '../../src/domain/access/access.js';
import { projectUtilisation, sequence } from '../../src/feeds/index.js';
import { projectProfiles } from '../../src/risk/index.js';
import { deskRows, INSURER, type Row } from '../support/access-rows.js';
import { isProblem, openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay } from '../support/world.js';

type ScopeKind = (typeof SCOPE_KINDS)[number];

const api = await openApi(t, { families: 4 });
const [HOSPITAL, , ELSEWHERE] = api.world.hospitals;
const second = api.world.families[1]?.[0]?.cnic ?? '';
const cnic = api.world.families[0]?.[0]?.cnic ?? '';

/** Where each role can be held, as the insurer's handbook would say it. */
const HELD_IN: Readonly<Record<Role, readonly ScopeKind[]>> = {
  hospital: ['hospital'],
  adjudicator: ['scheme', 'all'],
  approver: ['scheme', 'all'],
  finance: ['scheme', 'all'],
  department: ['province', 'all'],
  district_officer: ['district'],
  window: ['district', 'province', 'scheme'],
  administrator: ['all'],
  service: ['scheme', 'province', 'all'],
};

/** The scope of everything in this world, and one beside it. */
const PLACES: Readonly<Record<ScopeKind, { here: string; elsewhere?: string }>> = {
  hospital: { here: HOSPITAL, elsewhere: ELSEWHERE },
  scheme: { here: SCHEME_CODE, elsewhere: 'NO-SUCH-SCHEME' },
  province: { here: 'PK5', elsewhere: 'PK2' },
  district: { here: 'PK518', elsewhere: 'PK501' },
  all: { here: '*' },
};

const claimId = await sendClaim(api, aClaim({ cnic }));
await drainAll(api.runtime);
// A second stay of the same days waits for an adjudicator.
const reviewed = await sendClaim(api, aClaim({ cnic: second }));
await sendClaim(api, aClaim({ cnic: second, asked: 9_000 }));
await drainAll(api.runtime);
const finance = await api.keyFor([{ role: 'finance', scope: { kind: 'scheme', id: SCHEME_CODE } }]);
const body = { schemeCode: SCHEME_CODE };
// The instant before which claims are settled is exclusive, and the clock stands still.
api.clock.move(1_000);
const run = await api.post('/v1/settlement-runs', { key: finance, body });
const runId = run.json<{ id: string }>().id;
const feeding = { database: api.runtime.judgeDatabase, clock: api.clock };
await sequence(feeding);
await projectUtilisation(feeding);
await projectProfiles(feeding);
const remittances = await api.get('/v1/remittances', { key: finance });
const remittanceId =
  remittances.json<{ remittances: { id: string }[] }>().remittances[0]?.id ?? 'none';

const EVERYBODY = ROLES;
const OURS = `?hospitalId=${HOSPITAL}`;
let days = 10;

/** A new stay each time, verified at the desk. */
function freshBody() {
  const verification = {
    officer: 'Desk officer 1',
    method: 'card',
    result: 'verified',
    at: '2024-07-10T08:00:00+05:00',
  };
  return aClaim({ cnic, admittedOn: stayDay((days += 1) % 15), more: { verification } });
}

const get = (url: string) => (key: string) => api.get(url, { key });
const holds = (text: string) => (answer: LightMyRequestResponse) => answer.body.includes(text);

const desk = await deskRows(api, { hospitalId: HOSPITAL, cnic });

const TABLE: Readonly<Record<string, Row>> = {
  'POST /v1/claims': {
    roles: ['hospital'],
    ask: (key) => api.post(`/v1/claims${OURS}`, { key, body: freshBody() }),
    here: 202,
    elsewhere: 403,
  },
  'POST /v1/claims/bulk': {
    roles: ['hospital'],
    ask: (key) =>
      api.post(`/v1/claims/bulk${OURS}`, {
        key,
        body: JSON.stringify(freshBody()),
        headers: { 'content-type': 'application/x-ndjson' },
      }),
    here: 200,
    elsewhere: 403,
  },
  'POST /v1/claims/dry-run': {
    roles: ['hospital'],
    ask: (key) => api.post(`/v1/claims/dry-run${OURS}`, { key, body: freshBody() }),
    here: 200,
    elsewhere: 403,
  },
  'POST /v1/eligibility-checks': {
    roles: ['hospital', 'window'],
    ask: (key) => {
      const verification = { method: 'card', reference: 'CARD-1' };
      return api.post(`/v1/eligibility-checks${OURS}`, { key, body: { cnic, verification } });
    },
    here: 200,
    elsewhere: 403,
    shows: (answer) => answer.json<{ known?: boolean }>().known === true,
  },
  'POST /v1/claims/:id/revisions': {
    roles: ['hospital'],
    ask: (key) => api.post(`/v1/claims/${claimId}/revisions`, { key, body: aClaim({ cnic }) }),
    // It is settled, which only its own hospital is told.
    here: 409,
    elsewhere: 404,
  },
  'GET /v1/claims': {
    roles: INSURER,
    ask: get('/v1/claims?limit=200'),
    here: 200,
    elsewhere: 200,
    shows: holds(claimId),
  },
  'GET /v1/claims/:id': {
    roles: INSURER,
    ask: get(`/v1/claims/${claimId}`),
    here: 200,
    elsewhere: 404,
  },
  'GET /v1/claims/:id/decision': {
    roles: INSURER,
    ask: get(`/v1/claims/${claimId}/decision`),
    here: 200,
    elsewhere: 404,
  },
  'POST /v1/claims/:id/corrections': {
    roles: ['adjudicator'],
    // Let in, and told that the claim has no such line: nothing changes for the next who asks.
    ask: (key) =>
      api.post(`/v1/claims/${claimId}/corrections`, {
        key,
        body: { reason: 'Ward book', source: 'Visit', lines: [{ lineNo: 2, atMostPaisa: 0 }] },
      }),
    here: 400,
    elsewhere: 404,
  },
  'GET /v1/claims/:id/corrections': {
    roles: INSURER,
    ask: get(`/v1/claims/${claimId}/corrections`),
    here: 200,
    elsewhere: 404,
  },
  'GET /v1/reviews': {
    roles: ['adjudicator'],
    ask: get('/v1/reviews?limit=200'),
    here: 200,
    elsewhere: 200,
    shows: holds(reviewed),
  },
  ...desk,
  'GET /v1/rules': { roles: EVERYBODY, ask: get('/v1/rules'), here: 200, elsewhere: 200 },
  'POST /v1/settlement-runs': {
    roles: ['finance'],
    ask: (key) => api.post('/v1/settlement-runs', { key, body }),
    here: 201,
    elsewhere: 403,
  },
  'GET /v1/settlement-runs': {
    roles: ['finance'],
    ask: get('/v1/settlement-runs?limit=200'),
    here: 200,
    elsewhere: 200,
    shows: holds(runId),
  },
  'GET /v1/settlement-runs/:id': {
    roles: ['finance'],
    ask: get(`/v1/settlement-runs/${runId}`),
    here: 200,
    elsewhere: 404,
  },
  'GET /v1/remittances': {
    roles: ['hospital', 'finance'],
    ask: get('/v1/remittances?limit=200'),
    here: 200,
    elsewhere: 200,
    shows: holds(remittanceId),
  },
  'GET /v1/remittances/:id': {
    roles: ['hospital', 'finance'],
    ask: get(`/v1/remittances/${remittanceId}`),
    here: 200,
    elsewhere: 404,
  },
  'GET /v1/feeds/settlement': {
    roles: ['finance', 'service'],
    ask: get('/v1/feeds/settlement'),
    here: 200,
    elsewhere: 200,
    shows: holds(claimId),
    // The feed is the insurer's: it is cut by scheme and by nothing else.
    blind: ['province'],
  },
  'GET /v1/feeds/utilisation': {
    roles: ['department', 'district_officer', 'service'],
    ask: get('/v1/feeds/utilisation?from=2024-07-01&to=2024-07-31&by=district'),
    here: 200,
    elsewhere: 200,
    shows: holds('PK518'),
  },
  'GET /v1/risk/hospitals': {
    roles: ['adjudicator', 'approver', 'department', 'administrator'],
    ask: get('/v1/risk/hospitals'),
    here: 200,
    elsewhere: 200,
    shows: holds(HOSPITAL),
  },
  'GET /v1/risk/hospitals/:id': {
    roles: ['adjudicator', 'approver', 'department', 'administrator'],
    ask: get(`/v1/risk/hospitals/${HOSPITAL}`),
    here: 200,
    elsewhere: 404,
  },
  'GET /v1/ledger/verification': {
    roles: ['finance', 'administrator'],
    ask: get('/v1/ledger/verification'),
    here: 200,
    elsewhere: 200,
    shows: (answer) =>
      answer.json<{ totals: { remittedPaisa: number } }>().totals.remittedPaisa > 0,
  },
};

/** Open to everybody, with the status they answer. */
const PUBLIC: Readonly<Record<string, number>> = {
  'GET /': 302,
  'GET /livez': 200,
  'GET /readyz': 200,
  'GET /metrics': 200,
  'GET /docs': 200,
  'GET /docs/': 200,
  'GET /docs/json': 200,
  'GET /docs/yaml': 200,
  'GET /docs/*': 404,
  'GET /docs/static/index.html': 302,
  'GET /docs/static/swagger-initializer.js': 200,
};

/** Every route of the application as `METHOD /path`, read from the tree that it prints. */
function routesOf(tree: string): readonly string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[└├]── (\S*) \(([A-Z, ]+)\)/.exec(line);
    const [, indent = '', part = '', methods = ''] = found ?? [];
    if (found === null) return [];
    const depth = indent.length / 4;
    const path = `${parents[depth - 1] ?? ''}${part}`.replace('//', '/');
    parents[depth] = path;
    return methods.split(', ').map((method) => `${method} ${path}`);
  });
}

const routes = routesOf(api.app.printRoutes({ commonPrefix: false }));

t.test('every route stands in the table of who may ask, or is open on purpose', async (t) => {
  const asked = routes.filter((route) => !route.startsWith('HEAD '));
  t.same([...asked].sort(), [...Object.keys(TABLE), ...Object.keys(PUBLIC)].sort());
  for (const [route, status] of Object.entries(PUBLIC)) {
    const answer = await api.app.inject({ url: route.slice('GET '.length) });
    t.equal(answer.statusCode, status, route);
  }
});

t.test('nobody comes in without a key that is known', async (t) => {
  const strangers = {
    'no key': {},
    'an unknown key': { authorization: 'Bearer sehat_nobody' },
    'an empty key': { authorization: 'Bearer ' },
    'a key shown in another way': { authorization: `Basic ${api.hospitalKey}` },
  };
  const guarded = routes.filter((route) => !(route.replace('HEAD ', 'GET ') in PUBLIC));
  t.ok(guarded.length > Object.keys(TABLE).length, 'with the HEAD of every GET');
  for (const route of guarded) {
    const [method, url = ''] = route.split(' ');
    for (const [who, headers] of Object.entries(strangers)) {
      const answer = await api.app.inject({ method: method as 'GET', url, headers });
      t.equal(answer.statusCode, 401, `${route} with ${who}`);
      t.equal(answer.headers['www-authenticate'], 'Bearer');
    }
  }
});

t.test('a key that was revoked or has expired opens nothing any more', async (t) => {
  const grant: Grant = { role: 'hospital', scope: { kind: 'hospital', id: HOSPITAL } };
  const inAnHour = new Date(api.clock.now().getTime() + 3_600_000);
  const [expiring, revoked] = [await api.keyFor([grant], inAnHour), await api.keyFor([grant])];
  for (const key of [expiring, revoked]) t.equal((await get('/v1/rules')(key)).statusCode, 200);
  await api.asOwner(
    (tx) =>
      tx`update api_key set revoked_at = ${api.clock.now()} where key_hash = ${hashOfKey(revoked)}`,
  );
  // A key is believed for five seconds after it was looked up.
  api.clock.move(5_000);
  isProblem(t, await get('/v1/rules')(revoked), 401, 'unauthenticated', 'revoked');
  t.equal((await get('/v1/rules')(expiring)).statusCode, 200, 'not yet expired');
  api.clock.move(3_600_000);
  isProblem(t, await get('/v1/rules')(expiring), 401, 'unauthenticated', 'expired');
});

interface Holder {
  readonly name: string;
  readonly grant: Grant;
  readonly place: 'here' | 'elsewhere';
}

function holders(): readonly Holder[] {
  return ROLES.flatMap((role) =>
    HELD_IN[role].flatMap((kind) =>
      (['here', 'elsewhere'] as const).flatMap((place) => {
        const id = PLACES[kind][place];
        if (id === undefined) return [];
        const grant: Grant = { role, scope: { kind, id } };
        return [{ name: `${role} of a ${kind}, ${place}`, grant, place }];
      }),
    ),
  );
}

t.test('a role is held in the scopes meant for it and in no other', async (t) => {
  for (const role of ROLES) {
    for (const kind of SCOPE_KINDS) {
      const grant: Grant = { role, scope: { kind, id: PLACES[kind].here } };
      if (HELD_IN[role].includes(kind)) t.ok(await api.keyFor([grant]), `${role} in ${kind}`);
      else await t.rejects(api.keyFor([grant]), RangeError, `no ${role} in ${kind}`);
    }
  }
});

t.test('every role in every scope gets what is its own, and nothing else', async (t) => {
  for (const { name, grant, place } of holders()) {
    const key = await api.keyFor([grant]);
    for (const [route, row] of Object.entries(TABLE)) {
      const answer = await row.ask(key);
      const what = `${route} by ${name}`;
      if (!row.roles.includes(grant.role)) {
        isProblem(t, answer, 403, 'forbidden', what);
        continue;
      }
      t.equal(answer.statusCode, row[place], what);
      if (row.shows === undefined) continue;
      const blind = row.blind?.includes(grant.scope.kind) === true;
      t.equal(row.shows(answer), place === 'here' && !blind, `${what}: what it shows`);
    }
  }
});
