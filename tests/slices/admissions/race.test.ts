/**
 * Desks and claims racing for one family's last rupees. SEHAT_RACE is how many stays are opened at once;
 * 120 unless told, which keeps the suite short. 500 is what the engine is held to.
 */
import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { verifyLedger } from '../../../src/ledger/index.js';
import type { Runtime } from '../../../src/runtime.js';
import { openStayIn } from '../../support/admissions.js';
import { testDatabase } from '../../support/database.js';
import {
  aClaim,
  drainAll,
  makeWorld,
  openTestRuntime,
  stayDay,
  submit,
} from '../../support/world.js';

const STAYS = Number(process.env['SEHAT_RACE'] ?? 120);
/** Room for twenty tariffs of 10,000 and half of one more, for all members together. */
const FAMILY_CAP = 205_000;
const MEMBERS = 4;

/** Reserved and consumed of the family's pot, whenever it is looked at. */
async function familyPot(runtime: Runtime): Promise<{ reserved: bigint; consumed: bigint }> {
  const [row] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ reserved: bigint; consumed: bigint }[]>`
      select reserved_paisa as reserved, consumed_paisa as consumed from cover_balance
      where scope = 'family'`,
  );
  return row ?? { reserved: 0n, consumed: 0n };
}

t.test(`${STAYS} desks at once hold no more than the family has`, async (t) => {
  const urls = await testDatabase(t);
  const caps = { memberCap: FAMILY_CAP, familyCap: FAMILY_CAP };
  const world = await makeWorld(urls, { families: 1, members: MEMBERS, ...caps });
  const runtime = await openTestRuntime(t, urls);
  const cnicAt = (nth: number): string => world.families[0]?.[nth % MEMBERS]?.cnic ?? '';
  const stays = await Promise.all(
    Array.from({ length: STAYS }, (_, nth) =>
      openStayIn(runtime, world.hospitals[nth % 2] ?? '', {
        cnic: cnicAt(nth),
        admittedOn: stayDay(nth % 60),
      }),
    ),
  );
  t.equal(stays.filter(({ withinLimit }) => withinLimit).length, 20, 'twenty are within the limit');
  const held = stays.map(({ heldPaisa }) => heldPaisa).filter((paisa) => paisa > 0);
  t.equal(held.length, 21, 'one holds the rest');
  t.same(await familyPot(runtime), { reserved: 20_500_000n, consumed: 0n });
  t.ok((await verifyLedger(runtime.judgeDatabase)).agrees);
});

t.test('desks, claims and the drain together never pass a cap', async (t) => {
  const urls = await testDatabase(t);
  const caps = { memberCap: FAMILY_CAP, familyCap: FAMILY_CAP };
  const world = await makeWorld(urls, { families: 1, members: MEMBERS, ...caps });
  const runtime = await openTestRuntime(t, urls);
  const cnicAt = (nth: number): string => world.families[0]?.[nth % MEMBERS]?.cnic ?? '';
  const hospital = world.hospitals[0];
  const half = Math.floor(STAYS / 2);
  const desks = Array.from({ length: half }, async (_, nth) => {
    const stay = { cnic: cnicAt(nth), admittedOn: stayDay(nth) };
    const { withinLimit } = await openStayIn(runtime, hospital, {
      ...stay,
      admissionNo: `R-${nth}`,
    });
    // Asked below the tariff: what the claim leaves of its hold is free for others.
    const more = { admissionNo: `R-${nth}` };
    if (withinLimit) await submit(runtime, hospital, [aClaim({ ...stay, asked: 6_000, more })]);
  });
  const claims = Array.from({ length: half }, (_, nth) =>
    submit(runtime, hospital, [
      aClaim({ cnic: cnicAt(nth), admittedOn: stayDay(half + nth), asked: 3_000 }),
    ]),
  );
  let racing = true;
  const drains = (async () => {
    while (racing) {
      await drainAll(runtime);
      const { reserved, consumed } = await familyPot(runtime);
      t.ok(reserved + consumed <= 20_500_000n, `${reserved} + ${consumed}`);
    }
  })();
  await Promise.all([...desks, ...claims]).finally(() => {
    racing = false;
  });
  await drains;
  await drainAll(runtime);
  const { agrees, checks } = await verifyLedger(runtime.judgeDatabase);
  t.same(
    checks.filter(({ differing }) => differing > 0),
    [],
  );
  t.ok(agrees);
  const [spent] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ past: bigint }[]>`
      select coalesce(sum(amount_paisa), 0)::bigint as past from cover_entry
      where layer = 'excess'`,
  );
  t.equal(spent?.past, 0n, 'nobody asked more than was held, so nothing is past the limit');
});
