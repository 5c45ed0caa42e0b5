import { isEnough, type Compared, type Counted, type Spread } from './compare.js';
import { Spreads } from './spread.js';
import { nightsOf, type RiskStay } from './stay.js';

/** Stays in bed of one package that lasted so many nights, over all hospitals. */
export interface LengthCount {
  readonly schemeCode: string;
  readonly packageCode: string;
  readonly nights: number;
  readonly stays: number;
}

/** What is usual of a package's length, and from where on a stay is unlike it. */
export interface LengthBounds {
  readonly schemeCode: string;
  readonly packageCode: string;
  readonly median: number;
  /** Absent where nothing is too short. */
  readonly shortUpTo?: number | undefined;
  readonly longFrom: number;
}

/** What one hospital did of one package. */
export interface HospitalPackage {
  readonly hospitalId: string;
  readonly schemeCode: string;
  readonly packageCode: string;
  readonly stays: number;
  readonly emergencies: number;
  /** Unlike the usual length, by the package's bounds. */
  readonly unlike: number;
}

/** Stays of one hospital and package with so many implants. */
export interface ImplantCount {
  readonly hospitalId: string;
  readonly schemeCode: string;
  readonly packageCode: string;
  readonly implants: number;
  readonly stays: number;
}

export interface FollowOnCount {
  readonly hospitalId: string;
  readonly schemeCode: string;
  readonly stays: number;
}

/** Everything that hospitals did of late, as the projections have it. */
export interface PeerRows {
  readonly bounds: readonly LengthBounds[];
  readonly packages: readonly HospitalPackage[];
  readonly implants: readonly ImplantCount[];
  readonly followOns: readonly FollowOnCount[];
}

/** What the registry says of a package and a hospital now. */
export interface PeerWords {
  readonly packageOf: (
    schemeCode: string,
    packageCode: string,
  ) => { readonly speciality?: string | undefined; readonly delivery?: Delivery } | undefined;
  readonly gradeOf: (hospitalId: string) => string | undefined;
}

/** How a package delivers a child; absent for what delivers none. */
export type Delivery = 'caesarean' | 'natural';

/** What the peers say of one claim: each part only where it bears on the claim. */
export interface PeerFacts {
  readonly grade?: string | undefined;
  readonly procedure?: Compared | undefined;
  readonly caesarean?: Compared | undefined;
  readonly lengths?: (Compared & { readonly nights: number; readonly median: number }) | undefined;
  readonly emergencies?: Compared | undefined;
  readonly followOns?: Compared | undefined;
  readonly implants?:
    | (Counted & {
        readonly implants: number;
        readonly hospitals: number;
        /** Of the share of such stays that have as many. */
        readonly spread?: Spread | undefined;
      })
    | undefined;
}

/** Stands for all grades together. */
const EVERY_GRADE = '*';
/** Stays below which the usual length of a package is not known. */
const LEAST_STAYS = 30;
/** Peers claim a planned package as an emergency at most this often. */
const PLANNED_UP_TO = 0.15;
/** Both by name, for the text of what goes by them. */
export const USUAL_BY = { LEAST_STAYS, PLANNED_UP_TO } as const;

/**
 * From where on stays are unlike the usual: below a third of the median, or above three times it and a week.
 * The median stands whatever a few hospitals claim.
 */
export function lengthBounds(counts: readonly LengthCount[]): readonly LengthBounds[] {
  const byPackage = new Map<string, LengthCount[]>();
  for (const count of counts) {
    const key = `${count.schemeCode}/${count.packageCode}`;
    byPackage.set(key, [...(byPackage.get(key) ?? []), count]);
  }
  return [...byPackage.values()].flatMap((own) => {
    const total = own.reduce((sum, { stays }) => sum + stays, 0);
    const [first] = own;
    if (first === undefined || total < LEAST_STAYS) return [];
    const { schemeCode, packageCode } = first;
    const median = medianOf(own, total);
    const shortUpTo = Math.floor(median / 3);
    const longFrom = Math.max(3 * median, median + 7);
    const short = shortUpTo > 0 ? { shortUpTo } : {};
    return [{ schemeCode, packageCode, median, ...short, longFrom }];
  });
}

