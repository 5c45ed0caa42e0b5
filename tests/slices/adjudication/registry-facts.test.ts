/** What the registry says of a person and a family, as the judge reads it from the database. */
import t from 'tap';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import { inTransaction } from '../../../src/db/index.js';
import { aClaim, drainAll, FIRST_DAY, openOwner, submit } from '../../support/world.js';
import { openScene } from './scene.js';

const DAY_BEFORE = addDays(FIRST_DAY, -1);

t.test('blocks, address, registration, means and other families reach the rules', async (t) => {
  const { urls, world, runtime, story } = await openScene(t, { families: 5 });
  const owner = openOwner(urls);
  t.teardown(() => owner.end());
  const [byHead, byOwn, byAddress, byDay, byFamily] = world.families.map(([head, other]) => {
    if (head === undefined || other === undefined) throw new Error('no family');
    return { head, other };
  });
  if (!byHead || !byOwn || !byAddress || !byDay || !byFamily) throw new Error('no families');
  await inTransaction(owner, async (tx) => {
    // The head of one is blocked to the last day, the other's own number from the first.
    await tx`update person set blocked_from = ${DAY_BEFORE}, blocked_to = ${FIRST_DAY}
      where lane = ${byHead.head.lane} and id = ${byHead.head.personId}`;
    await tx`update person set blocked_from = ${FIRST_DAY}
      where lane = ${byOwn.other.lane} and id = ${byOwn.other.personId}`;
    await tx`update person set permanent_pcode = 'PK101'
      where lane = ${byAddress.other.lane} and id = ${byAddress.other.personId}`;
    await tx`update member set registered_on = ${addDays(FIRST_DAY, 1)}
      where lane = ${byDay.other.lane} and person_id = ${byDay.other.personId}`;
    await tx`update family set deserving_from = ${FIRST_DAY}
      where lane = ${byDay.head.lane} and id = ${byDay.head.familyId}`;
    // A family of the same lane, as one that was split off may be.
    const [split] = await tx<{ id: string }[]>`
      insert into family (lane, id, scheme_code, district_pcode, enrolled_on)
      select lane, gen_random_uuid(), scheme_code, district_pcode, enrolled_on
      from family where lane = ${byFamily.other.lane} and id = ${byFamily.other.familyId}
      returning id`;
    await tx`insert into member (lane, family_id, person_id, from_on, to_on, relation) values
      (${byFamily.other.lane}, ${split?.id ?? ''}, ${byFamily.other.personId}, ${isoDate('2024-01-01')},
        ${FIRST_DAY}, 'spouse')`;
  });
  const later = addDays(FIRST_DAY, 1);
  const expected = [
    [byHead.other, FIRST_DAY, 'denied', ['HEAD_BLOCKED']],
    [byHead.other, addDays(FIRST_DAY, 10), 'approved', []],
    [byOwn.other, FIRST_DAY, 'pended', ['PERSON_BLOCKED']],
    [byOwn.head, FIRST_DAY, 'approved', []],
    [byAddress.other, FIRST_DAY, 'pended', ['ADDRESS_OUTSIDE_SCHEME']],
    [byAddress.head, FIRST_DAY, 'approved', []],
    [byDay.other, FIRST_DAY, 'pended', ['REGISTERED_AFTER_ADMISSION']],
    [byDay.head, FIRST_DAY, 'approved', []],
    [byFamily.other, FIRST_DAY, 'pended', ['REGISTERED_IN_TWO_FAMILIES']],
    [byFamily.head, later, 'approved', []],
  ] as const;
  const ids = await submit(
    runtime,
    world.hospitals[0],
    expected.map(([{ cnic }, admittedOn]) => aClaim({ cnic, admittedOn, asked: 1_000 })),
  );
  t.equal(await drainAll(runtime), expected.length);
  for (const [at, [, admittedOn, outcome, reasons]] of expected.entries()) {
    const told = await story(ids[at] ?? '');
    t.match(told, { status: outcome }, `${admittedOn} ${outcome}`);
    t.same(told.decisions[0]?.reasons, reasons);
  }
  const listed = await owner`
    select distinct facts #>> '{family,id}' as family, facts #> '{family,deserving}' as deserving
    from decision where facts #> '{family,deserving}' is not null`;
  t.same(listed, [{ family: byDay.head.familyId, deserving: [{ from: FIRST_DAY }] }]);
});
