import { randomUUID } from 'node:crypto';
import t from 'tap';
import { SIGNALS } from '../../src/domain/risk/signals.js';
import { sequence } from '../../src/feeds/index.js';
import { projectRisk } from '../../src/risk/index.js';
import { openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay, type PackageCode } from '../support/world.js';

interface Review {
  readonly claimId: string;
  readonly atRiskPaisa: number;
  readonly score: number;
  readonly signals: readonly string[];
}
interface Page {
  readonly reviews: readonly Review[];
  readonly nextCursor?: string;
}
interface Decision {
  readonly outcome: string;
  readonly pendOwner?: string;
  readonly insurerPaisa: number;
  readonly findings: readonly { readonly rule: string; readonly phase: string }[];
  readonly passed: readonly string[];
  readonly risk?: {
    readonly score: number;
    readonly signals: readonly {
      readonly code: string;
      readonly evidence: readonly {
        readonly claims: readonly string[];
        readonly params: Record<string, unknown>;
        readonly en: { readonly says: string };
      }[];
    }[];
  };
}

const api = await openApi(t, { families: 12 });
const adjudicator = await api.keyFor([
  { role: 'adjudicator', scope: { kind: 'scheme', id: SCHEME_CODE } },
]);
const { runtime } = api;
const feeding = { database: runtime.judgeDatabase, clock: runtime.clock };
const PHONE = { contactNumber: '+92 300 7654321' };
const claimFor = (family: number, packageCode: PackageCode = 'CH-MED', more: object = PHONE) =>
  aClaim({
    cnic: api.world.families[family]?.[0]?.cnic ?? '',
    admittedOn: stayDay(family),
    packageCode,
    more: { ...more },
  });

/** Decides all that waits and lets the signals know. */
async function settle(): Promise<void> {
  await drainAll(runtime);
  await sequence(feeding);
  await projectRisk(feeding);
  runtime.judge.risk?.peers.forget();
}

const decisionOf = async (id: string, key?: string) =>
  (await api.get(`/v1/claims/${id}/decision`, key === undefined ? {} : { key })).json<Decision>();

const first: string[] = [];
for (const family of [0, 1, 2, 3]) first.push(await sendClaim(api, claimFor(family)));
await settle();
const cheap = await sendClaim(api, claimFor(4));
const dear = await sendClaim(api, claimFor(5, 'CH-HEART'));
const alone = await sendClaim(api, claimFor(6, 'CH-MED', { contactNumber: '+92 300 1111111' }));
const dryRun = await api.post('/v1/claims/dry-run', {
  body: {
    ...claimFor(7),
    verification: {
      officer: 'Desk officer 1',
      method: 'card',
      result: 'verified',
      at: '2024-07-10T08:00:00+05:00',
    },
  },
});
await settle();

t.test('one telephone on many families sends the next claim to an adjudicator', async (t) => {
  for (const id of [...first, alone]) t.equal((await decisionOf(id)).outcome, 'approved');
  const told = await decisionOf(dear, adjudicator);
  t.match(told, { outcome: 'pended', pendOwner: 'adjudicator', insurerPaisa: 10_000_000 });
  t.match(told.findings, [{ rule: 'RSK-010', phase: 'risk' }]);
  t.match(told.risk, {
    score: 40,
    routed: true,
    atRiskPaisa: 4_000_000,
    signals: [{ weight: 40 }],
  });
  const [evidence] = told.risk?.signals[0]?.evidence ?? [];
  t.match(evidence, { params: { families: 4 }, en: { says: /4 other families/ } });
  t.same([...(evidence?.claims ?? [])].sort(), [...first].sort(), 'with the other claims');
});

t.test('its hospital hears that it waits, and nothing else', async (t) => {
  const [asked, told] = await Promise.all([
    api.get(`/v1/claims/${dear}`),
    api.get(`/v1/claims/${dear}/decision`),
  ]);
  t.match(asked.json(), { status: 'pended', pendOwner: 'adjudicator' });
  const decision = told.json<Decision>();
  t.match(decision, { outcome: 'pended', findings: [], insurerPaisa: 10_000_000 });
  t.equal(decision.risk, undefined);
  // The dry-run's own notice says that risk never runs in it.
  const { notice: _notice, ...dry } = dryRun.json<Record<string, unknown>>();
  for (const text of [asked.body, told.body, JSON.stringify(dry)]) {
    t.notMatch(text, /RSK|risk|score|signal|telephone/i);
  }
});

t.test('a dry-run of such a claim says that it would be paid: risk never runs in it', async (t) => {
  t.equal(dryRun.statusCode, 200);
  t.match(dryRun.json(), { outcome: 'approved', findings: [] });
});

t.test('what was read of others is kept with the decision', async (t) => {
  const [row] = await runtime.judgeDatabase<{ risk: Record<string, unknown> }[]>`
    select facts -> 'risk' as risk from decision where claim_id = ${cheap}`;
  t.match(row?.risk, { phone: { count: 4 }, peers: {}, week: { on: /^2024-07-/ } });
});

