/** Makes of a scenario the facts that the judge would be given of it. */
import {
  addDays,
  inForceOn,
  isoDate,
  policyYearOf,
  type IsoDate,
  type Period,
} from '../../src/domain/calendar.js';
import type { Claim, ClaimExtra } from '../../src/domain/claim/claim.js';
import type { Cover, Pot } from '../../src/domain/coverage/pots.js';
import type { ClaimId, HospitalId, PersonId } from '../../src/domain/ids.js';
import { ZERO, type Paisa } from '../../src/domain/money.js';
import type { CaseFacts, HospitalFacts, PackageFacts } from '../../src/domain/rules/facts.js';
import { CARE_TIERS, type Scheme, type Terms } from '../../src/domain/scheme/terms.js';
import { aCase, aLine, aPackage, EVER } from '../support/builders/a-case.js';
import type { ListedPackage, Scenario } from './scenario.js';

/** Days from discharge until the claim is in, where the scenario does not say. */
const DAYS_TO_CLAIM = 20;
const SOME_SPECIALITY = 'general surgery';

type Packages = Readonly<Record<string, ListedPackage>>;

/** The facts of a scenario under a scheme, with the packages its page shares and its own. */
export function caseOf(scheme: Scheme, shared: Packages, scenario: Scenario): CaseFacts {
  const admittedOn = isoDate(scenario.stay.admitted);
  const terms = inForceOn(scheme.terms, admittedOn);
  const hospital = hospitalOf(scenario.hospital);
  const grade = inForceOn(hospital.standings, admittedOn)?.grade;
  const known = aCase()
    .withClaim(claimOf(scenario))
    .withFamily({
      schemeCode: scheme.code,
      schemeInDistrict: periodsOf(scenario.family.scheme_in_district),
      ...(scenario.family.deserving && { deserving: periodsOf(scenario.family.deserving) }),
    })
    .withHospital(hospital)
    .withStays(...otherStaysOf(scenario))
    .with({
      person: personOf(scenario),
      extrasTaken: extrasTakenOf(scenario),
      terms,
      packages: packagesOf({ ...shared, ...scenario.packages }, scenario, grade),
      cover: terms === undefined ? [] : coverOf(terms, scenario),
      admission: scenario.admission && {
        id: 'admission-own',
        admittedOn,
        packageCodes: scenario.admission.planned,
        withinLimit: scenario.admission.within_limit,
      },
      grants: {
        approvedLayers: scenario.granted.layers,
        emergencyConfirmed: scenario.granted.emergency,
      },
    });
  if (scenario.person === undefined) return known.build();
  return known.withoutPerson().with({ unmatchedForDays: scenario.person.unknown_for_days }).build();
}

function periodOf({ from, to }: { from?: string | undefined; to?: string | undefined }): Period {
  return {
    from: from === undefined ? EVER.from : isoDate(from),
    ...(to === undefined ? {} : { to: isoDate(to) }),
  };
}

/** Always, where the scenario says nothing; never, where it says an empty list. */
function periodsOf(
  given: readonly { from?: string | undefined; to?: string | undefined }[] | undefined,
): readonly Period[] {
  return given === undefined ? [EVER] : given.map(periodOf);
}

const idOf = (name: string): PersonId => `person-${name}` as PersonId;

function dayOf(day: string | undefined): IsoDate | undefined {
  return day === undefined ? undefined : isoDate(day);
}

function personOf({ family, stay }: Scenario): CaseFacts['person'] {
  const member = family.members.find(({ name }) => name === stay.of);
  if (member === undefined) throw new RangeError(`no member is named ${stay.of}`);
  return {
    id: idOf(member.name),
    sex: member.sex,
    bornOn: dayOf(member.born),
    diedOn: dayOf(member.died),
    memberships: periodsOf(member.member),
  };
}

function claimOf({ stay, lines, extras }: Scenario): Partial<Claim> {
  return {
    ...(extras.length === 0 ? {} : { extras: extras.map(extraOf(stay, lines.length)) }),
    personId: idOf(stay.of),
    admittedOn: isoDate(stay.admitted),
    dischargedOn: isoDate(stay.discharged),
    receivedOn: dayOf(stay.received) ?? addDays(isoDate(stay.discharged), DAYS_TO_CLAIM),
    admissionType: stay.type,
    dischargeType: stay.discharge,
    statedSex: stay.stated_sex,
    newborn: stay.newborn,
    ...(stay.ward_days === undefined ? {} : { wardDays: stay.ward_days }),
    documents: stay.documents.map((kind) => ({ kind, sha256: '0'.repeat(64) })),
    lines: lines.map((line, at) =>
      aLine({
        lineNo: at + 1,
        packageCode: line.package,
        quantity: line.quantity,
        unitPricePaisa: line.asked,
        implants: line.implants.map((price, index) => ({
          batch: `B-${at + 1}-${index + 1}`,
          expiresOn: addDays(isoDate(stay.discharged), 365),
          ...(price === 'unknown' ? {} : { pricePaisa: price }),
        })),
      }),
    ),
  };
}

