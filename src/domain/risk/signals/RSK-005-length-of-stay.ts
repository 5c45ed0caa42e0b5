import { basisPointsOf, standsOut } from '../compare.js';
import { spreadParams } from '../spread.js';
import type { Signal } from '../signal.js';

const STANDS_OUT = { cases: 5, above: 0.05 };

/**
 * A stay far below or above the usual of its package, in a hospital where that is common: people who came
 * for an hour and were claimed as admitted, or who were never there.
 */
export const RSK_005: Signal = {
  code: 'RSK-005',
  title: { en: 'Stays unlike the usual', ur: 'معمول سے ہٹے ہوئے قیام' },
  purpose: {
    en: 'Compares how long people stay with what is usual of the same packages elsewhere.',
    ur: 'قیام کی مدت کا دوسری جگہ انہی پیکیجوں کی معمول کی مدت سے موازنہ۔',
  },
  weight: 'medium',
  limits: { STANDS_OUT },
  reasons: ['STAYS_UNLIKE_USUAL'],
  judge: ({ risk: { peers } }) => {
    const { lengths } = peers;
    if (lengths === undefined || !standsOut(lengths, STANDS_OUT)) return [];
    const { own, peers: others, nights, median } = lengths;
    return [
      {
        reason: 'STAYS_UNLIKE_USUAL',
        params: {
          nights,
          median,
          cases: own.cases,
          of: own.of,
          share: basisPointsOf(own),
          peersShare: basisPointsOf(others),
          ...spreadParams(lengths.spread),
        },
      },
    ];
  },
};
