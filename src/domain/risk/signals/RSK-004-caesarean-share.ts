import { basisPointsOf, standsOut } from '../compare.js';
import { spreadParams } from '../spread.js';
import type { Signal } from '../signal.js';

const STANDS_OUT = { cases: 12, above: 0.1 };

/** Caesarean sections where others deliver otherwise (Punjab: 76% of all births, 89% in private hospitals). */
export const RSK_004: Signal = {
  code: 'RSK-004',
  title: { en: 'Share of caesarean sections', ur: 'بڑے آپریشن کا تناسب' },
  purpose: {
    en: 'Compares the share of caesarean sections among deliveries with hospitals of the same kind.',
    ur: 'زچگیوں میں بڑے آپریشن کے تناسب کا اسی قسم کے ہسپتالوں سے موازنہ۔',
  },
  weight: 'medium',
  limits: { STANDS_OUT },
  reasons: ['CAESAREAN_SHARE_HIGH'],
  judge: ({ risk: { peers } }) => {
    const { caesarean } = peers;
    if (caesarean === undefined || !standsOut(caesarean, STANDS_OUT)) return [];
    const { own, peers: others } = caesarean;
    return [
      {
        reason: 'CAESAREAN_SHARE_HIGH',
        params: {
          cases: own.cases,
          of: own.of,
          share: basisPointsOf(own),
          peersShare: basisPointsOf(others),
          hospitals: others.hospitals,
          ...spreadParams(caesarean.spread),
        },
      },
    ];
  },
};
