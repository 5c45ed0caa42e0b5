import { addDays, covers, type IsoDate } from '../domain/calendar.js';
import type { Chance, Weighted } from './chance.js';
import type { DemoPackage, Grade } from './packages.js';
import type { People, Someone } from './people.js';
import type { DemoClaimBody, DemoHospital, Plant } from './shapes.js';

/** What stays are made from. */
export interface Ground {
  readonly today: IsoDate;
  readonly chance: Chance;
  readonly packages: readonly DemoPackage[];
  readonly hospitals: readonly DemoHospital[];
  readonly hospitalsBySize: Weighted<DemoHospital>;
  /** How often each package is given. */
  readonly mix: Weighted<DemoPackage>;
  readonly people: People;
}

/** A claim in the making: the hospital's number is given when all are in order of receipt. */
export interface Draft {
  readonly hospital: DemoHospital;
  readonly someone: Someone;
  readonly package: DemoPackage;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly receivedOn: IsoDate;
  readonly body: Omit<DemoClaimBody, 'hospitalClaimNo'>;
  readonly planted?: Plant | undefined;
  /** The stay it was transferred from. */
  readonly follows?: Draft | undefined;
  /** The draft whose number it carries, where a claim is sent again under the same one. */
  readonly numberOf?: Draft | undefined;
}

/** Days in which a stay happens and its claim arrives. */
export interface Days {
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly receivedOn: IsoDate;
}

/** Published for Khyber Pakhtunkhwa, 2021 to 2022: claims came 51 days after discharge, give or take 53. */
const LATENESS = { mean: 51, deviation: 52.8, longest: 340 };
const YEAR = 365;
const OWN_DISTRICT = 0.75;
const EMERGENCIES = 0.4;
/** Treatment that waits for its day nearly always, invented. */
const PLANNED: ReadonlySet<string> = new Set([
  ...['DX-OB-004', 'DX-SG-002', 'DX-SG-003', 'DX-SG-004', 'DX-SG-006', 'DX-SG-007', 'DX-EY-002'],
  ...['DX-EN-001', 'DX-EN-002', 'DX-EN-003', 'DX-OR-003', 'DX-OR-004', 'DX-UR-001', 'DX-UR-002'],
  ...['DX-UR-003', 'DX-PD-003', 'DX-NS-002', 'DX-NP-002', 'DX-ON-003', 'DX-ON-004', 'DX-SV-002'],
]);
const PLANNED_EMERGENCIES = 0.03;
const MOST_TRIES = 1_000;

/** Days of a stay whose claim arrives in the year before today. */
export function daysOfStay(ground: Ground, wanted: DemoPackage): Days {
  const { chance, today } = ground;
  const receivedOn = addDays(today, -chance.int(1, YEAR));
  const dischargedOn = addDays(receivedOn, -lateness(chance));
  return { admittedOn: addDays(dischargedOn, -lengthOf(chance, wanted)), dischargedOn, receivedOn };
}

/** Days of a stay that begins on a given day; its claim comes in the year before today all the same. */
export function daysFrom(
  ground: Ground,
  wanted: DemoPackage,
  admittedOn: IsoDate,
  late = lateness(ground.chance),
): Days {
  const dischargedOn = addDays(admittedOn, lengthOf(ground.chance, wanted));
  const [first, last] = [addDays(ground.today, -YEAR), addDays(ground.today, -1)];
  const received = addDays(dischargedOn, late);
  const receivedOn = received < first ? first : received > last ? last : received;
  return { admittedOn, dischargedOn, receivedOn };
}

export function lateness(chance: Chance): number {
  const days = Math.round(chance.logNormal(LATENESS.mean, LATENESS.deviation));
  return Math.min(LATENESS.longest, Math.max(1, days));
}

function lengthOf(chance: Chance, { package: listed }: DemoPackage): number {
  const usual = listed.alosDays ?? 0;
  if (usual === 0 || listed.dayCare) return 0;
  const days = Math.round(chance.logNormal(usual, usual * 0.6));
  return Math.min(listed.maxStayDays ?? days, Math.max(1, days));
}

/** Whether nothing stands against a hospital's giving a package on a day. */
export function mayGive(hospital: DemoHospital, wanted: DemoPackage, day: IsoDate): boolean {
  const { speciality, tier } = wanted.package;
  return (
    hospital.specialities.some((each) => each.speciality === speciality && covers(each, day)) &&
    hospital.empanelments.some((each) => each.tiers.includes(tier) && covers(each, day)) &&
    hospital.licences.some((each) => covers(each, day)) &&
    !hospital.suspensions.some((each) => covers(each, day))
  );
}

/** A hospital, larger ones more often, that may give the package on the day. */
export function hospitalFor(ground: Ground, wanted: DemoPackage, day: IsoDate): DemoHospital {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const hospital = ground.hospitalsBySize.draw(ground.chance);
    if (mayGive(hospital, wanted, day)) return hospital;
  }
  throw new RangeError(`no hospital gives ${wanted.package.code} on ${day}`);
}

