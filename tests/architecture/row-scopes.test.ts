import t from 'tap';
import {
  inScope,
  inTransaction,
  NO_ROWS,
  openDatabase,
  type Database,
  type RowScope,
} from '../../src/db/index.js';
import { openStayIn, requestWithin } from '../support/admissions.js';
import { testDatabase } from '../support/database.js';
import {
  aClaim,
  drainAll,
  makeWorld,
  openOwner,
  openTestRuntime,
  SCHEME_CODE,
  submit,
} from '../support/world.js';
import { TABLE_RIGHTS } from './role-rights.js';

const REFUSED = { code: '42501' };
const OTHER_SCHEME = 'TEST-QEHWA';
const APPEND_ONLY = Object.entries(TABLE_RIGHTS)
  .filter(([, { appendOnly }]) => appendOnly)
  .map(([table]) => table);

/** Two schemes, two hospitals, decided claims, and at least one row in every table that only grows. */
async function openScene() {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families: 2 });
  const others = await makeWorld(urls, { schemeCode: OTHER_SCHEME, families: 1, firstFamily: 50 });
  const runtime = await openTestRuntime(t, urls);
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const [here, there] = world.hospitals;
  const cnic = (family: number, member: number): string =>
    world.families[family]?.[member]?.cnic ?? '';
  const [own = '', second = ''] = await submit(runtime, here, [
    aClaim({ cnic: cnic(0, 0), asked: 20_000 }),
    aClaim({ cnic: cnic(1, 0), asked: 20_000 }),
  ]);
  const [foreign = ''] = await submit(runtime, there, [
    aClaim({ cnic: cnic(0, 1), asked: 20_000 }),
  ]);
  const [otherScheme = ''] = await submit(runtime, here, [
    aClaim({ cnic: others.families[0]?.[0]?.cnic ?? '', asked: 20_000 }),
  ]);
  const [unknown = ''] = await submit(runtime, here, [aClaim({ cnic: world.strangerCnic(1) })]);
  const stays = await Promise.all([
    openStayIn(runtime, here, { cnic: cnic(0, 0) }),
    openStayIn(runtime, there, { cnic: cnic(0, 1) }),
    openStayIn(runtime, here, { cnic: others.families[0]?.[0]?.cnic ?? '' }),
  ]);
  const requests = await Promise.all([
    requestWithin(runtime, here, { cnic: cnic(0, 0) }),
    requestWithin(runtime, there, { cnic: cnic(1, 0) }),
  ]);
  await drainAll(runtime);
  await fill(owner, own, here);
  const claims = { own, second, foreign, otherScheme, unknown };
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  const opened = { stays: idsOf(stays), requests: idsOf(requests) };
  return { urls, runtime, owner, here, there, claims, ...opened };
}

