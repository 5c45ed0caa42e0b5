import { basisPointsOf, standsOut } from '../compare.js';
import { spreadParams } from '../spread.js';
import type { Signal } from '../signal.js';

const STANDS_OUT = { cases: 4, above: 0.01 };

/**
 * A stay that begins just after another of the same person in the same hospital, where that is common: one
 * stay claimed as two. Stays that overlap are a matter of fact, and of DUP-002.
 */
export const RSK_006: Signal = {
  code: 'RSK-006',
  title: { en: 'Stays that follow on others', ur: 'یکے بعد دیگرے قیام' },
  purpose: {
    en: 'Looks at how often people come back into the same hospital within days of leaving it.',
    ur: 'دیکھتا ہے کہ لوگ رخصت ہونے کے چند دنوں میں کتنی بار اسی ہسپتال میں واپس آتے ہیں۔',
  },
  weight: 'medium',
  limits: { STANDS_OUT },
  reasons: ['FOLLOW_ON_STAYS'],
  judge: ({ facts, risk: { before, peers } }) => {
    const { followOns } = peers;
    if (before === undefined || facts.claim.newborn || followOns === undefined) return [];
    if (facts.claim.admissionType === 'transfer_in' || !standsOut(followOns, STANDS_OUT)) return [];
    const { own, peers: others } = followOns;
    return [
      {
        reason: 'FOLLOW_ON_STAYS',
        params: {
          otherDischargedOn: before.dischargedOn,
          cases: own.cases,
          of: own.of,
          share: basisPointsOf(own),
          peersShare: basisPointsOf(others),
          ...spreadParams(followOns.spread),
        },
        claims: [before.claimId],
      },
    ];
  },
};
