import { addDays, ageOn, covers, type IsoDate } from '../domain/calendar.js';
import { packageOf } from './courses.js';
import { cnicOf } from './families.js';
import { LATE_DISTRICTS } from './demo-scheme.js';
import type { DemoPackage } from './packages.js';
import { isAlive, ordinary } from './ordinary.js';
import type { Someone } from './people.js';
import type { DemoHospital, Plant } from './shapes.js';
import {
  daysFrom,
  draftOf,
  hospitalFor,
  instant,
  someoneFor,
  type Draft,
  type Ground,
} from './stays.js';

/** Makes one stay with one thing in it; `index` counts those of its kind. */
type Planting = (ground: Ground, index: number) => Draft;

/** Every kind that is a stay of its own, apart from any other. Each puts in that one thing. */
export const SINGLE_PLANTS = {
  unknown_cnic: (ground, index) => {
    const draft = ordinary(ground);
    // Serials of this district code are never given out.
    const cnic = cnicOf('PK999', index, draft.someone.member.sex, ground.chance);
    return withBody(draft, { cnic });
  },
  after_death: (ground) => {
    const { today, chance } = ground;
    const died = (someone: Someone): IsoDate => someone.member.diedOn ?? today;
    const [from, to] = [addDays(today, -320), addDays(today, -70)];
    const dead = ground.people.where(
      ({ diedOn }, { districtPcode }) =>
        diedOn !== undefined && diedOn > from && diedOn < to && !isLate(districtPcode),
    );
    const someone = chance.pick(dead);
    return stayOf(ground, 'DX-MG-002', addDays(died(someone), chance.int(5, 30)), { someone });
  },
  scheme_not_in_district: (ground) => {
    const { today, chance } = ground;
    const someone = chance.pick(
      ground.people.where(
        (member, { districtPcode }) =>
          isLate(districtPcode) && isAlive(member, today) && ageOn(member.bornOn, today) > 20,
      ),
    );
    return stayOf(ground, 'DX-MG-001', addDays(today, -chance.int(200, 300)), { someone });
  },
  not_licensed: (ground) => {
    const hospital = hospitalWhere(ground, ({ licences }) =>
      licences.some(({ to }) => to !== undefined),
    );
    const expired = hospital.licences[0]?.to ?? ground.today;
    const on = addDays(expired, ground.chance.int(5, 150));
    return stayOf(ground, 'DX-SG-002', on, { hospital });
  },
  licence_unknown: (ground) => {
    const hospital = hospitalWhere(ground, ({ licences }) => licences.length === 0);
    return stayOf(ground, 'DX-SG-003', someDay(ground), { hospital });
  },
  suspended: (ground) => {
    const hospital = hospitalWhere(ground, ({ suspensions }) => suspensions.length > 0);
    const from = hospital.suspensions[0]?.from ?? ground.today;
    const on = addDays(from, ground.chance.int(0, 60));
    return stayOf(ground, 'DX-SG-001', on, { hospital });
  },
  not_empanelled: (ground) => {
    const hospital = hospitalWhere(ground, ({ empanelments }) =>
      empanelments.every(({ to }) => to !== undefined),
    );
    const left = hospital.empanelments[0]?.to ?? ground.today;
    return stayOf(ground, 'DX-MG-003', addDays(left, ground.chance.int(1, 120)), { hospital });
  },
  tier_not_empanelled: (ground) => {
    const on = someDay(ground);
    const hospital = hospitalWhere(
      ground,
      (each) =>
        inOrder(each, on) && each.empanelments.every(({ tiers }) => !tiers.includes('priority')),
    );
    // Of a speciality that the hospital has, so that only the tier is wrong.
    return stayOf(ground, 'DX-HM-001', on, { hospital });
  },
  speciality_not_allowed: (ground) => {
    const on = someDay(ground);
    const hospital = hospitalWhere(
      ground,
      (each) => inOrder(each, on) && each.specialities.every((s) => s.speciality !== 'eye'),
    );
    return stayOf(ground, 'DX-EY-002', on, { hospital });
  },
  package_unknown: (ground) => withLine(ordinary(ground), { packageCode: 'DX-ZZ-999' }),
  package_not_dated: (ground) => {
    const draft = stayOf(ground, 'DX-SG-003', someDay(ground));
    const quoted = packageOf(ground, 'DX-SG-090').rates.C.ratePaisa;
    return withLine(draft, { packageCode: 'DX-SG-090', unitPricePaisa: Number(quoted) });
  },
  sex_excluded: (ground) => {
    const draft = stayOf(ground, 'DX-OB-004', someDay(ground), { whom: isMan(ground.today) });
    return withBody(draft, { statedSex: 'male' });
  },
  sex_disputed: (ground) => {
    const draft = stayOf(ground, 'DX-OB-004', someDay(ground), { whom: isMan(ground.today) });
    return withBody(draft, { statedSex: 'female' });
  },
  age_below: (ground) =>
    stayOf(ground, 'DX-UR-003', someDay(ground), {
      whom: ({ sex, bornOn }) => sex === 'male' && within(ageOn(bornOn, ground.today), 15, 35),
    }),
  age_above: (ground) =>
    stayOf(ground, 'DX-PD-001', someDay(ground), {
      whom: ({ bornOn }) => ageOn(bornOn, ground.today) > 18,
    }),
  discharge_before_admission: (ground) => {
    const draft = ordinary(ground);
    const before = addDays(draft.admittedOn, -ground.chance.int(1, 20));
    return withBody(withoutTimes(draft), { dischargedAt: instant(before, 16, ground.chance) });
  },
  procedure_outside_stay: (ground) => {
    const draft = stayOf(ground, 'DX-SG-003', someDay(ground));
    const on = addDays(draft.admittedOn, -ground.chance.int(2, 9));
    return withLine(draft, {
      startedAt: instant(on, 10, ground.chance),
      endedAt: instant(on, 12, ground.chance),
    });
  },
  stay_too_long: (ground) => {
    const draft = stayOf(ground, 'DX-SG-001', addDays(ground.today, -ground.chance.int(120, 300)));
    const dischargedOn = addDays(draft.admittedOn, ground.chance.int(12, 40));
    const receivedOn = addDays(dischargedOn, 10);
    return withBody(
      { ...draft, dischargedOn, receivedOn },
      { dischargedAt: instant(dischargedOn, 16, ground.chance) },
    );
  },
  above_tariff: (ground) => {
    const draft = ordinary(ground);
    const [line] = draft.body.lines;
    const asked = (line?.unitPricePaisa ?? 0) * (1 + ground.chance.int(5, 45) / 100);
    return withLine(draft, { unitPricePaisa: Math.round(asked / 10_000) * 10_000 });
  },
  document_missing: (ground) => {
    const draft = ordinary(ground);
    const documents = draft.body.documents ?? [];
    const lost = ground.chance.int(0, Math.max(0, documents.length - 1));
    return withBody(draft, { documents: documents.filter((_, at) => at !== lost) });
  },
} as const satisfies Partial<Record<Plant, Planting>>;