/** Rows that no claim causes by itself: a risk finding, a case, a remittance, a trail. */
async function fill(owner: Database, claimId: string, hospitalId: string): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`
      insert into finding (lane, decision_id, finding_no, rule, reason, kind, phase, params,
        amount_paisa, cuts)
      select lane, id, 9, 'RSK-001', 'STAYS_OVERLAP', 'pend', 'risk', '{}', 0, '[]' from decision`;
    await tx`
      insert into decision_risk (lane, decision_id, scheme_code, score, routed, at_risk_paisa, signals)
      select lane, id, scheme_code, 40, true, 0, '[]' from decision`;
    await tx`
      insert into review_case (lane, id, claim_id, kind, about_claim_id, opened_at)
      select lane, gen_random_uuid(), id, 'overlap', id, now() from claim where id = ${claimId}`;
    const [run] = await tx<{ id: string }[]>`
      insert into settlement_run (id, scheme_code, decided_before, request_key, request_hash,
        requested_by, created_at, claims, claims_left, gross_paisa)
      values (gen_random_uuid(), ${SCHEME_CODE}, now(), 'k', '\\x00', 'test', now(), 1, 0, 1)
      returning id`;
    const [remittance] = await tx<{ id: string }[]>`
      insert into remittance (id, run_id, hospital_id, advice_no, claims, gross_paisa,
        extras_paisa, withheld_paisa, recovered_paisa, net_paisa)
      values (gen_random_uuid(), ${run?.id ?? ''}, ${hospitalId}, 'A-1', 1, 1, 0, 0, 0, 1)
      returning id`;
    await tx`
      insert into remittance_line (lane, decision_id, claim_id, remittance_id, insurer_paisa,
        extras_paisa)
      select lane, id, claim_id, ${remittance?.id ?? ''}, 1, 0 from decision where claim_id = ${claimId}`;
    await tx`
      insert into claim_correction (lane, decision_id, claim_id, corrects_id, changes, content,
        discharged_on, reason, source, corrected_by, corrected_at)
      select lane, id, claim_id, id, '{}', '{}', current_date, 'test', 'test', 'test', now()
      from decision`;
    await tx`
      insert into payment_difference (lane, decision_id, claim_id, hospital_id, scheme_code,
        difference_paisa, decided_at)
      select lane, id, claim_id, hospital_id, scheme_code, -1, now() from decision
      where scheme_code is not null`;
    await tx`
      insert into remittance_recovery (lane, decision_id, remittance_id, claim_id, recovered_paisa,
        event_id)
      select lane, id, ${remittance?.id ?? ''}, claim_id, 1, id from decision
      where claim_id = ${claimId}`;
    await tx`
      insert into payment_event (id, remittance_id, kind, amount_paisa, reference, at)
      values (gen_random_uuid(), ${remittance?.id ?? ''}, 'sent', 1, 'r', now())`;
    await tx`insert into audit_event (id, at, actor, act, subject, details)
      values (gen_random_uuid(), now(), 'test', 'test', 'test', '{}')`;
    await tx`insert into feed_epoch (epoch, shared_up_to, ended_at)
      values (gen_random_uuid(), 0, now())`;
    await tx`
      insert into terms_applied (scheme_code, from_on, edition_no, applied_at)
      select scheme_code, from_on, edition_no, now() from terms_edition`;
    await tx`
      insert into family_move (person_id, from_on, from_lane, from_family_id, lane, family_id,
        recorded_at)
      select person_id, from_on, lane, family_id, lane, gen_random_uuid(), now() from member`;
    await tx`insert into feed_position (position, lane, event_id)
      select row_number() over (), lane, event_id from feed_pending`;
  });
}

const { urls, runtime, owner, here, there, claims, stays, requests } = await openScene();

t.test('what is added is never edited or removed, not even by the owner', async (t) => {
  const guarded = await owner<{ name: string }[]>`
    select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'refuse_change'::regproc
    group by 1 having bit_or(tgtype) & 56 = 56 order by 1`;
  t.same(
    guarded.map(({ name }) => name),
    [...APPEND_ONLY].sort(),
    'update, delete and truncate are guarded where it is promised',
  );
  for (const table of APPEND_ONLY) {
    const [{ n, column } = { n: 0, column: '' }] = await owner<{ n: number; column: string }[]>`
      select (select count(*)::integer from ${owner(table)}) as n, column_name as column
      from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and ordinal_position = 2`;
    t.ok(n > 0, `${table} has rows`);
    const tries = [
      `update "${table}" set "${column || 'epoch'}" = "${column || 'epoch'}"`,
      `delete from "${table}"`,
      `truncate "${table}" cascade`,
    ];
    for (const statement of tries) {
      await t.rejects(owner.unsafe(statement), REFUSED, statement);
      await t.rejects(
        owner.unsafe(`set session_replication_role = replica; ${statement}`),
        REFUSED,
        'triggers cannot be switched off',
      );
    }
  }
});

