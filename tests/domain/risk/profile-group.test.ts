import fc from 'fast-check';
import t from 'tap';
import { rupees } from '../../../src/domain/money.js';
import { addStays, NO_ACTIVITY, summaryOf } from '../../../src/domain/risk/profile-activity.js';
import { HOSPITAL_PROFILE } from '../../../src/domain/risk/profile-edition.js';
import { besideGroup, pointsOf, trendOf } from '../../../src/domain/risk/profile-group.js';
import { peersOf } from '../../../src/domain/risk/profile-peers.js';
import { componentValues, profileOf } from '../../../src/domain/risk/profile.js';

/** A surgeon of so many stays, each of another person; the long ones of thirty days. */
const aSurgeon = (stays: number, long = 0, dear = 0) =>
  summaryOf(
    addStays(
      NO_ACTIVITY,
      Array.from({ length: stays }, (_, no) => ({
        personKey: `p${no}`,
        packageKey: no % 2 === 0 ? 'A' : 'B',
        days: no < long ? 30 : no % 5,
        amount: rupees(20_000 + 137 * no + 1_000 * dear),
      })),
      HOSPITAL_PROFILE.measures,
    ),
  );

const twelve = Array.from({ length: 12 }, (_, no) =>
  aSurgeon(3 + 2 * no, no % 3 === 0 ? 1 : 0, no),
);

t.test('a component stands beside the spread of its peers’ values', async (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat({ max: 3 }), fc.nat({ max: 50 })), {
        minLength: 10,
        maxLength: 25,
      }),
      (surgeons) => {
        const activities = surgeons.map(([stays, long, dear]) => aSurgeon(stays, long, dear));
        const peers = peersOf(activities)!;
        const compare = besideGroup({ activities, peers });
        const values = activities.map((activity) => componentValues(activity, peers));
        const profile = profileOf(activities[0]!, peers, HOSPITAL_PROFILE)!;
        const compared = compare(profile);
        t.same(
          compared.map(({ name, value, points, sentence }) => ({ name, value, points, sentence })),
          profile.components.map(({ name, value, points, sentence }) => ({
            name,
            value,
            points,
            sentence,
          })),
        );
        for (const { name, peersTenth, peersMiddle, peersNinetieth } of compared) {
          const of = values.map((one) => one[name]);
          t.ok(peersTenth <= peersMiddle && peersMiddle <= peersNinetieth);
          const within = of.filter((value) => value >= peersTenth && value <= peersNinetieth);
          t.ok(within.length >= 0.8 * (of.length - 1) - 1, `${name}: eight of ten between them`);
        }
      },
    ),
    { numRuns: 40 },
  );
});

t.test('without peers, or without a profile, there is nothing to compare', async (t) => {
  const nine = twelve.slice(0, 9);
  const few = besideGroup({ activities: nine, peers: peersOf(nine) });
  const peers = peersOf(twelve)!;
  const profile = profileOf(twelve[0]!, peers, HOSPITAL_PROFILE)!;
  t.same(few(profile), []);
  t.same(besideGroup({ activities: twelve, peers })(undefined), []);
  t.same(pointsOf(undefined), {});
  t.same(pointsOf(profile), { score: profile.score, sizeAdjusted: profile.sizeAdjusted });
});

t.test(
  'a trend has each quarter with a stay, oldest first, beside that quarter’s peers',
  async (t) => {
    const named = (list: typeof twelve) => new Map(list.map((one, no) => [`s${no}`, one]));
    const quarter = (quarterOn: string, list: typeof twelve, peers = peersOf(list)) => ({
      quarterOn,
      activities: named(list),
      peersFor: () => peers,
    });
    const busy = [aSurgeon(20, 4), ...twelve.slice(1)];
    const absent = quarter('2024-04-01', [aSurgeon(0), ...twelve.slice(1)]);
    const trend = trendOf(
      's0',
      [
        quarter('2024-10-01', busy.slice(0, 9)),
        absent,
        quarter('2024-07-01', busy),
        quarter('2024-01-01', twelve),
      ],
      HOSPITAL_PROFILE,
    );
    t.match(trend, [
      { quarterOn: '2024-01-01', stays: 3 },
      { quarterOn: '2024-07-01', stays: 20 },
      { quarterOn: '2024-10-01', stays: 20 },
    ]);
    t.equal(trend.length, 3, 'no quarter without a stay');
    t.equal(
      trend[0]?.score,
      profileOf(twelve[0]!, peersOf(twelve)!, HOSPITAL_PROFILE)!.score,
      'as the profile of that quarter alone',
    );
    t.ok(Number(trend[1]?.score) > Number(trend[0]?.score));
    t.notOk('score' in trend[2]!, 'and nothing is said where peers are too few');
    t.same(trendOf('nobody', [absent], HOSPITAL_PROFILE), []);
  },
);
