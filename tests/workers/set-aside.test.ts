import t from 'tap';
import type { DrainDeps } from '../../src/adjudication/index.js';
import { openDatabase, type Database } from '../../src/db/index.js';
import type { Rule } from '../../src/domain/rules/rule.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import type { Runtime } from '../../src/runtime.js';
import { testDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import {
  aClaim,
  drainAll,
  drainDepsOf,
  makeWorld,
  openOwner,
  openTestRuntime,
  stayDay,
  submit,
} from '../support/world.js';

/** Asked in rupees by the one claim that cannot be stored. */
const CURSED = 1_234;

interface Fault {
  readonly id: string;
  readonly fault: string | null;
}

async function openScene(t: { teardown(act: () => Promise<void>): unknown }, families = 50) {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, { families });
  const owner = openOwner(urls);
  const admin = openDatabase(urls.superUrl, { name: 'test', max: 1, statementTimeoutMs: 10_000 });
  t.teardown(async () => {
    await Promise.all([owner.end({ timeout: 5 }), admin.end({ timeout: 5 })]);
  });
  const runtime = await openTestRuntime(t, urls);
  const bodies = world.families.flatMap((family) =>
    family.flatMap(({ cnic }) => [0, 1].map((nth) => ({ cnic, admittedOn: stayDay(nth) }))),
  );
  return { owner, admin, runtime, world, drafts: bodies };
}

/** Claims by status, with every fault told. */
async function outcomeOf(owner: Database) {
  const counts = await owner<{ status: string; n: number }[]>`
    select status, count(*)::integer as n from claim group by 1`;
  const aside = await owner<Fault[]>`
    select id, fault from claim where status = 'set_aside' order by received_at, id`;
  return { ...Object.fromEntries(counts.map(({ status, n }) => [status, n])), aside: [...aside] };
}

/** Each decided claim has one decision with lines, cover and an event; the one set aside has none. */
async function leftovers(owner: Database) {
  return owner<{ wrong: string }[]>`
    select c.id::text as wrong from claim c
    left join decision d on d.lane = c.lane and d.claim_id = c.id
    left join decision_line l on l.lane = d.lane and l.decision_id = d.id
    left join cover_entry e on e.lane = c.lane and e.claim_id = c.id
    left join feed_event f on f.lane = c.lane and f.claim_id = c.id
    where (c.status = 'set_aside') <> (d.id is null) or (d.id is null) <> (l.lane is null)
      or (d.id is null) <> (e.id is null) or (d.id is null) <> (f.id is null)`;
}

t.test(
  'a row that breaks a constraint is set aside with its fault, and its batch goes on',
  async (t) => {
    const { owner, runtime, world, drafts } = await openScene(t);
    await owner.unsafe(`alter table decision_line add constraint no_such_amount
    check (asked_paisa <> ${CURSED * 100})`);
    const at = [3, 97, drafts.length - 1];
    const bodies = drafts.map((draft, index) =>
      aClaim(at.includes(index) ? { ...draft, asked: CURSED } : draft),
    );
    const ids = await submit(runtime, world.hospitals[0], bodies);
    const told: string[] = [];
    const deps = { ...drainDepsOf(runtime), onSetAside: (id: string) => told.push(id) };
    t.equal(await drainAll(runtime, deps), bodies.length - 3);

    const outcome = await outcomeOf(owner);
    t.match(outcome, { approved: bodies.length - 3, set_aside: 3 });
    const cursed = at.map((index) => ids[index] ?? '');
    t.same(outcome.aside.map(({ id }) => id).sort(), [...cursed].sort());
    t.same(told.sort(), [...cursed].sort(), 'each is told to the metrics');
    for (const { fault } of outcome.aside) t.match(fault, /^23514 .*no_such_amount/);
    t.same(await leftovers(owner), []);
    t.equal(await drainAll(runtime), 0, 'what is set aside is not tried for ever');
  },
);

