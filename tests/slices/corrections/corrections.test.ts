import t from 'tap';
import { inTransaction, NO_ROWS } from '../../../src/db/index.js';
import {
  projectUtilisation,
  rebuildUtilisation,
} from '../../../src/feeds/utilisation-projector.js';
import { sequence } from '../../../src/feeds/sequencer.js';
import { Problem } from '../../../src/platform/http/problems.js';
import { explainClaim } from '../../../src/intake/index.js';
import { verifyLedger } from '../../../src/ledger/index.js';
import { atMost, correct, disagreeing, remittances, settle } from '../../support/corrections.js';
import { aClaim, drainAll, openOwner, stayDay, submit } from '../../support/world.js';
import { openScene, type Scene } from '../adjudication/scene.js';

type Test = Parameters<typeof openScene>[0];

/** A scene with one decided claim of 10,000 rupees. */
async function oneDecided(t: Test, options: Parameters<typeof openScene>[1] = {}) {
  const scene = await openScene(t, options);
  const someone = scene.world.families[0]![0]!;
  const [claimId = ''] = await submit(scene.runtime, scene.world.hospitals[0], [
    aClaim({ cnic: someone.cnic }),
  ]);
  await drainAll(scene.runtime);
  return { ...scene, someone, claimId };
}

/** What a bank's answer does to claims on their way to be paid. */
async function confirm({ urls }: Scene): Promise<void> {
  const owner = openOwner(urls);
  await owner`update claim set status = 'paid' where status = 'in_settlement'`;
  await owner.end();
}

/** Another claim of the same hospital, by another family. */
async function another(scene: Scene, family: number, asked: number): Promise<void> {
  const { cnic } = scene.world.families[family]![0]!;
  await submit(scene.runtime, scene.world.hospitals[0], [aClaim({ cnic, asked })]);
  await drainAll(scene.runtime);
}

/** The kind of problem that an act is refused with, and its faults. */
async function refusal(act: Promise<unknown>): Promise<readonly string[]> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.kind, ...(error.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  }
  return [];
}

t.test('a paid claim corrected down, up and up again: only differences move', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, claimId, story, pots, someone } = scene;
  await settle(runtime);
  await confirm(scene);
  const family = async () => (await pots(someone.familyId))[0];

  const down = await correct(runtime, claimId, atMost(6_000));
  t.match(down, {
    ordinal: 2,
    outcome: 'partial',
    status: 'paid',
    insurerPaisa: 600_000,
    insurerBeforePaisa: 1_000_000,
    settledDifferencePaisa: -400_000,
  });
  t.same(await family(), ['family', 0n, 600_000n], 'cover is free again at once');
  t.same(await disagreeing(runtime), []);

  t.equal((await settle(runtime)).claims, 0, 'a hospital that is owed nothing pays nothing back');
  await another(scene, 1, 1_000);
  await settle(runtime);
  t.same(await disagreeing(runtime), []);
  await another(scene, 2, 10_000);
  await settle(runtime);
  t.same(await remittances(runtime), [
    [10_000, 0, 10_000],
    [1_000, 1_000, 0],
    [10_000, 3_000, 7_000],
  ]);
  t.same(await disagreeing(runtime), []);

  await confirm(scene);
  t.match(await correct(runtime, claimId, atMost(8_500)), { settledDifferencePaisa: 250_000 });
  t.match(await correct(runtime, claimId), { settledDifferencePaisa: 150_000, status: 'paid' });
  t.same(await family(), ['family', 0n, 1_000_000n]);
  t.equal((await verifyLedger(runtime.judgeDatabase)).totals.awaiting_paisa, 400_000n);
  t.same(await disagreeing(runtime), []);
  t.equal((await settle(runtime)).claims, 2, 'each difference is paid once');
  t.equal((await settle(runtime)).claims, 0, 'and never again');
  t.same((await remittances(runtime)).at(-1), [4_000, 0, 4_000]);
  t.equal((await story(claimId)).status, 'in_settlement', 'more of it is on its way');
  t.same(await disagreeing(runtime), []);

  const told = await story(claimId);
  t.same(
    told.decisions.map(({ outcome, insurerPaisa, reasons }) => [outcome, insurerPaisa, reasons]),
    [
      ['approved', 1_000_000n, []],
      ['partial', 600_000n, ['LINE_HELD_DOWN']],
      ['partial', 850_000n, ['LINE_HELD_DOWN']],
      ['approved', 1_000_000n, []],
    ],
    'no earlier decision is touched',
  );
  t.same(
    told.entries.map(({ from, to, amountPaisa }) => [from, to, amountPaisa]),
    [
      ['available', 'consumed', 1_000_000n],
      ['consumed', 'available', 400_000n],
      ['available', 'consumed', 250_000n],
      ['available', 'consumed', 150_000n],
    ],
  );
  const named = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ follows: boolean | null }[]>`
      select corrects_id = lag(id) over (order by id) as follows from cover_entry
      where claim_id = ${claimId} order by id`,
  );
  t.same(
    named.map(({ follows }) => follows),
    [null, true, true, true],
    'each entry names the one it corrects',
  );
});

