/**
 * Desks, adjudicators and claims racing for one family's last rupees, on both queues. SEHAT_RACE is how
 * many pre-authorisations and how many admissions; 60 unless told, which keeps the suite short. 500 is
 * what the engine is held to.
 */
import t, { type Test } from 'tap';
import { inTransaction } from '../../src/db/index.js';
import { verifyLedger } from '../../src/ledger/index.js';
import { startWorkers } from '../../src/workers.js';
import { grantWithin, openStayIn, requestWithin } from '../support/admissions.js';
import { testDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { skipWithoutRedis, startRedis } from '../support/redis.js';
import { aClaim, makeWorld, openTestRuntime, stayDay, submit } from '../support/world.js';

const EACH = Number(process.env['SEHAT_RACE'] ?? 60);
/** Room for twenty tariffs of 10,000 and half of one more, for all members together. */
const CAP_RUPEES = 205_000;
const CAP_PAISA = BigInt(CAP_RUPEES) * 100n;
const MEMBERS = 4;

async function race(t: Test, redisUrl?: string): Promise<void> {
  const urls = await testDatabase(t);
  const caps = { memberCap: CAP_RUPEES, familyCap: CAP_RUPEES };
  const world = await makeWorld(urls, { families: 1, members: MEMBERS, beds: 1_000_000, ...caps });
  const now = new Date('2024-09-01T06:00:00.000Z');
  const runtime = await openTestRuntime(t, urls, { redisUrl, clock: { now: () => now } });
  const cnicAt = (nth: number): string => world.families[0]?.[nth % MEMBERS]?.cnic ?? '';
  const hospitalAt = (nth: number): string => world.hospitals[nth % 3] ?? '';
  const requests = await Promise.all(
    Array.from({ length: EACH }, (_, nth) =>
      requestWithin(runtime, hospitalAt(nth), { cnic: cnicAt(nth), packages: ['CH-MED'] }),
    ),
  );
  const workers = await startWorkers(runtime);
  const pot = async () => {
    const [row] = await inTransaction(
      runtime.judgeDatabase,
      (tx) => tx<{ reserved: bigint; consumed: bigint; waiting: bigint }[]>`
        select coalesce(sum(reserved_paisa), 0)::bigint as reserved,
          coalesce(sum(consumed_paisa), 0)::bigint as consumed,
          (select count(*) from claim where status = 'received') as waiting
        from cover_balance where scope = 'family'`,
    );
    return row ?? { reserved: 0n, consumed: 0n, waiting: 0n };
  };
  let racing = true;
  let highest = 0n;
  const watch = (async () => {
    while (racing) {
      const { reserved, consumed } = await pot();
      if (reserved + consumed > highest) highest = reserved + consumed;
    }
  })();
  const grants = Promise.all(requests.map(({ id }) => grantWithin(runtime, id)));
  const stays = Promise.all(
    Array.from({ length: EACH }, async (_, nth) => {
      const admittedOn = stayDay(nth % 15);
      const draft = { cnic: cnicAt(nth), admittedOn };
      const stay = await openStayIn(runtime, hospitalAt(nth), draft);
      // A claim of another desk, for the very pot: it takes what is left when it is decided.
      if (nth % 4 === 0) {
        await submit(runtime, hospitalAt(nth + 1), [aClaim({ ...draft, asked: 3_000 })]);
      }
      return stay;
    }),
  );
  const [granted, opened] = await Promise.all([grants, stays]);
  await eventually(async () => (await pot()).waiting === 0n, { withinMs: 60_000 });
  racing = false;
  await watch;
  await workers.stop();
  const { reserved, consumed } = await pot();
  const held = [...granted, ...opened].reduce((sum, { heldPaisa }) => sum + heldPaisa, 0);
  t.ok(highest <= CAP_PAISA, `never over the cap: ${highest} of ${CAP_PAISA} paisa`);
  t.equal(reserved + consumed, CAP_PAISA, 'and all of it is used');
  t.ok(BigInt(held) <= CAP_PAISA && held > 0, `${held} paisa were promised`);
  const [spent] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ past: bigint }[]>`
      select coalesce(sum(amount_paisa), 0)::bigint as past from cover_entry
      where layer = 'excess'`,
  );
  t.equal(spent?.past, 0n, 'nothing went past the limit');
  const { checks } = await verifyLedger(runtime.judgeDatabase);
  t.same(
    checks.filter(({ differing }) => differing > 0),
    [],
  );
}

t.test(`${EACH} grants and ${EACH} stays, the queue on PostgreSQL`, (t) => race(t));

t.test(
  `${EACH} grants and ${EACH} stays, the queue on Redis`,
  { skip: skipWithoutRedis },
  async (t) => {
    const redis = await startRedis();
    t.teardown(() => redis.stop());
    await race(t, redis.url);
  },
);
