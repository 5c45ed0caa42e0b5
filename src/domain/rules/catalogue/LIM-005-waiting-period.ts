import { addDays, type IsoDate, type Period } from '../../calendar.js';
import { deny, pass } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * A package with a waiting period is not paid before a person has been a member for its days. A
 * membership that follows another without a day between goes on; whoever was no member that day is
 * ELG-001's.
 */
export const LIM_005 = defineRule({
  code: 'LIM-005',
  title: { en: 'Waiting period', ur: 'انتظار کی مدت' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '1.8, dates rule' }],
  reasons: ['WAITING_PERIOD'],
  parts: [memberSince],
  editions: {
    '2000-01-01': ({ facts }) => {
      const { claim, person } = facts;
      // A newborn has not waited, and its mother's waiting is not its own.
      if (person === undefined || claim.newborn) return pass();
      return claim.lines.flatMap((line) => {
        const { packageCode, lineNo } = line;
        const waitingDays = packageOf(facts, line)?.limits?.waitingDays;
        if (waitingDays === undefined) return [];
        const memberOn = memberSince(person.memberships, claim.admittedOn);
        if (memberOn === undefined) return [];
        const payableOn = addDays(memberOn, waitingDays);
        if (claim.admittedOn >= payableOn) return [];
        const params = { package: packageCode, waitingDays, memberOn, payableOn };
        return deny('WAITING_PERIOD', params, { lineNo });
      });
    },
  },
});

/** The first day of the unbroken membership that holds a day. */
function memberSince(memberships: readonly Period[], day: IsoDate): IsoDate | undefined {
  let since: IsoDate | undefined;
  let reaches: IsoDate = day;
  // Latest first, so that each earlier one can only lengthen what is already held.
  for (const { from, to } of [...memberships].sort((a, b) => (a.from < b.from ? 1 : -1))) {
    if (from <= reaches && (to === undefined || to >= reaches)) {
      since = from;
      reaches = addDays(from, -1);
    }
  }
  return since;
}
