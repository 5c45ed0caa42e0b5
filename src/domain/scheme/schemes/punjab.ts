import { isoDate } from '../../calendar.js';
import { basisPoints } from '../../money.js';
import type { CoPay, Exclusion, Reservation, Scheme, Terms } from '../terms.js';
import { EXTRAS_2019, MEDICINE_DAYS_2019, NPQSC_TIERS } from './federal.js';
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

const SCHEME_CODE = 'PB-UHI';

const common = {
  schemeCode: SCHEME_CODE,
  policyYearStart: POLICY_YEAR_NOT_SOURCED,
  unmatchedDays: UNMATCHED_DAYS,
  extras: EXTRAS_2019,
  medicineDaysAfterDischarge: MEDICINE_DAYS_2019,
} satisfies Partial<Terms>;

const OVER_LIMIT =
  'Undated page on 2018/19, and the federal programme had 60,000 and 300,000 more instead.';

/** Excess of loss and over of loss: 60,000 may go to 180,000, 300,000 may go to 900,000. */
const phase2: Terms = {
  ...common,
  from: isoDate('2019-01-01'),
  to: isoDate('2021-12-31'),
  tiers: {
    secondary: [
      layer('secondary', perFamily(figure(60_000, 'app-ssp-social-protection'))),
      layerOnApproval(
        'secondary_additional',
        perFamily(uncertain(120_000, 'cm-punjab-health-cards', OVER_LIMIT)),
      ),
    ],
    priority: [
      layer('priority', perFamily(figure(300_000, 'app-ssp-social-protection'))),
      layerOnApproval(
        'priority_additional',
        perFamily(uncertain(600_000, 'cm-punjab-health-cards', OVER_LIMIT)),
      ),
    ],
  },
  coPay: [],
};

/** The groups of 1 September 2023. */
const OPERATIONS = ['hernia', 'appendix', 'gallstones', 'prostate', 'hysterectomy'];

/** Said of the first step alone. */
const DESERVING_LATER = uncertain(
  true as const,
  'samaa-2023-06-25',
  'Only deserving families stayed fully free in July 2023; no source says that they did later.',
);

/** The family's share in private hospitals, step by step; public hospitals ask nothing. */
const coPay: readonly CoPay[] = [
  {
    sector: 'private',
    from: isoDate('2023-07-01'),
    to: isoDate('2023-11-14'),
    groups: ['cardiac'],
    share: figure(basisPoints(3_000), 'samaa-2023-06-25'),
    deservingExempt: figure(true as const, 'samaa-2023-06-25'),
  },
  {
    sector: 'private',
    from: isoDate('2023-09-01'),
    to: isoDate('2023-11-14'),
    groups: OPERATIONS,
    share: figure(basisPoints(3_000), 'city42-2023-08-31'),
    deservingExempt: DESERVING_LATER,
  },
  {
    sector: 'private',
    from: isoDate('2023-09-01'),
    to: isoDate('2023-11-14'),
    groups: ['gall_bladder', 'gynaecology', 'laparoscopy', 'ent', 'orthopaedics', 'neurosurgery'],
    share: uncertain(
      basisPoints(3_000),
      'jang-1270715',
      'Later in 2023, day not stated: some day between 1 September and 15 November.',
    ),
    deservingExempt: DESERVING_LATER,
  },
  {
    sector: 'private',
    from: isoDate('2023-11-15'),
    to: isoDate('2024-01-09'),
    exceptGroups: ['oncology', 'dialysis'],
    share: figure(basisPoints(4_000), '24news-2023-11-17'),
    deservingExempt: DESERVING_LATER,
  },
  {
    sector: 'private',
    from: isoDate('2024-01-10'),
    to: isoDate('2025-06-29'),
    share: figure(basisPoints(5_000), 'punjab-copay-50', 'Oncology and dialysis no longer exempt.'),
    deservingExempt: DESERVING_LATER,
  },
  {
    sector: 'private',
    from: isoDate('2025-06-30'),
    share: figure(basisPoints(5_000), 'dunya-2025-06-28', 'Private hospitals only, at half.'),
    deservingExempt: DESERVING_LATER,
  },
];

const DELIVERIES = ['delivery', 'caesarean'];
const GYNAECOLOGY = 'gynaecology';

const reservations: readonly Reservation[] = [
  {
    sector: 'public',
    from: isoDate('2023-07-01'),
    to: isoDate('2025-06-29'),
    treatment: figure(
      { groups: DELIVERIES },
      'samaa-2023-06-25',
      'Deliveries and caesarean sections off the card in private hospitals.',
    ),
  },
  {
    sector: 'public',
    from: isoDate('2023-07-01'),
    to: isoDate('2023-08-31'),
    treatment: figure(
      { groups: [GYNAECOLOGY] },
      'samaa-2023-06-25',
      'Off the card in private hospitals.',
    ),
  },
  {
    sector: 'public',
    from: isoDate('2023-09-01'),
    to: isoDate('2025-06-29'),
    treatment: uncertain(
      { groups: [GYNAECOLOGY] },
      'jang-1270715',
      'Later in 2023 the family paid 30% for it in private hospitals, so it had come back; no day.',
    ),
  },
  {
    sector: 'private',
    from: isoDate('2025-06-30'),
    treatment: figure(
      { everything: true },
      'dunya-2025-06-28',
      'The card stops in all public hospitals.',
    ),
  },
];

const exclusions: readonly Exclusion[] = [
  {
    name: 'Gynaecology and eye surgery',
    from: isoDate('2025-06-30'),
    treatment: figure({ groups: [GYNAECOLOGY, ...DELIVERIES, 'eye'] }, 'dunya-2025-06-28'),
  },
];

/**
 * In force since 1 January 2022, with five steps of co-payment, the last on 30 June 2025, when the
 * card stopped in public hospitals.
 */
const universal: Terms = {
  ...common,
  from: isoDate('2022-01-01'),
  tiers: NPQSC_TIERS,
  coPay,
  reservations,
  exclusions,
  premiumPaisa: inPaisa(
    figure(4_350, 'the-news-2023-10-04', 'As deducted from government employees, 2022 to 2024.'),
  ),
};

export const PUNJAB_UNIVERSAL: Scheme = {
  code: SCHEME_CODE,
  nameEn: 'Universal Health Insurance, Punjab',
  nameUr: 'یونیورسل ہیلتھ انشورنس، پنجاب',
  invented: false,
  terms: [phase2, universal],
};