t.test('a paid claim corrected to nothing is denied, and may be corrected again', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, claimId, story, pots, someone } = scene;
  await settle(runtime);
  const denied = await correct(runtime, claimId, atMost(0));
  t.match(denied, { outcome: 'denied', status: 'denied', settledDifferencePaisa: -1_000_000 });
  t.same((await pots(someone.familyId))[0], ['family', 0n, 0n]);
  t.same(await disagreeing(runtime), []);
  const still = await correct(runtime, claimId, atMost(0));
  t.equal(still.settledDifferencePaisa, undefined, 'nothing more is owed');
  t.match(await correct(runtime, claimId, atMost(2_500)), {
    status: 'in_settlement',
    settledDifferencePaisa: 250_000,
  });
  await settle(runtime);
  t.same((await remittances(runtime)).at(-1), [2_500, 2_500, 0], 'netted against what is owed');
  t.same(
    (await story(claimId)).decisions.map(({ insurerPaisa }) => insurerPaisa),
    [1_000_000n, 0n, 0n, 250_000n],
  );
  const { totals } = await verifyLedger(runtime.judgeDatabase);
  t.match(totals, { recovered_paisa: 250_000n, owed_paisa: 750_000n, decided_paisa: 250_000n });
  t.same(await disagreeing(runtime), []);
});

t.test('what others have taken since is carried past the limit', async (t) => {
  const scene = await oneDecided(t, { memberCap: 20_000, familyCap: 20_000 });
  const { runtime, claimId, world, pots, someone } = scene;
  await settle(runtime);
  await correct(runtime, claimId, atMost(4_000));
  const [, other] = world.families[0]!;
  await submit(runtime, world.hospitals[1], [
    aClaim({ cnic: other!.cnic, admittedOn: stayDay(4) }),
    aClaim({ cnic: someone.cnic, admittedOn: stayDay(8), asked: 6_000 }),
  ]);
  await drainAll(runtime);
  t.same((await pots(someone.familyId))[0], ['family', 0n, 2_000_000n], 'the room is taken');
  const up = await correct(runtime, claimId);
  t.match(up, { insurerPaisa: 1_000_000, settledDifferencePaisa: 600_000 });
  const carried = () =>
    inTransaction(
      runtime.judgeDatabase,
      (tx) => tx<{ layer: string; amount: string }[]>`
        select w ->> 'layer' as layer, w ->> 'amountPaisa' as amount
        from claim c join decision d on d.lane = c.lane and d.id = c.decision_id,
          jsonb_array_elements(d.draws) as w where c.id = ${claimId} order by 1`,
    ).then((rows) => rows.map(({ layer, amount }) => [layer, amount]));
  t.same(await carried(), [
    ['excess', '600000'],
    ['secondary', '400000'],
  ]);
  t.same(await disagreeing(runtime), []);
  await correct(runtime, claimId, atMost(7_000));
  t.same(await carried(), [
    ['excess', '300000'],
    ['secondary', '400000'],
  ]);
  await settle(runtime);
  t.same(await disagreeing(runtime), []);
});

