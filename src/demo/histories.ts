import { addDays, daysBetween, policyYearOf, type IsoDate } from '../domain/calendar.js';
import { packageOf } from './courses.js';
import { stayOf, withBody } from './plants.js';
import type { Plant } from './shapes.js';
import {
  daysFrom,
  draftOf,
  hospitalFor,
  instant,
  lateness,
  mayGive,
  type Draft,
  type Ground,
} from './stays.js';

/** The demo's policy years begin on the first of July. */
const YEAR_START = { month: 7, day: 1 };

/** Every stay comes in so long after discharge, so that claims arrive in the order of the stays. */
const SAME_LATENESS = 14;

/** A stay of this price leaves a member's cover room for the transfer that follows. */
const LEAVES_ROOM_PAISA = 2_600_000;

/** Room between stays of one history. */
const APART = 16;

/** Packages of one person in one policy year; the last ones run into the limit. */
const HISTORIES: readonly {
  readonly count: Plant;
  readonly stays: readonly (readonly [string, Plant?])[];
  readonly lastIsEmergency?: true;
}[] = [
  {
    count: 'limit_part_left',
    stays: [['DX-SG-003'], ['DX-MG-007', 'limit_part_left'], ['DX-MG-009', 'limit_spent']],
  },
  { count: 'limit_needs_approval', stays: [['DX-SV-001'], ['DX-MC-002', 'limit_needs_approval']] },
  {
    count: 'limit_maternity',
    stays: [['DX-SG-003'], ['DX-OB-006'], ['DX-OB-002', 'limit_maternity']],
  },
  {
    count: 'limit_emergency',
    stays: [['DX-SG-003'], ['DX-MG-007', 'limit_emergency']],
    lastIsEmergency: true,
  },
];

/** People at their limit: stays that follow one another until the pots are empty. */
export function limitHistories(ground: Ground, countOf: (plant: Plant) => number): Draft[] {
  return HISTORIES.flatMap((history) =>
    Array.from({ length: countOf(history.count) }, () => historyOf(ground, history)).flat(),
  );
}

function historyOf(ground: Ground, history: (typeof HISTORIES)[number]): Draft[] {
  const { chance } = ground;
  const women = history.stays.some(([code]) => packageOf(ground, code).package.sex === 'female');
  let on = firstDay(ground, history.stays.length);
  let someone: Draft['someone'] | undefined;
  return history.stays.map(([code, planted], index) => {
    const wanted = packageOf(ground, code);
    // At the best rate, so that the amounts reach the limit wherever the stay is.
    const best = ground.hospitals.filter(
      (each) => each.standings[0]?.grade === 'A' && mayGive(each, wanted, on),
    );
    const hospital = chance.pick(best);
    someone ??= ground.people.draw(chance, {
      package: wanted.package,
      admittedOn: on,
      districtPcode: hospital.districtPcode,
      fits: ({ sex, relation, bornOn }) =>
        bornOn < addDays(ground.today, women ? -20 * 366 : -40 * 366) &&
        (women
          ? sex === 'female' && relation !== 'head' && bornOn > addDays(ground.today, -45 * 365)
          : sex === 'male'),
    });
    const days = daysFrom(ground, wanted, on, SAME_LATENESS);
    const plain = draftOf(ground, wanted, hospital, someone, days);
    on = addDays(days.dischargedOn, APART);
    const last = index === history.stays.length - 1;
    const urgent = history.lastIsEmergency === true && last;
    const draft = wanted.package.maternity
      ? plain
      : withBody(plain, { admissionType: urgent ? 'emergency' : 'elective' });
    return planted === undefined ? draft : { ...draft, planted };
  });
}

/** A day from which the whole history fits into one policy year and its claims before today. */
function firstDay({ today, chance }: Ground, stays: number): IsoDate {
  const length = stays * (APART + 14);
  const latest = addDays(today, -length - SAME_LATENESS - 14);
  const begins = policyYearOf(YEAR_START, latest);
  const earliest = begins > addDays(today, -330) ? begins : addDays(today, -330);
  // Too little of this policy year has passed: the end of the one before will do.
  if (daysBetween(earliest, latest) < 1) return addDays(begins, -length - 1);
  return addDays(earliest, chance.int(0, daysBetween(earliest, latest)));
}