t.test('the content of a claim stays as it came, and no claim is removed', async (t) => {
  const changes = [
    `content = content || '{"newborn": true}'`,
    'asked_paisa = asked_paisa + 1',
    'admitted_on = admitted_on - 1',
    'discharged_on = discharged_on + 1',
    "hospital_claim_no = 'other'",
    'hospital_id = gen_random_uuid()',
    "duplicate_key = '\\x00'",
    'received_at = now()',
    'revision_no = 2',
    'revision_of = id',
    'lane = (lane + 1) % 256',
    'id = gen_random_uuid()',
    'person_id = gen_random_uuid()',
    'family_id = gen_random_uuid()',
  ];
  for (const change of changes) {
    const statement = `update claim set ${change} where id = '${claims.own}'`;
    await t.rejects(owner.unsafe(statement), REFUSED, `owner: ${change}`);
    await t.rejects(runtime.judgeDatabase.unsafe(statement), REFUSED, `judge: ${change}`);
  }
  for (const statement of ['delete from claim', 'truncate claim cascade']) {
    await t.rejects(owner.unsafe(statement), REFUSED, statement);
  }
});

interface Seen {
  readonly claims: readonly string[];
  readonly decided: readonly string[];
  readonly lines: number;
  readonly phases: readonly string[];
  readonly cases: number;
  readonly runs: number;
  readonly remittances: number;
  readonly payments: number;
  readonly keys: number;
}

async function look(database: Database, scope: RowScope): Promise<Seen> {
  return inScope(database, scope, async (tx) => {
    const [row] = await tx<Seen[]>`
      select array(select id::text from claim order by 1) as claims,
        array(select claim_id::text from decision order by 1) as decided,
        (select count(*)::integer from decision_line) as lines,
        array(select distinct phase from finding order by 1) as phases,
        (select count(*)::integer from review_case) as cases,
        (select count(*)::integer from settlement_run) as runs,
        (select count(*)::integer from remittance_line) as remittances,
        (select count(*)::integer from payment_event) as payments,
        (select count(*)::integer from idempotency_key) as keys`;
    if (row === undefined) throw new Error('no answer');
    return row;
  });
}

t.test('corrections and what they change of payments are seen with their claims', async (t) => {
  const { own, second, foreign, otherScheme } = claims;
  const see = (scope: RowScope) =>
    inScope(runtime.app, scope, async (tx) => {
      const [row] = await tx<Record<'corrected' | 'differing' | 'recovered', string[]>[]>`
        select array(select claim_id::text from claim_correction order by 1) as corrected,
          array(select claim_id::text from payment_difference order by 1) as differing,
          array(select claim_id::text from remittance_recovery order by 1) as recovered`;
      return row;
    });
  const seen = (
    ids: readonly string[],
    recovered: readonly string[],
    more: readonly string[] = [],
  ) => ({
    corrected: [...ids, ...more].sort(),
    differing: [...ids].sort(),
    recovered,
  });
  t.same(await see(NO_ROWS), seen([], []));
  t.same(
    await see({ ...NO_ROWS, hospitals: [here] }),
    seen([own, second, otherScheme], [own], [claims.unknown]),
  );
  t.same(await see({ ...NO_ROWS, hospitals: [there] }), seen([foreign], []));
  t.same(await see({ ...NO_ROWS, schemes: [SCHEME_CODE] }), seen([own, second, foreign], [own]));
  t.same(await see({ ...NO_ROWS, schemes: [OTHER_SCHEME] }), seen([otherScheme], []));
  const forged = inScope(
    runtime.app,
    { ...NO_ROWS, schemes: [OTHER_SCHEME] },
    (tx) =>
      tx`insert into remittance_recovery select lane, decision_id, gen_random_uuid(), claim_id, 1, event_id
      from remittance_recovery union all
      select 0::smallint, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid()`,
  );
  await t.rejects(forged, REFUSED, 'nothing is taken back in a remittance out of scope');
});

