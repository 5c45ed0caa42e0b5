import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { addDays } from '../../../src/domain/calendar.js';
import { beginNewEpoch, sequence } from '../../../src/feeds/sequencer.js';
import { reviseClaim } from '../../../src/intake/submit-claims.js';
import { projectRisk, rebuildRisk } from '../../../src/risk/index.js';
import { correct } from '../../support/corrections.js';
import { testDatabase } from '../../support/database.js';
import { failingAfter } from '../../support/failing-database.js';
import {
  aClaim,
  drainAll,
  FIRST_DAY,
  makeWorld,
  openTestRuntime,
  submit,
  type ClaimDraft,
} from '../../support/world.js';

const urls = await testDatabase(t);
const world = await makeWorld(urls, { families: 40 });
const runtime = await openTestRuntime(t, urls);
const database = runtime.judgeDatabase;
const [here, there] = world.hospitals;
const cnic = (family: number): string => world.families[family]?.[0]?.cnic ?? '';

async function settle(): Promise<void> {
  await drainAll(runtime);
  await sequence({ database, clock: runtime.clock });
  await projectRisk({ database });
}

/** Everything the projections hold, but for ids that differ from run to run. */
const held = () =>
  inTransaction(database, async (tx) => ({
    stays: await tx`select * from risk_stay order by claim_id`,
    operations: await tx`select * from risk_operation order by claim_id, line_no`,
    days: await tx`select * from risk_day order by hospital_id, day_on`,
    weeks: await tx`select * from risk_week order by hospital_id, week_on`,
    months: await tx`select * from risk_month
      order by hospital_id, scheme_code, month_on, measure, package_code, value`,
  }));

const stayOf = async (claimId: string) =>
  inTransaction(database, async (tx) => {
    const [row] = await tx`select * from risk_stay where claim_id = ${claimId}`;
    return row;
  });

const OPERATED = {
  startedAt: `${FIRST_DAY}T10:00:00+05:00`,
  endedAt: `${FIRST_DAY}T11:30:00+05:00`,
  surgeon: 'Dr. Invented  Surgeon',
};
const VITALS = { pulse: 80, systolic: 120, diastolic: 80, temperatureC: 37 };

/** A claim of an operation with everything that the projections keep. */
const operated = (draft: ClaimDraft) => {
  const body = aClaim({
    ...draft,
    more: { contactNumber: '+92 300 1234567', vitals: VITALS, ...draft.more },
  });
  return { ...body, lines: body.lines.map((line) => ({ ...line, ...OPERATED })) };
};

t.test(
  'a decided stay is kept with what the signals compare, and no number in clear',
  async (t) => {
    const [id = ''] = await submit(runtime, here, [operated({ cnic: cnic(0), nights: 3 })]);
    await settle();
    const kept = await stayOf(id);
    t.match(kept, {
      live: true,
      admitted_on: FIRST_DAY,
      discharged_on: addDays(FIRST_DAY, 3),
      package_code: 'CH-MED',
      in_bed: true,
      implants: 0,
      person_id: world.families[0]?.[0]?.personId,
    });
    t.equal(String(kept?.['phone_key']).length, 43, 'a keyed hash');
    t.equal(String(kept?.['content_key']).length, 43);
    const all = await held();
    t.match(all.operations, [
      { claim_id: id, surgeon_key: 'invented surgeon', operated_on: FIRST_DAY, minutes: 90 },
    ]);
    t.same(
      all.days.map(({ day_on: on, admissions, occupied }) => [on, admissions, occupied]),
      [
        [FIRST_DAY, 1, 1],
        [addDays(FIRST_DAY, 1), 0, 1],
        [addDays(FIRST_DAY, 2), 0, 1],
      ],
    );
    t.match(all.months, [{ measure: 'stay', package_code: 'CH-MED', value: 3, stays: 1 }]);
    t.match(all.weeks, [{ admissions: 1 }]);
    t.notMatch(JSON.stringify(all), /1234567/);
  },
);

