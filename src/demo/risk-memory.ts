import { addDays, inForceOn, type IsoDate } from '../domain/calendar.js';
import type { ClaimId } from '../domain/ids.js';
import {
  FAMILY_DAYS,
  FAR_KM,
  followOnFrom,
  MOST_LINKS,
  riskFactsOf,
  TOGETHER_DAYS,
  WEEKS_BEFORE,
  type FoundRows,
  type Link,
  type RiskFacts,
} from '../domain/risk/facts.js';
import { foldStays, type KnownClaim, type StayChange } from '../domain/risk/fold.js';
import {
  isUnlike,
  lengthBounds,
  Peers,
  type HospitalPackage,
  type PeerWords,
} from '../domain/risk/peers.js';
import type { MonthTally, RiskStay } from '../domain/risk/stay.js';
import { kilometres } from '../risk/index.js';
import type { DemoWorld } from './shapes.js';

/**
 * The projections and what is read of them, kept in memory: the same fold and the same facts as in the
 * service, without a database. A test holds both against each other.
 */
export class RiskMemory {
  readonly #claims = new Map<ClaimId, KnownClaim>();
  /** Live stays by hospital, family, telephone, sheet, surgeon and day. */
  readonly #by = new Map<string, RiskStay[]>();
  readonly #days = new Map<string, { hospitalId: string; dayOn: IsoDate; occupied: number }>();
  readonly #weeks = new Map<string, { hospitalId: string; weekOn: IsoDate; admissions: number }>();
  readonly #months = new Map<string, MonthTally>();
  #peers: Peers;
  #stale = false;

  constructor(
    private readonly words: PeerWords,
    private readonly districtOf: (hospitalId: string) => string | undefined,
  ) {
    this.#peers = new Peers(this.#peerRows(), words);
  }

