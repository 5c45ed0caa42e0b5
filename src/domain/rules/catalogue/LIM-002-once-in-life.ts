import type { ClaimLine } from '../../claim/claim.js';
import type { CaseFacts } from '../facts.js';
import { isCertainBefore, pastLines } from '../history.js';
import { deny, pend } from '../finding.js';
import { packageOf } from '../lookup.js';
import { defineRule } from '../rule.js';

/**
 * What can be done once in a life, or once to each side, is refused a second time where the first is
 * decided and came before, by this package or by another on the same organ; where the other one is open, later, or of an unknown side, either may be
 * the wrong one, so that a person looks.
 */
export const LIM_002 = defineRule({
  code: 'LIM-002',
  title: { en: 'Once in a life', ur: 'زندگی میں ایک بار' },
  phase: 'gate',
  authority: [{ document: 'project-architecture', clause: '1.9, refuses on fact only' }],
  reasons: [
    'ONCE_IN_LIFE',
    'SAME_SIDE_AGAIN',
    'ONCE_IN_LIFE_UNCLEAR',
    'ONCE_ASKED_TWICE',
    'HISTORY_TOO_LONG',
  ],
  parts: [askedTwice, sidesMeet],
  editions: {
    '2000-01-01': ({ facts }) =>
      facts.claim.lines.flatMap((line) => {
        const { packageCode, lineNo, side } = line;
        const limits = packageOf(facts, line)?.limits;
        // A newborn on its mother's number: whose life it is nobody can tell.
        if (limits?.onceInLife !== true || facts.claim.newborn) return [];
        const sided = limits.sided === true;
        const params = { package: packageCode };
        const same = [packageCode, ...(limits.sameOrganAs ?? [])];
        if (askedTwice(facts, line, same, sided)) {
          return pend('hospital', 'ONCE_ASKED_TWICE', params, { lineNo });
        }
        // Without the side nothing can be compared: CLN-008 asks for it.
        if (sided && side === undefined) return [];
        const past = pastLines(facts, same).filter(
          (each) => !sided || sidesMeet(side, each.line.side) !== false,
        );
        const again = past.find(
          ({ stay, line: other }) =>
            isCertainBefore(stay, facts.claim) && (!sided || sidesMeet(side, other.side) === true),
        );
        if (again !== undefined) {
          const told = { ...params, otherAdmittedOn: again.stay.admittedOn };
          return deny(sided ? 'SAME_SIDE_AGAIN' : 'ONCE_IN_LIFE', told, { lineNo });
        }
        if (past[0] !== undefined) {
          const told = { ...params, otherAdmittedOn: past[0].stay.admittedOn };
          return pend('adjudicator', 'ONCE_IN_LIFE_UNCLEAR', told, { lineNo });
        }
        return facts.history?.cut === true
          ? pend('adjudicator', 'HISTORY_TOO_LONG', params, { lineNo })
          : [];
      }),
  },
});

/** More of it on this very claim than a body has. */
function askedTwice(
  { claim }: CaseFacts,
  line: ClaimLine,
  same: readonly string[],
  sided: boolean,
): boolean {
  if (line.quantity > (sided && line.side === 'both' ? 2 : 1)) return true;
  return claim.lines.some(
    (other) =>
      other.lineNo < line.lineNo &&
      same.includes(other.packageCode) &&
      (!sided || sidesMeet(line.side, other.side) === true),
  );
}

/** Undefined where one of the sides is not known. */
function sidesMeet(one: ClaimLine['side'], other: ClaimLine['side']): boolean | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one === other || one === 'both' || other === 'both';
}
