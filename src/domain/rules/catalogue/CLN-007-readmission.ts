import { addDays, daysBetween, type IsoDate } from '../../calendar.js';
import type { CaseFacts } from '../facts.js';
import { wasSessionsOnly, type PastStay } from '../history.js';
import { pass, pend } from '../finding.js';
import { isSessionsOnly, packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * Back for the same cause within the days of the terms: the first stay may have ended too early, or
 * one stay may have been claimed as two, so that a person looks. Sessions (dialysis, chemotherapy,
 * radiotherapy, transfusion), staged surgery, follow-up and transfers come back by plan.
 */
export const CLN_007 = defineRule({
  code: 'CLN-007',
  title: { en: 'Readmission for the same cause', ur: 'اسی وجہ سے دوبارہ داخلہ' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '1.9, a person looks on suspicion' }],
  reasons: ['READMISSION'],
  parts: [comesByPlan, isTransferFrom, causeOf],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, terms, history } = facts;
      const days = terms?.readmissionDays?.value;
      const cause = causeOf(claim.diagnoses[0]);
      if (days === undefined || history === undefined || cause === undefined) return pass();
      if (comesByPlan(facts)) return pass();
      const first: IsoDate = addDays(claim.admittedOn, -days);
      const before = history.stays.find(
        (stay) =>
          stay.dischargedOn >= first &&
          stay.dischargedOn <= claim.admittedOn &&
          stay.admittedOn < claim.admittedOn &&
          causeOf(stay.diagnosis) === cause &&
          !isTransferFrom(facts, stay) &&
          !wasSessionsOnly(stay) &&
          !stay.lines.some(({ staged }) => staged === true),
      );
      if (before === undefined) return pass();
      return pend('adjudicator', 'READMISSION', {
        otherDischargedOn: before.dischargedOn,
        diagnosis: cause,
        days: daysBetween(before.dischargedOn, claim.admittedOn),
        withinDays: days,
      });
    },
  },
});

function comesByPlan(facts: CaseFacts): boolean {
  const limits = facts.claim.lines.map((line) => packageOf(facts, line)?.limits);
  return (
    isSessionsOnly(facts) ||
    limits.some((each) => each?.staged === true) ||
    (limits.length > 0 && limits.every((each) => each?.followUp === true))
  );
}

/** Begun in another hospital on the day the other stay ended; back in the same bed is no transfer. */
function isTransferFrom({ claim }: CaseFacts, stay: PastStay): boolean {
  return stay.dischargedOn === claim.admittedOn && stay.hospitalId !== claim.hospitalId;
}

/** The category of an ICD-10 code: its first three characters. */
function causeOf(diagnosis: string | undefined): string | undefined {
  return diagnosis?.slice(0, 3).toUpperCase();
}
