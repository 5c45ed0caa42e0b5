import t from 'tap';
import { addDays } from '../../../src/domain/calendar.js';
import { aClaim, drainAll, FIRST_DAY, openOwner, submit } from '../../support/world.js';
import { openScene } from './scene.js';

const LATER = addDays(FIRST_DAY, 1);
const TEN_THOUSAND = 1_000_000n;
const overlapping = (cnic: string) => [
  aClaim({ cnic, admittedOn: FIRST_DAY, nights: 3 }),
  aClaim({ cnic, admittedOn: LATER, nights: 3 }),
];

t.test('two stays that overlap are both pended, in one batch and over two', async (t) => {
  for (const batches of [1, 2]) {
    const { runtime, world, story, pots } = await openScene(t);
    const [someone] = world.families[0] ?? [];
    if (someone === undefined) throw new Error('no family');
    const [one, other] = overlapping(someone.cnic);
    if (one === undefined || other === undefined) throw new Error('no claims');
    const [first = ''] = await submit(runtime, world.hospitals[0], [one]);
    if (batches === 2) {
      t.equal(await drainAll(runtime), 1);
      t.match(await story(first), { status: 'approved', decisions: [{ ordinal: 1 }] });
      t.same(await pots(someone.familyId), [
        ['family', 0n, TEN_THOUSAND],
        ['member', 0n, TEN_THOUSAND],
      ]);
    }
    const [second = ''] = await submit(runtime, world.hospitals[1], [other]);
    await drainAll(runtime);

    const told = await story(first);
    t.match(told, { status: 'pended', pendOwner: 'adjudicator' }, `in ${batches}: first side`);
    t.match(
      told.decisions,
      [
        { ordinal: 1, outcome: 'approved', insurerPaisa: TEN_THOUSAND, reasons: [] },
        {
          ordinal: 2,
          outcome: 'pended',
          insurerPaisa: TEN_THOUSAND,
          lines: 1,
          reasons: ['STAYS_OVERLAP'],
        },
      ],
      'a second decision follows the first, which stays as it was',
    );
    t.match(await story(second), {
      status: 'pended',
      pendOwner: 'adjudicator',
      decisions: [{ ordinal: 1, outcome: 'pended', reasons: ['STAYS_OVERLAP'] }],
    });
    t.same(
      await pots(someone.familyId),
      [
        ['family', 2n * TEN_THOUSAND, 0n],
        ['member', 2n * TEN_THOUSAND, 0n],
      ],
      'both are held, nothing is spent',
    );
    t.same(
      told.entries.map(({ from, to }) => `${from} to ${to}`),
      ['available to consumed', 'consumed to reserved'],
    );
    t.same(told.events, [1, 2], 'the feed hears of both decisions, in their order');
  }
});

t.test('a third stay that overlaps both pends neither a second time', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const cnic = world.families[0]?.[0]?.cnic ?? '';
  const [one = '', two = ''] = await submit(runtime, world.hospitals[0], overlapping(cnic));
  const third = aClaim({ cnic, admittedOn: addDays(FIRST_DAY, 2), nights: 4 });
  const [three = ''] = await submit(runtime, world.hospitals[2], [third]);
  await drainAll(runtime);
  t.equal((await story(one)).decisions.length, 2);
  t.equal((await story(two)).decisions.length, 1);
  t.match((await story(three)).decisions, [
    { outcome: 'pended', reasons: ['STAYS_OVERLAP', 'STAYS_OVERLAP'] },
  ]);
});

t.test('a stay already on its way to be paid stays so and gets one case', async (t) => {
  const { runtime, world, story, cases, urls } = await openScene(t);
  const owner = openOwner(urls);
  t.teardown(() => owner.end());
  for (const [index, status] of ['in_settlement', 'paid'].entries()) {
    const cnic = world.families[index]?.[0]?.cnic ?? '';
    const [one, other] = overlapping(cnic);
    if (one === undefined || other === undefined) throw new Error('no claims');
    const [first = ''] = await submit(runtime, world.hospitals[0], [one]);
    await drainAll(runtime);
    // What a settlement run and a bank's answer do to a claim.
    await owner`update claim set status = ${status} where id = ${first}`;
    const [second = '', third = ''] = await submit(runtime, world.hospitals[1], [
      other,
      aClaim({ cnic, admittedOn: LATER, nights: 1, asked: 9_000 }),
    ]);
    await drainAll(runtime);
    t.match(await story(first), { status, decisions: [{ ordinal: 1, outcome: 'approved' }] });
    t.match(await story(second), { status: 'pended', pendOwner: 'adjudicator' });
    t.same(
      await cases(first),
      [second, third].sort(),
      `${status}: one open case for each other stay`,
    );
    t.same(await cases(second), []);
  }
});

t.test('what is no overlap: transfers, sessions, other people, newborns', async (t) => {
  const { runtime, world, story } = await openScene(t);
  const [mother, father] = world.families[0] ?? [];
  if (mother === undefined || father === undefined) throw new Error('no family');
  const { cnic } = mother;
  const bodies = [
    aClaim({ cnic, nights: 3, asked: 5_000 }),
    aClaim({ cnic, admittedOn: addDays(FIRST_DAY, 3), nights: 2, asked: 5_000 }),
    aClaim({ cnic, admittedOn: addDays(FIRST_DAY, 1), nights: 0, packageCode: 'CH-DIAL' }),
    aClaim({ cnic: father.cnic, admittedOn: addDays(FIRST_DAY, 1), asked: 5_000 }),
    aClaim({ cnic, admittedOn: LATER, asked: 5_000, more: { newborn: true } }),
  ];
  const ids = await submit(runtime, world.hospitals[0], bodies);
  t.equal(await drainAll(runtime), bodies.length);
  for (const [index, id] of ids.entries()) {
    const told = await story(id);
    t.match(told, { status: 'approved', decisions: [{ reasons: [] }] }, `claim ${index + 1}`);
    t.equal(told.decisions.length, 1);
  }
});

t.test('an exact duplicate is denied and touches nothing else', async (t) => {
  const { runtime, world, story, pots } = await openScene(t);
  const someone = world.families[0]?.[0];
  if (someone === undefined) throw new Error('no family');
  const { cnic, familyId } = someone;
  const bodies = ['N-1', 'N-2', 'N-1'].map((hospitalClaimNo) => aClaim({ cnic, hospitalClaimNo }));
  const [first = '', second = ''] = await submit(runtime, world.hospitals[0], bodies.slice(0, 2));
  await drainAll(runtime);
  const [third = ''] = await submit(runtime, world.hospitals[0], bodies.slice(2));
  await drainAll(runtime);
  t.match(await story(first), { status: 'approved', decisions: [{ ordinal: 1 }] });
  t.equal((await story(first)).decisions.length, 1, 'the first one is not questioned');
  for (const id of [second, third]) {
    const told = await story(id);
    t.match(told, {
      status: 'denied',
      decisions: [{ outcome: 'denied', insurerPaisa: 0n, reasons: ['EXACT_DUPLICATE'] }],
    });
    t.same(told.entries, [], 'a denial holds and spends nothing');
  }
  t.same(await pots(familyId), [
    ['family', 0n, TEN_THOUSAND],
    ['member', 0n, TEN_THOUSAND],
  ]);
});
