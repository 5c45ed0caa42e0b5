import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId } from '../../../src/domain/ids.js';
import type { Compared, Spread } from '../../../src/domain/risk/compare.js';
import type { RiskFacts } from '../../../src/domain/risk/facts.js';
import { SIGNALS, textOfSignals } from '../../../src/domain/risk/signals.js';
import { WEIGHTS } from '../../../src/domain/risk/signal.js';
import { explainFinding } from '../../../src/domain/rules/explain.js';
import { aCase, EVER } from '../../support/builders/a-case.js';

const DAY = isoDate('2024-03-04');
const OTHERS = ['claim-a', 'claim-b'] as ClaimId[];
const NOBODY: RiskFacts = {
  week: { on: DAY, admissions: 0, before: Array.from({ length: 12 }, () => 0) },
  surgeons: [],
  peers: {},
};
const OPERATION = { limits: { operation: true } } as const;

/** A hospital's own count against peers, twelve hospitals unless told. */
const against = (
  [cases, of]: readonly [number, number],
  [peerCases, peerOf]: readonly [number, number],
  hospitals = 12,
): Compared => ({ own: { of, cases }, peers: { of: peerOf, cases: peerCases, hospitals } });

const week = (admissions: number, before: readonly number[]): Partial<RiskFacts> => ({
  week: { on: DAY, admissions, before },
});
const surgeon = (day: Partial<RiskFacts['surgeons'][number]>): Partial<RiskFacts> => ({
  surgeons: [
    {
      lineNo: 1,
      surgeonKey: 'invented surgeon',
      on: DAY,
      operations: 2,
      minutes: 120,
      claims: OTHERS,
      ...day,
    },
  ],
});
const busiest = (others: number): Partial<RiskFacts> => ({ busiest: { on: DAY, others } });
const members = (count: number): Partial<RiskFacts> => ({
  family: { count, claims: OTHERS, firstOn: DAY, lastOn: DAY },
});
const lengths = (compared: Compared): Partial<RiskFacts> => ({
  peers: { lengths: { ...compared, nights: 1, median: 5 } },
});
const far = (count: number, earlier: number): Partial<RiskFacts> => ({
  far: { count, claims: OTHERS, districtPcode: 'PK501', km: 210, earlier },
});
const implants = (
  count: number,
  [cases, of]: readonly [number, number],
  hospitals = 8,
): Partial<RiskFacts> => ({ peers: { implants: { implants: count, of, cases, hospitals } } });
const BEFORE = { claimId: OTHERS[0] as ClaimId, dischargedOn: DAY };

const ordinary = aCase().withPackage(OPERATION);
const urgent = ordinary.withClaim({ admissionType: 'emergency' });
const birth = aCase().withPackage({ maternity: true });
const beds = (count: number) =>
  ordinary.withHospital({
    standings: [{ ...EVER, sector: 'private', grade: 'B', beds: count }],
  });

type Row = readonly [
  signal: string,
  says: 'speaks' | 'is silent',
  of: string,
  risk: Partial<RiskFacts>,
  facts?: typeof ordinary,
];

