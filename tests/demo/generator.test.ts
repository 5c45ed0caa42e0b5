import { createHash } from 'node:crypto';
import t from 'tap';
import { addDays, daysBetween, isoDate, policyYearOf } from '../../src/domain/calendar.js';
import type { ReasonCode } from '../../src/domain/rules/reasons.js';
import { demoWorld, PLANTS, type DemoWorld, type Plant } from '../../src/demo/index.js';
import { DISTRICTS } from '../../src/registry/index.js';
import { judgeWorld, type Judged } from '../../src/demo/judge-world.js';

const TODAY = isoDate('2026-11-21');
const world = demoWorld({ seed: 7, today: TODAY });
const judged = judgeWorld(world);

/** What the rules must find in a stay planted so; `none` where it is honest. */
const FOUND: Readonly<Record<Plant, ReasonCode | 'none'>> = {
  duplicate: 'EXACT_DUPLICATE',
  overlap: 'STAYS_OVERLAP',
  same_day_transfer: 'none',
  newborn: 'none',
  unknown_cnic: 'PERSON_UNKNOWN',
  after_death: 'DIED_BEFORE_ADMISSION',
  scheme_not_in_district: 'SCHEME_NOT_IN_FORCE',
  not_licensed: 'NOT_LICENSED',
  licence_unknown: 'LICENCE_UNKNOWN',
  suspended: 'HOSPITAL_SUSPENDED',
  not_empanelled: 'NOT_EMPANELLED',
  tier_not_empanelled: 'TIER_NOT_EMPANELLED',
  speciality_not_allowed: 'SPECIALITY_NOT_ALLOWED',
  package_unknown: 'PACKAGE_UNKNOWN',
  package_not_dated: 'PACKAGE_NOT_DATED',
  sex_excluded: 'SEX_EXCLUDES_PACKAGE',
  sex_disputed: 'SEX_DISPUTED',
  age_below: 'AGE_BELOW_PACKAGE',
  age_above: 'AGE_ABOVE_PACKAGE',
  discharge_before_admission: 'DISCHARGE_BEFORE_ADMISSION',
  procedure_outside_stay: 'PROCEDURE_OUTSIDE_STAY',
  stay_too_long: 'STAY_TOO_LONG',
  above_tariff: 'ABOVE_TARIFF',
  document_missing: 'DOCUMENT_MISSING',
  limit_part_left: 'SUM_INSURED_PART_LEFT',
  limit_spent: 'SUM_INSURED_SPENT',
  limit_needs_approval: 'LAYER_NEEDS_APPROVAL',
  limit_maternity: 'CARRIED_PAST_LIMIT',
  limit_emergency: 'EMERGENCY_UNCONFIRMED',
  // In order by every rule: what they are shows only beside other claims.
  fraud_beds: 'none',
  fraud_surgeon_places: 'none',
  fraud_surgeon_day: 'none',
  fraud_procedure: 'none',
  fraud_family: 'none',
  fraud_caesarean: 'none',
  fraud_lengths: 'none',
  fraud_follow_on: 'none',
  fraud_surge: 'none',
  fraud_emergency: 'none',
  fraud_far: 'none',
  fraud_phone: 'none',
  fraud_clone: 'none',
  fraud_implants: 'none',
};

/** Honest stays may be carried past a limit or share their price; nothing else speaks of them. */
const HARMLESS: readonly string[] = ['PATIENT_SHARE', 'CARRIED_PAST_LIMIT'];

t.test('the same seed and day make the same world, another seed another', (t) => {
  const small = { today: TODAY, families: 4_000, claims: 300 };
  const first = digestOf(demoWorld({ seed: 1, ...small }));
  t.equal(digestOf(demoWorld({ seed: 1, ...small })), first);
  t.not(digestOf(demoWorld({ seed: 2, ...small })), first);
  t.end();
});

t.test('sizes are those asked for', (t) => {
  t.equal(world.claims.length, 3_000);
  t.equal(world.families.length, 23_000);
  t.equal(world.hospitals.length, 40);
  t.ok(world.packages.length >= 60, `${world.packages.length} packages`);
  t.equal(world.tariff.length, world.packages.length * 3, 'a rate for each of three grades');
  const perFamily = sum(world.families.map(({ members }) => members.length)) / 23_000;
  t.ok(perFamily > 4.5 && perFamily < 6.5, `${perFamily} members a family`);
  t.end();
});

t.test('everything says that it is invented', (t) => {
  t.equal(world.scheme.invented, true);
  t.match(world.scheme.nameEn, /invented/);
  for (const { name } of world.hospitals) t.match(name, /^Invented Hospital \d\d, /);
  for (const { source } of [...world.packages, ...world.tariff]) {
    t.match(source ?? '', /^Illustrative: invented/);
  }
  t.end();
});

t.test('no number can be a real person’s, and each is one person’s', (t) => {
  const numbers = world.families.flatMap(({ members }) => members.map(({ cnic }) => cnic));
  t.equal(new Set(numbers).size, numbers.length);
  const all = [...numbers, ...world.claims.map(({ body }) => body.cnic)];
  t.ok(
    all.every((cnic) => /^9\d{12}$/.test(cnic)),
    'all begin with 9; first digits in use are 1 to 8',
  );
  t.end();
});