t.test('a confirmed emergency is carried past the limit, by the room of its own day', async (t) => {
  const scene = await oneDecided(t, { memberCap: 6_000, familyCap: 12_000 });
  const { runtime, claimId, story } = scene;
  t.match((await story(claimId)).decisions, [{ outcome: 'partial', insurerPaisa: 600_000n }]);
  await settle(runtime);
  t.match(
    await correct(runtime, claimId),
    { insurerPaisa: 600_000 },
    'nothing said, nothing moves',
  );
  t.match(await correct(runtime, claimId, { emergencyConfirmed: true }), {
    outcome: 'approved',
    insurerPaisa: 1_000_000,
    settledDifferencePaisa: 400_000,
  });
  t.same(await disagreeing(runtime), []);
  t.match(await correct(runtime, claimId, { emergencyConfirmed: false }), {
    insurerPaisa: 600_000,
  });
  await settle(runtime);
  t.same((await remittances(runtime)).at(-1), [4_000, 4_000, 0]);
  t.same(await disagreeing(runtime), []);
});

t.test('before a run has paid, the newest decision is what the run pays', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, claimId, story } = scene;
  const down = await correct(runtime, claimId, atMost(3_000));
  t.match(down, { status: 'partial', settledDifferencePaisa: undefined });
  t.same(await disagreeing(runtime), []);
  t.equal((await settle(runtime)).gross_paisa, 300_000n);
  t.equal((await story(claimId)).status, 'in_settlement');
  t.match(await correct(runtime, claimId, atMost(5_000)), { settledDifferencePaisa: 200_000 });
  t.equal((await settle(runtime)).gross_paisa, 200_000n);
  t.same(await disagreeing(runtime), []);
});

t.test('a denied claim is paid once its rule no longer applies', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const { cnic } = world.families[0]![0]!;
  const lines = [{ packageCode: 'CH-MED', quantity: 1, unitPricePaisa: 1_000_000 }];
  const [claimId = ''] = await submit(runtime, world.hospitals[0], [
    aClaim({ cnic, more: { lines: [...lines, { ...lines[0], packageCode: 'CH-DIAL' }] } }),
  ]);
  await drainAll(runtime);
  await correct(runtime, claimId, { lines: [1, 2].map((lineNo) => ({ lineNo, atMostPaisa: 0 })) });
  t.match(await story(claimId), { status: 'denied' });
  const one = { lineNo: 2, packageCode: 'CH-MED', atMostPaisa: 70_000 };
  const paid = await correct(runtime, claimId, { lines: [{ lineNo: 1, atMostPaisa: 0 }, one] });
  t.match(paid, { status: 'partial', outcome: 'partial', insurerPaisa: 70_000 });
  t.equal((await settle(runtime)).gross_paisa, 70_000n);
  t.same(await disagreeing(runtime), []);
});

t.test('later claims see the stay as it was corrected', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, world, claimId, someone, story } = scene;
  await settle(runtime);
  const dischargedOn = stayDay(0);
  await correct(runtime, claimId, { stay: { dischargedOn, dischargeType: 'referred' } });
  const [next = ''] = await submit(runtime, world.hospitals[1], [
    aClaim({
      cnic: someone.cnic,
      admittedOn: stayDay(0).replace(/10$/, '11') as typeof dischargedOn,
    }),
  ]);
  await drainAll(runtime);
  t.match(await story(next), { status: 'approved' }, 'it ended before this one began');
});

t.test('feeds tell of corrections, and utilisation counts what stands', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, claimId } = scene;
  const deps = { database: runtime.judgeDatabase, clock: runtime.clock };
  const follow = async () => {
    await sequence(deps);
    await projectUtilisation(deps);
    return inTransaction(
      runtime.judgeDatabase,
      (tx) => tx`select * from utilisation order by admitted_on, package_code`,
    ).then((rows) => rows.map((row) => ({ ...row })));
  };
  t.match(await follow(), [{ insurer_paisa: 1_000_000n, claims: 1 }]);
  await settle(runtime);
  await correct(runtime, claimId, atMost(6_000));
  const after = await follow();
  t.match(after, [{ insurer_paisa: 600_000n, hospital_borne_paisa: 400_000n, claims: 1 }]);
  await another(scene, 1, 9_000);
  await settle(runtime);
  const incremental = await follow();
  await rebuildUtilisation(deps);
  t.same(await follow(), incremental, 'folded anew it is the same');
  const events = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ kind: string; payload: Record<string, unknown> }[]>`
      select e.kind, e.payload from feed_position p join feed_event e
        on e.lane = p.lane and e.id = p.event_id
      where e.claim_id = ${claimId} order by p.position`,
  );
  t.match(events, [
    { kind: 'claim.decided' },
    { kind: 'claim.settled', payload: { insurerPaisa: '1000000' } },
    { kind: 'claim.corrected', payload: { differencePaisa: '-400000', ordinal: 2 } },
    { kind: 'claim.recovered', payload: { recoveredPaisa: '400000', leftPaisa: '0' } },
  ]);
});

