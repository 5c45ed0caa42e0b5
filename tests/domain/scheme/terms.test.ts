import t from 'tap';
import { addDays, isoDate, type IsoDate } from '../../../src/domain/calendar.js';
import { rupees } from '../../../src/domain/money.js';
import { REAL_SCHEMES } from '../../../src/domain/scheme/schemes/index.js';
import { SOURCES } from '../../../src/domain/scheme/sources.js';
import { CARE_TIERS, type Figure, type Terms } from '../../../src/domain/scheme/terms.js';

type Certainty = 'certain' | 'uncertain';
/**
 * Figures of the fact sheet on benefit packages, re-typed here:
 * scheme, first day, last day, tier, layer, scope, rupees, opened by approval or not, certainty.
 */
const CAPS = `
  # §1b, Khyber Pakhtunkhwa: phase history
  KP-SCP 2016-02-01 2016-12-31 secondary secondary member 25000 open certain
  # §1b, the Act of 2018
  KP-SCP 2018-01-01 2020-10-31 secondary secondary member 30000 open uncertain
  KP-SCP 2018-01-01 2020-10-31 secondary secondary family 240000 open uncertain
  KP-SCP 2018-01-01 2020-10-31 priority priority family 300000 open uncertain
  # §1b, universal from November 2020
  KP-SCP 2020-11-01 2024-03-11 secondary secondary member 40000 open uncertain
  KP-SCP 2020-11-01 2024-03-11 secondary secondary family 200000 open uncertain
  KP-SCP 2020-11-01 2024-03-11 priority priority family 400000 open certain
  KP-SCP 2020-11-01 2024-03-11 priority reserve family 400000 approval certain
  # §1b, the current package
  KP-SCP 2024-03-12 - secondary secondary member 40000 open certain
  KP-SCP 2024-03-12 - secondary secondary family 200000 open certain
  KP-SCP 2024-03-12 - priority priority family 400000 open certain
  KP-SCP 2024-03-12 - priority reserve family 400000 approval certain
  # §1a, federal
  FED-SSP 2016-01-01 2018-12-31 secondary secondary family 50000 open certain
  FED-SSP 2016-01-01 2018-12-31 priority priority family 250000 open certain
  FED-SSP 2019-01-01 2021-12-31 secondary secondary family 60000 open certain
  FED-SSP 2019-01-01 2021-12-31 secondary secondary_additional family 60000 approval certain
  FED-SSP 2019-01-01 2021-12-31 priority priority family 300000 open certain
  FED-SSP 2019-01-01 2021-12-31 priority priority_additional family 300000 approval certain
  FED-SSP 2022-01-01 2024-02-29 secondary secondary family 60000 open certain
  FED-SSP 2022-01-01 2024-02-29 priority priority family 400000 open certain
  FED-SSP 2022-01-01 2024-02-29 priority special family 540000 approval uncertain
  FED-SSP 2026-01-16 - secondary secondary family 60000 open uncertain
  FED-SSP 2026-01-16 - priority priority family 400000 open uncertain
  FED-SSP 2026-01-16 - priority special family 540000 approval uncertain
  # §1a, Punjab's excess of loss and over of loss
  PB-UHI 2019-01-01 2021-12-31 secondary secondary family 60000 open certain
  PB-UHI 2019-01-01 2021-12-31 secondary secondary_additional family 120000 approval uncertain
  PB-UHI 2019-01-01 2021-12-31 priority priority family 300000 open certain
  PB-UHI 2019-01-01 2021-12-31 priority priority_additional family 600000 approval uncertain
  PB-UHI 2022-01-01 - secondary secondary family 60000 open certain
  PB-UHI 2022-01-01 - priority priority family 400000 open certain
  PB-UHI 2022-01-01 - priority special family 540000 approval uncertain
  # §1d, Balochistan
  BL-HC 2023-11-01 - secondary secondary family 60000 open certain
  BL-HC 2023-11-01 - priority priority family 400000 open certain
  BL-HC 2023-11-01 - priority special family 600000 approval uncertain
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

t.test('every cap of every edition is the figure of the fact sheet, no more, no fewer', (t) => {
  const encoded = REAL_SCHEMES.flatMap((scheme) =>
    scheme.terms.flatMap((terms) => capsOf(scheme.code, terms)),
  );
  t.same(encoded, CAPS);
  t.end();
});

t.test('§1c: the co-pay of private hospitals in Punjab on both sides of each step', (t) => {
  const cases: readonly (readonly [string, string, number | undefined, Certainty?])[] = [
    ['2023-06-30', 'cardiac', undefined],
    ['2023-07-01', 'cardiac', 3000, 'certain'],
    ['2023-08-31', 'hernia', undefined],
    ['2023-09-01', 'hernia', 3000, 'certain'],
    ['2023-09-01', 'hysterectomy', 3000, 'certain'],
    ['2023-10-01', 'ent', 3000, 'uncertain'],
    ['2023-10-01', 'eye', undefined],
    ['2023-11-14', 'cardiac', 3000, 'certain'],
    ['2023-11-15', 'cardiac', 4000, 'certain'],
    ['2023-11-15', 'eye', 4000, 'certain'],
    ['2023-11-15', 'dialysis', undefined],
    ['2024-01-09', 'oncology', undefined],
    ['2024-01-10', 'oncology', 5000, 'certain'],
    ['2024-01-10', 'dialysis', 5000, 'certain'],
    ['2025-06-29', 'cardiac', 5000, 'certain'],
    ['2025-06-30', 'cardiac', 5000, 'certain'],
  ];
  for (const [day, group, share, certainty] of cases) {
    const found = coPayIn('PB-UHI', isoDate(day), group);
    t.equal(found?.value, share, `${group} on ${day}`);
    if (found !== undefined) t.equal(certaintyOf(found), certainty, `${group} on ${day}`);
  }
  const sectors = REAL_SCHEMES.flatMap((s) => s.terms.flatMap((x) => x.coPay.map((c) => c.sector)));
  t.same(new Set(sectors), new Set(['private']), 'public hospitals ask nothing');
  t.end();
});

t.test('§1a, §1b: money beside the treatment, and premiums', (t) => {
  t.same(extrasOn('FED-SSP', '2020-06-01'), [
    ['transport', rupees(1000), 3, 'certain'],
    ['burial', rupees(10000), undefined, 'certain'],
  ]);
  t.same(extrasOn('KP-SCP', '2019-06-01'), [
    ['wage_loss', rupees(250), undefined, 'uncertain'],
    ['maternity_allowance', rupees(1000), undefined, 'uncertain'],
    ['burial', rupees(10000), undefined, 'uncertain'],
    ['shifting', rupees(2000), undefined, 'uncertain'],
  ]);
  t.same(extrasOn('KP-SCP', '2021-06-01'), [
    ['transport', rupees(2000), undefined, 'certain'],
    ['maternity_allowance', rupees(1000), undefined, 'certain'],
  ]);
  t.equal(termsOn('KP-SCP', '2021-06-01')?.premiumPaisa?.value, rupees(2849));
  t.equal(termsOn('KP-SCP', '2024-06-01')?.premiumPaisa?.value, rupees(2858));
  t.equal(termsOn('PB-UHI', '2023-06-01')?.premiumPaisa?.value, rupees(4350));
  t.equal(termsOn('FED-SSP', '2019-06-01')?.medicineDaysAfterDischarge?.value, 5);
  t.equal(termsOn('FED-SSP', '2019-06-01')?.medicineDaysAfterDischarge?.uncertain, true);
  t.end();
});

t.test('the federal programme has no terms while it was suspended', (t) => {
  t.ok(termsOn('FED-SSP', '2024-02-29'));
  t.equal(termsOn('FED-SSP', '2024-03-01'), undefined);
  t.equal(termsOn('FED-SSP', '2026-01-15'), undefined);
  t.ok(termsOn('FED-SSP', '2026-01-16'));
  t.end();
});

t.test('editions of a scheme follow each other and never overlap', (t) => {
  for (const scheme of REAL_SCHEMES) {
    scheme.terms.forEach((terms, index) => {
      t.equal(terms.schemeCode, scheme.code);
      const next = scheme.terms[index + 1];
      if (next === undefined) return;
      t.ok(terms.to !== undefined && terms.from <= terms.to, `${scheme.code} ${terms.from} ends`);
      t.ok(next.from >= addDays(terms.to as IsoDate, 1), `${scheme.code} ${next.from} comes after`);
    });
  }
  t.end();
});

t.test('layer codes are unique in an edition, so that a pot has one meaning', (t) => {
  for (const terms of REAL_SCHEMES.flatMap((scheme) => scheme.terms)) {
    const codes = CARE_TIERS.flatMap((tier) => terms.tiers[tier].map((layer) => layer.code));
    t.equal(new Set(codes).size, codes.length, `${terms.schemeCode} ${terms.from}`);
  }
  t.end();
});

t.test('every figure names a source that exists, and every uncertain one says why', (t) => {
  const figures = REAL_SCHEMES.flatMap((scheme) =>
    scheme.terms.flatMap((terms) => figuresIn(terms)),
  );
  t.ok(figures.length > CAPS.length);
  for (const figure of figures) {
    t.ok(figure.source in SOURCES, figure.source);
    if (figure.uncertain === true) t.ok((figure.note ?? '').length > 10, String(figure.value));
  }
  t.end();
});

t.test('no source states a policy year: the figure is uncertain everywhere', (t) => {
  for (const terms of REAL_SCHEMES.flatMap((scheme) => scheme.terms)) {
    t.equal(terms.policyYearStart.uncertain, true);
    t.same(terms.policyYearStart.value, { month: 7, day: 1 });
  }
  t.end();
});

function capsOf(schemeCode: string, terms: Terms): string[] {
  return CARE_TIERS.flatMap((tier) =>
    terms.tiers[tier].flatMap(({ code, caps, needsApproval }) =>
      caps.map(({ scope, amountPaisa }) => {
        const amount = (amountPaisa.value / 100n).toString();
        const opened = needsApproval ? 'approval' : 'open';
        const period = `${terms.from} ${terms.to ?? '-'}`;
        return `${schemeCode} ${period} ${tier} ${code} ${scope} ${amount} ${opened} ${certaintyOf(amountPaisa)}`;
      }),
    ),
  );
}

function certaintyOf(figure: Figure<unknown>): Certainty {
  return figure.uncertain === true ? 'uncertain' : 'certain';
}

function termsOn(schemeCode: string, day: string): Terms | undefined {
  const scheme = REAL_SCHEMES.find(({ code }) => code === schemeCode);
  return scheme?.terms.find(
    (terms) => terms.from <= day && (terms.to === undefined || day <= terms.to),
  );
}

function coPayIn(schemeCode: string, day: IsoDate, group: string): Figure<number> | undefined {
  const steps = (termsOn(schemeCode, day)?.coPay ?? []).filter(
    (step) =>
      step.from <= day &&
      (step.to === undefined || day <= step.to) &&
      (step.groups === undefined || step.groups.includes(group)) &&
      step.exceptGroups?.includes(group) !== true,
  );
  if (steps.length > 1) throw new Error(`two steps touch ${group} on ${day}`);
  return steps[0]?.share;
}

function extrasOn(schemeCode: string, day: string): unknown[] {
  return (termsOn(schemeCode, day)?.extras ?? []).map((extra) => [
    extra.kind,
    extra.amountPaisa.value,
    extra.timesAYear?.value,
    certaintyOf(extra.amountPaisa),
  ]);
}

/** Whatever in an edition has a value and a source. */
function figuresIn(node: unknown): Figure<unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('value' in node && 'source' in node) return [node as Figure<unknown>];
  return Object.values(node).flatMap((child) => figuresIn(child));
}