function extraOf({ discharged }: Scenario['stay'], lines: number) {
  return (extra: Scenario['extras'][number], at: number): ClaimExtra => ({
    lineNo: lines + at + 1,
    kind: extra.kind,
    ...(extra.days === undefined ? {} : { days: extra.days }),
    askedPaisa: extra.asked,
    paidOn: isoDate(extra.paid ?? discharged),
    ...(extra.to_district === undefined ? {} : { toDistrictPcode: extra.to_district }),
  });
}

/** What others of the family had, and the person among them, kind by kind. */
function extrasTakenOf({ family, stay, extras }: Scenario): CaseFacts['extrasTaken'] {
  if (extras.length === 0) return undefined;
  const timesOf = (had: Scenario['family']['had']) => ({
    decided: had.reduce((sum, { times, open }) => sum + times - open, 0),
    pended: had.reduce((sum, { open }) => sum + open, 0),
  });
  return extras.map(({ kind }) => {
    const own = family.had.filter(({ extra }) => extra === kind);
    return { kind, family: timesOf(own), member: timesOf(own.filter(({ by }) => by === stay.of)) };
  });
}

/** Public, grade B, forty beds, licensed, on the panel for both tiers: where nothing else is said. */
function hospitalOf(given: Scenario['hospital']): HospitalFacts {
  const { sector = 'public', grade = 'B' } = given;
  const standings = given.standings ?? [{ sector, grade }];
  return {
    id: 'hospital-own' as HospitalId,
    ...(given.district === undefined ? {} : { districtPcode: given.district }),
    standings: standings.map((each) => ({
      ...periodOf(each),
      sector: each.sector,
      grade: each.grade,
      beds: 40,
    })),
    licences: periodsOf(given.licensed).map((each) => ({ ...each, kind: 'regular' })),
    empanelments: (given.empanelled ?? [{}]).map((each) => ({
      ...periodOf(each),
      tiers: each.tiers ?? CARE_TIERS,
    })),
    suspensions: (given.suspended ?? []).map(periodOf),
    specialities: (given.specialities ?? [SOME_SPECIALITY]).map((speciality) => ({
      ...EVER,
      speciality,
    })),
  };
}

function packagesOf(
  listed: Packages,
  { lines }: Scenario,
  grade: string | undefined,
): Readonly<Record<string, PackageFacts>> {
  const asked = new Set(lines.map((line) => line.package));
  return Object.fromEntries(
    Object.entries(listed)
      .filter(([code]) => asked.has(code))
      .map(([code, given]) => [
        code,
        { package: packageOf(code, given), rate: rateOf(code, given, grade) },
      ]),
  );
}

function packageOf(code: string, given: ListedPackage) {
  return aPackage({
    ...periodOf(given.listed ?? {}),
    code,
    nameEn: code,
    tier: given.tier,
    group: given.group,
    speciality: given.speciality,
    session: given.session,
    maternity: given.maternity,
    lifeSaving: given.life_saving,
    sex: given.sex,
    minAgeYears: given.youngest,
    maxAgeYears: given.oldest,
    maxStayDays: given.longest_stay,
    documents: given.documents,
  });
}

function rateOf(
  code: string,
  { tariff, by_ward_day, implant_at_most }: ListedPackage,
  grade: string | undefined,
): PackageFacts['rate'] {
  if (tariff === undefined || grade === undefined) return undefined;
  const ratePaisa = typeof tariff === 'bigint' ? tariff : tariff[grade];
  if (ratePaisa === undefined) return undefined;
  return {
    ...EVER,
    packageCode: code,
    grade,
    basis: by_ward_day ? 'ward_day' : 'case',
    ratePaisa,
    implantCeilingPaisa: implant_at_most,
  };
}

function otherStaysOf({ other_stays }: Scenario) {
  return other_stays.map((each, at) => ({
    claimId: `claim-other-${at + 1}` as ClaimId,
    admittedOn: isoDate(each.admitted),
    dischargedOn: isoDate(each.discharged),
    state: each.state,
    identical: each.identical,
    sessionsOnly: each.sessions,
    newborn: each.newborn,
  }));
}

/** What was used in the policy year of the admission, on every cap of its layer. */
function coverOf(terms: Terms, { family, stay }: Scenario): Cover {
  const yearOf = (day: string) => policyYearOf(terms.policyYearStart.value, isoDate(day));
  const pots = new Map<string, Pot>();
  for (const {
    by,
    layer: code,
    spent = ZERO,
    held = ZERO,
    admitted = stay.admitted,
  } of family.used) {
    const layer = CARE_TIERS.flatMap((tier) => terms.tiers[tier]).find(
      (each) => each.code === code,
    );
    if (layer === undefined)
      throw new RangeError(`the terms of ${stay.admitted} have no layer ${code}`);
    if (yearOf(admitted) !== yearOf(stay.admitted)) continue;
    for (const { scope, amountPaisa } of layer.caps) {
      const key = scope === 'member' ? `${code}/${by}` : code;
      const pot = pots.get(key);
      pots.set(key, {
        layer: code,
        scope,
        ...(scope === 'member' ? { memberId: idOf(by) } : {}),
        amountPaisa: amountPaisa.value,
        reservedPaisa: ((pot?.reservedPaisa ?? 0n) + held) as Paisa,
        consumedPaisa: ((pot?.consumedPaisa ?? 0n) + spent) as Paisa,
      });
    }
  }
  return [...pots.values()];
}