/** Somebody for a stay, mostly from the hospital's own district. */
export function someoneFor(
  ground: Ground,
  wanted: DemoPackage,
  hospital: DemoHospital,
  day: IsoDate,
): Someone {
  const near = ground.chance.happens(OWN_DISTRICT) ? hospital.districtPcode : undefined;
  return ground.people.draw(ground.chance, {
    package: wanted.package,
    admittedOn: day,
    districtPcode: near,
  });
}

/** A stay with nothing wrong in it, as its hospital would claim for it. */
export function draftOf(
  ground: Ground,
  wanted: DemoPackage,
  hospital: DemoHospital,
  someone: Someone,
  days: Days,
): Draft {
  const { chance } = ground;
  const { package: listed } = wanted;
  const { admittedOn, dischargedOn } = days;
  const sameDay = admittedOn === dischargedOn;
  const admittedAt = instant(admittedOn, sameDay ? 8 : chance.int(0, 23), chance);
  const bedNo = chance.int(1, hospital.standings[0]?.beds ?? 1);
  const systolic = chance.int(95, 165);
  const family = Number(someone.family.key.slice(-6));
  return {
    hospital,
    someone,
    package: wanted,
    ...days,
    body: {
      cnic: someone.member.cnic,
      admissionNo: `ADM-${chance.int(10_000, 99_999)}`,
      admittedAt,
      dischargedAt: instant(dischargedOn, 16, chance),
      admissionType: admissionTypeOf(wanted, chance),
      dischargeType: dischargeTypeOf(chance, listed.session),
      statedSex: someone.member.sex,
      newborn: false,
      diagnoses: [wanted.diagnosis],
      lines: [lineOf(ground, wanted, hospital, days)],
      ...(listed.session ? {} : { bed: `B-${bedNo}` }),
      vitals: {
        pulse: chance.int(64, 118),
        systolic,
        diastolic: systolic - chance.int(30, 55),
        temperatureC: chance.int(362, 392) / 10,
      },
      // No operator in Pakistan numbers its lines so.
      contactNumber: `+92 000 ${family.toString().padStart(7, '0')}`,
      verification: {
        officer: `Desk officer ${hospital.code}-${chance.int(1, 4)}`,
        method: chance.happens(0.85) ? 'biometric' : 'photo',
        result: 'verified',
        at: admittedAt,
      },
      documents: listed.documents.map((kind) => ({ kind, sha256: chance.hex(64) })),
    },
  };
}

/** An instant with Karachi's offset, some minute of the hour. */
export function instant(day: IsoDate, hour: number, chance: Chance): string {
  const two = (number: number): string => number.toString().padStart(2, '0');
  return `${day}T${two(hour)}:${two(chance.int(0, 59))}:00+05:00`;
}

function admissionTypeOf(
  { package: listed }: DemoPackage,
  chance: Chance,
): DemoClaimBody['admissionType'] {
  if (listed.maternity) return 'maternity';
  if (listed.dayCare) return 'day_care';
  const emergencies = PLANNED.has(listed.code) ? PLANNED_EMERGENCIES : EMERGENCIES;
  return chance.happens(emergencies) ? 'emergency' : 'elective';
}

function dischargeTypeOf(chance: Chance, session: boolean): DemoClaimBody['dischargeType'] {
  if (session || chance.happens(0.95)) return 'home';
  return chance.pick(['against_advice', 'against_advice', 'referred', 'absconded']);
}

function lineOf(
  { chance }: Ground,
  wanted: DemoPackage,
  hospital: DemoHospital,
  days: Days,
): DemoClaimBody['lines'][number] {
  const grade = (hospital.standings[0]?.grade ?? 'C') as Grade;
  const rate = Number(wanted.rates[grade].ratePaisa);
  const implant = (wanted.implantRupees ?? 0) * 100;
  const operatedOn =
    days.admittedOn === days.dischargedOn ? days.admittedOn : addDays(days.admittedOn, 1);
  const hour = chance.int(9, 13);
  const doctor = (kind: string, most: number): string =>
    `Dr Invented ${hospital.code} ${kind} ${chance.int(1, most)}`;
  return {
    packageCode: wanted.package.code,
    quantity: 1,
    unitPricePaisa: rate + implant,
    ...(wanted.operated
      ? {
          startedAt: instant(operatedOn, hour, chance),
          endedAt: instant(operatedOn, hour + 2, chance),
          surgeon: doctor('surgeon', 6),
          anaesthetist: doctor('anaesthetist', 3),
        }
      : {}),
    ...(wanted.implantRupees === undefined
      ? {}
      : {
          implants: [
            {
              batch: `INV-${chance.hex(8)}`,
              expiresOn: addDays(days.dischargedOn, chance.int(90, 900)),
              pricePaisa: implant,
            },
          ],
        }),
  };
}
