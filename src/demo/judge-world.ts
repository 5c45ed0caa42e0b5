import { policyYearOf, type IsoDate } from '../domain/calendar.js';
import { entriesFor, post } from '../domain/coverage/entries.js';
import type { Cover } from '../domain/coverage/pots.js';
import type { Claim } from '../domain/claim/claim.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../domain/ids.js';
import { adjudicate, type Judgement } from '../domain/rules/adjudicate.js';
import type { CaseFacts, OtherStay } from '../domain/rules/facts.js';
import { isSessionsOnly } from '../domain/rules/lookup.js';
import { RULEBOOK } from '../domain/rules/rulebook.js';
import type { StayChange } from '../domain/risk/fold.js';
import type { RiskStay } from '../domain/risk/stay.js';
import { claimBody, toClaim, type ClaimBody } from '../intake/index.js';
import { stayOfClaim } from '../risk/index.js';
import type { RiskMemory } from './risk-memory.js';
import type { DemoClaim, DemoFamily, DemoHospital, DemoWorld } from './shapes.js';

export interface Judged {
  readonly demo: DemoClaim;
  readonly claim: Claim;
  readonly judgement: Judgement;
}

interface Remembered extends Omit<OtherStay, 'identical'> {
  readonly key: string;
}

/**
 * Judges every claim of a world in order of receipt by the real rules, with cover kept in memory; with a
 * memory of what others did also by the signals, which know what was decided until the day before.
 */
export function judgeWorld(world: DemoWorld, memory?: RiskMemory): readonly Judged[] {
  const families = new Map<string, Known>();
  for (const family of world.families) {
    family.members.forEach((member, index) => families.set(member.cnic, { family, index }));
  }
  const hospitals = new Map(world.hospitals.map((hospital) => [hospital.code, hospital]));
  const stays = new Map<string, Remembered[]>();
  const covers = new Map<string, Cover>();
  const terms = world.scheme.terms[0];
  if (terms === undefined) throw new Error('the demo has terms');
  let day = '';
  let told: StayChange[] = [];
  let refreshed = 0;
  return world.claims.map((demo, index) => {
    if (demo.receivedAt.slice(0, 10) !== day) {
      memory?.fold(told);
      told = [];
      day = demo.receivedAt.slice(0, 10);
      // Peers move slowly: once in a while is enough.
      if (index - refreshed >= REFRESH_CLAIMS) {
        memory?.refresh();
        refreshed = index;
      }
    }
    const body = claimBody.parse(demo.body);
    const { cnic } = body;
    const known = families.get(cnic);
    const claim = claimOf(demo, index, body, known);
    const year = policyYearOf(terms.policyYearStart.value, claim.admittedOn);
    const coverKey = `${known?.family.key ?? ''}/${year}`;
    const key = keyOf(demo, claim, body);
    const hospital = hospitals.get(demo.hospitalCode);
    const facts: CaseFacts = {
      claim,
      ...factsOfFamily(world, known?.family, known?.index),
      hospital: hospitalOf(hospital),
      terms,
      packages: packagesOf(world, claim, hospital),
      otherStays: (stays.get(cnic) ?? []).map(({ key: other, ...stay }) => ({
        ...stay,
        identical: other === key,
      })),
      cover: covers.get(coverKey) ?? [],
      grants: { approvedLayers: [], emergencyConfirmed: false },
    };
    const stay = known && stayIn(world, facts, body, known);
    const risk = stay && memory?.factsOf(stay);
    const judgement = adjudicate({ ...facts, ...(risk === undefined ? {} : { risk }) }, RULEBOOK);
    if (judgement.outcome !== 'denied') {
      if (stay !== undefined) told.push({ ...stay, stay });
      stays.set(cnic, [...(stays.get(cnic) ?? []), rememberedOf(facts, judgement, key)]);
      const use = judgement.outcome === 'pended' ? 'reserved' : 'consumed';
      const entries = entriesFor(
        cnic as PersonId,
        { draws: [], use },
        { draws: judgement.draws, use },
      );
      covers.set(coverKey, post(facts.cover, terms, entries));
    }
    return { demo, claim, judgement };
  });
}