t.test('geography is real and people live where the census counted them', (t) => {
  const pcodes = new Set(DISTRICTS.filter((d) => d.provinceCode === 'PK5').map((d) => d.pcode));
  for (const { districtPcode } of world.hospitals) t.ok(pcodes.has(districtPcode));
  t.equal(world.schemeDistricts.length, pcodes.size);
  const counted = DISTRICTS.filter((d) => pcodes.has(d.pcode) && d.population2017 !== undefined);
  const total = sum(counted.map((d) => d.population2017 ?? 0));
  for (const { pcode, population2017 = 0 } of counted) {
    const share = world.families.filter((f) => f.districtPcode === pcode).length / 23_000;
    t.ok(Math.abs(share - population2017 / total) < 0.01, pcode);
  }
  t.end();
});

t.test('claims arrive in order, in the year before today, and late as published', (t) => {
  const days = world.claims.map(({ receivedAt }) => receivedAt.slice(0, 10));
  t.same(days, [...days].sort());
  t.ok((days[0] ?? '') >= addDays(TODAY, -365) && (days.at(-1) ?? '') < TODAY);
  const late = judged
    .filter(({ demo }) => demo.planted === undefined)
    .map(({ claim }) => daysBetween(claim.dischargedOn, claim.receivedOn));
  const mean = sum(late) / late.length;
  const deviation = Math.sqrt(sum(late.map((each) => (each - mean) ** 2)) / late.length);
  t.ok(mean > 45 && mean < 57, `${mean} days, published 51`);
  t.ok(deviation > 42 && deviation < 60, `give or take ${deviation}, published 52.8`);
  t.end();
});

t.test('families are given what the scheme gives, and no more', (t) => {
  const asking = judged.filter(({ claim }) => claim.extras !== undefined);
  const kinds = asking.flatMap(({ claim }) => (claim.extras ?? []).map(({ kind }) => kind));
  t.same([...new Set(kinds)].sort(), ['burial', 'maternity_allowance', 'transport']);
  t.ok(asking.length > 150, `${asking.length} claims ask`);
  const speaking = asking.flatMap(({ judgement }) =>
    judgement.findings.filter(({ rule }) => /^(EXC-00[34]|LIM-00[78])$/.test(rule)),
  );
  t.same(speaking, [], 'and no rule of extras finds anything');
  const times = new Map<string, number>();
  for (const { claim } of asking) {
    const year = policyYearOf({ month: 7, day: 1 }, claim.admittedOn);
    const transports = (claim.extras ?? []).filter(({ kind }) => kind === 'transport').length;
    const key = `${claim.familyId}/${year}`;
    times.set(key, (times.get(key) ?? 0) + transports);
  }
  t.ok(Math.max(...times.values()) <= 3, 'at most three times a year');
  t.end();
});

t.test('mortality, duplicates and amounts are as published', (t) => {
  const died = world.claims.filter(({ body }) => body.dischargeType === 'died').length / 3_000;
  t.ok(Math.abs(died - 0.055) < 0.003, `${died} died, published 0.055`);
  t.ok(Math.abs(PLANTS.duplicate / 3_000 - 0.056) < 0.001);
  const sessions = new Set(world.packages.filter((p) => p.session).map((p) => p.code));
  const admissions = judged.filter(({ claim }) => !sessions.has(claim.lines[0]?.packageCode ?? ''));
  const asked = sum(admissions.map(({ judgement }) => Number(judgement.totals.askedPaisa))) / 100;
  const average = asked / admissions.length;
  t.ok(average > 21_000 && average < 29_000, `${average} rupees, published about 25,000`);
  t.ok(
    admissions.length < 2_600,
    'a good part are sessions of dialysis, chemotherapy and the like',
  );
  t.end();
});

t.test('of every kind as many are planted as the table says', (t) => {
  for (const [plant, count] of Object.entries(PLANTS)) {
    t.equal(world.claims.filter(({ planted }) => planted === plant).length, count, plant);
  }
  t.end();
});

t.test('the rules find each planted fault, and nothing in what is honest', (t) => {
  for (const [plant, reason] of Object.entries(FOUND)) {
    if (plant === 'overlap') continue;
    const stays = judged.filter(({ demo }) => demo.planted === plant);
    for (const stay of stays) {
      const reasons = reasonsOf(stay);
      const right =
        reason === 'none'
          ? reasons.every((each) => HARMLESS.includes(each))
          : reasons.includes(reason);
      t.ok(right, `${plant}: ${reasons.join(', ')}`);
    }
  }
  t.end();
});

t.test('of two overlapping stays the later received is stopped', (t) => {
  const stopped = judged.filter((each) => reasonsOf(each).includes('STAYS_OVERLAP'));
  t.equal(stopped.length, PLANTS.overlap);
  t.end();
});

t.test('stays with nothing planted are approved, but the odd one', (t) => {
  const plain = judged.filter(({ demo }) => demo.planted === undefined);
  const odd = plain.filter(({ judgement }) => judgement.outcome !== 'approved');
  t.ok(odd.length < plain.length * 0.01, `${odd.length} of ${plain.length}`);
  t.end();
});

function reasonsOf({ judgement }: Judged): readonly string[] {
  return judgement.findings.map(({ reason }) => reason);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function digestOf(made: DemoWorld): string {
  const text = JSON.stringify(made, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
