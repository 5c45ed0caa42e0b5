import { RULE_SOURCES } from './rule-sources.js';

/** Documents that figures and rules are read from. A figure without one of these does not compile. */
export interface Source {
  /** Its title, or `Report: …` and what it says where the title was not kept. */
  readonly title: string;
  readonly issuer: string;
  /** When it was published, as precisely as known: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published?: string;
  readonly link?: string;
  /** SHA-256 of the copy held, where one is held. */
  readonly checksum?: string;
}

export const SOURCES = {
  ...RULE_SOURCES,
  'project-architecture': {
    title: 'Design of the claims engine: what follows from being a fact, not a policy',
    issuer: 'This project',
    published: '2026',
  },
  'app-ssp-social-protection': {
    title: 'Sehat Sahulat Programme: a true social health protection initiative',
    issuer: 'Associated Press of Pakistan',
    link: 'https://www.app.com.pk/national/sehat-sahulat-programme-a-true-social-health-protection-initiative/',
  },
  'the-nation-2019-02-07': {
    title: 'Report: Health card: additional cover on need, 720,000 in all',
    issuer: 'The Nation',
    published: '2019-02-07',
  },
  'cm-punjab-health-cards': {
    title: 'Health insurance cards: excess of loss, over of loss, burial',
    issuer: 'Chief Minister Punjab',
    link: 'https://cm.punjab.gov.pk/health-insurance-cards',
  },
  'phimc-faq': {
    title: 'Frequently asked questions',
    issuer: 'Punjab Health Initiative Management Company',
    link: 'https://phimc.punjab.gov.pk/faqe',
  },
  'the-news-2019-01-31': {
    title: 'Report: Health card: transport money at discharge, three times a year',
    issuer: 'The News',
    published: '2019-01-31',
  },
  'the-news-2019-05-10': {
    title: 'Report: Health card: medicine for five days after discharge',
    issuer: 'The News',
    published: '2019-05-10',
  },
  'spp-blog-2026': {
    title: 'Report: PM Sehat Card: up to Rs 1 million per family (blog)',
    issuer: 'spp.com.pk',
    link: 'https://spp.com.pk/?p=2686',
  },
  'kp-programme-history': {
    title: 'Sehat Sahulat Programme history',
    issuer: 'Sehat Card Plus, Government of Khyber Pakhtunkhwa',
    link: 'https://sehatsahulat.com.pk/sehat-sahulat-programme-history/',
  },
  'kp-act-2018-summary': {
    title: 'Summary of the Khyber Pakhtunkhwa Sehat Insaf Act 2018',
    issuer: 'wde.org.pk',
    published: '2018',
    link: 'https://wde.org.pk/article/20/show',
  },
  'urdupoint-2021-02-04': {
    title:
      'Report: KP Sehat Card Plus: premium per family, Rs 0.4 to 0.8 million for priority care',
    issuer: 'UrduPoint',
    published: '2021-02-04',
  },
  'urdupoint-2024-09-19': {
    title: 'Adviser on health briefed on the Sehat Card programme',
    issuer: 'UrduPoint',
    published: '2024-09-19',
    link: 'https://www.urdupoint.com/en/pakistan/advisor-health-briefed-on-the-sehat-card-prog-1864259.html',
  },
  'profit-2025-01-25': {
    title: 'Report: life insurance of family heads with the KP Sehat Card Plus',
    issuer: 'Profit by Pakistan Today',
    published: '2025-01-25',
  },
  'tribune-2459766': {
    title: 'Report: Sehat Card Plus briefing: premium and spending by area',
    issuer: 'The Express Tribune',
    published: '2024-03',
    link: 'https://tribune.com.pk/story/2459766',
  },
  'propakistani-2020-08-21': {
    title: 'Report: KP Sehat Card Plus: transport and maternity allowance',
    issuer: 'ProPakistani',
    published: '2020-08-21',
  },
  'samaa-2023-06-25': {
    title: 'Report: Punjab: patients pay 30% of cardiac treatment in private hospitals',
    issuer: 'SAMAA',
    published: '2023-06-25',
  },
  'city42-2023-08-31': {
    title: 'Report: Punjab: 30% for further operations in private hospitals',
    issuer: 'City42',
    published: '2023-08-31',
  },
  'jang-1270715': {
    title: 'Report: Punjab: 30% extended to further groups in private hospitals',
    issuer: 'Jang',
    published: '2023',
  },
  '24news-2023-11-17': {
    title: 'Report: Punjab: 40% in all private hospitals from 15 November',
    issuer: '24News HD',
    published: '2023-11-17',
  },
  'punjab-copay-50': {
    title: 'Report: 50% co-payment from 10 January 2024; oncology and dialysis no longer exempt',
    issuer: 'notifications.pk',
    published: '2024-01',
  },
  'the-news-2023-10-04': {
    title: 'Report: Punjab: Rs 4,350 per family and year from government employees',
    issuer: 'The News',
    published: '2023-10-04',
  },
  'dawn-1785113': {
    title: 'Report: Balochistan Health Card starts on 1 November 2023',
    issuer: 'Dawn',
    published: '2023-10-31',
    link: 'https://www.dawn.com/news/1785113',
  },
  'demo-world': {
    title: 'Make-believe scheme for trying the engine out: every figure is invented',
    issuer: 'This project',
    published: '2026',
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
