import t from 'tap';
import { inTransaction, type Database, type Transaction } from '../../../src/db/index.js';
import { verifyLedger, type Verification } from '../../../src/ledger/index.js';
import type { Runtime } from '../../../src/runtime.js';
import { atMost, correct, settle } from '../../support/corrections.js';
import { GIVEN, withTransport } from '../../support/extras.js';
import { openStayIn } from '../../support/admissions.js';
import { openPool } from '../../support/feed-events.js';
import { testDatabase, type DatabaseUrls } from '../../support/database.js';
import {
  aClaim,
  drainAll,
  makeWorld,
  openTestRuntime,
  SCHEME_CODE,
  stayDay,
  submit,
} from '../../support/world.js';

/** Claims of every kind: paid, past the limit, denied, pended, reopened, of a stranger, waiting. */
async function busyBooks(t: Parameters<typeof testDatabase>[0]): Promise<{
  urls: DatabaseUrls;
  runtime: Runtime;
}> {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 8, members: 3, terms: { extras: GIVEN } });
  const runtime = await openTestRuntime(t, urls);
  const { families, hospitals } = world;
  const claims = families.flatMap((family, index) =>
    family.flatMap((person, member) =>
      [0, 1, 2].map((stay) => {
        const draft = {
          cnic: person.cnic,
          admittedOn: stayDay(stay),
          packageCode: (['CH-MED', 'CH-BIRTH', 'CH-PAPER', 'CH-HEART'] as const)[
            (index + member + stay) % 4
          ],
          asked: 9_999.99 + 30_000 * ((index + stay) % 2),
        };
        return member === 0 ? withTransport(draft) : aClaim(draft);
      }),
    ),
  );
  await submit(runtime, hospitals[0], claims);
  await submit(runtime, hospitals[1], [
    aClaim({ cnic: world.strangerCnic(0) }),
    aClaim({ cnic: families[0]![0]!.cnic, admittedOn: stayDay(0) }),
    aClaim({ cnic: families[1]![1]!.cnic, admittedOn: stayDay(30), hospitalClaimNo: 'D' }),
    aClaim({ cnic: families[1]![1]!.cnic, admittedOn: stayDay(30), hospitalClaimNo: 'D' }),
  ]);
  const stay = { cnic: families[3]![0]!.cnic, admittedOn: stayDay(50) };
  await openStayIn(runtime, hospitals[0], { ...stay, admissionNo: 'claimed' });
  await openStayIn(runtime, hospitals[0], { ...stay, packages: ['CH-DIAL'] });
  const more = { admissionNo: 'claimed' };
  await submit(runtime, hospitals[0], [aClaim({ ...stay, asked: 2_000, more })]);
  await drainAll(runtime);
  await settle(runtime, 'one', 20);
  await correctSome(runtime);
  await submit(runtime, hospitals[2], [
    aClaim({ cnic: families[2]![0]!.cnic, admittedOn: stayDay(40) }),
  ]);
  return { urls, runtime };
}

/** One settled claim corrected down and netted in a run of one other, one corrected down and up again. */
async function correctSome(runtime: Runtime): Promise<void> {
  const settled = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ id: string }[]>`
      select c.id from claim c join decision d on d.id = c.decision_id
      where c.status = 'in_settlement' and d.insurer_paisa > 500000 order by c.id limit 2`,
  );
  const [down = '', again = ''] = settled.map(({ id }) => id);
  await correct(runtime, down, atMost(4_000));
  await settle(runtime, 'two', 1);
  await correct(runtime, again, atMost(4_000));
  await correct(runtime, again, atMost(4_500));
}

const differing = (verification: Verification): Record<string, number> =>
  Object.fromEntries(
    verification.checks
      .filter((check) => check.differing > 0)
      .map((check) => [check.name, check.differing]),
  );

t.test('books that nobody touched agree, and every check looked at something', async (t) => {
  const { runtime } = await busyBooks(t);
  const all = await verifyLedger(runtime.judgeDatabase);
  t.same(differing(all), {});
  t.ok(all.agrees);
  for (const { name, checked } of all.checks) t.ok(checked > 0, `${name} looked at ${checked}`);
  t.ok(all.totals.extras_paisa > 0n);
  t.ok(all.totals.held_paisa > 0n);
  t.ok(all.totals.awaiting_paisa > 0n);
  t.ok(all.totals.recovered_paisa > 0n);
  t.ok(all.totals.owed_paisa > 0n);
  t.equal(
    all.totals.decided_paisa,
    all.totals.remitted_paisa +
      all.totals.awaiting_paisa -
      all.totals.recovered_paisa -
      all.totals.owed_paisa,
  );

  const ours = await verifyLedger(runtime.judgeDatabase, [SCHEME_CODE]);
  t.same(ours.totals, all.totals);
  t.ok(ours.agrees);
});