interface Given {
  readonly hospital?: DemoHospital;
  readonly someone?: Someone;
  readonly whom?: (member: Someone['member']) => boolean;
}

/** A stay on a day with a package, everything else in order but what is given. */
export function stayOf(ground: Ground, code: string, on: IsoDate, given: Given = {}): Draft {
  const wanted: DemoPackage = packageOf(ground, code);
  const hospital = given.hospital ?? hospitalFor(ground, wanted, on);
  const someone =
    given.someone ??
    (given.whom === undefined
      ? someoneFor(ground, wanted, hospital, on)
      : ground.people.draw(ground.chance, {
          package: wanted.package,
          admittedOn: on,
          fits: given.whom,
        }));
  return draftOf(ground, wanted, hospital, someone, daysFrom(ground, wanted, on));
}

export function withBody(draft: Draft, change: Partial<Draft['body']>): Draft {
  return { ...draft, body: { ...draft.body, ...change } };
}

function withLine(draft: Draft, change: Partial<Draft['body']['lines'][number]>): Draft {
  const [first, ...others] = draft.body.lines;
  if (first === undefined) throw new RangeError('a claim without a line');
  return withBody(draft, { lines: [{ ...first, ...change }, ...others] });
}

/** Without the times of its procedures, which a wrong date of the stay would drag along. */
function withoutTimes(draft: Draft): Draft {
  const lines = draft.body.lines.map(({ startedAt: _start, endedAt: _end, ...line }) => line);
  return withBody(draft, { lines });
}

function someDay({ today, chance }: Ground): IsoDate {
  return addDays(today, -chance.int(40, 330));
}

function hospitalWhere(
  ground: Ground,
  condition: (hospital: DemoHospital) => boolean,
): DemoHospital {
  return ground.chance.pick(ground.hospitals.filter(condition));
}

/** On the panel, licensed and not suspended. */
function inOrder(hospital: DemoHospital, day: IsoDate): boolean {
  return (
    hospital.empanelments.some((each) => covers(each, day)) &&
    hospital.licences.some((each) => covers(each, day)) &&
    !hospital.suspensions.some((each) => covers(each, day))
  );
}

function isMan(today: IsoDate): (member: Someone['member']) => boolean {
  return ({ sex, bornOn }) => sex === 'male' && within(ageOn(bornOn, today), 30, 60);
}

function within(age: number, least: number, most: number): boolean {
  return age >= least && age <= most;
}

function isLate(districtPcode: string): boolean {
  return LATE_DISTRICTS.includes(districtPcode);
}
