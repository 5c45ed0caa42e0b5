import type { IsoDate } from '../domain/calendar.js';
import { chanceOf, Weighted, type Chance } from './chance.js';
import { sessions } from './courses.js';
import { demoDistricts, demoScheme } from './demo-scheme.js';
import { extrasOf } from './extras.js';
import { demoFamilies } from './families.js';
import { duplicates, limitHistories, newborns, overlaps, transfers } from './histories.js';
import { demoHospitals } from './hospitals.js';
import { frauds } from './frauds.js';
import { ordinary } from './ordinary.js';
import { demoPackages } from './packages.js';
import { People } from './people.js';
import { SINGLE_PLANTS, withBody } from './plants.js';
import { PLANTS, type DemoClaim, type DemoFamily, type DemoWorld, type Plant } from './shapes.js';
import { instant, type Draft, type Ground } from './stays.js';

export interface DemoOptions {
  readonly seed: number;
  /** The demo fills the year that ends on the day before. */
  readonly today: IsoDate;
  readonly families?: number | undefined;
  readonly claims?: number | undefined;
}

/** The seed of the world that a first start loads. */
export const DEMO_SEED = 1_947;

/** Published for Khyber Pakhtunkhwa: 5.5% of admissions ended in death. */
const MORTALITY = 0.055;
const USUAL_CLAIMS = 3_000;

/**
 * Makes the whole make-believe world. The same options give the same world, to the last digit.
 * Throws a RangeError when too few families are asked for to fill the claims.
 */
export function demoWorld(options: DemoOptions): DemoWorld {
  const {
    seed,
    today,
    families: familyCount = 23_000,
    claims: claimCount = USUAL_CLAIMS,
  } = options;
  const packages = demoPackages(today);
  const hospitals = demoHospitals(today, chanceOf(seed, 1));
  const families = demoFamilies(seed, today, familyCount);
  const schemeDistricts = demoDistricts(today);
  const begins = new Map(schemeDistricts.map(({ districtPcode, from }) => [districtPcode, from]));
  const people = new People(families, begins);
  const ground: Ground = {
    today,
    chance: chanceOf(seed, 2),
    packages,
    hospitals,
    hospitalsBySize: new Weighted(hospitals, (hospital) => hospital.standings[0]?.beds ?? 1),
    mix: new Weighted(packages, ({ weight }) => weight),
    people,
  };
  const { drafts, deaths } = stays(ground, claimCount);
  return {
    scheme: demoScheme(today),
    schemeDistricts,
    packages: packages.map((each) => each.package),
    tariff: packages.flatMap(({ rates }) => [rates.A, rates.B, rates.C]),
    hospitals,
    families: withDeaths(families, deaths),
    claims: inOrderOfReceipt(drafts, extrasOf(seed, drafts), chanceOf(seed, 3)),
  };
}

interface Stays {
  readonly drafts: readonly Draft[];
  /** Day of death in hospital, by CNIC. */
  readonly deaths: ReadonlyMap<string, IsoDate>;
}

function stays(ground: Ground, count: number): Stays {
  const countOf = (plant: Plant): number =>
    Math.max(1, Math.round((PLANTS[plant] * count) / USUAL_CLAIMS));
  const singles = Object.entries(SINGLE_PLANTS).flatMap(([kind, planting]) => {
    const planted = kind as keyof typeof SINGLE_PLANTS;
    return Array.from({ length: countOf(planted) }, (_, index): Draft => ({
      ...planting(ground, index),
      planted,
    }));
  });
  const special = [
    ...singles,
    ...limitHistories(ground, countOf),
    ...sessions(ground, count / USUAL_CLAIMS),
    ...frauds(ground, countOf),
  ];
  const followers = (['duplicate', 'overlap', 'same_day_transfer', 'newborn'] as const).reduce(
    (sum, plant) => sum + countOf(plant),
    0,
  );
  const plain = Array.from({ length: Math.max(0, count - special.length - followers) }, () =>
    ordinary(ground),
  );
  const deaths = new Map<string, IsoDate>();
  const lived = dying(ground, plain, Math.round(count * MORTALITY), deaths);
  const alive = lived.filter(({ body }) => body.dischargeType !== 'died');
  const [some, others, more] = thirds(alive);
  const moved = transfers(ground, others, countOf('same_day_transfer'));
  const sentOn = new Set(moved.map(({ follows }) => follows));
  const drafts = [
    ...special,
    ...lived.map((each) =>
      sentOn.has(each) ? withBody(each, { dischargeType: 'referred' }) : each,
    ),
    ...overlaps(ground, some, countOf('overlap')),
    ...moved,
    ...newborns(ground, [...some, ...others], countOf('newborn')),
    ...duplicates(ground, more, countOf('duplicate')),
  ];
  return { drafts, deaths };
}

/** Ends so many stays in death: of people who have no other stay, and not in day-care or childbirth. */
function dying(
  { chance }: Ground,
  drafts: readonly Draft[],
  count: number,
  deaths: Map<string, IsoDate>,
): Draft[] {
  const frail = drafts.filter(
    ({ package: { package: listed } }) => !listed.dayCare && !listed.maternity,
  );
  const chosen = new Set<Draft>();
  while (chosen.size < Math.min(count, frail.length)) chosen.add(chance.pick(frail));
  return drafts.map((draft) => {
    if (!chosen.has(draft)) return draft;
    deaths.set(draft.someone.member.cnic, draft.dischargedOn);
    const certificate = { kind: 'death_certificate', sha256: chance.hex(64) };
    return withBody(draft, {
      dischargeType: 'died',
      documents: [...(draft.body.documents ?? []), certificate],
    });
  });
}

/** Three parts that share nothing, so that what is planted on one does not meet what is on another. */
function thirds(drafts: readonly Draft[]): readonly [Draft[], Draft[], Draft[]] {
  const part = (rest: number): Draft[] => drafts.filter((_, index) => index % 3 === rest);
  return [part(0), part(1), part(2)];
}

function withDeaths(
  families: readonly DemoFamily[],
  deaths: ReadonlyMap<string, IsoDate>,
): readonly DemoFamily[] {
  return families.map((family) =>
    family.members.some(({ cnic }) => deaths.has(cnic))
      ? {
          ...family,
          members: family.members.map((member) => {
            const diedOn = deaths.get(member.cnic);
            return diedOn === undefined ? member : { ...member, diedOn };
          }),
        }
      : family,
  );
}

/** Gives every claim its hospital's number, as the hospital's desk counts them when it sends them. */
function inOrderOfReceipt(
  drafts: readonly Draft[],
  extras: ReturnType<typeof extrasOf>,
  chance: Chance,
): readonly DemoClaim[] {
  const received = drafts
    .map((draft) => ({ draft, receivedAt: instant(draft.receivedOn, chance.int(17, 20), chance) }))
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0));
  const sent = new Map<string, number>();
  const numbers = new Map<Draft, string>();
  return received.map(({ draft, receivedAt }) => {
    const { code } = draft.hospital;
    const next = (sent.get(code) ?? 0) + 1;
    const known = draft.numberOf === undefined ? undefined : numbers.get(draft.numberOf);
    const hospitalClaimNo = known ?? `${code}-${next.toString().padStart(5, '0')}`;
    if (known === undefined) sent.set(code, next);
    numbers.set(draft, hospitalClaimNo);
    return {
      hospitalCode: code,
      receivedAt,
      ...(draft.planted === undefined ? {} : { planted: draft.planted }),
      body: {
        hospitalClaimNo,
        ...draft.body,
        ...(extras.has(draft) ? { extras: extras.get(draft) } : {}),
      },
    };
  });
}