/** Of a claim that nobody has corrected: what a correction changed has checks of its own. */
const UNCORRECTED = 'claim_id not in (select claim_id from claim_correction)';

/** What somebody with a superuser's rights could do to the books, and which checks then speak. */
const TAMPERINGS: readonly (readonly [
  why: string,
  statements: string,
  names: readonly string[],
])[] = [
  [
    'a pot with a rupee too much spent',
    `update cover_balance set consumed_paisa = consumed_paisa + 100
      where (lane, family_id, layer, holder_id) = (select lane, family_id, layer, holder_id
        from cover_balance where consumed_paisa > 0 and consumed_paisa + 100 + reserved_paisa
        <= amount_paisa limit 1)`,
    ['pots-are-their-entries'],
  ],
  [
    'a pot over its amount',
    `alter table cover_balance drop constraint cover_balance_within_check;
     update cover_balance set amount_paisa = consumed_paisa + reserved_paisa - 1
      where (lane, family_id, layer, holder_id) = (select lane, family_id, layer, holder_id
        from cover_balance where consumed_paisa > 0 limit 1)`,
    ['pots-are-their-terms', 'pots-are-within'],
  ],
  [
    'a pot with a rupee more than its terms give it',
    `update cover_balance set amount_paisa = amount_paisa + 100
      where (lane, family_id, layer, holder_id) = (select lane, family_id, layer, holder_id
        from cover_balance limit 1)`,
    ['pots-are-their-terms'],
  ],
  [
    'an adjustment of a claim that nobody made',
    `insert into cover_entry (lane, id, family_id, person_id, scheme_code, policy_year_on, tier, layer,
        from_account, to_account, amount_paisa, cause, cause_id, cause_no, claim_id, decision_id,
        posted_at)
      select lane, gen_random_uuid(), family_id, person_id, scheme_code, policy_year_on, tier, 'excess',
        'scheme', 'excess', 100, 'adjust', gen_random_uuid(), 1, claim_id, cause_id, now()
      from cover_entry where cause = 'decision' and to_account = 'consumed'
        and claim_id in (select id from claim where status = 'approved') limit 1`,
    ['ledger-is-decisions', 'totals-agree'],
  ],
  [
    'a pot that is gone',
    `delete from cover_balance where (lane, family_id) = (select lane, family_id from cover_entry
      where layer = 'secondary' limit 1)`,
    ['entries-have-pots'],
  ],
  [
    'an entry that is gone',
    `delete from cover_entry where id = (select e.id from cover_entry e join claim c on c.id = e.claim_id
      where e.to_account = 'consumed' and c.status = 'approved' limit 1)`,
    ['pots-are-their-entries', 'ledger-is-decisions', 'totals-agree'],
  ],
  [
    'cover taken for a claim that was denied',
    `update cover_entry set claim_id = (select id from claim where status = 'denied' limit 1)
      where id = (select id from cover_entry where to_account = 'reserved'
        and claim_id is not null limit 1)`,
    ['ledger-is-decisions'],
  ],
  [
    'a stay that holds less than the ledger',
    `update admission set held = '[]', status = 'cancelled' where status = 'open'`,
    ['holds-are-open'],
  ],
  [
    'an entry for a stay that is gone',
    `delete from cover_entry where hold_id is not null and to_account = 'reserved'
      and hold_id in (select id from admission where status = 'open')`,
    ['holds-are-open', 'pots-are-their-entries'],
  ],
  [
    'a hold that was spent as such',
    `update cover_entry set to_account = 'consumed' where hold_id is not null
      and from_account = 'reserved'`,
    ['holds-are-open', 'pots-are-their-entries'],
  ],
  [
    'a line that pays another amount than its decision',
    `update decision_line set asked_paisa = asked_paisa + 1, hospital_borne_paisa =
      hospital_borne_paisa + 1 where (decision_id, line_no) = (select decision_id, line_no
        from decision_line limit 1)`,
    ['lines-are-decisions'],
  ],
  [
    'a decision that pays more than was drawn',
    `alter table decision drop constraint decision_sum_check;
     update decision set insurer_paisa = insurer_paisa + 1 where id = (select decision_id from claim
      where status = 'approved' limit 1)`,
    ['decisions-are-drawn', 'lines-are-decisions', 'totals-agree'],
  ],
  [
    'an entry for a family that is gone',
    `delete from cover_entry where id = (select e.id from cover_entry e join claim c on c.id = e.claim_id
      where e.to_account = 'extras' and c.status in ('approved', 'partial') limit 1)`,
    ['ledger-is-decisions', 'totals-agree'],
  ],
  [
    'an entry for a family booked as another kind',
    `update cover_entry set layer = 'burial' where id = (select id from cover_entry
      where to_account = 'extras' limit 1)`,
    ['ledger-is-decisions'],
  ],
  [
    'a line that gives a family less than was drawn',
    `update decision_line set insurer_paisa = insurer_paisa - 1, hospital_borne_paisa =
      hospital_borne_paisa + 1 where decision_id = (select decision_id from decision_line
        where extra is not null and insurer_paisa > 0 limit 1) and extra is not null`,
    ['extras-are-lines', 'lines-are-decisions'],
  ],
  [
    'a decision that takes what is a family’s for the hospital',
    `update decision set extras_paisa = 0 where id = (select d.id from decision d
      join claim c on c.decision_id = d.id
      where c.status in ('approved', 'partial') and d.extras_paisa > 0 limit 1)`,
    ['extras-are-lines'],
  ],
  [
    'a payment that takes it for the hospital',
    `update remittance_line set extras_paisa = 0 where decision_id = (select decision_id
      from remittance_line where extras_paisa > 0 limit 1)`,
    ['extras-are-remitted', 'remittances-are-lines'],
  ],
  [
    'a remittance that does',
    `update remittance set extras_paisa = extras_paisa - 1 where id = (select id from remittance
      where extras_paisa > 0 limit 1)`,
    ['remittances-are-lines'],
  ],
  [
    'a claim that is approved without a decision',
    `update claim set status = 'approved' where status = 'received'`,
    ['status-follows-decision'],
  ],
  [
    'a claim marked settled that nobody paid',
    `update claim set status = 'in_settlement' where id = (select id from claim
      where status = 'approved' limit 1)`,
    ['settled-once', 'totals-agree'],
  ],
  [
    'a claim paid that was denied since',
    `update claim set status = 'denied' where id = (select claim_id from remittance_line
      where ${UNCORRECTED} limit 1)`,
    ['ledger-is-decisions', 'settled-once', 'status-follows-decision', 'totals-agree'],
  ],
  [
    'a payment of another amount',
    `update remittance_line set insurer_paisa = insurer_paisa + 1 where decision_id = (select
      decision_id from remittance_line where ${UNCORRECTED} limit 1)`,
    ['remittances-are-lines', 'settled-once'],
  ],
  [
    'a remittance of another amount',
    `update remittance set gross_paisa = gross_paisa + 1, net_paisa = net_paisa + 1
      where id = (select id from remittance limit 1)`,
    ['remittances-are-lines', 'runs-are-remittances', 'totals-agree'],
  ],
  [
    'a difference of another amount',
    `update payment_difference set difference_paisa = difference_paisa - 1 where difference_paisa < 0
      and decision_id = (select decision_id from payment_difference where difference_paisa < 0
        order by decision_id limit 1)`,
    ['differences-are-corrections', 'settled-once', 'totals-agree'],
  ],
  [
    'more netted than is owed',
    `update remittance_recovery set recovered_paisa = recovered_paisa + 100000000`,
    ['differences-are-settled', 'remittances-are-lines'],
  ],
  [
    'a difference paid as if it were more',
    `insert into remittance_line (lane, decision_id, claim_id, remittance_id, insurer_paisa,
        extras_paisa, difference_id)
      select x.lane, x.decision_id, x.claim_id, (select id from remittance limit 1),
        x.difference_paisa + 1, 0, x.decision_id from payment_difference x where difference_paisa > 0`,
    ['differences-are-settled', 'remittances-are-lines', 'totals-agree'],
  ],
  [
    'an event that was never told',
    `delete from feed_pending where event_id = (select event_id from feed_pending limit 1)`,
    ['feed-is-complete'],
  ],
  [
    'a decision without its event',
    `delete from feed_event where id = (select decision_id from claim where status = 'denied' limit 1)`,
    ['feed-is-complete'],
  ],
];

