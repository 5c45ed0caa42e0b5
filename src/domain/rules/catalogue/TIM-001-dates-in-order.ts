import { dayInKarachi } from '../../calendar.js';
import type { Claim, ClaimLine } from '../../claim/claim.js';
import { pend, type Statement } from '../finding.js';
import { defineRule } from '../rule.js';

/** Admission, procedures, discharge, receipt: in this order, or a date on the claim is wrong. */
export const TIM_001 = defineRule({
  code: 'TIM-001',
  title: { en: 'Dates in order', ur: 'تاریخوں کی ترتیب' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '3, the contract: instants of the stay' },
  ],
  reasons: [
    'DISCHARGE_BEFORE_ADMISSION',
    'ADMISSION_AFTER_RECEIPT',
    'DISCHARGE_AFTER_RECEIPT',
    'PROCEDURE_OUTSIDE_STAY',
    'PROCEDURE_ENDS_BEFORE_START',
  ],
  parts: [procedureFaults],
  editions: {
    '2000-01-01': ({ facts: { claim } }) => {
      const { admittedOn, dischargedOn, receivedOn } = claim;
      const faults: Statement[] = [];
      if (dischargedOn < admittedOn) {
        const params = { admittedOn, dischargedOn };
        faults.push(pend('hospital', 'DISCHARGE_BEFORE_ADMISSION', params));
      }
      if (receivedOn < admittedOn) {
        faults.push(pend('hospital', 'ADMISSION_AFTER_RECEIPT', { admittedOn, receivedOn }));
      } else if (receivedOn < dischargedOn) {
        faults.push(pend('hospital', 'DISCHARGE_AFTER_RECEIPT', { dischargedOn, receivedOn }));
      }
      // Against a stay that ends before it begins every procedure would be outside.
      const procedures = dischargedOn < admittedOn ? [] : claim.lines;
      return [...faults, ...procedures.flatMap((line) => procedureFaults(claim, line))];
    },
  },
});

function procedureFaults(claim: Claim, line: ClaimLine): readonly Statement[] {
  const { admittedOn, dischargedOn } = claim;
  const { lineNo, startedAt, endedAt } = line;
  if (
    startedAt !== undefined &&
    endedAt !== undefined &&
    Date.parse(endedAt) < Date.parse(startedAt)
  ) {
    const params = { package: line.packageCode };
    return [pend('hospital', 'PROCEDURE_ENDS_BEFORE_START', params, { lineNo })];
  }
  const outside = [startedAt, endedAt]
    .filter((instant) => instant !== undefined)
    .map((instant) => dayInKarachi(new Date(instant)))
    .find((day) => day < admittedOn || day > dischargedOn);
  if (outside === undefined) return [];
  const params = { procedureOn: outside, admittedOn, dischargedOn };
  return [pend('hospital', 'PROCEDURE_OUTSIDE_STAY', params, { lineNo })];
}