function medianOf(counts: readonly LengthCount[], total: number): number {
  let seen = 0;
  for (const { nights, stays } of [...counts].sort((a, b) => a.nights - b.nights)) {
    seen += stays;
    if (seen * 2 >= total) return nights;
  }
  return 0;
}

export function isUnlike(nights: number, bounds: LengthBounds): boolean {
  return (
    nights >= bounds.longFrom || (bounds.shortUpTo !== undefined && nights <= bounds.shortUpTo)
  );
}

interface Group {
  stays: number;
  cases: number;
  hospitals: number;
}

const nothing = (): Group => ({ stays: 0, cases: 0, hospitals: 0 });

/** Sums over hospitals, ready to be asked about one claim with its own hospital left out. */
export class Peers {
  readonly #bounds = new Map<string, LengthBounds>();
  /** By `scheme/hospital`, then by package. */
  readonly #hospitals = new Map<string, Map<string, HospitalPackage>>();
  readonly #packages = new Map<string, Group & { emergencies: number; unlike: number }>();
  /** By `scheme/grade/speciality`, then by package. */
  readonly #specialities = new Map<string, Group & { packages: Map<string, number> }>();
  readonly #deliveries = new Map<string, Group>();
  readonly #implants = new Map<string, readonly ImplantCount[]>();
  readonly #followOns = new Map<string, number>();
  readonly #allFollowOns = new Map<string, Group>();
  /** Hospitals' own shares, each as the hospital would be compared by it. */
  readonly #spreads = new Spreads();

