import { isoDate } from '../../calendar.js';
import type { Extra, Scheme, Terms } from '../terms.js';
import {
  figure,
  inPaisa,
  layer,
  layerOnApproval,
  perFamily,
  perMember,
  POLICY_YEAR_NOT_SOURCED,
  uncertain,
  UNMATCHED_DAYS,
} from './figures.js';

const SCHEME_CODE = 'KP-SCP';

const common = {
  schemeCode: SCHEME_CODE,
  policyYearStart: POLICY_YEAR_NOT_SOURCED,
  coPay: [],
  unmatchedDays: UNMATCHED_DAYS,
} satisfies Partial<Terms>;

/** Phase 1, four districts. The source tells its start to the month and not its end. */
const phase1: Terms = {
  ...common,
  from: isoDate('2016-02-01'),
  to: isoDate('2016-12-31'),
  tiers: {
    secondary: [
      layer(
        'secondary',
        perMember(
          figure(
            25_000,
            'kp-programme-history',
            'Services began in February 2016, day not stated.',
          ),
        ),
      ),
    ],
    priority: [],
  },
};

const ACT_2018 =
  'Read in a summary of the Act that was cut short; the day it came into force is not stated.';

/**
 * The Act of 2018. It also limits a member to three admissions a year and lets a newborn be
 * registered: nothing in the terms expresses either yet. 2017 has no terms: no source gives any.
 */
const act2018: Terms = {
  ...common,
  from: isoDate('2018-01-01'),
  to: isoDate('2020-10-31'),
  tiers: {
    secondary: [
      layer(
        'secondary',
        perMember(uncertain(30_000, 'kp-act-2018-summary', ACT_2018)),
        perFamily(
          uncertain(240_000, 'kp-act-2018-summary', `${ACT_2018} Eight members at 30,000 each.`),
        ),
      ),
    ],
    priority: [layer('priority', perFamily(uncertain(300_000, 'kp-act-2018-summary', ACT_2018)))],
  },
  extras: [
    extra('wage_loss', 250, 'A day, for three days. '),
    extra('maternity_allowance', 1_000, ''),
    extra('burial', 10_000, "On the mother's death. "),
    extra('shifting', 2_000, 'To another district, paid by the sending hospital. '),
  ],
  medicineDaysAfterDischarge: uncertain(5, 'kp-act-2018-summary', ACT_2018),
};

function extra(kind: Extra['kind'], amount: number, what: string): Extra {
  return {
    kind,
    amountPaisa: inPaisa(uncertain(amount, 'kp-act-2018-summary', `${what}${ACT_2018}`)),
  };
}

const RESERVE_NOTE = '200,000 + 400,000 + 400,000 make the 1,000,000 that is announced.';

/** Every family with a permanent address in the province; rolled out November 2020 to January 2021. */
const universal: Terms = {
  ...common,
  from: isoDate('2020-11-01'),
  to: isoDate('2024-03-11'),
  tiers: {
    secondary: [
      layer(
        'secondary',
        perMember(
          uncertain(
            40_000,
            'urdupoint-2024-09-19',
            'Read only in 2024; assumed for the years before.',
          ),
        ),
        perFamily(
          uncertain(
            200_000,
            'urdupoint-2024-09-19',
            'Read only in 2024; assumed for the years before.',
          ),
        ),
      ),
    ],
    priority: [
      layer('priority', perFamily(figure(400_000, 'urdupoint-2021-02-04'))),
      layerOnApproval('reserve', perFamily(figure(400_000, 'urdupoint-2021-02-04', RESERVE_NOTE))),
    ],
  },
  extras: [
    {
      kind: 'transport',
      amountPaisa: inPaisa(
        figure(2_000, 'propakistani-2020-08-21', 'Up to this, with priority treatment.'),
      ),
    },
    {
      kind: 'maternity_allowance',
      amountPaisa: inPaisa(figure(1_000, 'propakistani-2020-08-21')),
    },
  ],
  premiumPaisa: inPaisa(
    uncertain(2_849, 'urdupoint-2021-02-04', 'Rs 2,858 by March 2024; day of the change unknown.'),
  ),
};

/**
 * In force since services resumed on 12 March 2024. From then on caesarean section, angiography,
 * appendix, tonsil, stone, eye and nose procedures are for government hospitals only (ProPakistani,
 * 11 March 2024): a reserved list, which the terms do not express yet.
 */
const package2024: Terms = {
  ...common,
  from: isoDate('2024-03-12'),
  tiers: {
    secondary: [
      layer(
        'secondary',
        perMember(figure(40_000, 'urdupoint-2024-09-19')),
        perFamily(figure(200_000, 'urdupoint-2024-09-19')),
      ),
    ],
    priority: [
      layer('priority', perFamily(figure(400_000, 'urdupoint-2024-09-19'))),
      layerOnApproval('reserve', perFamily(figure(400_000, 'urdupoint-2021-02-04', RESERVE_NOTE))),
    ],
  },
  premiumPaisa: inPaisa(
    uncertain(2_858, 'tribune-2459766', 'Rs 2,849 in 2020/21; day of the change unknown.'),
  ),
};

export const KP_SEHAT_CARD_PLUS: Scheme = {
  code: SCHEME_CODE,
  nameEn: 'Sehat Card Plus, Khyber Pakhtunkhwa',
  nameUr: 'صحت کارڈ پلس، خیبر پختونخوا',
  invented: false,
  terms: [phase1, act2018, universal, package2024],
};
