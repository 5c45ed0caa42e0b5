import { isoDate } from '../../calendar.js';
import type { Exclusion, Extra, Figure, Scheme, Terms } from '../terms.js';
import {
  figure,
  inPaisa,
  layer,
  layerOnApproval,
  perFamily,
  POLICY_YEAR_NOT_SOURCED,
  uncertain,
  UNMATCHED_DAYS,
} from './figures.js';

const SCHEME_CODE = 'FED-SSP';
const YEAR_ONLY = 'The source dates it to the year; the first of January stands in for the day.';

const common = {
  schemeCode: SCHEME_CODE,
  policyYearStart: POLICY_YEAR_NOT_SOURCED,
  coPay: [],
  unmatchedDays: UNMATCHED_DAYS,
} satisfies Partial<Terms>;

/** Money beside the treatment from 2019 on, in the federal programme and in Punjab. */
export const EXTRAS_2019: readonly Extra[] = [
  {
    kind: 'transport',
    amountPaisa: inPaisa(figure(1_000, 'the-news-2019-01-31', 'At discharge.')),
    timesAYear: figure(3, 'the-news-2019-01-31'),
  },
  {
    kind: 'burial',
    amountPaisa: inPaisa(figure(10_000, 'cm-punjab-health-cards', 'When death is in hospital.')),
  },
];

export const MEDICINE_DAYS_2019: Figure<number> = uncertain(
  5,
  'the-news-2019-05-10',
  'Sources disagree: 3 days (2016), 5 days (2018, 2019), 30 days (a blog of 2025).',
);

const phase1: Terms = {
  ...common,
  from: isoDate('2016-01-01'),
  to: isoDate('2018-12-31'),
  tiers: {
    secondary: [
      layer('secondary', perFamily(figure(50_000, 'app-ssp-social-protection', YEAR_ONLY))),
    ],
    priority: [
      layer('priority', perFamily(figure(250_000, 'app-ssp-social-protection', YEAR_ONLY))),
    ],
  },
};

/** The card of 2019 excluded transplants; whether that of 2022 still did, no source says. */
const NO_TRANSPLANT: readonly Exclusion[] = [
  {
    name: 'Transplants',
    from: isoDate('2019-01-01'),
    to: isoDate('2021-12-31'),
    treatment: figure({ groups: ['transplant'] }, 'times-of-islamabad-2019-02-04'),
  },
];

const phase2: Terms = {
  ...common,
  from: isoDate('2019-01-01'),
  to: isoDate('2021-12-31'),
  tiers: {
    secondary: [
      layer('secondary', perFamily(figure(60_000, 'app-ssp-social-protection', YEAR_ONLY))),
      layerOnApproval(
        'secondary_additional',
        perFamily(figure(60_000, 'the-nation-2019-02-07', 'On need; 720,000 in all.')),
      ),
    ],
    priority: [
      layer('priority', perFamily(figure(300_000, 'app-ssp-social-protection', YEAR_ONLY))),
      layerOnApproval(
        'priority_additional',
        perFamily(figure(300_000, 'the-nation-2019-02-07', 'On need; 720,000 in all.')),
      ),
    ],
  },
  exclusions: NO_TRANSPLANT,
  extras: EXTRAS_2019,
  medicineDaysAfterDischarge: MEDICINE_DAYS_2019,
};

/** Tiers of the card of 2022, which the federal programme and Punjab share. */
export const NPQSC_TIERS: Terms['tiers'] = {
  secondary: [layer('secondary', perFamily(figure(60_000, 'phimc-faq', YEAR_ONLY)))],
  priority: [
    layer('priority', perFamily(figure(400_000, 'phimc-faq', YEAR_ONLY))),
    layerOnApproval(
      'special',
      perFamily(
        uncertain(
          540_000,
          'phimc-faq',
          'Up to 1,000,000 in special circumstances, less 460,000; the tier is not stated.',
        ),
      ),
    ),
  ],
};

/** Naya Pakistan Qaumi Sehat Card, until services stopped in March 2024 (day not stated). */
const npqsc: Terms = {
  ...common,
  from: isoDate('2022-01-01'),
  to: isoDate('2024-02-29'),
  tiers: NPQSC_TIERS,
};

const SPLIT_UNKNOWN =
  'Only a blog gives "up to 1 million"; the split is not stated, that of 2022 stands in for it.';

/**
 * Relaunched on 16 January 2026 in Islamabad, Azad Kashmir and Gilgit Baltistan. Between March 2024
 * and that day no terms are in force: a claim from then waits for a person.
 */
const relaunch2026: Terms = {
  ...common,
  from: isoDate('2026-01-16'),
  gapBefore: figure('stopped', 'daily-pakistan-2026-01-16'),
  tiers: {
    secondary: [layer('secondary', perFamily(uncertain(60_000, 'spp-blog-2026', SPLIT_UNKNOWN)))],
    priority: [
      layer('priority', perFamily(uncertain(400_000, 'spp-blog-2026', SPLIT_UNKNOWN))),
      layerOnApproval('special', perFamily(uncertain(540_000, 'spp-blog-2026', SPLIT_UNKNOWN))),
    ],
  },
};

export const FEDERAL_SEHAT_SAHULAT: Scheme = {
  code: SCHEME_CODE,
  nameEn: 'Sehat Sahulat Program, federal',
  nameUr: 'صحت سہولت پروگرام، وفاقی',
  invented: false,
  terms: [phase1, phase2, npqsc, relaunch2026],
};