  constructor(
    rows: PeerRows,
    private readonly words: PeerWords,
  ) {
    for (const each of rows.bounds)
      this.#bounds.set(`${each.schemeCode}/${each.packageCode}`, each);
    for (const row of rows.packages) this.#addPackage(row);
    for (const { hospitalId, schemeCode, stays } of rows.followOns) {
      this.#followOns.set(`${schemeCode}/${hospitalId}`, stays);
    }
    for (const row of rows.implants) {
      const key = `${row.schemeCode}/${row.packageCode}`;
      this.#implants.set(key, [...(this.#implants.get(key) ?? []), row]);
    }
    for (const [key, packages] of this.#hospitals) this.#addHospital(key, [...packages.values()]);
    // What is planned, and what is usual, is known only once all are added up.
    for (const [key, packages] of this.#hospitals) this.#measure(key, [...packages.values()]);
    for (const [key, counts] of this.#implants) this.#measureImplants(key, counts);
    this.#spreads.sort();
  }

  /** What hospitals of late say of a claim. */
  of(stay: RiskStay): PeerFacts {
    const { hospitalId, schemeCode, packageCode } = stay;
    const grade = this.words.gradeOf(hospitalId);
    const own =
      this.#hospitals.get(`${schemeCode}/${hospitalId}`) ?? new Map<string, HospitalPackage>();
    const facts: PeerFacts = {
      grade,
      procedure: this.#procedure(stay, grade, own),
      caesarean: this.#caesarean(stay, grade, own),
      lengths: stay.inBed ? this.#lengths(stay, own) : undefined,
      emergencies: stay.admissionType === 'emergency' ? this.#emergencies(stay, own) : undefined,
      followOns: this.#follow(stay, own),
      implants: this.#withImplants(schemeCode, packageCode, hospitalId, stay.implants),
    };
    const known = Object.entries(facts).filter(([, value]) => value !== undefined);
    return Object.fromEntries(known) as PeerFacts;
  }

  #addPackage(row: HospitalPackage): void {
    const { hospitalId, schemeCode, packageCode, stays } = row;
    const hospital = `${schemeCode}/${hospitalId}`;
    const own = this.#hospitals.get(hospital) ?? new Map<string, HospitalPackage>();
    this.#hospitals.set(hospital, own.set(packageCode, row));
    const key = `${schemeCode}/${packageCode}`;
    const all = this.#packages.get(key) ?? { ...nothing(), emergencies: 0, unlike: 0 };
    all.stays += stays;
    all.hospitals += 1;
    all.emergencies += row.emergencies;
    all.unlike += row.unlike;
    this.#packages.set(key, all);
  }

  /** Sums of one hospital by speciality, deliveries and follow-ons. */
  #addHospital(key: string, rows: readonly HospitalPackage[]): void {
    const [{ schemeCode, hospitalId } = { schemeCode: '', hospitalId: '' }] = rows;
    const grade = this.words.gradeOf(hospitalId) ?? '';
    const met = new Set<Group>();
    const add = (group: Group, stays: number, cases: number): void => {
      group.stays += stays;
      group.cases += cases;
      met.add(group);
    };
    for (const { packageCode, stays } of rows) {
      const { speciality, delivery } = this.words.packageOf(schemeCode, packageCode) ?? {};
      for (const kind of [grade, EVERY_GRADE]) {
        if (speciality !== undefined) {
          const at = `${schemeCode}/${kind}/${speciality}`;
          const packages = new Map<string, number>();
          const group = this.#specialities.get(at) ?? { ...nothing(), packages };
          group.packages.set(packageCode, (group.packages.get(packageCode) ?? 0) + stays);
          this.#specialities.set(at, group);
          add(group, stays, 0);
        }
        if (delivery === undefined) continue;
        const at = `${schemeCode}/${kind}`;
        const group = this.#deliveries.get(at) ?? nothing();
        this.#deliveries.set(at, group);
        add(group, stays, delivery === 'caesarean' ? stays : 0);
      }
    }
    const all = this.#allFollowOns.get(schemeCode) ?? nothing();
    this.#allFollowOns.set(schemeCode, all);
    add(all, sumOf(rows), this.#followOns.get(key) ?? 0);
    for (const group of met) group.hospitals += 1;
  }

  /** One hospital's own shares, counted as `of` counts those of a claim's hospital. */
  #measure(key: string, rows: readonly HospitalPackage[]): void {
    const [{ schemeCode, hospitalId } = { schemeCode: '', hospitalId: '' }] = rows;
    const grade = this.words.gradeOf(hospitalId) ?? '';
    const specialities = new Map<string, Map<string, number>>();
    const births = { of: 0, cases: 0 };
    for (const { packageCode, stays } of rows) {
      const { speciality, delivery } = this.words.packageOf(schemeCode, packageCode) ?? {};
      if (speciality !== undefined) {
        const packages = specialities.get(speciality) ?? new Map<string, number>();
        specialities.set(speciality, packages.set(packageCode, stays));
      }
      if (delivery !== undefined) births.of += stays;
      if (delivery === 'caesarean') births.cases += stays;
    }
    const add = (group: string, { of, cases }: Counted): void => {
      this.#spreads.add(`${schemeCode}/${group}`, of, [['', cases]]);
    };
    for (const kind of new Set([grade, EVERY_GRADE])) {
      for (const [speciality, packages] of specialities) {
        const of = [...packages.values()].reduce((sum, stays) => sum + stays, 0);
        this.#spreads.add(`${schemeCode}/${kind}/procedure/${speciality}`, of, packages);
      }
      add(`${kind}/caesarean`, births);
    }
    const usual = this.#atOwnMix(schemeCode, this.#usual(schemeCode, rows), 'unlike');
    add('lengths', usual.own);
    const planned = this.#planned(schemeCode, rows);
    add('emergencies', this.#atOwnMix(schemeCode, planned, 'emergencies').own);
    add('followOns', { of: sumOf(rows), cases: this.#followOns.get(key) ?? 0 });
  }

  /** How often each hospital has as many implants, for every number of them that anybody has. */
  #measureImplants(key: string, counts: readonly ImplantCount[]): void {
    const numbers = numbersOf(counts);
    const byHospital = new Map<string, ImplantCount[]>();
    for (const row of counts) {
      const own = byHospital.get(row.hospitalId);
      if (own === undefined) byHospital.set(row.hospitalId, [row]);
      else own.push(row);
    }
    for (const own of byHospital.values()) {
      const parts = numbers.map(
        (implants) => [String(implants), withAsMany(own, implants).cases] as const,
      );
      this.#spreads.add(`${key}/implants`, withAsMany(own, 0).of, parts);
    }
  }

  /** The package's share of its speciality, so that a hospital for eyes is compared by what it does of eyes. */
  #procedure(
    { schemeCode, packageCode }: RiskStay,
    grade: string | undefined,
    own: ReadonlyMap<string, HospitalPackage>,
  ): Compared | undefined {
    const speciality = this.words.packageOf(schemeCode, packageCode)?.speciality;
    if (speciality === undefined) return undefined;
    const ofSpeciality = [...own.values()].filter(
      (row) => this.words.packageOf(schemeCode, row.packageCode)?.speciality === speciality,
    );
    const mine = { of: sumOf(ofSpeciality), cases: own.get(packageCode)?.stays ?? 0 };
    const [kind, compared] = ofKind(grade, (each) => {
      const group = this.#specialities.get(`${schemeCode}/${each}/${speciality}`);
      const cases = group?.packages.get(packageCode) ?? 0;
      return group && lessOwn(mine, { ...group, cases });
    });
    const group = `${schemeCode}/${kind}/procedure/${speciality}`;
    return compared && this.#spreads.beside(compared, group, packageCode);
  }

  #caesarean(
    { schemeCode, packageCode }: RiskStay,
    grade: string | undefined,
    own: ReadonlyMap<string, HospitalPackage>,
  ): Compared | undefined {
    const deliveryOf = (code: string) => this.words.packageOf(schemeCode, code)?.delivery;
    if (deliveryOf(packageCode) !== 'caesarean') return undefined;
    const births = [...own.values()].filter((row) => deliveryOf(row.packageCode) !== undefined);
    const cuts = births.filter((row) => deliveryOf(row.packageCode) === 'caesarean');
    const mine = { of: sumOf(births), cases: sumOf(cuts) };
    const [kind, compared] = ofKind(grade, (each) => {
      const group = this.#deliveries.get(`${schemeCode}/${each}`);
      return group && lessOwn(mine, group);
    });
    return compared && this.#spreads.beside(compared, `${schemeCode}/${kind}/caesarean`);
  }

  /** Only of a claim that is itself unlike the usual; the peers at the hospital's own mix of packages. */
  #lengths(stay: RiskStay, own: ReadonlyMap<string, HospitalPackage>): PeerFacts['lengths'] {
    const { schemeCode, packageCode } = stay;
    const bounds = this.#bounds.get(`${schemeCode}/${packageCode}`);
    const nights = nightsOf(stay);
    if (bounds === undefined || !isUnlike(nights, bounds)) return undefined;
    const usual = this.#usual(schemeCode, [...own.values()]);
    const compared = this.#atOwnMix(schemeCode, usual, 'unlike');
    const beside = this.#spreads.beside(compared, `${schemeCode}/lengths`);
    return { ...beside, nights, median: bounds.median };
  }