/** Claims after which the peers are known anew. */
const REFRESH_CLAIMS = 40;

interface Known {
  readonly family: DemoFamily;
  readonly index: number;
}

function claimOf(demo: DemoClaim, index: number, body: ClaimBody, known: Known | undefined): Claim {
  const { cnic, contactNumber: _contact, ...content } = body;
  return toClaim(
    {
      id: `claim-${index}`,
      hospitalId: demo.hospitalCode,
      receivedAt: new Date(demo.receivedAt),
      ...(known === undefined ? {} : { personId: cnic, familyId: known.family.key }),
    },
    content,
  );
}

/** Equal for exact duplicates. */
function keyOf(demo: DemoClaim, claim: Claim, { cnic, lines }: ClaimBody): string {
  return JSON.stringify([
    cnic,
    demo.hospitalCode,
    claim.admittedOn,
    claim.dischargedOn,
    claim.diagnoses,
    lines.map((line) => [line.packageCode, line.quantity, line.unitPricePaisa]),
  ]);
}

/** The claim as the projections keep it; the contact number stands for its hash. */
function stayIn(
  world: DemoWorld,
  { claim, packages }: CaseFacts,
  body: ClaimBody,
  { family }: Known,
): RiskStay {
  return stayOfClaim({
    hospitalId: claim.hospitalId,
    claimId: claim.id,
    schemeCode: world.scheme.code,
    familyId: family.key,
    personId: body.cnic,
    districtPcode: family.districtPcode,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    dayCare: claim.lines.every((line) => packages[line.packageCode]?.package?.dayCare === true),
    phoneKey: body.contactNumber,
    content: body,
  });
}

function factsOfFamily(
  world: DemoWorld,
  family: DemoFamily | undefined,
  index: number | undefined,
): Pick<CaseFacts, 'person' | 'family'> {
  const member = family?.members[index ?? 0];
  if (family === undefined || member === undefined) return {};
  return {
    person: {
      id: member.cnic as PersonId,
      sex: member.sex,
      bornOn: member.bornOn,
      ...(member.diedOn === undefined ? {} : { diedOn: member.diedOn }),
      memberships: [{ from: member.memberFrom }],
    },
    family: {
      id: family.key as FamilyId,
      schemeCode: world.scheme.code,
      districtPcode: family.districtPcode,
      schemeInDistrict: world.schemeDistricts
        .filter(({ districtPcode }) => districtPcode === family.districtPcode)
        .map(({ from }) => ({ from })),
    },
  };
}

function hospitalOf(hospital: DemoHospital | undefined): CaseFacts['hospital'] {
  if (hospital === undefined) throw new Error('a claim of a hospital that is not there');
  return { ...hospital, id: hospital.code as HospitalId };
}

function packagesOf(
  world: DemoWorld,
  claim: Claim,
  hospital: DemoHospital | undefined,
): CaseFacts['packages'] {
  const on = (period: { from: IsoDate; to?: IsoDate | undefined }): boolean =>
    period.from <= claim.admittedOn && (period.to === undefined || claim.admittedOn <= period.to);
  const grade = hospital?.standings[0]?.grade;
  return Object.fromEntries(
    claim.lines.flatMap(({ packageCode }) => {
      const listed = world.packages.filter(({ code }) => code === packageCode);
      if (listed.length === 0) return [];
      const rate = world.tariff.find(
        (each) => each.packageCode === packageCode && each.grade === grade && on(each),
      );
      return [[packageCode, { package: listed.find(on), rate }]];
    }),
  );
}

function rememberedOf(facts: CaseFacts, judgement: Judgement, key: string): Remembered {
  const { claim } = facts;
  return {
    claimId: claim.id as ClaimId,
    hospitalId: claim.hospitalId,
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    admissionType: claim.admissionType,
    state: judgement.outcome === 'pended' ? 'pended' : 'approved',
    sessionsOnly: isSessionsOnly(facts),
    newborn: claim.newborn,
    key,
  };
}
