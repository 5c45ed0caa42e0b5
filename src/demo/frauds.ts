import { addDays, ageOn, daysBetween, type IsoDate } from '../domain/calendar.js';
import { packageOf } from './courses.js';
import { withBody } from './plants.js';
import type { Someone } from './people.js';
import type { DemoHospital, Plant } from './shapes.js';
import { daysFrom, draftOf, instant, lateness, type Draft, type Ground } from './stays.js';

type Fraud = Extract<Plant, `fraud_${string}`>;

/** Makes so many claims of one fraud. Each claim is in order by every rule; only together do they show. */
type Scheme = (ground: Ground, count: number, planted: Fraud) => readonly Draft[];

/** Where each fraud is done: hospitals whose papers are in order, each with one fraud of its own. */
const SCHEMES: Readonly<Record<Fraud, Scheme>> = {
  // Forty people in a house of fewer beds, all in the same nights.
  fraud_beds: (ground, count, planted) => {
    const hospital = smallest(ground);
    const first = addDays(ground.today, -210);
    return times(count, (index) =>
      stayAt(ground, hospital, ['DX-MG-002', 'DX-MG-003', 'DX-MG-009'], {
        on: addDays(first, index % 3),
        nights: 6,
        planted,
      }),
    );
  },
  // One name at three tables of three towns in the same hours.
  fraud_surgeon_places: (ground, count, planted) =>
    times(count, (index) => {
      const hospital = hospitalOf(ground, [22, 26, 28][index % 3] ?? 22);
      const on = addDays(ground.today, -240 + Math.floor(index / 3) * 9);
      const draft = stayAt(ground, hospital, ['DX-SG-002'], { on, nights: 3, planted });
      return operatedBy(draft, 'Dr Invented visiting surgeon', addDays(on, 1), 10, ground);
    }),
  // One surgeon, one day, fourteen operations of two hours.
  fraud_surgeon_day: (ground, count, planted) => {
    const hospital = hospitalOf(ground, 32);
    const on = addDays(ground.today, -170);
    return times(count, (index) => {
      const draft = stayAt(ground, hospital, ['DX-SG-002', 'DX-SG-003'], {
        on,
        nights: 2,
        planted,
      });
      const surgeon = `Dr Invented ${hospital.code} tireless`;
      return operatedBy(draft, surgeon, addDays(on, 1), 7 + (index % 9), ground);
    });
  },
  // A town where everybody has an appendix too many.
  fraud_procedure: (ground, count, planted) =>
    times(count, () =>
      stayAt(ground, hospitalOf(ground, 19), ['DX-SG-001'], { on: someDay(ground), planted }),
    ),
  fraud_family: (ground, count, planted) => families(ground, count, planted),
  fraud_caesarean: (ground, count, planted) =>
    times(count, () =>
      stayAt(ground, hospitalOf(ground, 23), ['DX-OB-002'], { on: someDay(ground), planted }),
    ),
  // Came for an hour, claimed as admitted.
  fraud_lengths: (ground, count, planted) =>
    times(count, () =>
      stayAt(ground, hospitalOf(ground, 34), ['DX-MG-002', 'DX-MG-003', 'DX-MG-004'], {
        on: someDay(ground),
        nights: 1,
        planted,
      }),
    ),
  fraud_follow_on: (ground, count, planted) => times(count, () => twice(ground, planted)).flat(),
  // A list of cards, claimed in one week.
  fraud_surge: (ground, count, planted) => {
    const monday = addDays(ground.today, -150 - ((daysBetween(A_MONDAY, ground.today) - 150) % 7));
    return times(count, (index) =>
      stayAt(ground, hospitalOf(ground, 14), ['DX-MG-001', 'DX-MG-003', 'DX-MG-006'], {
        on: addDays(monday, index % 6),
        planted,
      }),
    );
  },
  fraud_emergency: (ground, count, planted) =>
    times(count, () => {
      const codes = ['DX-SG-002', 'DX-SG-003', 'DX-UR-001', 'DX-UR-002'];
      const draft = stayAt(ground, hospitalOf(ground, 33), codes, { on: someDay(ground), planted });
      return withBody(draft, { admissionType: 'emergency' });
    }),
  // A bus from Swat to D. I. Khan.
  fraud_far: (ground, count, planted) => {
    const on = addDays(ground.today, -130);
    return times(count, (index) =>
      stayAt(ground, hospitalOf(ground, 17), ['DX-MG-008', 'DX-SG-003', 'DX-UR-001'], {
        on: addDays(on, index % 3),
        districtPcode: 'PK532',
        planted,
      }),
    );
  },
  fraud_phone: (ground, count, planted) =>
    times(count, () => {
      const codes = ['DX-MG-002', 'DX-SG-002', 'DX-SG-003'];
      const draft = stayAt(ground, hospitalOf(ground, 29), codes, { on: someDay(ground), planted });
      // No operator in Pakistan numbers its lines so.
      return withBody(draft, { contactNumber: '+92 000 9999999' });
    }),
  // One sheet, copied for everybody.
  fraud_clone: (ground, count, planted) => {
    const vitals = { pulse: 88, systolic: 131, diastolic: 84, temperatureC: 38.4 };
    return times(count, () => {
      const hospital = hospitalOf(ground, 31);
      const draft = stayAt(ground, hospital, ['DX-MG-003'], { on: someDay(ground), planted });
      return withBody(draft, { vitals });
    });
  },
  // Four or five stents where one or two are put in.
  fraud_implants: (ground, count, planted) =>
    times(count, () => {
      const hospital = hospitalOf(ground, 11);
      const draft = stayAt(ground, hospital, ['DX-MC-002'], { on: someDay(ground), planted });
      const [line] = draft.body.lines;
      const [implant] = line?.implants ?? [];
      if (line === undefined || implant === undefined)
        throw new RangeError('a stent is an implant');
      const count = ground.chance.int(4, 5);
      // Together the price of one: the amount says nothing.
      const pricePaisa = (implant.pricePaisa ?? 0) / count;
      const implants = times(count, () => ({
        ...implant,
        batch: `INV-${ground.chance.hex(8)}`,
        pricePaisa,
      }));
      return withBody(draft, { lines: [{ ...line, implants }] });
    }),
};

