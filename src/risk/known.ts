import { addDays, inForceOn, type IsoDate } from '../domain/calendar.js';
import type { ClaimId } from '../domain/ids.js';
import {
  FAMILY_DAYS,
  FAR_KM,
  followOnFrom,
  riskFactsOf,
  TOGETHER_DAYS,
  WEEKS_BEFORE,
  type FoundRows,
  type RiskFacts,
} from '../domain/risk/facts.js';
import type { Peers } from '../domain/risk/peers.js';
import { MOST_NIGHTS, nightsOf, weekOf, type RiskStay } from '../domain/risk/stay.js';
import type { Database, Transaction } from '../db/index.js';
import type { ClaimContent } from '../intake/index.js';
import type { Clock } from '../platform/clock.js';
import { DISTRICTS, type Reference, type ReferenceCache } from '../registry/index.js';
import { sampleOf, type AuditSample } from './audit-sample.js';
import { answer, type Answer, type Ask, type Kind } from './facts.store.js';
import { PeersCache } from './peers-cache.js';
import { stayOfClaim } from './stay-of-claim.js';

/** A waiting claim as far as risk asks. */
export interface RiskCase {
  readonly id: string;
  readonly hospitalId: string;
  readonly familyId: string | null;
  readonly personId: string | null;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly revisionOf: string | null;
  readonly content: ClaimContent;
}

export interface FamilyPlace {
  readonly schemeCode: string;
  readonly districtPcode: string;
}

export interface RiskDeps {
  /** The judge role's pool. */
  readonly database: Database;
  readonly reference: ReferenceCache;
  readonly clock: Clock;
  /** Absent: nothing is looked at by chance. */
  readonly sample?: AuditSample | undefined;
}

/** What the judge may know of other families and hospitals: read for a whole batch at once. */
export class RiskKnown {
  readonly peers: PeersCache;

  constructor(private readonly deps: RiskDeps) {
    this.peers = new PeersCache(
      deps.database,
      deps.reference,
      deps.clock,
      deps.sample !== undefined,
    );
  }

  /**
   * Facts of the claims whose people are known, by claim: one statement, and none where no claim asks.
   * `peers` were read before the transaction.
   */
  async read(
    tx: Transaction,
    peers: Peers,
    reference: Reference,
    claims: readonly RiskCase[],
    placeOf: (claim: RiskCase) => FamilyPlace | undefined,
  ): Promise<ReadonlyMap<string, RiskFacts>> {
    const asked = new Questions();
    const cases = claims.flatMap((claim) => {
      const place = placeOf(claim);
      if (place === undefined) return [];
      const stay = stayOf(reference, claim, place);
      const km = kilometres(
        place.districtPcode,
        reference.hospitals.get(stay.hospitalId)?.districtPcode,
      );
      return [{ claim, stay, km, questions: asked.about(stay, km, claim.revisionOf) }];
    });
    const answers = await answer(tx, asked.asks);
    return new Map(
      cases.map(({ claim, stay, km, questions }) => {
        const facts = riskFactsOf({
          stay,
          ...(claim.revisionOf === null ? {} : { revisionOf: claim.revisionOf as ClaimId }),
          found: foundRows(questions, answers),
          peers: peers.of(stay),
          ...(km === undefined ? {} : { km }),
          profile: this.peers.rankOf(stay.hospitalId),
        });
        return [claim.id, this.sampled(claim.id, facts)];
      }),
    );
  }

  private sampled(claimId: string, facts: RiskFacts): RiskFacts {
    const { sample } = this.deps;
    const sampled = sample && sampleOf(sample, claimId, facts.profile);
    return sampled === undefined ? facts : { ...facts, sampled };
  }
}

/** The claim as it will be folded once it is decided. */
function stayOf(
  reference: Reference,
  { id, familyId, personId, content, ...claim }: RiskCase,
  { schemeCode, districtPcode }: FamilyPlace,
): RiskStay {
  const dayCare = content.lines.every(({ packageCode }) => {
    const listed = reference.packages.get(`${schemeCode}/${packageCode}`) ?? [];
    return inForceOn(listed, claim.admittedOn)?.dayCare === true;
  });
  return stayOfClaim({
    hospitalId: claim.hospitalId,
    claimId: id,
    schemeCode,
    familyId: familyId ?? undefined,
    personId: personId ?? undefined,
    districtPcode,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    dayCare,
    phoneKey: content.contact?.hash,
    content,
  });
}