  /** Of packages whose usual length is known. */
  #usual(schemeCode: string, rows: readonly HospitalPackage[]): readonly HospitalPackage[] {
    return rows.filter((row) => this.#bounds.has(`${schemeCode}/${row.packageCode}`));
  }

  /** Only of packages that the peers hardly ever claim as emergencies. */
  #emergencies(
    { schemeCode, packageCode }: RiskStay,
    own: ReadonlyMap<string, HospitalPackage>,
  ): Compared | undefined {
    if (!this.#isPlanned(schemeCode, packageCode, own.get(packageCode))) return undefined;
    const planned = this.#planned(schemeCode, [...own.values()]);
    const compared = this.#atOwnMix(schemeCode, planned, 'emergencies');
    return this.#spreads.beside(compared, `${schemeCode}/emergencies`);
  }

  /** Whether all but the hospital of the row hardly ever claim a package as an emergency. */
  #isPlanned(schemeCode: string, code: string, row: HospitalPackage | undefined): boolean {
    const all = this.#packages.get(`${schemeCode}/${code}`);
    const others = (all?.stays ?? 0) - (row?.stays ?? 0);
    const urgent = (all?.emergencies ?? 0) - (row?.emergencies ?? 0);
    return others >= LEAST_STAYS && urgent <= others * PLANNED_UP_TO;
  }

  #planned(schemeCode: string, rows: readonly HospitalPackage[]): readonly HospitalPackage[] {
    return rows.filter((row) => this.#isPlanned(schemeCode, row.packageCode, row));
  }

  /** The peers' share as it would be with the hospital's own mix: indirect standardisation. */
  #atOwnMix(
    schemeCode: string,
    rows: readonly HospitalPackage[],
    count: 'unlike' | 'emergencies',
  ): Compared {
    let expected = 0;
    let others = 0;
    let hospitals = 0;
    const own = { of: 0, cases: 0 };
    for (const row of rows) {
      const all = this.#packages.get(`${schemeCode}/${row.packageCode}`);
      const stays = (all?.stays ?? 0) - row.stays;
      if (all === undefined || stays <= 0) continue;
      own.of += row.stays;
      own.cases += row[count];
      others += stays;
      hospitals = Math.max(hospitals, all.hospitals - 1);
      expected += (row.stays * (all[count] - row[count])) / stays;
    }
    const share = own.of === 0 ? 0 : expected / own.of;
    return { own, peers: { of: others, cases: Math.round(share * others), hospitals } };
  }

  #follow(
    { schemeCode, hospitalId, inBed }: RiskStay,
    own: ReadonlyMap<string, HospitalPackage>,
  ): Compared | undefined {
    const all = this.#allFollowOns.get(schemeCode);
    const cases = this.#followOns.get(`${schemeCode}/${hospitalId}`) ?? 0;
    if (!inBed || all === undefined || cases === 0) return undefined;
    const compared = lessOwn({ of: sumOf([...own.values()]), cases }, all);
    return this.#spreads.beside(compared, `${schemeCode}/followOns`);
  }

  #withImplants(
    schemeCode: string,
    packageCode: string,
    hospitalId: string,
    implants: number,
  ): PeerFacts['implants'] {
    if (implants < 2) return undefined;
    const key = `${schemeCode}/${packageCode}`;
    const all = this.#implants.get(key) ?? [];
    const rows = all.filter((row) => row.hospitalId !== hospitalId);
    const own = all.filter((row) => row.hospitalId === hospitalId);
    const hospitals = new Set(rows.map((row) => row.hospitalId)).size;
    // As many as nobody has yet are in no list of shares: nobody's share of them is above nothing.
    const asMany = numbersOf(all).find((number) => number >= implants) ?? '';
    const mine = withAsMany(own, implants);
    const spread = this.#spreads.of(`${key}/implants`, String(asMany), mine);
    const found = { implants, ...withAsMany(rows, implants), hospitals };
    return spread === undefined ? found : { ...found, spread };
  }
}