/** A second stay elsewhere in the middle of a first: one of the two is wrong. */
export function overlaps(ground: Ground, base: readonly Draft[], count: number): Draft[] {
  const long = base.filter(
    ({ admittedOn, dischargedOn }) => daysBetween(admittedOn, dischargedOn) >= 3,
  );
  return eachOf(ground, long, count, (first) => {
    const on = addDays(first.admittedOn, 1);
    const hospital = otherHospital(ground, first, 'DX-MG-001', on);
    const draft = stayOf(ground, 'DX-MG-001', on, { hospital, someone: first.someone });
    return [{ ...draft, planted: 'overlap' }];
  });
}

/** Sent on to another hospital on the day of discharge: no overlap, though the days touch. */
export function transfers(ground: Ground, base: readonly Draft[], count: number): Draft[] {
  const stays = base.filter(
    ({ admittedOn, dischargedOn, body }) =>
      admittedOn < dischargedOn &&
      body.lines.every(({ unitPricePaisa }) => unitPricePaisa <= LEAVES_ROOM_PAISA),
  );
  return eachOf(ground, stays, count, (first) => {
    const on = first.dischargedOn;
    const hospital = otherHospital(ground, first, 'DX-MG-011', on);
    const draft = stayOf(ground, 'DX-MG-011', on, { hospital, someone: first.someone });
    const admittedAt = instant(on, 19, ground.chance);
    const transfer = withBody(draft, {
      admissionType: 'transfer_in',
      admittedAt,
      verification: {
        officer: `Desk officer ${hospital.code}-1`,
        method: 'biometric',
        result: 'verified',
        at: admittedAt,
      },
      referral: { fromHospitalCode: first.hospital.code },
    });
    return [{ ...transfer, planted: 'same_day_transfer', follows: first }];
  });
}

/** A baby on its mother's number, in the same hospital and days: neither overlap nor duplicate. */
export function newborns(ground: Ground, base: readonly Draft[], count: number): Draft[] {
  const deliveries = base.filter(
    (draft) =>
      draft.package.package.maternity &&
      draft.admittedOn < draft.dischargedOn &&
      mayGive(draft.hospital, packageOf(ground, 'DX-PD-004'), draft.dischargedOn),
  );
  return eachOf(ground, deliveries, count, (delivery) => {
    const on = delivery.dischargedOn;
    const { hospital, someone } = delivery;
    const draft = stayOf(ground, 'DX-PD-004', on, { hospital, someone });
    const sex = ground.chance.happens(0.51) ? 'male' : 'female';
    return [
      {
        ...withBody(draft, { newborn: true, statedSex: sex, admissionType: 'emergency' }),
        planted: 'newborn',
      },
    ];
  });
}

/** The same claim again some days later, every second time under the same number. */
export function duplicates(ground: Ground, base: readonly Draft[], count: number): Draft[] {
  const early = base.filter(({ receivedOn }) => receivedOn < addDays(ground.today, -45));
  let made = 0;
  return eachOf(ground, early, count, (first) => {
    made += 1;
    const receivedOn = addDays(first.receivedOn, Math.min(40, lateness(ground.chance)));
    const again: Draft = { ...first, receivedOn, planted: 'duplicate' };
    return [made % 2 === 0 ? { ...again, numberOf: first } : again];
  });
}

function otherHospital(
  ground: Ground,
  { hospital }: Draft,
  code: string,
  on: IsoDate,
): Draft['hospital'] {
  const wanted = packageOf(ground, code);
  const others = ground.hospitals.filter((each) => each !== hospital && mayGive(each, wanted, on));
  return others.length > 0 ? ground.chance.pick(others) : hospitalFor(ground, wanted, on);
}

/** Picks so many drafts, none twice, and makes something of each. */
function eachOf(
  { chance }: Ground,
  base: readonly Draft[],
  count: number,
  make: (draft: Draft) => readonly Draft[],
): Draft[] {
  const left = [...base];
  const made: Draft[] = [];
  for (let done = 0; done < count && left.length > 0; done += 1) {
    const [first] = left.splice(chance.int(0, left.length - 1), 1);
    if (first !== undefined) made.push(...make(first));
  }
  return made;
}