/** Frauds among the honest claims, of each kind as many as are asked for. */
export function frauds(ground: Ground, countOf: (plant: Plant) => number): Draft[] {
  return Object.entries(SCHEMES).flatMap(([kind, scheme]) => {
    const planted = kind as Fraud;
    return scheme(ground, countOf(planted), planted);
  });
}

const A_MONDAY = '2024-01-01' as IsoDate;

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The hospital with the fewest beds, of those without another fraud. */
function smallest({ hospitals }: Ground): DemoHospital {
  const beds = ({ standings }: DemoHospital): number => standings[0]?.beds ?? Infinity;
  const found = hospitals.slice(36).sort((a, b) => beds(a) - beds(b))[0];
  if (found === undefined) throw new RangeError('no hospital');
  return found;
}

function hospitalOf({ hospitals }: Ground, number: number): DemoHospital {
  const found = hospitals[number - 1];
  if (found === undefined) throw new RangeError(`no hospital ${number}`);
  return found;
}

/** In the second half of the year: a pattern shows against what was usual before. */
function someDay({ today, chance }: Ground): IsoDate {
  return addDays(today, -chance.int(40, 190));
}

interface Wanted {
  readonly on: IsoDate;
  readonly planted?: Fraud;
  /** As long as such stays are, unless told. */
  readonly nights?: number;
  readonly districtPcode?: string;
  readonly someone?: Someone;
  readonly late?: number;
}

/** A stay at one hospital with one of some packages. */
function stayAt(
  ground: Ground,
  hospital: DemoHospital,
  codes: readonly string[],
  { on, planted, nights, someone, late, districtPcode = hospital.districtPcode }: Wanted,
): Draft {
  const { chance, people, today } = ground;
  const wanted = packageOf(ground, chance.pick(codes));
  const who =
    someone ?? people.draw(chance, { package: wanted.package, admittedOn: on, districtPcode });
  const usual = daysFrom(ground, wanted, on, late);
  const days =
    nights === undefined
      ? usual
      : {
          ...usual,
          dischargedOn: addDays(on, nights),
          receivedOn: addDays(on, nights + lateness(chance)),
        };
  const last = addDays(today, -1);
  const receivedOn = days.receivedOn > last ? last : days.receivedOn;
  const draft = draftOf(ground, wanted, hospital, who, { ...days, receivedOn });
  return planted === undefined ? draft : { ...draft, planted };
}

const OPERATING_HOURS = 2;

function operatedBy(
  draft: Draft,
  surgeon: string,
  on: IsoDate,
  hour: number,
  { chance }: Ground,
): Draft {
  const [line, ...others] = draft.body.lines;
  if (line === undefined) throw new RangeError('a claim without a line');
  const startedAt = instant(on, hour, chance);
  const endedAt = instant(on, hour + OPERATING_HOURS, chance);
  return withBody(draft, { lines: [{ ...line, surgeon, startedAt, endedAt }, ...others] });
}

/** The same operation on four members of a family, one after the other. */
function families(ground: Ground, count: number, planted: Fraud): readonly Draft[] {
  const MEMBERS = 4;
  const hospital = hospitalOf(ground, 35);
  const { today } = ground;
  const fits = ({ member: { bornOn, diedOn, memberFrom } }: Someone): boolean =>
    diedOn === undefined && memberFrom < addDays(today, -330) && ageOn(bornOn, today) > 6;
  const own = ground.people.where(
    (_member, { districtPcode }) => districtPcode === hospital.districtPcode,
  );
  const byFamily = new Map<string, Someone[]>();
  for (const someone of own.filter(fits)) {
    const { key } = someone.family;
    byFamily.set(key, [...(byFamily.get(key) ?? []), someone]);
  }
  const large = [...byFamily.values()].filter((members) => members.length >= MEMBERS);
  return times(count, (index) => {
    const someone = large[Math.floor(index / MEMBERS)]?.[index % MEMBERS];
    if (someone === undefined) throw new RangeError('too few large families');
    const on = addDays(today, -200 + Math.floor(index / MEMBERS) * 12 + (index % MEMBERS) * 8);
    ground.people.take(someone);
    return stayAt(ground, hospital, ['DX-SG-001'], { on, planted, someone });
  });
}

/** A stay that happened, and another two days after it that did not. */
function twice(ground: Ground, planted: Fraud): readonly Draft[] {
  const SAME_LATENESS = 14;
  const hospital = hospitalOf(ground, 36);
  const on = someDay(ground);
  const first = stayAt(ground, hospital, ['DX-MG-002', 'DX-MG-003'], {
    on,
    nights: 3,
    late: SAME_LATENESS,
  });
  const second = stayAt(ground, hospital, ['DX-MG-009', 'DX-MG-001'], {
    on: addDays(first.dischargedOn, 2),
    someone: first.someone,
    planted,
  });
  return [first, second];
}
