import t from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import { basisPoints, rupees } from '../../src/domain/money.js';
import { checkTerms } from '../../src/domain/scheme/check-terms.js';
import { REMARK_KINDS } from '../../src/domain/scheme/remark.js';
import { REAL_SCHEMES } from '../../src/domain/scheme/schemes/index.js';
import type { CoPay, Figure, Terms, Treatment } from '../../src/domain/scheme/terms.js';
import { readTermsFile, TermsRefused, termsToJson } from '../../src/registry/index.js';
import { aCap, aLayer, someTerms } from '../support/builders/a-case.js';

const on = isoDate;
const said = <T>(value: T): Figure<T> => ({ value, source: 'demo-world' });
const maybe = <T>(value: T, note?: string): Figure<T> => ({
  value,
  source: 'demo-world',
  uncertain: true,
  note,
});

/** Chai Club cover in 2024, and what is different in it. */
const in2024 = (over: Partial<Terms> = {}): Terms =>
  someTerms({ from: on('2024-01-01'), to: on('2024-12-31'), ...over });
const later = (from: string, over: Partial<Terms> = {}): Terms =>
  someTerms({ from: on(from), ...over });
const coPay = (from: string, to: string | undefined, over: Partial<CoPay> = {}): CoPay => ({
  sector: 'private',
  from: on(from),
  ...(to === undefined ? {} : { to: on(to) }),
  share: said(basisPoints(3_000)),
  ...over,
});
const layers = (...secondary: Terms['tiers']['secondary']): Partial<Terms> => ({
  tiers: { secondary, priority: [] },
});
const reserved = (sector: 'public' | 'private', treatment: Treatment) => ({
  sector,
  from: on('2024-01-01'),
  treatment: said(treatment),
});
const excluded = (treatment: Treatment) => ({
  name: 'Kettles',
  from: on('2024-01-01'),
  treatment: said(treatment),
});

