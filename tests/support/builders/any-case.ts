import fc from 'fast-check';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import {
  ADMISSION_TYPES,
  DISCHARGE_TYPES,
  type ClaimLine,
} from '../../../src/domain/claim/claim.js';
import type { Cover, Pot } from '../../../src/domain/coverage/pots.js';
import { basisPoints, paisa, rupees, type Paisa } from '../../../src/domain/money.js';
import type { CaseFacts, PackageFacts } from '../../../src/domain/rules/facts.js';
import {
  CARE_TIERS,
  EXTRA_KINDS,
  type AdmissionLimit,
  type Exclusion,
  type Extra,
  type Figure,
  type Layer,
  type Reservation,
  type Terms,
} from '../../../src/domain/scheme/terms.js';
import {
  aCap,
  aCase,
  aLayer,
  aLine,
  aPackage,
  aRate,
  EVER,
  MEMBER,
  someTerms,
  until,
} from './a-case.js';

/** One package of each kind that the money treats differently. */
const PACKAGES: Readonly<Record<string, PackageFacts>> = Object.fromEntries(
  [
    { package: aPackage({ code: 'A', limits: { operation: true } }), rate: aRate() },
    {
      package: aPackage({
        code: 'B',
        tier: 'priority',
        group: 'cardiac',
        limits: { operation: true },
      }),
      rate: aRate({ ratePaisa: paisa(1_500_001) }),
    },
    { package: aPackage({ code: 'C', maternity: true }), rate: aRate() },
    {
      package: aPackage({ code: 'D', session: true }),
      rate: aRate({ basis: 'ward_day', wardRatesPaisa: { icu: rupees(15_000) } }),
    },
    { package: aPackage({ code: 'E', lifeSaving: true, tier: 'priority' }), rate: aRate() },
    {
      package: aPackage({ code: 'F', documents: ['x_ray'], maxStayDays: 3, minAgeYears: 40 }),
      rate: aRate({ implantCeilingPaisa: rupees(2_000) }),
    },
    { package: aPackage({ code: 'G' }), rate: undefined },
  ].map((each) => [each.package.code, each] as const),
);
const CODES = [...Object.keys(PACKAGES), 'UNLISTED'];

/** Amounts about the rate of 10,000 rupees and the caps, with odd paisa in. */
const anAmount = fc.oneof(
  fc.integer({ min: 0, max: 3_000_000 }),
  fc.constantFrom(0, 1, 999_999, 1_000_000, 1_000_001),
);

function anyLine(lineNo: number): fc.Arbitrary<ClaimLine> {
  return fc
    .record({
      packageCode: fc.constantFrom(...CODES),
      quantity: fc.integer({ min: 1, max: 4 }),
      price: anAmount,
      implant: fc.option(fc.option(anAmount, { nil: undefined }), { nil: null }),
    })
    .map(({ packageCode, quantity, price, implant }) => {
      const expiresOn = isoDate('2026-01-01');
      const pricePaisa = typeof implant === 'number' ? paisa(implant) : undefined;
      const implants = implant === null ? [] : [{ batch: 'K', expiresOn, pricePaisa }];
      return aLine({ lineNo, packageCode, quantity, unitPricePaisa: paisa(price), implants });
    });
}

const anyLines = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => anyLine(at + 1))));

const TIERS: readonly Terms['tiers'][] = [
  someTerms().tiers,
  {
    secondary: [aLayer('secondary', [aCap('member', 40_000), aCap('family', 200_000)])],
    priority: [
      aLayer('priority', [aCap('family', 20_000)]),
      aLayer('reserve', [aCap('family', 30_000)], true),
    ],
  },
  {
    secondary: [aLayer('secondary', [aCap('family', 15_000, true)])],
    priority: [
      aLayer('priority', [aCap('family', 5_000)]),
      aLayer('more', [aCap('family', 5_000), aCap('member', 3_000)]),
    ],
  },
  { secondary: [], priority: [aLayer('priority', [])] },
];

const anyCoPay = fc
  .array(
    fc.record({
      share: fc.constantFrom(0, 1, 3_000, 5_000, 9_999, 10_000),
      groups: fc.constantFrom(undefined, ['cardiac']),
      uncertain: fc.constantFrom(undefined, undefined, undefined, true as const),
    }),
    { maxLength: 2 },
  )
  .map((entries) =>
    entries.map(({ share, groups, uncertain }) => ({
      ...EVER,
      sector: 'private' as const,
      groups,
      share: { value: basisPoints(share), source: 'demo-world' as const, uncertain },
    })),
  );

