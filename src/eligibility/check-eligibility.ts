import { readStaysOfFamily, type StayOfFamily } from '../admissions/index.js';
import { Extras, judgeAtTariff, type Judge } from '../adjudication/index.js';
import type { JudgedPlan, PlanJudge } from '../desk/index.js';
import { recordAudit } from '../audit/index.js';
import { inSnapshot, inTransaction, type Database, type RowScope } from '../db/index.js';
import { addDays, dayInKarachi, startOfDay, type IsoDate } from '../domain/calendar.js';
import type { ExtraTaken, FamilyFacts } from '../domain/rules/facts.js';
import { normaliseCnic, type HospitalId } from '../domain/ids.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import {
  findPeopleByHash,
  hashOfNumber,
  packageFacts,
  personOn,
  readFamilies,
  type Reference,
  type ReferenceCache,
} from '../registry/index.js';
import type { EligibilityBody, EligibilityView } from './eligibility.contract.js';
import { NOT_KNOWN_HERE, toKnownView } from './views.js';

export interface EligibilityDeps {
  /** The app role's pool: who asks. */
  readonly database: Database;
  /** The judge role's pool: stays of other hospitals are weighed, never shown. */
  readonly judgeDatabase: Database;
  readonly keys: CnicKeys;
  readonly clock: Clock;
  readonly reference: ReferenceCache;
  readonly judge: Judge;
  readonly readyPlanJudge: () => Promise<PlanJudge>;
}

export interface EligibilityAsked {
  readonly keyId: string;
  readonly hospitalId: string;
  /** Families that may be told of; everybody verified at a hospital's own desk where absent. */
  readonly within?: RowScope | undefined;
}

/** What was found of a known person, all in one snapshot. */
export interface Found {
  readonly personId: string;
  readonly judged: JudgedPlan;
  readonly stays: readonly StayOfFamily[];
  /** Extras that claims of the policy year have had. */
  readonly extrasTaken: readonly ExtraTaken[];
}

/**
 * Whether a person is covered on a day and what is left, by the judge of the later claim. Reads only:
 * nothing is held or locked; what stays is a trace without the number. A number that the registry does
 * not know and a family outside the asker's scope are answered alike.
 */
export async function checkEligibility(
  deps: EligibilityDeps,
  asked: EligibilityAsked,
  body: EligibilityBody,
): Promise<EligibilityView> {
  const reference = await deps.reference.current();
  const judgePlan = await deps.readyPlanJudge();
  const now = deps.clock.now();
  const day = (body.day as IsoDate | undefined) ?? dayInKarachi(now);
  const found = await find(deps, judgePlan, reference, asked, { body, day });
  const { keyId: actor, hospitalId } = asked;
  const { method, reference: seenBy } = body.verification;
  const details = { hospitalId, method, reference: seenBy };
  const subject = found?.personId ?? 'unknown person';
  await inTransaction(deps.judgeDatabase, (tx) =>
    recordAudit(tx, { actor, act: 'eligibility.check', subject, details }, now),
  );
  if (found === undefined) return NOT_KNOWN_HERE;
  const atTariff = judgeAtTariff(deps.judge, found.judged.facts);
  return toKnownView({ ...found, reference, judge: deps.judge, atTariff });
}

async function find(
  deps: EligibilityDeps,
  judgePlan: PlanJudge,
  reference: Reference,
  { hospitalId, within }: EligibilityAsked,
  { body, day }: { readonly body: EligibilityBody; readonly day: IsoDate },
): Promise<Found | undefined> {
  const cnic = normaliseCnic(body.cnic);
  if (cnic === undefined) throw new TypeError('a validated body has a CNIC');
  const hash = hashOfNumber(deps.keys, cnic);
  return inSnapshot(deps.judgeDatabase, async (tx) => {
    const known = (await findPeopleByHash(tx, [hash])).get(hash.toString('hex'));
    if (known === undefined) return undefined;
    const person = personOn(known, day);
    const family = (await readFamilies(tx, [person])).get(person.familyId);
    if (family === undefined || !isWithin(within, family)) return undefined;
    const lines = body.packageCodes.map((packageCode) => {
      const hospital = hospitalId as HospitalId;
      const { rate } = packageFacts(reference, family.schemeCode, packageCode, hospital, day);
      const quantity = rate?.basis === 'ward_day' ? Math.max(body.nights, 1) : 1;
      return { packageCode, quantity };
    });
    const judged = await judgePlan(tx, {
      ...person,
      hospitalId,
      admittedAt: startOfDay(day),
      admissionType: body.emergency ? 'emergency' : 'elective',
      plan: { lines, dischargeOn: addDays(day, body.nights), diagnoses: body.diagnoses },
    });
    const stays = await readStaysOfFamily(tx, person);
    const { schemeCode, policyYearOn, facts } = judged;
    const extrasTaken =
      policyYearOn === undefined || facts.terms?.extras === undefined
        ? []
        : await Extras.takenNow(tx, { ...person, schemeCode, policyYearOn });
    return { personId: person.personId, judged, stays, extrasTaken };
  });
}

function isWithin(
  within: RowScope | undefined,
  family: Pick<FamilyFacts, 'schemeCode' | 'districtPcode'>,
): boolean {
  if (within === undefined) return true;
  return (
    within.schemes.includes(family.schemeCode) || within.districts.includes(family.districtPcode)
  );
}