t.test('the adjudicator reviews the most rupees at risk first, page by page', async (t) => {
  const page = async (query: string) =>
    (await api.get(`/v1/reviews?${query}`, { key: adjudicator })).json<Page>();
  const one = await page('limit=1');
  t.match(one.reviews, [{ claimId: dear, atRiskPaisa: 4_000_000, signals: ['RSK-010'] }]);
  const two = await page(`limit=1&cursor=${one.nextCursor ?? ''}`);
  t.match(two.reviews, [{ claimId: cheap, atRiskPaisa: 400_000, score: 40 }]);
  t.equal(two.nextCursor, undefined);
  const oldest = await page('order=oldest&limit=1');
  t.equal(oldest.reviews[0]?.claimId, cheap);
  const next = await page(`order=oldest&limit=1&cursor=${oldest.nextCursor ?? ''}`);
  t.equal(next.reviews[0]?.claimId, dear);
  const codes = SIGNALS.map(({ code }) => code);
  t.ok(one.reviews.every(({ signals }) => signals.every((code) => codes.includes(code))));
  t.equal((await api.get('/v1/reviews')).statusCode, 403, 'and no hospital does');
});

t.test(
  'a claim that an overlap opens again keeps its signals and is worth its rupees',
  async (t) => {
    const [plain = '', weak = ''] = first;
    const before = await decisionOf(weak);
    t.equal(before.outcome, 'approved');
    // A weak signal alone had been kept, and had bothered nobody.
    const kept = JSON.stringify([{ code: 'RSK-007', weight: 20, evidence: [] }]);
    await runtime.judgeDatabase`
      insert into decision_risk (lane, decision_id, scheme_code, score, routed, at_risk_paisa, signals)
      select lane, decision_id, scheme_code, 20, false, 200000, ${kept}::text::jsonb
      from claim where id = ${weak}`;
    for (const family of [0, 1]) {
      const cnic = api.world.families[family]?.[0]?.cnic ?? '';
      await sendClaim(api, aClaim({ cnic, admittedOn: stayDay(family), nights: 5 }));
    }
    await settle();
    const { reviews } = (await api.get('/v1/reviews', { key: adjudicator })).json<Page>();
    const listed = (id: string) => reviews.find(({ claimId }) => claimId === id);
    t.match(listed(plain), { atRiskPaisa: 50_000, score: 0, signals: [] }, 'a twentieth of it');
    t.match(listed(weak), { atRiskPaisa: 200_000, score: 20, signals: ['RSK-007'] });
    t.match(await decisionOf(weak, adjudicator), {
      outcome: 'pended',
      risk: { score: 20, routed: false, signals: [{ code: 'RSK-007' }] },
    });
  },
);

/** Stays of one package in a month long ago, as the projector would have folded them. */
async function knowStays(hospitalId: string, nights: number, stays: number): Promise<void> {
  await runtime.judgeDatabase`
    insert into risk_month (hospital_id, scheme_code, month_on, measure, package_code, value, stays)
    values (${hospitalId}::text::uuid, ${SCHEME_CODE}, '2024-01-01', 'stay', 'CH-MED',
      ${nights}::text::smallint, ${stays}::text::integer)`;
}

t.test('an adjudicator hears how the peers lie, and the hospital does not', async (t) => {
  const [own] = await runtime.judgeDatabase<{ hospital_id: string }[]>`
    select hospital_id from claim where id = ${cheap}`;
  const here = own?.hospital_id ?? '';
  await knowStays(here, 1, 20);
  await knowStays(here, 5, 20);
  for (const short of [0, 1, 2, 3, 4, 5]) {
    const there = randomUUID();
    await knowStays(there, 1, short);
    await knowStays(there, 5, 40 - short);
  }
  const few = randomUUID();
  await knowStays(few, 1, 19);
  runtime.judge.risk?.peers.forget();
  const cnic = api.world.families[8]?.[0]?.cnic ?? '';
  const more = { contactNumber: '+92 300 2222222' };
  const id = await sendClaim(api, aClaim({ cnic, admittedOn: stayDay(8), nights: 1, more }));
  await drainAll(runtime);
  const { risk, findings } = await decisionOf(id, adjudicator);
  t.match(findings, [{ rule: 'RSK-005', params: { low: 0, middle: 500, high: 1_250 } }]);
  const [evidence] = risk?.signals[0]?.evidence ?? [];
  t.match(evidence?.params, { measured: 6, least: 20, low: 0, middle: 500, high: 1_250 });
  t.match(
    evidence?.en.says,
    'Of the other hospitals with 20 or more stays to compare (6 in number) a tenth have a share of 0% or ' +
      'less, half 5% or less, nine tenths 12.5% or less.',
  );
  const [kept] = await runtime.judgeDatabase<{ spread: Record<string, number> }[]>`
    select facts #> '{risk,peers,lengths,spread}' as spread from decision where claim_id = ${id}`;
  t.same(kept?.spread, { hospitals: 6, low: 0, middle: 500, high: 1_250 });
  const told = await api.get(`/v1/claims/${id}/decision`);
  t.match(told.json<Decision>(), { outcome: 'pended', findings: [] });
  t.notMatch(told.body, /RSK|risk|spread|peers|middle|tenth/i);
});