function said<T>(value: T, uncertain?: true): Figure<T> {
  return { value, source: 'demo-world', uncertain };
}

/** Mostly none: what keeps a stay from the card says little about money. */
function anyOf<T>(...entries: readonly T[]): fc.Arbitrary<readonly T[]> {
  return fc
    .integer({ min: 0, max: 9 })
    .map((die) => entries.slice(die).slice(0, die === 0 ? 1 : undefined));
}

/** Shares of the operations of one sitting, or none. */
const anySittingShares = fc.constantFrom(
  undefined,
  said([10_000, 5_000, 2_500].map(basisPoints)),
  said([10_000, 3_333].map(basisPoints)),
  said([10_000, 5_000].map(basisPoints), true),
);

const GIVEN: readonly Extra[] = [
  { kind: 'transport', amountPaisa: said(rupees(1_000)), timesAYear: said(3) },
  { kind: 'transport', amountPaisa: said(rupees(2_000)), tier: 'priority' },
  { kind: 'burial', amountPaisa: said(rupees(10_000)), timesAYear: said(1), scope: 'member' },
  { kind: 'maternity_allowance', amountPaisa: said(rupees(1_000), true) },
  { kind: 'wage_loss', amountPaisa: said(rupees(250)), daysAtMost: said(3) },
  { kind: 'shifting', amountPaisa: said(rupees(2_000)), maternityOnly: true },
];

/** What a hospital paid to the family beside the treatment: nothing more often than not. */
const anyExtras = fc.array(
  fc.record({
    kind: fc.constantFrom('transport' as const, 'wage_loss' as const, ...EXTRA_KINDS),
    asked: fc.constantFrom(0, 25_000, 75_000, 100_000, 200_000, 1_000_001),
    days: fc.constantFrom(undefined, 1, 3, 3, 4),
    to: fc.constantFrom(undefined, 'PK601', 'PK602'),
    decided: fc.integer({ min: 0, max: 3 }),
    pended: fc.constantFrom(0, 0, 0, 1),
  }),
  { maxLength: 2 },
);
type AskedExtra = typeof anyExtras extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

function withExtras(facts: CaseFacts, asked: readonly AskedExtra[]): CaseFacts {
  const { claim, hospital } = facts;
  if (asked.length === 0) return facts;
  return {
    ...facts,
    claim: {
      ...claim,
      extras: asked.map(({ kind, asked: amount, days, to }, at) => ({
        lineNo: claim.lines.length + at + 1,
        kind,
        days,
        askedPaisa: paisa(amount),
        paidOn: claim.dischargedOn,
        toDistrictPcode: to,
      })),
    },
    hospital: { ...hospital, districtPcode: 'PK601' },
    extrasTaken: asked.map(({ kind, decided, pended }) => ({
      kind,
      member: { decided: Math.min(decided, 1), pended },
      family: { decided, pended },
    })),
  };
}

export const anyTerms: fc.Arbitrary<Terms> = fc
  .record({
    tiers: fc.constantFrom(...TIERS),
    coPay: anyCoPay,
    sittingShares: anySittingShares,
    exclusions: anyOf<Exclusion>(
      { ...EVER, name: 'Hearts', treatment: said({ groups: ['cardiac'] }) },
      { ...EVER, name: 'Scalds', treatment: said({ diagnoses: ['T3'] }, true) },
    ),
    reservations: anyOf<Reservation>(
      { ...EVER, sector: 'public', treatment: said({ packages: ['C'] }) },
      { ...EVER, sector: 'public', treatment: said({ everything: true }, true) },
    ),
    extras: fc.oneof(fc.constant(GIVEN), fc.subarray([...GIVEN])),
    admissionLimits: anyOf<AdmissionLimit>(
      { ...EVER, only: said('pre_authorised_emergencies') },
      { ...EVER, only: said('pre_authorised_emergencies', true) },
    ),
  })
  .map((over) => someTerms(over));

/** Pots of the member's family with anything from nothing to all of them used. */
export function anyCover(terms: Terms): fc.Arbitrary<Cover> {
  const pots = CARE_TIERS.flatMap((tier) => terms.tiers[tier]).flatMap(potsOf);
  const used = pots.map(({ amountPaisa }) =>
    fc.tuple(upTo(amountPaisa), fc.boolean()).map(([amount, reserved]) => ({ amount, reserved })),
  );
  return fc.tuple(...used).map((uses) =>
    pots.map((pot, at) => {
      const use = uses[at];
      const amount = use?.amount ?? rupees(0);
      return use?.reserved === true
        ? { ...pot, reservedPaisa: amount }
        : { ...pot, consumedPaisa: amount };
    }),
  );
}