t.test('a claim on which a rule fails, or a trigger, is set aside alone', async (t) => {
  const { owner, runtime, world, drafts } = await openScene(t, 10);
  const ids = await submit(
    runtime,
    world.hospitals[0],
    drafts.map((draft) => aClaim(draft)),
  );
  const [byRule = '', byTrigger = ''] = [ids[5], ids[17]];
  await owner.unsafe(`
    create function refuse_one() returns trigger language plpgsql as $$
    begin
      if new.claim_id = '${byTrigger}' then raise exception 'not this one, of 9000000000001'; end if;
      return new;
    end $$;
    create trigger refuse_one before insert on decision for each row execute function refuse_one()`);
  t.equal(await drainAll(runtime, failingOn(runtime, byRule)), ids.length - 2);
  const { aside } = await outcomeOf(owner);
  t.same(
    new Map(aside.map(({ id, fault }) => [id, fault])),
    new Map([
      [byRule, 'TypeError: this rule cannot read the claim'],
      [byTrigger, 'P0001 not this one, of [cnic]'],
    ]),
  );
  t.same(await leftovers(owner), []);
});

/** The rulebook with one rule more, which fails on one claim. */
function failingOn(runtime: Runtime, claimId: string): DrainDeps {
  const failing: Rule = {
    ...(RULEBOOK[0] as Rule),
    code: 'ZZZ-001',
    editions: {
      '2000-01-01': ({ facts }) => {
        if (facts.claim.id === claimId) throw new TypeError('this rule cannot read the claim');
        return [];
      },
    },
  };
  const judge = { ...runtime.judge, rulebook: [...RULEBOOK, failing] };
  return { ...drainDepsOf(runtime), judge };
}

t.test('the claim set aside is the one that failed, though another has been there', async (t) => {
  const { owner, runtime, world, drafts } = await openScene(t, 4);
  await owner.unsafe(`alter table decision_line add constraint no_such_amount
    check (asked_paisa <> ${CURSED * 100})`);
  const cursed = aClaim({ ...(drafts[0] ?? { cnic: '' }), asked: CURSED });
  const innocent = drafts.slice(1).map((draft) => aClaim(draft));
  const [id = ''] = await submit(runtime, world.hospitals[0], [cursed]);
  // Between the failure of the claim alone in its batch and what follows it, another drain sets the claim aside and
  // new claims come in.
  let failures = 0;
  const database = {
    begin: async (...args: [string, () => Promise<unknown>]) => {
      try {
        return await runtime.judgeDatabase.begin(...args);
      } catch (error) {
        failures += 1;
        if (failures === 1) {
          await drainAll(runtime);
          await submit(runtime, world.hospitals[0], innocent);
        }
        throw error;
      }
    },
  } as unknown as Database;
  await drainAll(runtime, { ...drainDepsOf(runtime), database });
  await drainAll(runtime);
  t.equal(failures, 1);
  const outcome = await outcomeOf(owner);
  t.match(outcome, { approved: innocent.length, aside: [{ id }] });
  t.equal(outcome.aside.length, 1);
});

t.test('a database that goes away in the middle sets nothing aside', async (t) => {
  const { owner, admin, runtime, world, drafts } = await openScene(t, 20);
  await owner.unsafe(`
    create function linger() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.5); return null; end $$;
    create trigger linger after insert on decision execute function linger()`);
  await submit(
    runtime,
    world.hospitals[0],
    drafts.map((draft) => aClaim(draft)),
  );
  // Twice, so that a connection that was lost is seen to serve again.
  for (const time of ['first', 'second']) {
    const draining = drainAll(runtime).then(
      () => 'went on to the end',
      (error: unknown) => error,
    );
    await eventually(async () => {
      const ended = await admin`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'sehat-judge' and datname = current_database()
          and query like '%insert into decision (%' and state = 'active'`;
      return ended.length > 0;
    });
    t.match(await draining, { code: 'CONNECTION_CLOSED' }, `${time}: the drain hears of it`);
    t.same((await outcomeOf(owner)).aside, []);
  }
  await owner.unsafe('drop trigger linger on decision');
  await drainAll(runtime);
  t.match(await outcomeOf(owner), { approved: drafts.length, aside: [] });
  t.same(await leftovers(owner), []);
});

t.test('reference data that cannot be read is nobody’s fault: claims wait for it', async (t) => {
  const { owner, runtime, world, drafts } = await openScene(t, 3);
  await submit(
    runtime,
    world.hospitals[0],
    drafts.map((draft) => aClaim(draft)),
  );
  const reference = {
    current: async () => {
      throw new TypeError('terms that nobody can read');
    },
  };
  const deps = { ...drainDepsOf(runtime), reference: reference as never };
  await t.rejects(drainAll(runtime, deps), { message: /nobody can read/ });
  t.match(await outcomeOf(owner), { received: drafts.length, aside: [] });
  t.equal(await drainAll(runtime), drafts.length);
});
