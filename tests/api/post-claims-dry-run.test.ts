import { readFileSync } from 'node:fs';
import t from 'tap';
import { faultsOf, isProblem, keepsNothing, openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, stayDay, type ClaimDraft } from '../support/world.js';

const api = await openApi(t, { families: 6 });
const { world } = api;
const cnicOf = (family: number): string => world.families[family]?.[0]?.cnic ?? '';

const VERIFIED = {
  officer: 'Desk officer 1',
  method: 'biometric',
  result: 'verified',
  at: '2024-07-10T08:00:00+05:00',
};

/** A claim whose person was verified at the desk. */
function verified(draft: ClaimDraft) {
  return aClaim({ ...draft, more: { verification: VERIFIED, ...draft.more } });
}

const dryRun = (body: unknown, key?: string) =>
  api.post('/v1/claims/dry-run', { body, key, idempotencyKey: null });

interface Judged {
  readonly findings: readonly { readonly phase: string }[];
  readonly passed: readonly string[];
}

const OF_ONE_ALONE = ['notice', 'id', 'claimId', 'ordinal', 'decidedAt', 'decidedBy'];

/** What a dry-run and a decision must have in common. */
function judgementOf(answer: { json(): unknown }): Record<string, unknown> {
  const told = Object.entries(answer.json() as object);
  return Object.fromEntries(told.filter(([member]) => !OF_ONE_ALONE.includes(member)));
}

t.test('it says what the decision then says, and keeps nothing but its trace', async (t) => {
  const bodies = [
    verified({ cnic: cnicOf(0) }),
    verified({ cnic: cnicOf(1), packageCode: 'CH-PAPER', asked: 9_000 }),
    verified({ cnic: cnicOf(2), packageCode: 'CH-BIRTH', nights: -1 }),
    verified({ cnic: world.strangerCnic(1) }),
  ];
  for (const body of bodies) {
    let asked: Record<string, unknown> = {};
    await keepsNothing(t, api, async () => {
      const answer = await dryRun(body);
      t.equal(answer.statusCode, 200);
      t.match(answer.json(), { notice: { en: /risk/, ur: /خطرے/ } });
      asked = judgementOf(answer);
    });
    const id = await sendClaim(api, body);
    await drainAll(api.runtime);
    t.strictSame(judgementOf(await api.get(`/v1/claims/${id}/decision`)), asked);
  }
  const traces = await api.asOwner(
    (tx) => tx<{ actor: string; subject: string; details: object }[]>`
      select actor, subject, details from audit_event where act = 'claim.dry_run' order by at, id`,
  );
  t.equal(traces.length, bodies.length);
  t.same(
    new Set(traces.map(({ subject }) => subject)),
    new Set([
      ...[0, 1, 2].map((family) => world.families[family]?.[0]?.personId),
      'unknown person',
    ]),
  );
  t.same(traces[0]?.details, { hospitalId: world.hospitals[0] });
  const numbers = await api.asOwner((tx) => tx`select 1 from unmatched_number`);
  t.equal(numbers.length, 1, 'the one number that was then sent in a claim');
});

t.test('it needs the person verified at that desk', async (t) => {
  const cnic = cnicOf(3);
  for (const verification of [undefined, { ...VERIFIED, result: 'failed' }]) {
    const answer = await dryRun(aClaim({ cnic, more: { verification } }));
    isProblem(t, answer, 400, 'validation');
    t.same(faultsOf(answer), ['/body/verification not-verified']);
  }
  const broken = await dryRun({ ...verified({ cnic }), cnic: '12', colour: 'green' });
  t.same(faultsOf(broken), ['/body/cnic custom', '/body/colour unknown_field']);
});

t.test('risk rules never run in it, and no other hospital is named', async (t) => {
  const cnic = cnicOf(4);
  const elsewhere = aClaim({ cnic, nights: 4, hospitalClaimNo: 'ELSEWHERE-9' });
  await sendClaim(api, elsewhere, { key: api.otherKey });
  await drainAll(api.runtime);
  const answer = await dryRun(verified({ cnic, admittedOn: stayDay(1), nights: 1 }));
  t.match(answer.json(), { outcome: 'pended', findings: [{ reason: 'STAYS_OVERLAP' }] });
  const { findings, passed } = answer.json<Judged>();
  t.notOk(findings.some(({ phase }) => phase === 'risk'));
  t.notOk(passed.some((rule) => rule.startsWith('RSK')));
  for (const secret of [world.hospitals[1], 'T-2', 'ELSEWHERE-9']) {
    t.notOk(answer.body.includes(secret), `${secret} is not told`);
  }
});

t.test('one key asks sixty times a minute and no more', async (t) => {
  const key = await api.keyFor([
    { role: 'hospital', scope: { kind: 'hospital', id: world.hospitals[2] } },
  ]);
  const body = verified({ cnic: cnicOf(5) });
  const answers = [];
  for (let nth = 0; nth < 61; nth += 1) answers.push(await dryRun(body, key));
  t.same([...new Set(answers.slice(0, 60).map(({ statusCode }) => statusCode))], [200]);
  const last = answers.at(-1);
  if (last === undefined) throw new Error('nothing was asked');
  isProblem(t, last, 429, 'too-many-requests');
  t.match(last.headers['retry-after'], /^\d+$/);
  t.equal((await dryRun(body)).statusCode, 200, 'another key is counted apart');
});

t.test('the example is answered', async (t) => {
  const example = readFileSync(new URL('../../openapi/examples/dry-run.json', import.meta.url));
  const answer = await dryRun(example);
  t.equal(answer.statusCode, 200);
  t.match(answer.json(), { outcome: 'pended', pendOwner: 'registry' }, 'nobody here, in the demo');
});