t.test(
  'a stay is seen by its hospital and its scheme, with its acts, and nobody else',
  async (t) => {
    const [own = '', foreign = '', otherScheme = ''] = stays;
    const see = (scope: RowScope) =>
      inScope(runtime.app, scope, async (tx) => {
        const rows = await tx<{ id: string; acts: number }[]>`
        select id, (select count(*)::integer from admission_act c
          where c.lane = a.lane and c.admission_id = a.id) as acts from admission a`;
        for (const { acts } of rows) t.ok(acts > 0, 'with its acts');
        return rows.map(({ id }) => id).sort();
      });
    t.same(await see(NO_ROWS), []);
    t.same(await see({ ...NO_ROWS, hospitals: [here] }), [own, otherScheme].sort());
    t.same(await see({ ...NO_ROWS, hospitals: [there] }), [foreign]);
    t.same(await see({ ...NO_ROWS, schemes: [SCHEME_CODE] }), [own, foreign].sort());
    t.same(await see({ ...NO_ROWS, schemes: [OTHER_SCHEME] }), [otherScheme]);
    t.same(await see({ ...NO_ROWS, districts: ['PK518'] }), []);
  },
);

t.test('pre-authorisations are seen by their hospital and their scheme', async (t) => {
  const [mine = '', theirs = ''] = requests;
  const see = (scope: RowScope) =>
    inScope(runtime.app, scope, async (tx) => {
      const rows = await tx<{ id: string; acts: number }[]>`
        select id, (select count(*)::integer from pre_authorisation_act c
          where c.lane = p.lane and c.pre_authorisation_id = p.id) as acts
        from pre_authorisation p`;
      for (const { acts } of rows) t.ok(acts > 0, 'with its acts');
      return rows.map(({ id }) => id).sort();
    });
  t.same(await see(NO_ROWS), []);
  t.same(await see({ ...NO_ROWS, hospitals: [here] }), [mine]);
  t.same(await see({ ...NO_ROWS, schemes: [SCHEME_CODE] }), [mine, theirs].sort());
  t.same(await see({ ...NO_ROWS, schemes: [OTHER_SCHEME] }), []);
  t.same(await see({ ...NO_ROWS, districts: ['PK518'] }), []);
});

t.test(
  'what signals said is seen by the scheme alone, and what they weighed by no request',
  async (t) => {
    const { own, second, foreign, otherScheme } = claims;
    const see = (scope: RowScope) =>
      inScope(runtime.app, scope, async (tx) => {
        const rows = await tx<{ id: string }[]>`
        select c.id from decision_risk r join claim c on c.lane = r.lane and c.decision_id = r.decision_id`;
        return rows.map(({ id }) => id).sort();
      });
    t.same(await see({ ...NO_ROWS, hospitals: [here, there] }), []);
    t.same(await see({ ...NO_ROWS, schemes: [SCHEME_CODE] }), [own, second, foreign].sort());
    t.same(await see({ ...NO_ROWS, schemes: [OTHER_SCHEME] }), [otherScheme]);
    for (const statement of ['select at_risk_paisa from claim', 'select facts from decision']) {
      const asked = inScope(runtime.app, { ...NO_ROWS, hospitals: [here] }, (tx) =>
        tx.unsafe(statement),
      );
      await t.rejects(asked, REFUSED, statement);
    }
  },
);

t.test('a request sees the rows of its scope and no others', async (t) => {
  const { own, second, foreign, otherScheme, unknown } = claims;
  const nothing = { claims: [], decided: [], lines: 0, phases: [], cases: 0, runs: 0 };
  t.match(await look(runtime.app, NO_ROWS), { ...nothing, remittances: 0, payments: 0, keys: 0 });
  t.same(
    await inTransaction(
      runtime.app,
      (tx) => tx`select id from claim union all select id from decision`,
    ),
    [],
    'without any scope',
  );

  const atHome = await look(runtime.app, { ...NO_ROWS, hospitals: [here] });
  const ofHere = [own, second, otherScheme, unknown].sort();
  t.match(atHome, { claims: ofHere, decided: ofHere, lines: 4, cases: 0, runs: 0, keys: 4 });
  t.match(atHome, { remittances: 1, payments: 1 }, 'its own remittance');
  t.notOk(atHome.phases.includes('risk'), 'a hospital never sees what risk signals said');
  t.ok(atHome.phases.includes('price'));

  const away = await look(runtime.app, { ...NO_ROWS, hospitals: [there] });
  t.match(away, { claims: [foreign], decided: [foreign], remittances: 0, payments: 0, keys: 1 });

  const scheme = await look(runtime.app, { ...NO_ROWS, schemes: [SCHEME_CODE] });
  const ofScheme = [own, second, foreign].sort();
  t.match(scheme, { claims: ofScheme, decided: ofScheme, cases: 1, runs: 1, keys: 0 });
  t.ok(scheme.phases.includes('risk'), 'the insurer does');
  t.match(await look(runtime.app, { ...NO_ROWS, schemes: [OTHER_SCHEME] }), {
    claims: [otherScheme],
    decided: [otherScheme],
    cases: 0,
    runs: 0,
    remittances: 0,
  });
  t.match(await look(runtime.app, { ...NO_ROWS, schemes: ['NONE'] }), nothing);
  t.match(await look(runtime.app, { ...NO_ROWS, districts: ['PK518'] }), nothing);
});