/** Each broken file: its editions, and all that is said of it: fault or note, kind, place. */
const FILES: Readonly<Record<string, readonly [readonly Terms[], ...string[]]>> = {
  'sound terms': [[in2024({ coPay: [coPay('2024-01-01', undefined)] })]],
  'two editions in a row, in any order': [[later('2025-01-01'), in2024()]],
  'an edition that ends before it begins': [
    [later('2024-02-01', { to: on('2024-01-31') })],
    'fault contradiction /to',
  ],
  'two editions on one day': [[in2024(), later('2024-12-31')], 'fault overlap /from'],
  'an edition after one without end': [
    [later('2024-01-01'), later('2025-01-01')],
    'fault overlap /from',
  ],
  'a day without terms': [[in2024(), later('2025-01-02')], 'fault gap /from'],
  'days without terms that are explained': [
    [in2024(), later('2026-01-01', { gapBefore: said('stopped') })],
    'note gap /from',
  ],
  'a gap explained where there is none': [
    [in2024({ gapBefore: said('no_source') })],
    'fault contradiction /gapBefore',
  ],
  'editions of two schemes side by side': [[in2024(), in2024({ schemeCode: 'TEA' })]],
  'a policy year from 30 February': [
    [in2024({ policyYearStart: said({ month: 2, day: 30 }) })],
    'fault contradiction /policyYearStart/value',
  ],
  'a layer code twice': [
    [
      in2024({
        tiers: {
          secondary: [aLayer('same', [aCap('family', 100)])],
          priority: [aLayer('same', [aCap('family', 100)])],
        },
      }),
    ],
    'fault contradiction /tiers/priority/0/code',
  ],
  'a last layer without a ceiling that somebody approves': [
    [in2024(layers(aLayer('one', [aCap('family', 100)]), aLayer('excess', [], true)))],
  ],
  'a layer without a ceiling by another name': [
    [in2024(layers(aLayer('one', [aCap('family', 100)]), aLayer('two', [], true)))],
    'fault contradiction /tiers/secondary/1/code',
  ],
  'a layer without a ceiling that nobody approves': [
    [in2024(layers(aLayer('one', [aCap('family', 100)]), aLayer('excess', [])))],
    'fault contradiction /tiers/secondary/1',
  ],
  'a layer behind one without a ceiling': [
    [in2024(layers(aLayer('excess', [], true), aLayer('one', [aCap('family', 100)])))],
    'fault contradiction /tiers/secondary/0',
  ],
  'excess with a ceiling': [
    [in2024(layers(aLayer('excess', [aCap('family', 100)], true)))],
    'fault contradiction /tiers/secondary/0/code',
  ],
  'no cover in any tier': [[in2024(layers())], 'fault unreachable /tiers'],
  'a cap of nothing': [
    [in2024(layers(aLayer('one', [aCap('family', 0)])))],
    'fault unreachable /tiers/secondary/0/caps/0',
  ],
  'a member’s cap above the family’s': [
    [in2024(layers(aLayer('one', [aCap('member', 101), aCap('family', 100)])))],
    'fault unreachable /tiers/secondary/0/caps/0',
  ],
  'a member’s cap as high as the family’s, which both hold': [
    [in2024(layers(aLayer('one', [aCap('member', 100), aCap('family', 100)])))],
  ],
  'two caps of one scope': [
    [in2024(layers(aLayer('one', [aCap('family', 100), aCap('family', 200)])))],
    'fault unreachable /tiers/secondary/0/caps/1',
  ],
  'a layer behind one that is never used up': [
    [
      in2024(
        layers(
          aLayer('one', [aCap('family', 1_000_000_000)]),
          aLayer('two', [aCap('family', 100)], true),
        ),
      ),
    ],
    'fault unreachable /tiers/secondary/1',
  ],
  'a layer behind one that a member’s cap bounds': [
    [
      in2024(
        layers(
          aLayer('one', [aCap('member', 100), aCap('family', 1_000_000_000)]),
          aLayer('two', [aCap('family', 100)]),
        ),
      ),
    ],
  ],
  'a share that ends before it begins': [
    [in2024({ coPay: [coPay('2024-03-01', '2024-02-01')] })],
    'fault contradiction /coPay/0/to',
  ],
  'a share outside its edition': [
    [in2024({ coPay: [coPay('2025-03-01', undefined)] })],
    'fault unreachable /coPay/0',
  ],
  'two shares for one group on one day': [
    [
      in2024({
        coPay: [
          coPay('2024-01-01', '2024-06-30', { groups: ['eye', 'ear'] }),
          coPay('2024-06-30', undefined, { groups: ['ear'] }),
        ],
      }),
    ],
    'fault overlap /coPay/1',
  ],
  'two shares for all groups on one day': [
    [in2024({ coPay: [coPay('2024-01-01', undefined), coPay('2024-02-01', undefined)] })],
    'fault overlap /coPay/1',
  ],
  'a share for all that begins later and overrules one for a group': [
    [
      in2024({
        coPay: [
          coPay('2024-01-01', undefined, { groups: ['eye'] }),
          coPay('2024-02-01', undefined),
        ],
      }),
    ],
    'fault overlap /coPay/1',
  ],
  'a share for a group beside one for all': [
    [
      in2024({
        coPay: [
          coPay('2024-01-01', undefined),
          coPay('2024-02-01', undefined, { groups: ['eye'] }),
        ],
      }),
    ],
  ],
  'shares of other sectors, groups or days': [
    [
      in2024({
        coPay: [
          coPay('2024-01-01', '2024-06-30', { groups: ['eye'] }),
          coPay('2024-07-01', undefined, { groups: ['eye'] }),
          coPay('2024-01-01', undefined, { groups: ['eye'], sector: 'public' }),
          coPay('2024-01-01', undefined, { exceptGroups: ['eye'] }),
        ],
      }),
    ],
  ],
  'a share that ends and none follows': [
    [in2024({ coPay: [coPay('2024-01-01', '2024-06-30', { groups: ['eye'] })] })],
    'note gap /coPay/0',
  ],
  'a group that is touched and excepted': [
    [
      in2024({
        coPay: [coPay('2024-01-01', undefined, { groups: ['eye', 'ear'], exceptGroups: ['ear'] })],
      }),
    ],
    'fault contradiction /coPay/0',
  ],
  'a share for no group': [
    [in2024({ coPay: [coPay('2024-01-01', undefined, { groups: [] })] })],
    'fault unreachable /coPay/0',
  ],
  'a share of what is excluded': [
    [
      in2024({
        coPay: [coPay('2024-01-01', undefined, { groups: ['eye'] })],
        exclusions: [excluded({ groups: ['eye'] })],
      }),
    ],
    'fault unreachable /coPay/0',
  ],
  'an exclusion of nothing': [
    [in2024({ exclusions: [excluded({})] })],
    'fault unreachable /exclusions/0/treatment',
  ],
  'an exclusion of everything and more': [
    [in2024({ exclusions: [excluded({ everything: true, groups: ['eye'] })] })],
    'fault contradiction /exclusions/0/treatment',
  ],
  'an exclusion after its edition': [
    [in2024({ exclusions: [{ ...excluded({ groups: ['eye'] }), from: on('2025-01-01') }] })],
    'fault unreachable /exclusions/0',
  ],
  'treatment kept for both sectors': [
    [
      in2024({
        reservations: [
          reserved('public', { groups: ['eye'] }),
          reserved('private', { everything: true }),
        ],
      }),
    ],
    'fault contradiction /reservations/1',
  ],
  'a reservation of nothing': [
    [in2024({ reservations: [reserved('public', {})] })],
    'fault unreachable /reservations/0/treatment',
  ],
  'two suspensions on one day': [
    [
      in2024({
        admissionLimits: [
          {
            from: on('2024-01-01'),
            to: on('2024-02-01'),
            only: said('pre_authorised_emergencies'),
          },
          { from: on('2024-02-01'), only: said('pre_authorised_emergencies') },
        ],
      }),
    ],
    'fault overlap /admissionLimits/1',
  ],
  'a further operation paid a larger share': [
    [in2024({ sittingShares: said([10_000, 2_500, 5_000].map(basisPoints)) })],
    'fault contradiction /sittingShares/value/2',
  ],
  'an extra twice, and one of nothing': [
    [
      in2024({
        extras: [
          { kind: 'burial', amountPaisa: said(rupees(100)) },
          { kind: 'burial', amountPaisa: said(rupees(200)) },
          { kind: 'transport', amountPaisa: said(rupees(0)) },
        ],
      }),
    ],
    'fault contradiction /extras/1',
    'fault unreachable /extras/2',
  ],
  'a borrowed figure in a make-believe scheme': [
    [in2024({ followUpDays: { ...said(15), borrowed: true } })],
  ],
  'a borrowed figure in a real scheme': [
    [in2024({ schemeCode: 'KP-SCP', followUpDays: { ...said(15), borrowed: true } })],
    'fault borrowed /followUpDays',
  ],
  'an uncertain figure that says why': [
    [in2024({ unmatchedDays: maybe(30, 'Nobody wrote it down.') })],
    'note uncertain /unmatchedDays',
  ],
  'an uncertain figure that does not': [
    [in2024({ unmatchedDays: maybe(30) })],
    'fault uncertain /unmatchedDays',
  ],
};

