import type { Source } from './sources.js';

/** Documents that rules, rather than figures, are read from. */
export const RULE_SOURCES = {
  'kp-excluded-treatments': {
    title: 'Excluded treatments',
    issuer: 'Sehat Card Plus, Government of Khyber Pakhtunkhwa',
    link: 'https://sehatsahulat.com.pk/about-programme/excluded-treatments/',
  },
  'the-news-2023-08-22': {
    title: 'Report: KP: no new admissions on the card; emergencies by pre-authorisation only',
    issuer: 'The News',
    published: '2023-08-22',
    link: 'https://www.thenews.com.pk/print/1102874',
  },
  'propakistani-2024-03-11': {
    title: 'Report: KP: health card services limited to government hospitals',
    issuer: 'ProPakistani',
    published: '2024-03-11',
    link: 'https://propakistani.pk/2024/03/11/which-health-card-services-are-now-only-limited-to-govt-hospitals-in-kp/',
  },
  'dunya-2025-06-28': {
    title:
      'Report: Punjab: card stops in public hospitals on 30 June; 50% in private ones; gynaecology and eye surgery not covered',
    issuer: 'Dunya News',
    published: '2025-06-28',
    link: 'https://dunyanews.tv/en/Health/891748',
  },
  'times-of-islamabad-2019-02-04': {
    title: 'Report: health card of 2019: transplants are excluded',
    issuer: 'Times of Islamabad',
    published: '2019-02-04',
  },
  'daily-pakistan-2026-01-16': {
    title: 'Report: the federal card, stopped since March 2024, is launched again',
    issuer: 'Daily Pakistan',
    published: '2026-01-16',
    link: 'https://en.dailypakistan.com.pk/16-Jan-2026/shehbaz-sharif-launches-pm-sehat-card-programe',
  },
  'pm-health-faq': {
    title: 'Frequently asked questions of the federal programme: who is eligible',
    issuer: 'Prime Minister’s National Health Programme',
    link: 'https://www.pmhealthprogram.gov.pk/faqs-mobile/',
  },
  'sehatsahulat-faqs': {
    title: 'Frequently asked questions: blocked cards, widows, updates at NADRA',
    issuer: 'Sehat Sahulat Programme',
    link: 'https://sehatsahulat.com.pk/faqs',
  },
  'statehealth-empanelment': {
    title: 'Empanelment mechanism: licence, departments, grade and contract rate of a hospital',
    issuer: 'State Life, Punjab health insurance',
    link: 'https://statehealth.com.pk/empanelment-mechanism.php',
  },
  'pakistan-observer-2023-11-22': {
    title: 'Report: no claim of a private hospital without a regular licence is to be processed',
    issuer: 'Pakistan Observer',
    published: '2023-11-22',
  },
  'agp-kp-2017-22': {
    title: 'Audit of the KP programme, 2017 to 2022: 17 of 48 hospitals unregistered and yet paid',
    issuer: 'Auditor General of Pakistan, as reported by Daily Times',
    published: '2025-08',
  },
  'the-nation-2022-12-03': {
    title: 'Report: KP suspends Sehat Card service at 48 hospitals from 5 December 2022',
    issuer: 'The Nation',
    published: '2022-12-03',
    link: 'https://www.nation.com.pk/03-Dec-2022/kp-govt-suspends-sehat-card-service-at-48-hospitals',
  },
  'nha-dead-claims-2023': {
    title: 'Reply on claims of the dead: consent may follow admission, so admission is what counts',
    issuer: 'National Health Authority of India, as reported by DeshGujarat',
    published: '2023-08-17',
  },
  'cag-pmjay-2023': {
    title:
      'Performance audit: same person in several hospitals on the same dates, admissions of the dead',
    issuer: 'Comptroller and Auditor General of India',
    published: '2023',
  },
  'kp-mis-study': {
    title:
      'Utilisation patterns of Sehat Card Plus: 5,642 duplicate records of 100,029 in ten districts',
    issuer: 'Abstract on discovery.researcher.life',
  },
} as const satisfies Record<string, Source>;
