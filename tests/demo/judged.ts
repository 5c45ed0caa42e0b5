import { policyYearOf, type IsoDate } from '../../src/domain/calendar.js';
import { entriesFor, post } from '../../src/domain/coverage/entries.js';
import type { Cover } from '../../src/domain/coverage/pots.js';
import type { Claim } from '../../src/domain/claim/claim.js';
import type { ClaimId, FamilyId, HospitalId, PersonId } from '../../src/domain/ids.js';
import { adjudicate, type Judgement } from '../../src/domain/rules/adjudicate.js';
import type { CaseFacts, OtherStay } from '../../src/domain/rules/facts.js';
import { isSessionsOnly } from '../../src/domain/rules/lookup.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { claimBody, toClaim } from '../../src/intake/index.js';
import type { DemoClaim, DemoFamily, DemoHospital, DemoWorld } from '../../src/demo/index.js';

export interface Judged {
  readonly demo: DemoClaim;
  readonly claim: Claim;
  readonly judgement: Judgement;
}

interface Remembered extends Omit<OtherStay, 'identical'> {
  readonly key: string;
}

/** Judges every claim of a world in order of receipt by the real rules, with cover kept in memory. */
export function judgeWorld(world: DemoWorld): readonly Judged[] {
  const families = new Map<string, { family: DemoFamily; index: number }>();
  for (const family of world.families) {
    family.members.forEach((member, index) => families.set(member.cnic, { family, index }));
  }
  const hospitals = new Map(world.hospitals.map((hospital) => [hospital.code, hospital]));
  const stays = new Map<string, Remembered[]>();
  const covers = new Map<string, Cover>();
  return world.claims.map((demo, index) => {
    const body = claimBody.parse(demo.body);
    const { cnic, contactNumber: _contact, ...content } = body;
    const known = families.get(cnic);
    const claim = toClaim(
      {
        id: `claim-${index}`,
        hospitalId: demo.hospitalCode,
        receivedAt: new Date(demo.receivedAt),
        ...(known === undefined ? {} : { personId: cnic, familyId: known.family.key }),
      },
      content,
    );
    const terms = world.scheme.terms[0];
    if (terms === undefined) throw new Error('the demo has terms');
    const year = policyYearOf(terms.policyYearStart.value, claim.admittedOn);
    const coverKey = `${known?.family.key ?? ''}/${year}`;
    const key = JSON.stringify([
      cnic,
      demo.hospitalCode,
      claim.admittedOn,
      claim.dischargedOn,
      claim.diagnoses,
      body.lines.map((line) => [line.packageCode, line.quantity, line.unitPricePaisa]),
    ]);
    const facts: CaseFacts = {
      claim,
      ...factsOfFamily(world, known?.family, known?.index),
      hospital: hospitalOf(hospitals.get(demo.hospitalCode)),
      terms,
      packages: packagesOf(world, claim, hospitals.get(demo.hospitalCode)),
      otherStays: (stays.get(cnic) ?? []).map(({ key: other, ...stay }) => ({
        ...stay,
        identical: other === key,
      })),
      cover: covers.get(coverKey) ?? [],
      grants: { approvedLayers: [], emergencyConfirmed: false },
    };
    const judgement = adjudicate(facts, RULEBOOK);
    if (judgement.outcome !== 'denied') {
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
