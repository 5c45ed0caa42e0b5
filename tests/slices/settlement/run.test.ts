import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { verifyLedger } from '../../../src/ledger/index.js';
import { runSettlement } from '../../../src/settlement/index.js';
import { rupees } from '../../../src/domain/money.js';
import type { Runtime } from '../../../src/runtime.js';
import { testDatabase } from '../../support/database.js';
import {
  aClaim,
  drainAll,
  makeWorld,
  openTestRuntime,
  SCHEME_CODE,
  stayDay,
  submit,
  type World,
} from '../../support/world.js';

const FINANCE = 'finance-key';
const request = { schemeCode: SCHEME_CODE };

const later = (runtime: Runtime) => ({
  ...request,
  decidedBefore: new Date(runtime.clock.now().getTime() + 60_000),
});

async function decidedClaims(
  t: Parameters<typeof testDatabase>[0],
  claims: (
    world: World,
  ) => readonly (readonly [hospital: 0 | 1 | 2, claim: Parameters<typeof aClaim>[0]])[],
) {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, {
    families: 20,
    familyCap: 10_000_000,
    memberCap: 10_000_000,
  });
  const runtime = await openTestRuntime(t, urls);
  const ids: string[] = [];
  for (const [hospital, claim] of claims(world)) {
    ids.push(...(await submit(runtime, world.hospitals[hospital], [aClaim(claim)])));
  }
  await drainAll(runtime);
  return { urls, world, runtime, ids, settling: { database: runtime.app, clock: runtime.clock } };
}

const statuses = async (runtime: Runtime): Promise<Record<string, string>> => {
  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ id: string; status: string }[]>`select id, status from claim`,
  );
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
};

t.test('a run pays what is due and only that, one advice a hospital', async (t) => {
  const { world, runtime, ids, settling } = await decidedClaims(t, ({ families }) => [
    [0, { cnic: families[0]![0]!.cnic }],
    [0, { cnic: families[1]![0]!.cnic, packageCode: 'CH-BIRTH' }],
    [1, { cnic: families[2]![0]!.cnic, asked: 12_000 }],
    // Pended: it lacks a paper.
    [1, { cnic: families[3]![0]!.cnic, packageCode: 'CH-PAPER' }],
    // Denied: nobody dies before admission and is treated, nor is an exact duplicate paid.
    [2, { cnic: families[4]![0]!.cnic, hospitalClaimNo: 'TWICE' }],
    [2, { cnic: families[4]![0]!.cnic, hospitalClaimNo: 'TWICE' }],
  ]);
  const run = await runSettlement(settling, { keyId: FINANCE, key: 'k1' }, later(runtime));
  t.equal(run.claims, 4);
  t.equal(run.claims_left, 0);
  t.equal(run.gross_paisa, rupees(10_000 + 18_000 + 10_000 + 10_000));

  const remittances = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx`
      select hospital_id, advice_no, claims, gross_paisa, withheld_paisa, recovered_paisa, net_paisa
      from remittance order by gross_paisa desc, hospital_id`,
  );
  t.equal(remittances.length, 3);
  t.equal(new Set(remittances.map((r) => r['advice_no'])).size, 3);
  t.match(remittances[0], {
    hospital_id: world.hospitals[0],
    claims: 2,
    gross_paisa: rupees(28_000),
    withheld_paisa: 0n,
    recovered_paisa: 0n,
    net_paisa: rupees(28_000),
  });
  const now = await statuses(runtime);
  t.same(
    ids.map((id) => now[id]),
    ['in_settlement', 'in_settlement', 'in_settlement', 'pended', 'in_settlement', 'denied'],
  );
  const verification = await verifyLedger(runtime.judgeDatabase);
  t.ok(verification.agrees, JSON.stringify(verification.checks.filter((c) => c.differing > 0)));
  t.equal(verification.totals.remitted_paisa, run.gross_paisa);
  t.equal(verification.totals.awaiting_paisa, 0n);
});

