import { isoDate } from '../../calendar.js';
import { EXCESS } from '../../coverage/pots.js';
import type { Scheme, Terms } from '../terms.js';
import {
  figure,
  layer,
  layerOnApproval,
  perFamily,
  POLICY_YEAR_NOT_SOURCED,
  uncertain,
  UNMATCHED_DAYS,
} from './figures.js';

const SCHEME_CODE = 'BL-HC';

/** Since 1 November 2023. Above 1,000,000 a committee decides without a ceiling (`dawn-1785113`). */
const launch: Terms = {
  schemeCode: SCHEME_CODE,
  from: isoDate('2023-11-01'),
  policyYearStart: POLICY_YEAR_NOT_SOURCED,
  tiers: {
    secondary: [layer('secondary', perFamily(figure(60_000, 'dawn-1785113')))],
    priority: [
      layer('priority', perFamily(figure(400_000, 'dawn-1785113'))),
      layerOnApproval(
        'special',
        perFamily(
          uncertain(
            600_000,
            'dawn-1785113',
            '400,000 up to 1,000,000; whether the 60,000 count within is not stated.',
          ),
        ),
      ),
      layerOnApproval(EXCESS),
    ],
  },
  coPay: [],
  exclusions: [
    {
      name: 'Psychiatric, dental and cosmetic treatment',
      from: isoDate('2023-11-01'),
      treatment: figure({ groups: ['psychiatry', 'dental', 'cosmetic'] }, 'dawn-1785113'),
    },
  ],
  unmatchedDays: UNMATCHED_DAYS,
};

export const BALOCHISTAN_HEALTH_CARD: Scheme = {
  code: SCHEME_CODE,
  nameEn: 'Balochistan Health Card',
  nameUr: 'بلوچستان ہیلتھ کارڈ',
  invented: false,
  terms: [launch],
};