t.test('what a claim has added is taken back when it is revised or denied', async (t) => {
  const before = await held();
  const draft = { cnic: cnic(1), packageCode: 'CH-PAPER' as const, nights: 5 };
  const [pended = ''] = await submit(runtime, here, [operated(draft)]);
  await settle();
  t.equal((await stayOf(pended))?.['live'], true, 'a pended stay counts');
  const papers = [{ kind: 'discharge_summary', sha256: 'ab'.repeat(32) }];
  const { id } = await reviseClaim({ ...runtime, database: runtime.app }, pended, [here], {
    key: 'again',
    body: operated({ ...draft, nights: 2, more: { documents: papers } }),
  });
  await settle();
  t.match(await stayOf(pended), { live: false, replaced_by: id });
  t.match(await stayOf(id), { live: true, discharged_on: addDays(FIRST_DAY, 2) });
  const [read] = await database<{ risk: Record<string, unknown> }[]>`
    select facts -> 'risk' as risk from decision where claim_id = ${id}`;
  t.match(
    read?.risk,
    { busiest: { others: 1 }, week: { admissions: 1 } },
    'beside the revision stood the other person’s stay, and not its own first account',
  );
  // A person finds that nothing of it is so: the claim is denied.
  await correct(runtime, id, { lines: [{ lineNo: 1, atMostPaisa: 0 }] });
  await settle();
  t.equal((await stayOf(id))?.['live'], false);
  const after = await held();
  const { days, weeks, months, operations } = after;
  t.same({ days, weeks, months, operations }, omitStays(before), 'as if it had never been');
});

function omitStays({ days, weeks, months, operations }: Awaited<ReturnType<typeof held>>) {
  return { days, weeks, months, operations };
}

t.test('stays that follow on one another are counted, whichever is decided first', async (t) => {
  const person = cnic(2);
  const later = operated({ cnic: person, admittedOn: addDays(FIRST_DAY, 4) });
  const first = operated({ cnic: person, admittedOn: addDays(FIRST_DAY, 1) });
  await submit(runtime, there, [later]);
  await settle();
  await submit(runtime, there, [first]);
  await settle();
  const { months } = await held();
  t.match(
    months.filter(({ measure }) => measure === 'follow_on'),
    [{ hospital_id: there, stays: 1, value: 0 }],
  );
});

t.test('killed between any two statements, or folded twice, every event counts once', async (t) => {
  const bodies = Array.from({ length: 20 }, (_, family) => operated({ cnic: cnic(10 + family) }));
  await submit(runtime, here, bodies);
  await drainAll(runtime);
  await sequence({ database, clock: runtime.clock });
  for (let statements = 1; statements < 14; statements += 1) {
    await projectRisk({ database: failingAfter(database, statements) }).catch((error: Error) => {
      t.equal(error.message, 'killed');
    });
  }
  await projectRisk({ database });
  t.equal(await projectRisk({ database }), 0n);
  const { stays } = await held();
  t.equal(stays.filter(({ live }) => live).length, 20 + 3);
});

t.test('folded again from the first event, the projections are the same', async (t) => {
  const before = await held();
  await rebuildRisk({ database });
  t.same(await held(), before);
});

t.test('a restored copy keeps its projections; one that went too far is begun again', async (t) => {
  const before = await held();
  await beginNewEpoch({ database, clock: runtime.clock });
  t.equal(await projectRisk({ database }), 0n, 'nothing is folded again');
  t.same(await held(), before);
  await inTransaction(database, async (tx) => {
    await tx`update projector_state set epoch = gen_random_uuid(), position = 1000
      where name like 'risk-%'`;
    await tx`update risk_day set admissions = admissions + 7`;
  });
  await projectRisk({ database });
  t.same(await held(), before);
});

t.test('a corrected stay that is questioned afterwards stays as corrected', async (t) => {
  const draft = { cnic: cnic(35), nights: 3 };
  const [id = ''] = await submit(runtime, here, [aClaim(draft)]);
  await drainAll(runtime);
  await correct(runtime, id, { lines: [{ lineNo: 1, packageCode: 'CH-HEART' }] });
  await settle();
  t.match(await stayOf(id), { live: true, package_code: 'CH-HEART' });
  // Another stay in the same days opens it again: a third decision, which corrects nothing.
  await submit(runtime, there, [aClaim({ ...draft, admittedOn: addDays(FIRST_DAY, 1) })]);
  await settle();
  const [claim] = await database`select status from claim where id = ${id}`;
  t.equal(claim?.['status'], 'pended');
  t.match(await stayOf(id), { live: true, package_code: 'CH-HEART' });
});