const isReal = (code: string): boolean => REAL_SCHEMES.some((scheme) => scheme.code === code);

function remarksOn(editions: readonly Terms[]): readonly string[] {
  const file = `[${editions.map((terms) => termsToJson(terms)).join(',')}]`;
  return checkTerms(readTermsFile(file), isReal).map(
    ({ fault, kind, path }) => `${fault ? 'fault' : 'note'} ${kind} ${path}`,
  );
}

t.test('every fault of terms is found in the file that has it, and no other', async (t) => {
  for (const [name, [editions, ...expected]] of Object.entries(FILES)) {
    t.same(remarksOn(editions), expected, name);
  }
  const said = Object.values(FILES).flatMap(([, ...expected]) => expected);
  const kinds = new Set(said.map((each) => each.split(' ')[1]));
  t.same([...kinds].sort(), [...REMARK_KINDS].sort(), 'every kind is among them');
});

t.test('the terms that the project ships have no fault, and say what is uncertain', async (t) => {
  for (const { code, terms } of REAL_SCHEMES) {
    const remarks = remarksOn(terms);
    t.same(
      remarks.filter((each) => each.startsWith('fault')),
      [],
      code,
    );
    t.ok(remarks.includes('note uncertain /policyYearStart'), code);
  }
});

t.test('a file that is no terms is refused with every fault of form', (t) => {
  const refusal = (text: string): readonly string[] => {
    try {
      readTermsFile(text);
    } catch (error) {
      if (error instanceof TermsRefused) return error.faults;
      throw error;
    }
    return [];
  };
  t.match(refusal('{'), [/^The file is no JSON: /]);
  t.same(refusal('[]'), ['The file holds no edition.']);
  t.same(refusal(JSON.stringify(Array(1_001).fill({}))), [
    'The file holds more than 1000 editions.',
  ]);
  const sound = JSON.parse(termsToJson(in2024())) as Record<string, unknown>;
  const broken = {
    ...sound,
    from: '2024-02-30',
    unmatchedDays: { value: 30, source: 'hearsay' },
    exclusions: [{ name: 'x', from: '2024-01-01', treatment: said({ diagnoses: ['x.6'] }) }],
    bonus: 1,
  };
  t.same(
    refusal(JSON.stringify([sound, broken]))
      .slice()
      .sort(),
    [
      '/1/bonus: This field is not part of the contract',
      '/1/exclusions/0/treatment/value/diagnoses/0: is no beginning of an ICD-10 code',
      '/1/from: must be a date YYYY-MM-DD',
      '/1/unmatchedDays/source: is not a known source document',
    ],
  );
  t.same(refusal(JSON.stringify({ ...sound, coPay: 3 })), [
    '/coPay: Invalid input: expected array, received number',
  ]);
  t.end();
});
