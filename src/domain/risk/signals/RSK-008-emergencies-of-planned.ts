import { basisPointsOf, standsOut } from '../compare.js';
import { spreadParams } from '../spread.js';
import type { Signal } from '../signal.js';

const STANDS_OUT = { cases: 6, above: 0.1 };

/** Emergencies where the peers plan: the flag spares pre-authorisation and the limit of the cover. */
export const RSK_008: Signal = {
  code: 'RSK-008',
  title: { en: 'Emergencies of planned treatment', ur: 'طے شدہ علاج کے ہنگامی داخلے' },
  purpose: {
    en: 'Compares how often planned treatment is claimed as an emergency with other hospitals.',
    ur: 'موازنہ کہ طے شدہ علاج کو دوسرے ہسپتالوں کے مقابلے میں کتنی بار ہنگامی بتایا جاتا ہے۔',
  },
  weight: 'medium',
  limits: { STANDS_OUT },
  reasons: ['EMERGENCIES_OF_PLANNED'],
  judge: ({ facts, risk: { peers } }) => {
    const { emergencies } = peers;
    const { grants, claim } = facts;
    if (claim.admissionType !== 'emergency' || grants.emergencyConfirmed) return [];
    if (emergencies === undefined || !standsOut(emergencies, STANDS_OUT)) return [];
    const { own, peers: others } = emergencies;
    return [
      {
        reason: 'EMERGENCIES_OF_PLANNED',
        params: {
          package: claim.lines[0]?.packageCode ?? '',
          cases: own.cases,
          of: own.of,
          share: basisPointsOf(own),
          peersShare: basisPointsOf(others),
          hospitals: others.hospitals,
          ...spreadParams(emergencies.spread),
        },
      },
    ];
  },
};
