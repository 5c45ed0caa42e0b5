import { packageOf } from '../../rules/lookup.js';
import { basisPointsOf, standsOut } from '../compare.js';
import { spreadParams } from '../spread.js';
import type { Evidence, Signal, SignalInput } from '../signal.js';

/** Stays of the package before its share is looked at, and how far above the peers' it must surely lie. */
const STANDS_OUT = { cases: 15, above: 0.1 };
/** Other members with the same operation in half a year: two may be chance, or one illness of the family. */
const OTHER_MEMBERS = 2;

/**
 * One procedure is most of a hospital's work, or goes through a family (Upper Dir: 1,826 appendectomies of
 * 2,602 operations, whole families among them).
 */
export const RSK_003: Signal = {
  code: 'RSK-003',
  title: { en: 'One procedure again and again', ur: 'ایک ہی عمل بار بار' },
  purpose: {
    en: 'Compares how often a package is given with hospitals of the same kind, and looks for the same operation on several members of a family.',
    ur: 'پیکیج کی کثرت کا اسی قسم کے ہسپتالوں سے موازنہ، اور ایک خاندان کے کئی ارکان پر ایک ہی آپریشن کی تلاش۔',
  },
  weight: 'medium',
  limits: { STANDS_OUT, OTHER_MEMBERS },
  reasons: ['PROCEDURE_SHARE_HIGH', 'FAMILY_SAME_OPERATION'],
  parts: [shareHigh, inFamily],
  judge: (input) => [...shareHigh(input), ...inFamily(input)],
};

function shareHigh({ facts, risk }: SignalInput): readonly Evidence[] {
  const { procedure } = risk.peers;
  const [line] = facts.claim.lines;
  const listed = line && packageOf(facts, line);
  // Births are compared by how they end; sessions repeat by their nature.
  if (line === undefined || listed === undefined || listed.session || listed.maternity) return [];
  if (procedure === undefined || !standsOut(procedure, STANDS_OUT)) return [];
  const { own, peers } = procedure;
  return [
    {
      reason: 'PROCEDURE_SHARE_HIGH',
      params: {
        package: line.packageCode,
        cases: own.cases,
        of: own.of,
        share: basisPointsOf(own),
        peersShare: basisPointsOf(peers),
        hospitals: peers.hospitals,
        ...spreadParams(procedure.spread),
      },
    },
  ];
}

function inFamily({ facts, risk: { family } }: SignalInput): readonly Evidence[] {
  const [line] = facts.claim.lines;
  const listed = line && packageOf(facts, line);
  if (line === undefined || listed?.limits?.operation !== true || listed.maternity) return [];
  if (family === undefined || family.count < OTHER_MEMBERS) return [];
  const { count, firstOn, lastOn, claims } = family;
  const params = { package: line.packageCode, people: count, firstOn, lastOn };
  return [{ reason: 'FAMILY_SAME_OPERATION', params, claims }];
}
