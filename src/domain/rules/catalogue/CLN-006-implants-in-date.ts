import { dayInKarachi } from '../../calendar.js';
import type { Claim, ClaimLine, Implant } from '../../claim/claim.js';
import { deny, pend, type Statement } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * An implant that had expired before it was used is not paid, nor is its line. The last day of its
 * life is still in date. Without the procedure's start it was used on some day of the stay.
 */
export const CLN_006 = defineRule({
  code: 'CLN-006',
  title: { en: 'Implants named and in date', ur: 'امپلانٹ درج اور میعاد کے اندر' },
  phase: 'gate',
  authority: [
    { document: 'project-architecture', clause: '3, the contract: implants, batch and expiry' },
  ],
  reasons: ['IMPLANT_MISSING', 'IMPLANT_EXPIRED', 'IMPLANT_MAYBE_EXPIRED'],
  parts: [judgeImplant],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { lineNo, packageCode, implants } = line;
        const wanted = packageOf(facts, line)?.limits?.implanted === true;
        if (wanted && implants.length === 0) {
          return pend('hospital', 'IMPLANT_MISSING', { package: packageCode }, { lineNo });
        }
        // One is enough: the line is denied, or asked about, as a whole.
        const faults = implants.flatMap((implant) => judgeImplant(facts.claim, line, implant));
        return faults.find(({ kind }) => kind === 'deny') ?? faults[0] ?? [];
      }),
  },
});

function judgeImplant(
  { admittedOn, dischargedOn }: Claim,
  { startedAt, packageCode, lineNo }: ClaimLine,
  { batch, expiresOn }: Implant,
): readonly Statement[] {
  const usedOn = startedAt === undefined ? admittedOn : dayInKarachi(new Date(startedAt));
  const params = { package: packageCode, batch, expiresOn };
  // What is dated outside the stay TIM-001 sends back: such a date proves nothing against the implant.
  const dated = usedOn >= admittedOn && usedOn <= dischargedOn;
  if (dated && expiresOn < usedOn) {
    return [deny('IMPLANT_EXPIRED', { ...params, usedOn }, { lineNo })];
  }
  if (startedAt === undefined && expiresOn < dischargedOn) {
    return [pend('hospital', 'IMPLANT_MAYBE_EXPIRED', params, { lineNo })];
  }
  return [];
}
