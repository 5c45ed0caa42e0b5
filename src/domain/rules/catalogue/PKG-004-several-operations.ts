import { dayInKarachi } from '../../calendar.js';
import type { ClaimLine } from '../../claim/claim.js';
import { add } from '../../money.js';
import { caseAllowance, rankSitting, type Operation } from '../../pricing/allowance.js';
import type { CaseFacts } from '../facts.js';
import { pass, pend, reduce } from '../finding.js';
import { packageOf, rateOf } from '../lookup.js';
import { defineRule, type LineMoney } from '../rule.js';

/**
 * Of several operations in one sitting the dearest is allowed in full and the others the shares that
 * the terms give. A sitting is a day; where a line does not say when it began, all operations of the
 * stay are one. A line that nothing is left of, because it was denied, takes no place.
 */
export const PKG_004 = defineRule({
  code: 'PKG-004',
  title: { en: 'Several operations in one sitting', ur: 'ایک نشست میں کئی آپریشن' },
  phase: 'price',
  step: 'sitting',
  authority: [
    { document: 'cag-pmjay-2023', clause: 'Half the rate on the second procedure of a sitting' },
    { document: 'project-architecture', clause: '5, the money, step 2; 9, what is borrowed' },
  ],
  reasons: ['FURTHER_OPERATION', 'SITTING_SHARES_UNCERTAIN'],
  parts: [sittingsOf, allowedOf],
  editions: {
    '2000-01-01': ({ facts, lines }) => {
      const shares = facts.terms?.sittingShares;
      if (shares === undefined) return pass();
      return sittingsOf(facts, lines).flatMap((sitting) =>
        rankSitting(sitting, shares.value).flatMap(
          ({ lineNo, rank, share, allowedPaisa, sharedPaisa }) => {
            const before = lines.find((money) => money.lineNo === lineNo)?.insurerPaisa;
            if (before === undefined || before <= sharedPaisa) return [];
            const params = { rank, share, allowed: allowedPaisa, shared: sharedPaisa };
            return shares.uncertain === true
              ? pend('adjudicator', 'SITTING_SHARES_UNCERTAIN', { rank, share }, { lineNo })
              : reduce('FURTHER_OPERATION', params, [{ lineNo, ceilingPaisa: sharedPaisa }], {
                  lineNo,
                });
          },
        ),
      );
    },
  },
});

/** Operations with something left to pay, sitting by sitting. */
function sittingsOf(
  facts: CaseFacts,
  money: readonly LineMoney[],
): readonly (readonly Operation[])[] {
  const left = new Set(money.filter((each) => each.insurerPaisa > 0n).map((each) => each.lineNo));
  const operations = facts.claim.lines.filter(
    (line) => left.has(line.lineNo) && packageOf(facts, line)?.limits?.operation === true,
  );
  const days = operations.map(({ startedAt }) =>
    startedAt === undefined ? undefined : dayInKarachi(new Date(startedAt)),
  );
  const apart = !days.includes(undefined);
  const sittings = new Map<string, Operation[]>();
  operations.forEach((line, at) => {
    const day = (apart ? days[at] : undefined) ?? '';
    sittings.set(day, [...(sittings.get(day) ?? []), ...allowedOf(facts, line)]);
  });
  return [...sittings.values()];
}

/** None without a rate by case: PKG-002 speaks of that. */
function allowedOf(facts: CaseFacts, line: ClaimLine): readonly Operation[] {
  const rate = rateOf(facts, line);
  if (rate === undefined || rate.basis !== 'case') return [];
  const { allowedPaisa, openPaisa } = caseAllowance(line, rate);
  return [{ lineNo: line.lineNo, allowedPaisa: add(allowedPaisa, openPaisa) }];
}
