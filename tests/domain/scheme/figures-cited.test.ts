import t from 'tap';
import { formatRupees, type Paisa } from '../../../src/domain/money.js';
import { REAL_SCHEMES } from '../../../src/domain/scheme/schemes/index.js';
import { SOURCES, type Source } from '../../../src/domain/scheme/sources.js';
import type { CoPay, Figure, Terms, Treatment } from '../../../src/domain/scheme/terms.js';

/**
 * Every figure that the terms of real schemes hold, typed again from the fact sheet on benefit
 * packages: scheme, days of admission, what it is, value (rupees, basis points, days), source, and
 * whether it is certain. What the project chose itself, for want of a source, is not here.
 */
const CITED = `
  # §1b: phase 1 of Khyber Pakhtunkhwa, from February 2016
  KP-SCP 2016-02-01..2016-12-31 secondary.secondary.member 25,000 kp-programme-history certain
  # §1b: the Act of 2018
  KP-SCP 2018-01-01..2020-10-31 secondary.secondary.member 30,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 secondary.secondary.family 240,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 priority.priority.family 300,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 gapBefore no_source kp-programme-history certain
  KP-SCP 2018-01-01..2020-10-31 admissionsAYear 3 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 extras.wage_loss 250 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 extras.wage_loss.daysAtMost 3 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 extras.maternity_allowance 1,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 extras.burial 10,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 extras.shifting 2,000 kp-act-2018-summary uncertain
  KP-SCP 2018-01-01..2020-10-31 medicineDaysAfterDischarge 5 kp-act-2018-summary uncertain
  # §1b: universal from November 2020; what is excluded; suspension mode of 22 August 2023
  KP-SCP 2020-11-01..2024-03-11 secondary.secondary.member 40,000 urdupoint-2024-09-19 uncertain
  KP-SCP 2020-11-01..2024-03-11 secondary.secondary.family 200,000 urdupoint-2024-09-19 uncertain
  KP-SCP 2020-11-01..2024-03-11 priority.priority.family 400,000 urdupoint-2021-02-04 certain
  KP-SCP 2020-11-01..2024-03-11 priority.reserve.family 400,000 urdupoint-2021-02-04 certain
  KP-SCP 2020-11-01..2024-03-11 extras.transport 2,000 propakistani-2020-08-21 certain
  KP-SCP 2020-11-01..2024-03-11 extras.maternity_allowance 1,000 propakistani-2020-08-21 certain
  KP-SCP 2020-11-01.. exclusions.0.treatment X6,X7,X80,X81,X82,X83,X84 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.1.treatment F1 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.2.treatment F0,F2,F3,F4,F5,F6,F7,F8,F9 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.3.treatment A5,A60,A61,A62,A63,A64 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.4.treatment fertility,N46,N97,Z30,Z31 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.5.treatment Y36 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.6.treatment W88 kp-excluded-treatments uncertain
  KP-SCP 2020-11-01.. exclusions.7.treatment gender_reassignment kp-excluded-treatments uncertain
  KP-SCP 2023-08-22..2024-03-11 admissionLimits.0.only pre_authorised_emergencies the-news-2023-08-22 uncertain
  KP-SCP 2020-11-01..2024-03-11 premiumPaisa 2,849 urdupoint-2021-02-04 uncertain
  # §1b: the package since 12 March 2024 and the list for government hospitals
  KP-SCP 2024-03-12.. secondary.secondary.member 40,000 urdupoint-2024-09-19 certain
  KP-SCP 2024-03-12.. secondary.secondary.family 200,000 urdupoint-2024-09-19 certain
  KP-SCP 2024-03-12.. priority.priority.family 400,000 urdupoint-2024-09-19 certain
  KP-SCP 2024-03-12.. priority.reserve.family 400,000 urdupoint-2021-02-04 certain
  KP-SCP 2024-03-12.. reservations.public.treatment caesarean,angiography,appendix,tonsils,stones,eye,nose propakistani-2024-03-11 certain
  KP-SCP 2024-03-12.. exclusions.0.treatment X6,X7,X80,X81,X82,X83,X84 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.1.treatment F1 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.2.treatment F0,F2,F3,F4,F5,F6,F7,F8,F9 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.3.treatment A5,A60,A61,A62,A63,A64 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.4.treatment fertility,N46,N97,Z30,Z31 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.5.treatment Y36 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.6.treatment W88 kp-excluded-treatments uncertain
  KP-SCP 2024-03-12.. exclusions.7.treatment gender_reassignment kp-excluded-treatments uncertain
  KP-SCP 2025-01-25.. lifeCover.0 1,000,000 profit-2025-01-25 uncertain
  KP-SCP 2025-01-25.. lifeCover.1 500,000 profit-2025-01-25 uncertain
  KP-SCP 2024-03-12.. premiumPaisa 2,858 tribune-2459766 uncertain
  # §1a: the federal programme, 2016 to 2018
  FED-SSP 2016-01-01..2018-12-31 secondary.secondary.family 50,000 app-ssp-social-protection certain
  FED-SSP 2016-01-01..2018-12-31 priority.priority.family 250,000 app-ssp-social-protection certain
  # §1a: 2019 to 2021, with transport, burial, medicine; transplants excluded
  FED-SSP 2019-01-01..2021-12-31 secondary.secondary.family 60,000 app-ssp-social-protection certain
  FED-SSP 2019-01-01..2021-12-31 secondary.secondary_additional.family 60,000 the-nation-2019-02-07 certain
  FED-SSP 2019-01-01..2021-12-31 priority.priority.family 300,000 app-ssp-social-protection certain
  FED-SSP 2019-01-01..2021-12-31 priority.priority_additional.family 300,000 the-nation-2019-02-07 certain
  FED-SSP 2019-01-01..2021-12-31 exclusions.0.treatment transplant times-of-islamabad-2019-02-04 certain
  FED-SSP 2019-01-01..2021-12-31 extras.transport 1,000 the-news-2019-01-31 certain
  FED-SSP 2019-01-01..2021-12-31 extras.transport.timesAYear 3 the-news-2019-01-31 certain
  FED-SSP 2019-01-01..2021-12-31 extras.burial 10,000 cm-punjab-health-cards certain
  FED-SSP 2019-01-01..2021-12-31 medicineDaysAfterDischarge 5 the-news-2019-05-10 uncertain
  # §1a: the card of 2022, until March 2024
  FED-SSP 2022-01-01..2024-02-29 secondary.secondary.family 60,000 phimc-faq certain
  FED-SSP 2022-01-01..2024-02-29 priority.priority.family 400,000 phimc-faq certain
  FED-SSP 2022-01-01..2024-02-29 priority.special.family 540,000 phimc-faq uncertain
  # §1a: the launch of 16 January 2026
  FED-SSP 2026-01-16.. gapBefore stopped daily-pakistan-2026-01-16 certain
  FED-SSP 2026-01-16.. secondary.secondary.family 60,000 spp-blog-2026 uncertain
  FED-SSP 2026-01-16.. priority.priority.family 400,000 spp-blog-2026 uncertain
  FED-SSP 2026-01-16.. priority.special.family 540,000 spp-blog-2026 uncertain
  # §1c: Punjab, co-payment, lists and exclusions step by step
  PB-UHI 2023-07-01..2023-11-14 coPay.private.cardiac.share 3000 samaa-2023-06-25 certain
  PB-UHI 2023-09-01..2023-11-14 coPay.private.hernia+appendix+gallstones+prostate+hysterectomy.share 3000 city42-2023-08-31 certain
  PB-UHI 2023-09-01..2023-11-14 coPay.private.gall_bladder+gynaecology+laparoscopy+ent+orthopaedics+neurosurgery.share 3000 jang-1270715 uncertain
  PB-UHI 2023-11-15..2024-01-09 coPay.private.all-but-oncology+dialysis.share 4000 24news-2023-11-17 certain
  PB-UHI 2024-01-10..2025-06-29 coPay.private.all.share 5000 punjab-copay-50 certain
  PB-UHI 2025-06-30.. coPay.private.all.share 5000 dunya-2025-06-28 certain
  # §1c: deserving families stayed free in July 2023; of later no source says
  PB-UHI 2023-07-01..2023-11-14 coPay.private.cardiac.deservingExempt true samaa-2023-06-25 certain
  PB-UHI 2023-09-01..2023-11-14 coPay.private.hernia+appendix+gallstones+prostate+hysterectomy.deservingExempt true samaa-2023-06-25 uncertain
  PB-UHI 2023-09-01..2023-11-14 coPay.private.gall_bladder+gynaecology+laparoscopy+ent+orthopaedics+neurosurgery.deservingExempt true samaa-2023-06-25 uncertain
  PB-UHI 2023-11-15..2024-01-09 coPay.private.all-but-oncology+dialysis.deservingExempt true samaa-2023-06-25 uncertain
  PB-UHI 2024-01-10..2025-06-29 coPay.private.all.deservingExempt true samaa-2023-06-25 uncertain
  PB-UHI 2025-06-30.. coPay.private.all.deservingExempt true samaa-2023-06-25 uncertain
  PB-UHI 2023-07-01..2025-06-29 reservations.public.treatment delivery,caesarean samaa-2023-06-25 certain
  PB-UHI 2023-07-01..2023-08-31 reservations.public.treatment gynaecology samaa-2023-06-25 certain
  PB-UHI 2023-09-01..2025-06-29 reservations.public.treatment gynaecology jang-1270715 uncertain
  PB-UHI 2025-06-30.. reservations.private.treatment everything dunya-2025-06-28 certain
  PB-UHI 2025-06-30.. exclusions.0.treatment gynaecology,delivery,caesarean,eye dunya-2025-06-28 certain
  # §1a, §1c: Punjab, cover and extras
  PB-UHI 2019-01-01..2021-12-31 extras.transport 1,000 the-news-2019-01-31 certain
  PB-UHI 2019-01-01..2021-12-31 extras.transport.timesAYear 3 the-news-2019-01-31 certain
  PB-UHI 2019-01-01..2021-12-31 extras.burial 10,000 cm-punjab-health-cards certain
  PB-UHI 2019-01-01..2021-12-31 medicineDaysAfterDischarge 5 the-news-2019-05-10 uncertain
  PB-UHI 2019-01-01..2021-12-31 secondary.secondary.family 60,000 app-ssp-social-protection certain
  PB-UHI 2019-01-01..2021-12-31 secondary.secondary_additional.family 120,000 cm-punjab-health-cards uncertain
  PB-UHI 2019-01-01..2021-12-31 priority.priority.family 300,000 app-ssp-social-protection certain
  PB-UHI 2019-01-01..2021-12-31 priority.priority_additional.family 600,000 cm-punjab-health-cards uncertain
  PB-UHI 2022-01-01.. extras.transport 1,000 the-news-2019-01-31 certain
  PB-UHI 2022-01-01.. extras.transport.timesAYear 3 the-news-2019-01-31 certain
  PB-UHI 2022-01-01.. extras.burial 10,000 cm-punjab-health-cards certain
  PB-UHI 2022-01-01.. medicineDaysAfterDischarge 5 the-news-2019-05-10 uncertain
  PB-UHI 2022-01-01.. secondary.secondary.family 60,000 phimc-faq certain
  PB-UHI 2022-01-01.. priority.priority.family 400,000 phimc-faq certain
  PB-UHI 2022-01-01.. priority.special.family 540,000 phimc-faq uncertain
  PB-UHI 2022-01-01.. premiumPaisa 4,350 the-news-2023-10-04 certain
  # §1d: Balochistan from 1 November 2023
  BL-HC 2023-11-01.. secondary.secondary.family 60,000 dawn-1785113 certain
  BL-HC 2023-11-01.. priority.priority.family 400,000 dawn-1785113 certain
  BL-HC 2023-11-01.. priority.special.family 600,000 dawn-1785113 uncertain
  BL-HC 2023-11-01.. exclusions.0.treatment psychiatry,dental,cosmetic dawn-1785113 certain
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The project's own, until a source says otherwise. */
const OWN_CHOICES = ['policyYearStart', 'unmatchedDays'];

t.test(
  'every figure in force is cited with value, source and days, and none besides',
  async (t) => {
    const encoded = REAL_SCHEMES.flatMap(({ terms }) => terms.flatMap((edition) => cite(edition)));
    t.same(encoded.slice().sort(), CITED.slice().sort());
    t.equal(new Set(CITED).size, CITED.length, 'no line twice');
  },
);

t.test('every source that is cited can be looked up', async (t) => {
  const known: Readonly<Record<string, Source>> = SOURCES;
  for (const id of new Set(CITED.map((line) => line.split(' ')[4] ?? ''))) {
    const source = known[id];
    t.ok(source !== undefined && source.title.length > 10 && source.issuer !== '', id);
    t.ok(source?.link ?? source?.published, `${id} has an address or a date`);
  }
});

function cite(edition: Terms): readonly string[] {
  return citeWithin(edition, '', '').map((line) => `${edition.schemeCode} ${line}`);
}

function citeWithin(node: unknown, name: string, days: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('value' in node && 'source' in node) return [citeFigure(node as Figure<unknown>, name, days)];
  const own = 'from' in node && typeof node.from === 'string' ? daysOf(node) : days;
  return Object.entries(node).flatMap(([key, child]) =>
    name === '' && OWN_CHOICES.includes(key)
      ? []
      : citeWithin(child, name === '' ? key : `${name}.${nameOf(key, child)}`, own),
  );
}

function daysOf(node: object): string {
  const { from, to } = node as { from: string; to?: string };
  return `${from}..${to ?? ''}`;
}

/** Entries of lists by what they are about, so that their order says nothing. */
function nameOf(key: string, child: unknown): string {
  if (!/^\d+$/.test(key) || typeof child !== 'object' || child === null) return key;
  if ('share' in child) return shareName(child as CoPay);
  if ('code' in child) return String(child.code);
  if ('kind' in child) return String(child.kind);
  if ('sector' in child) return String(child.sector);
  if ('scope' in child) return String(child.scope);
  return key;
}

function shareName({ sector, groups, exceptGroups }: CoPay): string {
  const but = exceptGroups === undefined ? 'all' : `all-but-${exceptGroups.join('+')}`;
  return `${sector}.${groups?.join('+') ?? but}`;
}

function citeFigure(figure: Figure<unknown>, name: string, days: string): string {
  const certainty = figure.uncertain === true ? 'uncertain' : 'certain';
  const what = name
    .replace(/^tiers\./, '')
    .replace('.caps.', '.')
    .replace(/\.amountPaisa$/, '');
  return `${days} ${what} ${inWords(figure.value)} ${figure.source} ${certainty}`;
}

function inWords(value: unknown): string {
  if (typeof value === 'bigint') return formatRupees(value as Paisa);
  if (typeof value !== 'object' || value === null) return String(value);
  const { everything, groups = [], packages = [], diagnoses = [] } = value as Treatment;
  return everything === true ? 'everything' : [...groups, ...packages, ...diagnoses].join(',');
}
