import type { ClaimLine } from '../domain/claim/claim.js';
import type { HospitalId } from '../domain/ids.js';
import { adjudicate } from '../domain/rules/adjudicate.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { Rule } from '../domain/rules/rule.js';
import {
  DISTRICTS,
  hospitalFacts,
  type HospitalRecord,
  type Reference,
} from '../registry/index.js';

export const MAX_HOSPITALS = 10;

export interface NearHospital {
  readonly code: string;
  readonly name: string;
  readonly districtPcode: string;
  readonly nearness: 'district' | 'province';
}

const PROVINCE_OF: ReadonlyMap<string, string> = new Map(
  DISTRICTS.map(({ pcode, provinceCode }) => [pcode, provinceCode]),
);

/** Rules that speak of the hospital alone: its panel, licence, specialities, grade and sector. */
function rulesOfHospitals(rulebook: readonly Rule[]): readonly Rule[] {
  return rulebook.filter(({ code }) => code.startsWith('EMP-') || code === 'EXC-002');
}

/**
 * Hospitals against which the judge's own rules find nothing for one line on its day. The registry has
 * no place of a hospital but its district, so nearest means: in the family's district first, then
 * elsewhere in its province, each by code; at most ten.
 */
export function nearestHospitals(
  reference: Reference,
  rulebook: readonly Rule[],
  facts: CaseFacts,
  line: ClaimLine,
): readonly NearHospital[] {
  const { family } = facts;
  if (family === undefined) return [];
  const rules = rulesOfHospitals(rulebook);
  const found: NearHospital[] = [];
  for (const [id, near] of byNearness(reference, family.districtPcode)) {
    if (found.length === MAX_HOSPITALS) break;
    const hospital = hospitalFacts(reference, id, family.schemeCode);
    const asked = { ...facts, hospital, claim: { ...facts.claim, lines: [line] } };
    if (adjudicate(asked, rules, ['gate']).findings.length === 0) found.push(near);
  }
  return found;
}

function byNearness(
  { hospitals }: Reference,
  districtPcode: string,
): readonly (readonly [HospitalId, NearHospital])[] {
  const province = PROVINCE_OF.get(districtPcode);
  const near = [...hospitals.values()].flatMap((record) => {
    const nearness = nearnessOf(record, districtPcode, province);
    const { id, code, name, districtPcode: pcode } = record;
    return nearness === undefined
      ? []
      : [[id, { code, name, districtPcode: pcode, nearness }] as const];
  });
  return near.sort(([, a], [, b]) => {
    if (a.nearness !== b.nearness) return a.nearness === 'district' ? -1 : 1;
    return a.code < b.code ? -1 : 1;
  });
}

function nearnessOf(
  record: HospitalRecord,
  districtPcode: string,
  province: string | undefined,
): NearHospital['nearness'] | undefined {
  if (record.districtPcode === districtPcode) return 'district';
  const ofHospital = PROVINCE_OF.get(record.districtPcode);
  return province !== undefined && ofHospital === province ? 'province' : undefined;
}
