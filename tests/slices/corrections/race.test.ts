import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { type Problem } from '../../../src/platform/http/problems.js';
import type { Runtime } from '../../../src/runtime.js';
import { atMost, correct, disagreeing, settle } from '../../support/corrections.js';
import { aClaim, drainAll, stayDay, submit } from '../../support/world.js';
import { openScene } from '../adjudication/scene.js';

const FAMILIES = 8;

async function decidedClaims(t: Parameters<typeof openScene>[0]) {
  const scene = await openScene(t, { families: FAMILIES, memberCap: 20_000, familyCap: 20_000 });
  const ids = await submit(
    scene.runtime,
    scene.world.hospitals[0],
    scene.world.families.map(([one]) => aClaim({ cnic: one!.cnic })),
  );
  await drainAll(scene.runtime);
  return { ...scene, ids };
}

/** Paid in all for claims, less what was taken back for them and what is still owed. */
async function paidFor(runtime: Runtime): Promise<ReadonlyMap<string, bigint>> {
  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ id: string; paid: bigint }[]>`
      select c.id, (coalesce((select sum(l.insurer_paisa) from remittance_line l
            where l.claim_id = c.id), 0)
          + coalesce((select sum(least(x.difference_paisa, 0)) from payment_difference x
            where x.claim_id = c.id), 0))::bigint as paid
      from claim c`,
  );
  return new Map(rows.map(({ id, paid }) => [id, paid]));
}

t.test('corrections and settlement runs in a race: every claim is paid what stands', async (t) => {
  const { runtime, ids, story } = await decidedClaims(t);
  for (const rupees of [4_000, 9_000, 2_000]) {
    await Promise.all([
      settle(runtime),
      ...ids.map((id, index) => correct(runtime, id, atMost(rupees + index))),
      settle(runtime),
    ]);
    t.same(await disagreeing(runtime), [], `after ${rupees}`);
  }
  await Promise.all([settle(runtime), settle(runtime), settle(runtime)]);
  const paid = await paidFor(runtime);
  for (const [index, id] of ids.entries()) {
    t.equal(paid.get(id), BigInt(2_000 + index) * 100n);
    t.match(await story(id), { status: 'in_settlement' });
  }
  t.equal((await settle(runtime)).claims, 0, 'nothing is due any more');
  t.same(await disagreeing(runtime), []);
});

t.test('a correction and a claim of the same family race for its room', async (t) => {
  const { runtime, world, ids, pots } = await decidedClaims(t);
  await settle(runtime);
  await Promise.all(ids.map((id) => correct(runtime, id, atMost(1_000))));
  // Room for 19,000 in each family; 9,000 are wanted back while its other member asks for 15,000.
  await submit(
    runtime,
    world.hospitals[1],
    world.families.map(([, other]) =>
      aClaim({ cnic: other!.cnic, admittedOn: stayDay(5), more: threeSessions }),
    ),
  );
  const drained = drainAll(runtime);
  await Promise.all(ids.map((id) => correct(runtime, id)));
  await drained;
  await drainAll(runtime);
  t.same(await disagreeing(runtime), []);
  for (const [one] of world.families) {
    const [family] = await pots(one!.familyId);
    t.same(family, ['family', 0n, 2_000_000n], 'the room is spent to its last rupee, not beyond');
  }
  const carried = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ status: string; insurer: bigint; past: boolean }[]>`
      select c.status, d.insurer_paisa as insurer, d.draws::text like '%excess%' as past
      from claim c join decision d on d.lane = c.lane and d.id = c.decision_id`,
  );
  for (const { status, insurer, past } of carried) {
    if (status === 'in_settlement') t.equal(insurer, 1_000_000n, 'a correction is paid whole');
    else t.notOk(past, 'a claim is reduced to the room');
  }
});

const threeSessions = {
  lines: [{ packageCode: 'CH-DIAL', quantity: 3, unitPricePaisa: 500_000 }],
};

t.test('one request many times is one correction; its key is for no other', async (t) => {
  const { runtime, ids, story } = await decidedClaims(t);
  const [id = '', other = ''] = ids;
  const again = () => correct(runtime, id, atMost(4_000), { key: 'once' });
  const [first, ...others] = await Promise.all(Array.from({ length: 6 }, again));
  for (const answer of others) t.same(answer, first);
  t.same(await again(), first);
  t.equal((await story(id)).decisions.length, 2);
  for (const [claimId, rupees] of [
    [id, 5_000],
    [other, 4_000],
  ] as const) {
    await correct(runtime, claimId, atMost(rupees), { key: 'once' }).then(
      () => t.fail('the key was taken'),
      (error: unknown) => t.equal((error as Problem).kind, 'idempotency-key-reused'),
    );
  }
  t.same(await disagreeing(runtime), []);
});

t.test('corrections of one claim at once come one after the other', async (t) => {
  const { runtime, ids, story } = await decidedClaims(t);
  const [id = ''] = ids;
  await settle(runtime);
  const wanted = [9_000, 3_000, 7_000, 5_000];
  const made = await Promise.all(wanted.map((rupees) => correct(runtime, id, atMost(rupees))));
  t.same(made.map(({ ordinal }) => ordinal).sort(), [2, 3, 4, 5]);
  t.equal((await story(id)).decisions.length, 5);
  const inAll = made.reduce((sum, one) => sum + (one.settledDifferencePaisa ?? 0), 0);
  const last = made.find(({ ordinal }) => ordinal === 5);
  t.equal(inAll, (last?.insurerPaisa ?? 0) - 1_000_000);
  t.same(await disagreeing(runtime), []);
});