t.test('a request writes only where its scope lies', async (t) => {
  const { app } = runtime;
  const hospital = { ...NO_ROWS, hospitals: [here] };
  const changed = (scope: RowScope, id: string): Promise<number> =>
    inScope(app, scope, async (tx) => {
      const { count } = await tx`update claim set pend_owner = null where id = ${id}
        and pend_owner is null`;
      return count;
    });
  t.equal(await changed(hospital, claims.own), 1);
  t.equal(await changed(hospital, claims.foreign), 0);
  t.equal(await changed(NO_ROWS, claims.own), 0);
  const forge = (scope: RowScope, hospitalId: string) =>
    inScope(
      app,
      scope,
      (tx) => tx`
        insert into claim (lane, id, hospital_id, hospital_claim_no, person_id, status, admitted_on,
          discharged_on, asked_paisa, duplicate_key, content, revision_no, received_at)
        values (1, gen_random_uuid(), ${hospitalId}, 'x', gen_random_uuid(), 'received', now(),
          now(), 0, '\\x00', '{}', 1, now())`,
    );
  await t.rejects(forge(hospital, there), REFUSED, 'a claim of another hospital');
  await t.rejects(forge(NO_ROWS, here), REFUSED, 'a claim without a scope');
  const pay = (scope: RowScope) =>
    inScope(
      app,
      scope,
      (tx) => tx`
        insert into payment_event (id, remittance_id, kind, amount_paisa, reference, at)
        select gen_random_uuid(), id, 'confirmed', 1, 'forged', now() from remittance`,
    );
  await t.rejects(pay(hospital), REFUSED, 'a hospital cannot confirm its own payment');
  await pay({ ...NO_ROWS, schemes: [SCHEME_CODE] });
  await t.rejects(
    inScope(
      app,
      hospital,
      (tx) => tx`
        insert into remittance_line (lane, decision_id, claim_id, remittance_id, insurer_paisa,
          extras_paisa)
        select 1, gen_random_uuid(), gen_random_uuid(), id, 5, 0 from remittance`,
    ),
    REFUSED,
    'nor add to its remittance',
  );
});

t.test('the reader sees the feed of its schemes and nothing else of anybody', async (t) => {
  const reader = openDatabase(urls.readUrl, { name: 'test', max: 1, statementTimeoutMs: 5_000 });
  t.teardown(() => reader.end({ timeout: 5 }));
  const seen = (scope: RowScope) =>
    inScope(reader, scope, async (tx) => {
      const rows = await tx<{ id: string }[]>`select claim_id as id from feed_event order by 1`;
      return rows.map(({ id }) => id);
    });
  const { own, second, foreign, otherScheme } = claims;
  t.same(await seen(NO_ROWS), []);
  t.same(await seen({ ...NO_ROWS, schemes: [SCHEME_CODE] }), [own, second, foreign].sort());
  t.same(await seen({ ...NO_ROWS, schemes: [OTHER_SCHEME] }), [otherScheme]);
  t.same(await seen({ ...NO_ROWS, hospitals: Object.values(claims) }), []);
});