t.test('a repeated request gets the first answer, another body under its key none', async (t) => {
  const { runtime, settling } = await decidedClaims(t, ({ families }) => [
    [0, { cnic: families[0]![0]!.cnic }],
  ]);
  const by = { keyId: FINANCE, key: 'once' };
  const body = later(runtime);
  const first = await runSettlement(settling, by, body);
  const again = await runSettlement(settling, by, body);
  t.same(again, first);
  await t.rejects(runSettlement(settling, by, request), {
    message: 'The Idempotency-Key was used with another body',
  });
  const other = await runSettlement(settling, { keyId: 'another-key', key: 'once' }, request);
  t.not(other.id, first.id, 'a key belongs to who sent it');
  t.equal(other.claims, 0, 'and nothing is paid twice');
});

t.test('a run ends at its bound and says what it left', async (t) => {
  const { runtime, settling } = await decidedClaims(t, ({ families }) =>
    families.slice(0, 7).map((family) => [0, { cnic: family[0]!.cnic }] as const),
  );
  const body = later(runtime);
  const runs = [];
  for (const key of ['a', 'b', 'c']) {
    runs.push(await runSettlement(settling, { keyId: FINANCE, key }, body, 3));
  }
  t.same(
    runs.map((run) => [run.claims, run.claims_left]),
    [
      [3, 4],
      [3, 1],
      [1, 0],
    ],
  );
});

t.test('claims decided at or after the instant wait', async (t) => {
  const { runtime, settling } = await decidedClaims(t, ({ families }) => [
    [0, { cnic: families[0]![0]!.cnic }],
  ]);
  const [claim] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ decided_at: Date }[]>`select decided_at from claim`,
  );
  const at = claim!.decided_at;
  const before = await runSettlement(
    settling,
    { keyId: FINANCE, key: 'before' },
    { ...request, decidedBefore: at },
  );
  t.same([before.claims, before.claims_left], [0, 0]);
  const after = await runSettlement(
    settling,
    { keyId: FINANCE, key: 'after' },
    { ...request, decidedBefore: new Date(at.getTime() + 1) },
  );
  t.equal(after.claims, 1);
});

t.test('runs that race pay every claim once and none of them fails', async (t) => {
  const { runtime, settling } = await decidedClaims(t, ({ families }) =>
    families.flatMap((family, index) =>
      [0, 1, 2].map(
        (stay) =>
          [(index % 3) as 0 | 1 | 2, { cnic: family[0]!.cnic, admittedOn: stayDay(stay) }] as const,
      ),
    ),
  );
  const body = later(runtime);
  const keys = ['r0', 'r1', 'r2', 'r3', 'r0', 'r1', 'r2', 'r3'];
  const runs = await Promise.all(
    keys.map((key) => runSettlement(settling, { keyId: FINANCE, key }, body, 25)),
  );
  keys.forEach((key, index) => {
    t.equal(runs[index]!.id, runs[keys.indexOf(key)]!.id, `${key} is one run`);
  });
  const four = runs.slice(0, 4);
  t.equal(
    four.reduce((sum, run) => sum + run.claims, 0),
    60,
  );
  t.same(four.map((run) => run.claims).sort(), [0, 10, 25, 25]);
  const verification = await verifyLedger(runtime.judgeDatabase);
  t.ok(verification.agrees, JSON.stringify(verification.checks.filter((c) => c.differing > 0)));
});

t.test('another scheme’s scope neither pays nor sees', async (t) => {
  const { runtime, settling } = await decidedClaims(t, ({ families }) => [
    [0, { cnic: families[0]![0]!.cnic }],
  ]);
  await t.rejects(
    runSettlement(
      settling,
      { keyId: FINANCE, key: 'x' },
      { ...later(runtime), schemeCode: 'NO-SUCH' },
    ),
    { code: '23503' },
    'the routes let nobody name a scheme he does not hold; the tables refuse one that is not',
  );
  const verification = await verifyLedger(runtime.judgeDatabase, ['NO-SUCH']);
  t.same(verification.totals.decided_paisa, 0n);
});