function potsOf(layer: Layer): Pot[] {
  return layer.caps.map((cap) => ({
    layer: layer.code,
    scope: cap.scope,
    ...(cap.scope === 'member' ? { memberId: MEMBER } : {}),
    amountPaisa: cap.amountPaisa.value,
    reservedPaisa: rupees(0),
    consumedPaisa: rupees(0),
  }));
}

function upTo(amount: Paisa): fc.Arbitrary<Paisa> {
  return fc.oneof(
    fc.bigInt({ min: 0n, max: amount }).map((used) => paisa(used)),
    fc.constantFrom(paisa(0), amount),
  );
}

/** Most cases have few faults: a claim that nothing can be paid of says little about money. */
const seldom = fc.integer({ min: 0, max: 7 }).map((die) => die === 0);

const anyFaults = fc.record({
  unknownPerson: seldom,
  dead: seldom,
  notMember: seldom,
  suspended: seldom,
  noTerms: seldom,
  secondaryOnly: seldom,
  unlicensed: seldom,
  noGrade: seldom,
  backwards: seldom,
  duplicate: seldom,
  overlap: seldom,
  man: seldom,
});

const anyOccasion = fc.record({
  admissionType: fc.constantFrom(...ADMISSION_TYPES),
  dischargeType: fc.constantFrom('home' as const, 'home' as const, ...DISCHARGE_TYPES),
  extras: anyExtras,
  emergencyConfirmed: seldom,
  approved: fc.boolean(),
  newborn: seldom,
  wardDays: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
});

type Faults = typeof anyFaults extends fc.Arbitrary<infer T> ? T : never;
type Occasion = typeof anyOccasion extends fc.Arbitrary<infer T> ? T : never;

/** Any claim on any facts, payable more often than not, with cover in any state. */
export const anyCase: fc.Arbitrary<CaseFacts> = anyTerms.chain((terms) =>
  fc
    .tuple(anyLines, anyCover(terms), anyFaults, anyOccasion)
    .map(([lines, cover, faults, occasion]) =>
      withFaults(payable(terms, lines, cover, occasion), faults),
    ),
);

/** As `anyCase`, without faults that have nothing to do with money. */
export const anyFaultlessCase = (terms: Terms): fc.Arbitrary<CaseFacts> =>
  fc.tuple(anyLines, anyOccasion).map(([lines, occasion]) => payable(terms, lines, [], occasion));

function payable(
  terms: Terms,
  lines: readonly ClaimLine[],
  cover: Cover,
  occasion: Occasion,
): CaseFacts {
  const { admissionType, dischargeType, newborn, wardDays, emergencyConfirmed, approved } =
    occasion;
  const wards =
    wardDays === undefined ? undefined : { general: wardDays, icu: Math.floor(wardDays / 2) };
  const facts = aCase()
    .with({ packages: PACKAGES, terms, cover })
    .withClaim({ lines, admissionType, dischargeType, newborn, wardDays: wards })
    .withGrants({ emergencyConfirmed, approvedLayers: approved ? ['reserve', 'more'] : [] })
    .build();
  return withExtras(facts, occasion.extras);
}

function withFaults(facts: CaseFacts, faults: Faults): CaseFacts {
  const { claim, hospital, person } = facts;
  const stays = aCase()
    .withStays(
      ...(faults.duplicate ? [{ identical: true }] : []),
      ...(faults.overlap ? [{ admittedOn: claim.admittedOn }] : []),
    )
    .build().otherStays;
  const unknown = { person: undefined, family: undefined, terms: undefined, packages: {} };
  return {
    ...facts,
    claim: {
      ...claim,
      dischargedOn: faults.backwards ? addDays(claim.admittedOn, -1) : claim.dischargedOn,
      statedSex: faults.man ? 'male' : 'female',
    },
    person: person && {
      ...person,
      sex: faults.man ? 'male' : 'female',
      memberships: faults.notMember ? [until('2000-01-01')] : [EVER],
      diedOn: faults.dead ? isoDate('2020-01-01') : undefined,
    },
    hospital: {
      ...hospital,
      licences: faults.unlicensed ? [] : hospital.licences,
      standings: faults.noGrade ? [] : hospital.standings,
      suspensions: faults.suspended ? [EVER] : [],
      empanelments: faults.secondaryOnly
        ? [{ ...EVER, tiers: ['secondary'] }]
        : hospital.empanelments,
    },
    otherStays: stays,
    ...(faults.noTerms ? { terms: undefined } : {}),
    ...(faults.unknownPerson ? unknown : {}),
  };
}