// prettier-ignore
const CASES: readonly Row[] = [
  ['RSK-001', 'is silent', 'a full house', busiest(39), beds(40)],
  ['RSK-001', 'is silent', 'a few people more than beds', busiest(41), beds(40)],
  ['RSK-001', 'speaks', 'a tenth more people than beds', busiest(43), beds(40)],
  ['RSK-001', 'is silent', 'a small hospital with two on trolleys', busiest(16), beds(15)],
  ['RSK-001', 'speaks', 'a small hospital with three too many', busiest(17), beds(15)],
  ['RSK-001', 'is silent', 'a hospital whose beds nobody knows', busiest(400), ordinary.withHospital({ standings: [] })],
  ['RSK-001', 'is silent', 'day-care, which takes no bed', {}],
  ['RSK-002', 'is silent', 'two operations of one day', surgeon({})],
  ['RSK-002', 'is silent', 'clocks that differ by a quarter of an hour', surgeon({ elsewhere: { claimId: 'x' as ClaimId, minutes: 15 } })],
  ['RSK-002', 'speaks', 'two tables at once', surgeon({ elsewhere: { claimId: 'x' as ClaimId, minutes: 20 } })],
  ['RSK-002', 'is silent', 'fourteen hours', surgeon({ operations: 9, minutes: 840 })],
  ['RSK-002', 'speaks', 'more than fourteen hours', surgeon({ operations: 9, minutes: 841 })],
  ['RSK-002', 'is silent', 'one operation of fifteen hours', surgeon({ operations: 4, minutes: 900 })],
  ['RSK-003', 'speaks', 'a mill among peers', { peers: { procedure: against([60, 80], [300, 1_000]) } }],
  ['RSK-003', 'is silent', 'the same share of ten stays', { peers: { procedure: against([8, 10], [300, 1_000]) } }],
  ['RSK-003', 'is silent', 'a hospital among four', { peers: { procedure: against([60, 80], [300, 1_000], 4) } }],
  ['RSK-003', 'is silent', 'peers of whom little is known', { peers: { procedure: against([60, 80], [12, 40]) } }],
  ['RSK-003', 'is silent', 'a little more than the peers', { peers: { procedure: against([40, 100], [300, 1_000]) } }],
  ['RSK-003', 'is silent', 'a maternity package', { peers: { procedure: against([60, 80], [300, 1_000]) } }, birth],
  ['RSK-003', 'is silent', 'sessions, which repeat', { peers: { procedure: against([60, 80], [300, 1_000]) } }, aCase().withPackage({ session: true })],
  ['RSK-003', 'is silent', 'one brother with the same operation', members(1)],
  ['RSK-003', 'speaks', 'two other members with the same operation', members(2)],
  ['RSK-003', 'is silent', 'a fever that goes through a family', members(4), aCase()],
  ['RSK-003', 'is silent', 'sisters who give birth', members(3), birth],
  ['RSK-004', 'speaks', 'hardly any natural birth', { peers: { caesarean: against([38, 40], [500, 1_000]) } }],
  ['RSK-004', 'is silent', 'as many as the peers', { peers: { caesarean: against([22, 40], [500, 1_000]) } }],
  ['RSK-004', 'is silent', 'ten births', { peers: { caesarean: against([10, 10], [500, 1_000]) } }],
  ['RSK-005', 'speaks', 'one night again and again', lengths(against([14, 50], [40, 1_000]))],
  ['RSK-005', 'is silent', 'one short stay', lengths(against([2, 50], [40, 1_000]))],
  ['RSK-005', 'is silent', 'what the peers have too', lengths(against([14, 140], [80, 1_000]))],
  ['RSK-006', 'speaks', 'people who come back and back', { before: BEFORE, peers: { followOns: against([9, 60], [4, 1_000]) } }],
  ['RSK-006', 'is silent', 'one who came back', { before: BEFORE, peers: { followOns: against([1, 60], [4, 1_000]) } }],
  ['RSK-006', 'is silent', 'one who came for the first time', { peers: { followOns: against([9, 60], [4, 1_000]) } }],
  ['RSK-006', 'is silent', 'a newborn beside its mother', { before: BEFORE, peers: { followOns: against([9, 60], [4, 1_000]) } }, ordinary.withClaim({ newborn: true })],
  ['RSK-006', 'is silent', 'a transfer', { before: BEFORE, peers: { followOns: against([9, 60], [4, 1_000]) } }, ordinary.withClaim({ admissionType: 'transfer_in' })],
  ['RSK-007', 'speaks', 'a week of two and a half times the most', week(14, [4, 6, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['RSK-007', 'is silent', 'twice the most', week(11, [4, 6, 3, 5, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['RSK-007', 'is silent', 'few people, though many times more', week(9, [1, 2, 1, 3, 2, 1, 0, 0, 0, 0, 0, 0])],
  ['RSK-007', 'is silent', 'a hospital that has just begun', week(30, [3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['RSK-008', 'speaks', 'emergencies where others plan', { peers: { emergencies: against([20, 40], [30, 1_000]) } }, urgent],
  ['RSK-008', 'is silent', 'one that an officer confirmed', { peers: { emergencies: against([20, 40], [30, 1_000]) } }, urgent.withGrants({ emergencyConfirmed: true })],
  ['RSK-008', 'is silent', 'a planned stay of that hospital', { peers: { emergencies: against([20, 40], [30, 1_000]) } }],
  ['RSK-008', 'is silent', 'five of five', { peers: { emergencies: against([5, 5], [30, 1_000]) } }, urgent],
  ['RSK-009', 'speaks', 'five families at once', far(4, 0)],
  ['RSK-009', 'is silent', 'four families at once', far(3, 0)],
  ['RSK-009', 'is silent', 'a hospital to which that district always goes', far(9, 60)],
  ['RSK-010', 'speaks', 'five families with one number', { phone: { count: 4, claims: OTHERS } }],
  ['RSK-010', 'is silent', 'four families with one number', { phone: { count: 3, claims: OTHERS } }],
  ['RSK-011', 'speaks', 'four sheets alike', { content: { count: 3, claims: OTHERS } }],
  ['RSK-011', 'is silent', 'three sheets alike', { content: { count: 2, claims: OTHERS } }],
  ['RSK-012', 'speaks', 'four stents where others have one or two', implants(4, [1, 80])],
  ['RSK-012', 'is silent', 'two implants', implants(2, [0, 80])],
  ['RSK-012', 'is silent', 'as many as others have now and then', implants(4, [4, 80])],
  ['RSK-012', 'is silent', 'a package that hardly anybody gives', implants(4, [0, 12])],
  ['RSK-012', 'is silent', 'a package of two other hospitals', implants(4, [0, 80], 2)],
];

void t.test('each signal speaks of what it is for, and of nothing else', async (t) => {
  for (const [code, says, of, risk, facts = ordinary] of CASES) {
    const input = { facts: facts.build(), risk: { ...NOBODY, ...risk } };
    const spoke = SIGNALS.filter((signal) => signal.judge(input).length > 0);
    t.same(
      spoke.map((signal) => signal.code),
      says === 'speaks' ? [code] : [],
      `${code} ${says}: ${of}`,
    );
  }
  for (const { code } of SIGNALS) {
    const own = CASES.filter(([each]) => each === code);
    t.ok(own.some(([, says]) => says === 'speaks') && own.some(([, says]) => says === 'is silent'));
  }
});

void t.test('what a signal says can be told in both languages, with its reasons', async (t) => {
  for (const [code, says, of, risk, facts = ordinary] of CASES) {
    if (says !== 'speaks') continue;
    const signal = SIGNALS.find((each) => each.code === code);
    const [evidence] = signal?.judge({ facts: facts.build(), risk: { ...NOBODY, ...risk } }) ?? [];
    if (evidence === undefined) throw new Error(`${code} is silent of ${of}`);
    t.ok(signal?.reasons.includes(evidence.reason), `${code} declares ${evidence.reason}`);
    for (const language of ['en', 'ur'] as const) {
      const { says: told, remedy } = explainFinding(evidence, language);
      t.notMatch(`${told} ${remedy}`, /[{}]|undefined|NaN/, `${code} in ${language}`);
    }
  }
});

/** Signals that compare with other hospitals; a surge is compared with the hospital's own weeks. */
const WITH_PEERS = ['RSK-003', 'RSK-004', 'RSK-005', 'RSK-006', 'RSK-008', 'RSK-012'];
const SPREAD: Spread = { hospitals: 17, low: 150, middle: 1_225, high: 4_000 };
const SPREAD_PARAMS = { measured: 17, least: 20, low: 150, middle: 1_225, high: 4_000 };

void t.test('who is compared with peers is told how they lie, where that is known', async (t) => {
  const told = new Set<string>();
  for (const [code, , of, risk, facts = ordinary] of CASES) {
    const signal = SIGNALS.find((each) => each.code === code);
    const known = Object.entries(risk.peers ?? {});
    const peers = Object.fromEntries(
      known.map(([name, value]) => [name, { ...(value as object), spread: SPREAD }]),
    );
    const say = (more: Partial<RiskFacts>) =>
      signal?.judge({ facts: facts.build(), risk: { ...NOBODY, ...risk, ...more } }) ?? [];
    const [plain, spread] = [say({}), say(known.length === 0 ? {} : { peers })];
    t.equal(spread.length, plain.length, `${code} of ${of} says as much as without`);
    for (const [at, evidence] of spread.entries()) {
      const without = plain[at];
      if (without === undefined || known.length === 0) continue;
      told.add(code);
      t.same(evidence.params, { ...without.params, ...SPREAD_PARAMS }, code);
      const [en, ur] = [explainFinding(evidence, 'en').says, explainFinding(evidence, 'ur').says];
      t.match(
        en,
        'with 20 or more stays to compare (17 in number) a tenth have a share of 1.5% or less, ' +
          'half 12.25% or less, nine tenths 40% or less.',
      );
      t.match(ur, /17.* 1\.5 فیصد .* 12\.25 فیصد .* 40 فیصد /);
      t.ok(en.startsWith(`${explainFinding(without, 'en').says} `), 'after what it says anyway');
      t.ok(ur.startsWith(`${explainFinding(without, 'ur').says} `));
    }
  }
  t.same([...told].sort(), WITH_PEERS);
});

void t.test('names and purposes are for hospitals: no number stands in them', async (t) => {
  t.ok(SIGNALS.length <= 12, 'twelve at most');
  t.equal(new Set(SIGNALS.map(({ code }) => code)).size, SIGNALS.length);
  for (const { code, title, purpose, weight } of SIGNALS) {
    t.match(code, /^RSK-0(0[1-9]|1[0-2])$/);
    t.ok(Object.hasOwn(WEIGHTS, weight));
    for (const words of [title, purpose]) {
      t.notMatch(`${words.en} ${words.ur}`, /[\d۰-۹٪%]/, code);
      t.match(words.ur, /[\u0621-\u06d3]/, code);
    }
  }
});

const FOLDER = new URL('../../../src/domain/risk/', import.meta.url);
const sourceOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

void t.test(
  'every figure that signals compare with is in the text of the fingerprint',
  async (t) => {
    const text = textOfSignals();
    const files = readdirSync(new URL('signals/', FOLDER)).sort();
    t.equal(files.length, SIGNALS.length);
    for (const [at, file] of files.entries()) {
      const named = [
        ...sourceOf(`signals/${file}`).matchAll(/^(?:const|import \{) ([A-Z][A-Z_]+)\b/gm),
      ];
      const limits = SIGNALS[at]?.limits ?? {};
      t.same(
        Object.keys(limits).sort(),
        named.map(([, name]) => name).sort(),
        `${file} lists its figures`,
      );
      t.ok(text.includes(JSON.stringify(limits)), file);
    }
    const shared = ['compare.ts', 'facts.ts', 'signal.ts', 'spread.ts'].flatMap((file) =>
      [...sourceOf(file).matchAll(/^(?:export )?const ([A-Z][A-Z_]*) = [\d.]+;/gm)].map(
        ([, name = '']) => name,
      ),
    );
    t.ok(shared.length > 8);
    for (const name of [...shared, 'LEAST_STAYS', 'PLANNED_UP_TO', 'MOST_NIGHTS']) {
      if (name === 'MOST_NAMED') continue;
      t.match(text, new RegExp(`"${name}":[\\d.]+`), name);
    }
  },
);