function sumOf(rows: readonly HospitalPackage[]): number {
  return rows.reduce((sum, { stays }) => sum + stays, 0);
}

/** Numbers of implants that stays have, the lowest first. */
function numbersOf(counts: readonly ImplantCount[]): readonly number[] {
  return [...new Set(counts.map(({ implants }) => implants))].sort((a, b) => a - b);
}

function withAsMany(counts: readonly ImplantCount[], implants: number): Counted {
  const stays = (some: readonly ImplantCount[]) => some.reduce((sum, row) => sum + row.stays, 0);
  return { of: stays(counts), cases: stays(counts.filter((row) => row.implants >= implants)) };
}

/** Against hospitals of the same grade, and where those are too few against all of the scheme. */
function ofKind(
  grade: string | undefined,
  against: (kind: string) => Compared | undefined,
): readonly [kind: string, compared: Compared | undefined] {
  const same = against(grade ?? '');
  if (same !== undefined && isEnough(same.peers)) return [grade ?? '', same];
  return [EVERY_GRADE, against(EVERY_GRADE)];
}

function lessOwn(own: Counted, all: Group): Compared {
  return {
    own,
    peers: {
      of: all.stays - own.of,
      cases: all.cases - own.cases,
      hospitals: Math.max(0, all.hospitals - (own.of > 0 ? 1 : 0)),
    },
  };
}
