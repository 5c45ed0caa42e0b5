import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { isoDate } from '../../../src/domain/calendar.js';
import { aClaim, drainAll, submit } from '../../support/world.js';
import { openScene } from './scene.js';

t.test('a stay over the edge of the policy year draws on its admission’s year alone', async (t) => {
  // Room for one stay of 10,000 a year; policy years begin on 1 July.
  const scene = await openScene(t, { memberCap: 10_000 });
  const { runtime, world, story } = scene;
  const someone = world.families[0]?.[0];
  if (someone === undefined) throw new Error('no family');
  const { cnic, familyId } = someone;
  const stay = (day: string, nights: number) => aClaim({ cnic, admittedOn: isoDate(day), nights });
  const ids = await submit(runtime, world.hospitals[0], [
    stay('2024-06-30', 20),
    stay('2024-07-21', 2),
    stay('2025-06-30', 0),
    stay('2025-07-01', 2),
  ]);
  await drainAll(runtime);
  const told = await Promise.all(ids.map((id) => story(id)));
  t.same(
    told.map(({ status, decisions }) => [status, decisions[0]?.insurerPaisa]),
    [
      ['approved', 1_000_000n],
      ['approved', 1_000_000n],
      ['denied', 0n],
      ['approved', 1_000_000n],
    ],
    'nineteen nights in July take nothing of the year that begins there',
  );
  const years = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ year: string; consumed: bigint }[]>`
      select policy_year_on::text as year, consumed_paisa as consumed from cover_balance
      where family_id = ${familyId} and layer = 'secondary' and scope = 'member' order by 1`,
  );
  t.same(
    years.map(({ year, consumed }) => [year, consumed]),
    [
      ['2023-07-01', 1_000_000n],
      ['2024-07-01', 1_000_000n],
      ['2025-07-01', 1_000_000n],
    ],
  );
});