t.test('an explanation says why, on what, and what was payable before', async (t) => {
  const { runtime, claimId } = await oneDecided(t);
  await correct(runtime, claimId, atMost(6_000));
  const tell = async (language: 'en' | 'ur') =>
    (await explainClaim(runtime.judgeDatabase, claimId, { language, risk: true }))[0]?.text ?? '';
  const english = await tell('en');
  t.match(english, /is approved in part: Rs 6,000 of Rs 10,000 asked is payable/);
  t.match(
    english,
    /Corrected by an adjudicator on .* 20\d\d: “The ward book says otherwise” \(source: Visit of 3 May 2024\)\. Before it, Rs 10,000 was payable\./,
  );
  t.match(await tell('ur'), /جانچ افسر نے .* کو تصحیح کی/);
});

t.test('what is not decided, not in scope or not fitting is refused', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const [one, two] = world.families[0]!;
  const [paper = '', decided = ''] = await submit(runtime, world.hospitals[0], [
    aClaim({ cnic: one!.cnic, packageCode: 'CH-PAPER' }),
    aClaim({ cnic: two!.cnic }),
  ]);
  await drainAll(runtime);
  const [waiting = ''] = await submit(runtime, world.hospitals[0], [
    aClaim({ cnic: one!.cnic, admittedOn: stayDay(9) }),
  ]);
  t.same(await refusal(correct(runtime, paper)), ['conflict']);
  t.same(await refusal(correct(runtime, waiting)), ['not-found']);
  const nobodys = 'ffffffff-0000-7000-8000-000000000001';
  t.same(await refusal(correct(runtime, nobodys)), ['not-found']);
  for (const scope of [NO_ROWS, { ...NO_ROWS, schemes: ['OTHER'] }]) {
    t.same(await refusal(correct(runtime, decided, {}, { scope })), ['not-found']);
  }
  const lines = [
    { lineNo: 1, quantity: 2 },
    { lineNo: 7, quantity: 1 },
  ];
  const stay = { dischargedOn: '2024-01-01' };
  t.same(await refusal(correct(runtime, decided, { lines, stay })), [
    'validation',
    '/body/lines/0/quantity more-than-asked',
    '/body/lines/1/lineNo unknown',
    '/body/stay/dischargedOn outside-stay',
  ]);
  const needsPaper = { lines: [{ lineNo: 1, packageCode: 'CH-PAPER' }] };
  const refused = await refusal(correct(runtime, decided, needsPaper));
  t.same(refused, ['conflict', '/body/answers DOC-001'], 'a decided claim does not wait again');
  t.equal((await story(decided)).decisions.length, 1, 'nothing was kept');
  t.same(await disagreeing(runtime), []);
});

t.test('an adjudicator answers the question that is his', async (t) => {
  const scene = await oneDecided(t);
  const { runtime, world, claimId, someone } = scene;
  await settle(runtime);
  await submit(runtime, world.hospitals[1], [aClaim({ cnic: someone.cnic, asked: 9_000 })]);
  await drainAll(runtime);
  const asked = await refusal(correct(runtime, claimId, atMost(5_000)));
  t.same(asked, ['conflict', '/body/answers DUP-002']);
  const answered = { ...atMost(5_000), answers: ['DUP-002'] };
  t.match(await correct(runtime, claimId, answered), { insurerPaisa: 500_000 });
  t.same(await disagreeing(runtime), []);
});