/** By kind, which of the batch's questions a claim has asked. */
type Asked = Readonly<Partial<Record<Kind, readonly number[]>>>;

/** The questions of a batch, each put once however many claims ask it. */
class Questions {
  readonly asks: Ask[] = [];
  readonly #numbers = new Map<string, number>();

  about(stay: RiskStay, km: number | undefined, revisionOf: string | null): Asked {
    const { hospitalId, familyId, personId, admittedOn, phoneKey, contentKey } = stay;
    const week = weekOf(admittedOn);
    const nights = stay.inBed ? Math.min(MOST_NIGHTS, nightsOf(stay)) : 0;
    const far = stay.districtPcode !== undefined && km !== undefined && km >= FAR_KM;
    const surgeons = new Map(
      stay.operations.map((one) => [`${one.surgeonKey}/${one.operatedOn}`, one]),
    );
    return {
      phone: phoneKey === undefined ? [] : [this.ask({ kind: 'phone', key: phoneKey })],
      content: contentKey === undefined ? [] : [this.ask({ kind: 'content', key: contentKey })],
      family:
        familyId === undefined || stay.operations.length === 0
          ? []
          : [this.ask({ kind: 'family', key: familyId, ...around(admittedOn, FAMILY_DAYS) })],
      before:
        personId === undefined || !stay.inBed
          ? []
          : [
              this.ask({
                kind: 'before',
                key: personId,
                hospitalId,
                from: followOnFrom(stay),
                to: admittedOn,
              }),
            ],
      replaced:
        revisionOf === null ? [] : [this.ask({ kind: 'replaced', key: revisionOf, hospitalId })],
      district: far
        ? [
            this.ask({
              kind: 'district',
              key: stay.districtPcode,
              hospitalId,
              from: addDays(admittedOn, -7 * WEEKS_BEFORE),
              to: addDays(admittedOn, TOGETHER_DAYS),
            }),
          ]
        : [],
      surgeon: [...surgeons.values()].map(({ surgeonKey, operatedOn }) =>
        this.ask({ kind: 'surgeon', key: surgeonKey, from: operatedOn, to: operatedOn }),
      ),
      nights:
        nights === 0
          ? []
          : [
              this.ask({
                kind: 'nights',
                hospitalId,
                from: admittedOn,
                to: addDays(admittedOn, nights - 1),
              }),
            ],
      weeks: [
        this.ask({ kind: 'weeks', hospitalId, from: addDays(week, -7 * WEEKS_BEFORE), to: week }),
      ],
    };
  }

  private ask(ask: Ask): number {
    // What may hold any text stands last, so that no two questions are written alike.
    const key = `${ask.kind} ${ask.hospitalId} ${ask.from} ${ask.to} ${ask.key}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.asks.length);
    return this.asks.push(ask) - 1;
  }
}

function around(day: IsoDate, days: number): Pick<Ask, 'from' | 'to'> {
  return { from: addDays(day, -days), to: addDays(day, days) };
}

function foundRows(asked: Asked, answers: readonly Answer[]): FoundRows {
  const of = (kind: Kind): readonly Answer[] =>
    (asked[kind] ?? []).flatMap((no) => answers[no] ?? []);
  const links = (kind: Kind) => of(kind).flatMap((found) => found.links);
  const counts = (kind: Kind) => of(kind).flatMap((found) => found.counts);
  const [replaced] = links('replaced');
  return {
    phone: links('phone'),
    content: links('content'),
    family: links('family'),
    before: links('before'),
    district: links('district'),
    operations: of('surgeon').flatMap((found) => found.operations),
    nights: counts('nights').map(({ on, count }) => ({ dayOn: on, occupied: count })),
    weeks: counts('weeks').map(({ on, count }) => ({ weekOn: on, admissions: count })),
    ...(replaced === undefined ? {} : { replaced }),
  };
}

const PLACES = new Map(DISTRICTS.map((district) => [district.pcode, district]));
const EARTH_KM = 6_371;

/** Whole kilometres between the middles of two districts, as the crow flies; undefined where one is unknown. */
export function kilometres(from: string, to: string | undefined): number | undefined {
  const a = PLACES.get(from);
  const b = to === undefined ? undefined : PLACES.get(to);
  if (a === undefined || b === undefined) return undefined;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (first: number, second: number): number =>
    Math.sin(radians(second - first) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return Math.round(2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord))));
}