  /** Folds decisions, as the projector does. */
  fold(changes: readonly StayChange[]): void {
    if (changes.length === 0) return;
    const before = changes.flatMap(({ claimId, revisionOf = claimId, stay }) => [
      ...[claimId, revisionOf].flatMap((id) => this.#claims.get(id) ?? []),
      ...(this.#by.get(`person/${stay?.personId ?? ''}`) ?? []).flatMap(
        (own) => this.#claims.get(own.claimId) ?? [],
      ),
    ]);
    const folded = foldStays(changes, before);
    const isTakenBack = folded.claims.some(({ claimId }) => this.#claims.get(claimId)?.stay);
    for (const claim of folded.claims) this.#claims.set(claim.claimId, claim);
    if (isTakenBack) this.#by.clear();
    for (const { stay } of isTakenBack ? this.#claims.values() : folded.claims) this.#index(stay);
    for (const day of folded.days) {
      const key = `${day.hospitalId}/${day.dayOn}`;
      const occupied = (this.#days.get(key)?.occupied ?? 0) + day.occupied;
      this.#days.set(key, { ...day, occupied });
    }
    for (const week of folded.weeks) {
      const key = `${week.hospitalId}/${week.weekOn}`;
      const admissions = (this.#weeks.get(key)?.admissions ?? 0) + week.admissions;
      this.#weeks.set(key, { ...week, admissions });
    }
    for (const month of folded.months) {
      const { hospitalId, schemeCode, monthOn, measure, packageCode, value } = month;
      const key = [hospitalId, schemeCode, monthOn, measure, packageCode, value].join('/');
      this.#months.set(key, { ...month, stays: (this.#months.get(key)?.stays ?? 0) + month.stays });
    }
    this.#stale = true;
  }

  /** Knows its peers anew, as the service does every minute or so. */
  refresh(): void {
    if (this.#stale) this.#peers = new Peers(this.#peerRows(), this.words);
    this.#stale = false;
  }

  /** What the judge would read of a stay now. */
  factsOf(stay: RiskStay): RiskFacts {
    const hospitalPcode = this.districtOf(stay.hospitalId);
    const km =
      stay.districtPcode === undefined ? undefined : kilometres(stay.districtPcode, hospitalPcode);
    return riskFactsOf({
      stay,
      found: this.#found(stay, km),
      peers: this.#peers.of(stay),
      ...(km === undefined ? {} : { km }),
    });
  }

  #index(stay: RiskStay | undefined): void {
    if (stay === undefined) return;
    const { hospitalId, familyId, personId, phoneKey, contentKey, operations } = stay;
    const surgeons = operations.map((one) => `surgeon/${one.surgeonKey}/${one.operatedOn}`);
    const keys = [
      ...[`hospital/${hospitalId}`, `family/${familyId ?? ''}`, `person/${personId ?? ''}`],
      ...new Set(surgeons),
    ];
    if (phoneKey !== undefined) keys.push(`phone/${phoneKey}`);
    if (contentKey !== undefined) keys.push(`content/${contentKey}`);
    for (const key of keys) {
      const known = this.#by.get(key);
      if (known === undefined) this.#by.set(key, [stay]);
      else known.push(stay);
    }
  }

  #found(stay: RiskStay, km: number | undefined): FoundRows {
    const { hospitalId, admittedOn } = stay;
    const by = (kind: string, key: string | undefined): readonly RiskStay[] =>
      key === undefined ? [] : (this.#by.get(`${kind}/${key}`) ?? []);
    const within = (day: IsoDate, from: IsoDate, to: IsoDate): boolean => day >= from && day <= to;
    const here = by('hospital', hospitalId);
    const [soonest, latest] = [addDays(admittedOn, -FAMILY_DAYS), addDays(admittedOn, FAMILY_DAYS)];
    const near = [
      addDays(admittedOn, -7 * WEEKS_BEFORE),
      addDays(admittedOn, TOGETHER_DAYS),
    ] as const;
    const isFar = km !== undefined && km >= FAR_KM;
    return {
      phone: distinct(by('phone', stay.phoneKey), ({ familyId }) => familyId),
      content: distinct(by('content', stay.contentKey), ({ personId }) => personId),
      family:
        stay.operations.length === 0
          ? []
          : by('family', stay.familyId)
              .filter(({ admittedOn: on }) => within(on, soonest, latest))
              .map(toLink),
      before: stay.inBed
        ? here
            .filter(
              (other) =>
                other.personId === stay.personId &&
                other.inBed &&
                other.admittedOn < admittedOn &&
                within(other.dischargedOn, followOnFrom(stay), admittedOn),
            )
            .sort((a, b) => (a.dischargedOn > b.dischargedOn ? -1 : 1))
            .map(toLink)
        : [],
      district: isFar
        ? here
            .filter(
              (other) =>
                other.districtPcode === stay.districtPcode && within(other.admittedOn, ...near),
            )
            .map(toLink)
        : [],
      operations: stay.operations.flatMap(({ surgeonKey, operatedOn }) =>
        by('surgeon', `${surgeonKey}/${operatedOn}`).flatMap((other) =>
          other.operations
            .filter((each) => each.surgeonKey === surgeonKey && each.operatedOn === operatedOn)
            .map((each) => ({ ...each, claimId: other.claimId, hospitalId: other.hospitalId })),
        ),
      ),
      nights: [...this.#days.values()].filter((day) => day.hospitalId === hospitalId),
      weeks: [...this.#weeks.values()].filter((week) => week.hospitalId === hospitalId),
    };
  }

  #peerRows() {
    const months = [...this.#months.values()].filter(({ stays }) => stays > 0);
    const of = (measure: MonthTally['measure']) =>
      months.filter((month) => month.measure === measure);
    const bounds = lengthBounds(of('stay').map((month) => ({ ...month, nights: month.value })));
    const boundsOf = new Map(bounds.map((one) => [`${one.schemeCode}/${one.packageCode}`, one]));
    const packages = new Map<string, HospitalPackage>();
    for (const { hospitalId, schemeCode, packageCode, measure, value, stays } of months) {
      if (measure !== 'stay' && measure !== 'emergency') continue;
      const key = `${hospitalId}/${schemeCode}/${packageCode}`;
      const own = packages.get(key) ?? { stays: 0, emergencies: 0, unlike: 0 };
      const usual = boundsOf.get(`${schemeCode}/${packageCode}`);
      const unlike = measure === 'stay' && usual !== undefined && isUnlike(value, usual);
      packages.set(key, {
        ...{ hospitalId, schemeCode, packageCode },
        stays: own.stays + (measure === 'stay' ? stays : 0),
        emergencies: own.emergencies + (measure === 'emergency' ? stays : 0),
        unlike: own.unlike + (unlike ? stays : 0),
      });
    }
    const followOns = new Map<string, MonthTally>();
    for (const month of of('follow_on')) {
      const key = `${month.hospitalId}/${month.schemeCode}`;
      const stays = (followOns.get(key)?.stays ?? 0) + month.stays;
      followOns.set(key, { ...month, stays });
    }
    return {
      bounds,
      packages: [...packages.values()],
      implants: of('implants').map((month) => ({ ...month, implants: month.value })),
      followOns: [...followOns.values()],
    };
  }
}

function toLink(stay: RiskStay): Link {
  const { claimId, hospitalId, familyId, personId, packageCode, admittedOn, dischargedOn } = stay;
  return { claimId, hospitalId, familyId, personId, packageCode, admittedOn, dischargedOn };
}

/** One claim for each of what they are counted by, as many as the service looks at. */
function distinct(
  stays: readonly RiskStay[],
  by: (stay: RiskStay) => string | undefined,
): readonly Link[] {
  return [...new Map(stays.map((stay) => [by(stay), stay])).values()]
    .slice(0, MOST_LINKS)
    .map(toLink);
}

/** The memory of a make-believe world in which nothing has happened yet. */
export function memoryOf(world: DemoWorld, today: IsoDate): RiskMemory {
  const hospitals = new Map(world.hospitals.map((hospital) => [hospital.code, hospital]));
  const packages = new Map(world.packages.map((listed) => [listed.code, listed]));
  return new RiskMemory(
    {
      packageOf: (_scheme, code) => {
        const listed = packages.get(code);
        if (listed === undefined) return undefined;
        const { speciality, maternity, limits } = listed;
        if (!maternity) return { speciality };
        return { speciality, delivery: limits?.operation === true ? 'caesarean' : 'natural' };
      },
      gradeOf: (id) => inForceOn(hospitals.get(id)?.standings ?? [], today)?.grade,
    },
    (id) => hospitals.get(id)?.districtPcode,
  );
}
