import { covers, inForceOn } from '../calendar.js';
import type { ClaimLine } from '../claim/claim.js';
import type { Package, TariffRate, Treatment } from '../scheme/terms.js';
import type { CaseFacts, PackageFacts, Standing } from './facts.js';

/** What is known of a line's package; absent when the scheme has never listed its code. */
export function packageFactsOf(facts: CaseFacts, line: ClaimLine): PackageFacts | undefined {
  return Object.hasOwn(facts.packages, line.packageCode)
    ? facts.packages[line.packageCode]
    : undefined;
}

/** The edition of a line's package in force on the day of admission. */
export function packageOf(facts: CaseFacts, line: ClaimLine): Package | undefined {
  const listed = packageFactsOf(facts, line)?.package;
  return listed !== undefined && covers(listed, facts.claim.admittedOn) ? listed : undefined;
}

/** The rate of a line's package in force on the day of admission, for the hospital's grade. */
export function rateOf(facts: CaseFacts, line: ClaimLine): TariffRate | undefined {
  const rate = packageFactsOf(facts, line)?.rate;
  return rate !== undefined && covers(rate, facts.claim.admittedOn) ? rate : undefined;
}

/** Sector, grade and beds of the hospital on the day of admission. */
export function standingOf(facts: CaseFacts): Standing | undefined {
  return inForceOn(facts.hospital.standings, facts.claim.admittedOn);
}

/** Every line is a session that repeats (dialysis, chemotherapy …): such a claim runs beside a stay. */
export function isSessionsOnly(facts: CaseFacts): boolean {
  return (
    facts.claim.lines.length > 0 &&
    facts.claim.lines.every((line) => packageOf(facts, line)?.session === true)
  );
}

/** Whether an entry of the terms names a line's package, by code or group, or everything. */
export function touchesLine(facts: CaseFacts, treatment: Treatment, line: ClaimLine): boolean {
  const group = packageOf(facts, line)?.group;
  return (
    treatment.everything === true ||
    treatment.packages?.includes(line.packageCode) === true ||
    (group !== undefined && treatment.groups?.includes(group) === true)
  );
}

/** Whether an entry of the terms names a diagnosis by the beginning of its ICD-10 code. */
export function touchesDiagnosis(treatment: Treatment, diagnosis: string): boolean {
  const code = diagnosis.replace('.', '').toUpperCase();
  return treatment.diagnoses?.some((beginning) => code.startsWith(beginning)) === true;
}
