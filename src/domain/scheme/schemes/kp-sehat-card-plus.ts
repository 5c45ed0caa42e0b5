import { isoDate } from '../../calendar.js';
import type { Exclusion, LifeCover, Extra, Scheme, Terms, Treatment } from '../terms.js';
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
 * The Act of 2018. 2017 has no terms: no source gives any.
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
  gapBefore: figure('no_source', 'kp-programme-history', 'No source read gives terms for 2017.'),
  admissionsAYear: uncertain(3, 'kp-act-2018-summary', ACT_2018),
  extras: [
    {
      ...extra('wage_loss', 250, 'A day. '),
      daysAtMost: uncertain(3, 'kp-act-2018-summary', ACT_2018),
    },
    extra('maternity_allowance', 1_000, ''),
    { ...extra('burial', 10_000, "On the mother's death. "), maternityOnly: true },
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

/**
 * What the programme's page excludes, as far as a diagnosis tells it. The page has no date, was read
 * in part, and names no codes: which ICD-10 codes are meant is this project's reading. So all of it
 * is uncertain, and a person decides.
 */
const EXCLUDED: Readonly<Record<string, Treatment>> = {
  'Self-inflicted injury and attempted suicide': {
    diagnoses: ['X6', 'X7', 'X80', 'X81', 'X82', 'X83', 'X84'],
  },
  'Alcohol and drug addiction': { diagnoses: ['F1'] },
  'Psychotic, mental and nervous disorders': {
    diagnoses: ['F0', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'],
  },
  'Sexually transmitted diseases': { diagnoses: ['A5', 'A60', 'A61', 'A62', 'A63', 'A64'] },
  'Fertility, infertility, sterilisation and contraception': {
    diagnoses: ['N46', 'N97', 'Z30', 'Z31'],
    groups: ['fertility'],
  },
  'War and riot': { diagnoses: ['Y36'] },
  'Ionising radiation': { diagnoses: ['W88'] },
  'Gender reassignment': { groups: ['gender_reassignment'] },
};

function excludedFrom(from: string): readonly Exclusion[] {
  return Object.entries(EXCLUDED).map(([name, treatment]) => ({
    name,
    from: isoDate(from),
    treatment: uncertain(
      treatment,
      'kp-excluded-treatments',
      'Undated page, read in part; the codes are this project’s reading of it.',
    ),
  }));
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
      tier: 'priority',
      amountPaisa: inPaisa(
        figure(2_000, 'propakistani-2020-08-21', 'Up to this, with priority treatment.'),
      ),
    },
    {
      kind: 'maternity_allowance',
      amountPaisa: inPaisa(figure(1_000, 'propakistani-2020-08-21')),
    },
  ],
  exclusions: excludedFrom('2020-11-01'),
  admissionLimits: [
    {
      from: isoDate('2023-08-22'),
      to: isoDate('2024-03-11'),
      only: uncertain(
        'pre_authorised_emergencies',
        'the-news-2023-08-22',
        'The report has no end; suspended and resumed several times, and resumed by 12 March 2024.',
      ),
    },
  ],
  premiumPaisa: inPaisa(
    uncertain(2_849, 'urdupoint-2021-02-04', 'Rs 2,858 by March 2024; day of the change unknown.'),
  ),
};

const LIFE_COVER_SINCE = 'Reported on 25 January 2025; the first day is not stated.';

/** When a family's head dies, by the age at death. */
const lifeCover: readonly LifeCover[] = [
  {
    from: isoDate('2025-01-25'),
    belowAge: 60,
    amountPaisa: inPaisa(uncertain(1_000_000, 'profit-2025-01-25', LIFE_COVER_SINCE)),
  },
  {
    from: isoDate('2025-01-25'),
    fromAge: 60,
    amountPaisa: inPaisa(uncertain(500_000, 'profit-2025-01-25', LIFE_COVER_SINCE)),
  },
];

/**
 * In force since services resumed on 12 March 2024, with a list kept for government hospitals.
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
  reservations: [
    {
      sector: 'public',
      from: isoDate('2024-03-12'),
      treatment: figure(
        {
          groups: ['caesarean', 'angiography', 'appendix', 'tonsils', 'stones', 'eye', 'nose'],
        },
        'propakistani-2024-03-11',
      ),
    },
  ],
  exclusions: excludedFrom('2024-03-12'),
  lifeCover,
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