t.test('whatever is tampered with is found and named', async (t) => {
  const { urls, runtime } = await busyBooks(t);
  const admin = openPool(t, urls.superUrl, { max: 1 });
  const tables =
    'admission, claim, decision, decision_line, cover_entry, remittance_line, remittance_recovery, ' +
    'payment_difference, feed_event';
  for (const table of tables.split(', ')) {
    await admin.unsafe(`alter table ${table} disable trigger user`);
  }
  for (const [why, statements, names] of TAMPERINGS) {
    await t.test(why, async (t) => {
      let found: Verification | undefined;
      const undone = admin.begin(async (tx) => {
        await tx.unsafe(statements);
        found = await verifyLedger(within(tx));
        throw new Error('undone');
      });
      await t.rejects(undone, { message: 'undone' });
      t.same(Object.keys(differing(found!)).sort(), [...names].sort());
      t.notOk(found!.agrees);
      for (const check of found!.checks) {
        t.equal(check.differences.length, Math.min(check.differing, 20), check.name);
      }
    });
  }
  t.same(differing(await verifyLedger(runtime.judgeDatabase)), {}, 'all was undone');
});

/** A pool whose transactions are savepoints of one that is open. */
function within(tx: Transaction): Database {
  const begin = (_mode: string, work: (inner: Transaction) => Promise<unknown>) =>
    tx.savepoint(work);
  return { begin } as unknown as Database;
}
