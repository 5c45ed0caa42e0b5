import t from 'tap';
import { inTransaction } from '../../src/db/index.js';
import { isProblem, openApi, sendClaim } from '../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay } from '../support/world.js';

const api = await openApi(t, { families: 8, memberCap: 40_000 });
const { world } = api;
const cnicOf = (family: number): string => world.families[family]?.[0]?.cnic ?? '';

interface Wording {
  readonly says: string;
  readonly remedy: string;
}

interface Decision {
  readonly id: string;
  readonly outcome: string;
  readonly askedPaisa: number;
  readonly insurerPaisa: number;
  readonly patientSharePaisa: number;
  readonly hospitalBornePaisa: number;
  readonly lines: readonly { readonly lineNo: number; readonly insurerPaisa: number }[];
  readonly passed: readonly string[];
  readonly findings: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly kind: string;
    readonly phase: string;
    readonly amountPaisa: number;
    readonly en: Wording;
    readonly ur: Wording;
  }[];
}

async function decisionOf(id: string, key?: string): Promise<Decision> {
  const answer = await api.get(`/v1/claims/${id}/decision`, { key });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Decision>();
}

t.test('there is no decision before the claim is decided', async (t) => {
  const id = await sendClaim(api, aClaim({ cnic: cnicOf(0) }));
  const before = await api.get(`/v1/claims/${id}/decision`);
  isProblem(t, before, 404, 'not-found');
  t.match(before.json(), { detail: 'The claim is not decided yet' });
  await drainAll(api.runtime);
  t.match(await decisionOf(id), { outcome: 'approved', findings: [], insurerPaisa: 1_000_000 });
});

t.test('faults in three phases are all told, with their numbers, in both languages', async (t) => {
  const cnic = cnicOf(1);
  // Uses 35,000 of the 40,000 rupees a person has.
  const lines = [{ packageCode: 'CH-MED', quantity: 4, unitPricePaisa: 875_000 }];
  await sendClaim(api, aClaim({ cnic, more: { lines } }));
  await drainAll(api.runtime);
  // A paper is missing, more is asked than the tariff allows, and 5,000 rupees are left.
  const id = await sendClaim(
    api,
    aClaim({ cnic, packageCode: 'CH-PAPER', asked: 9_500.5, admittedOn: stayDay(2) }),
  );
  await drainAll(api.runtime);
  const decision = await decisionOf(id);
  t.match(decision, {
    outcome: 'pended',
    pendOwner: 'hospital',
    askedPaisa: 950_050,
    insurerPaisa: 500_000,
    patientSharePaisa: 0,
    hospitalBornePaisa: 450_050,
  });
  t.same(
    decision.findings.map(({ rule, phase, kind, amountPaisa }) => [rule, phase, kind, amountPaisa]),
    [
      ['DOC-001', 'gate', 'pend', 0],
      ['LIM-001', 'limit', 'reduce', 300_000],
      ['PKG-002', 'price', 'reduce', 150_050],
    ],
  );
  const [paper, limit, tariff] = decision.findings;
  t.match(paper?.en.says, /discharge_summary|discharge summary/);
  t.match(limit?.en.says, /5,000.*8,000/, 'what is left of what is wanted');
  t.match(tariff?.en.says, /9,500\.50.*8,000|8,000.*9,500\.50/, 'what was asked and is allowed');
  for (const { reason, en, ur } of decision.findings) {
    t.match(ur.says, /[\u0600-\u06ff]/, `${reason} is told in Urdu`);
    t.match(ur.remedy, /[\u0600-\u06ff]/, `${reason} has its remedy in Urdu`);
    t.same(numbersIn(ur.says), numbersIn(en.says), `${reason} has the same numbers in both`);
    t.notMatch(`${en.says}${en.remedy}${ur.says}${ur.remedy}`, /[{}]|undefined/);
  }
  const cut = decision.findings.reduce((sum, { amountPaisa }) => sum + amountPaisa, 0);
  t.equal(cut, decision.askedPaisa - decision.insurerPaisa, 'findings carry every paisa');
});

const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(/\d[\d,.]*\d|\d/g)].map(([number]) => number).sort();

t.test('another hospital is told of as "another stay", without its name or number', async (t) => {
  const cnic = cnicOf(2);
  const elsewhere = { key: api.otherKey };
  const first = await sendClaim(
    api,
    aClaim({ cnic, nights: 5, hospitalClaimNo: 'ELSEWHERE-7' }),
    elsewhere,
  );
  const second = await sendClaim(api, aClaim({ cnic, admittedOn: stayDay(1), nights: 1 }));
  await drainAll(api.runtime);
  const answer = await api.get(`/v1/claims/${second}/decision`);
  t.match(answer.json(), {
    outcome: 'pended',
    pendOwner: 'adjudicator',
    findings: [{ rule: 'DUP-002', reason: 'STAYS_OVERLAP' }],
  });
  for (const secret of [world.hospitals[1], 'T-2', 'ELSEWHERE-7', first]) {
    t.notOk(answer.body.includes(secret), `${secret} is not told`);
  }
  t.match(await decisionOf(first, api.otherKey), { ordinal: 2, outcome: 'pended' }, 'both sides');
});

t.test('what the risk rules said is for the insurer and never for a hospital', async (t) => {
  const id = await sendClaim(api, aClaim({ cnic: cnicOf(3), asked: 11_000 }));
  await drainAll(api.runtime);
  const { id: decisionId } = await decisionOf(id);
  // Signals are not part of this rulebook yet; the table that keeps them back is.
  await inTransaction(
    api.runtime.judgeDatabase,
    (tx) => tx`
      insert into finding (lane, decision_id, finding_no, rule, reason, kind, phase, params,
        amount_paisa, cuts)
      select lane, decision_id, 99, 'RSK-001', reason, 'pend', 'risk', params, 0, '[]'::jsonb
      from finding where decision_id = ${decisionId}`,
  );
  const insurer = await api.keyFor([
    { role: 'adjudicator', scope: { kind: 'scheme', id: SCHEME_CODE } },
  ]);
  const rules = (decision: Decision) => decision.findings.map(({ rule }) => rule);
  t.same(rules(await decisionOf(id)), ['PKG-002']);
  t.same(rules(await decisionOf(id, insurer)), ['PKG-002', 'RSK-001']);
});
