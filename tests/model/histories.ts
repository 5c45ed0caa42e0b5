/** Random schemes, and random histories of a few families under them. */
import fc from 'fast-check';
import type {
  ModelClaim,
  ModelLayer,
  ModelLine,
  ModelPackage,
  ModelScheme,
  ModelStay,
} from './reference.js';

export const FAMILIES = 3;
export const MEMBERS = 3;

/** What happens, in order. A `claim` is named by its number, counted around those that there are. */
export type Act =
  | { readonly kind: 'claim'; readonly claim: ModelClaim }
  | { readonly kind: 'revise'; readonly number: number; readonly lines: readonly ModelLine[] }
  | { readonly kind: 'grant'; readonly number: number; readonly what: 'layers' | 'emergency' }
  | { readonly kind: 'appeal'; readonly number: number }
  | { readonly kind: 'correct'; readonly number: number; readonly lines: readonly ModelLine[] }
  | { readonly kind: 'void'; readonly number: number }
  | { readonly kind: 'open'; readonly stay: ModelStay }
  | { readonly kind: 'cancel'; readonly number: number }
  /** The claim of a stay: what was planned, or that and more, or something else. */
  | {
      readonly kind: 'claim stay';
      readonly number: number;
      readonly planned: boolean;
      /** The registry learns before the claim that the person had died before the stay. */
      readonly dead: boolean;
      readonly more: readonly ModelLine[];
      readonly claim: ModelClaim;
    }
  | {
      readonly kind: 'die';
      readonly family: number;
      readonly member: number;
      readonly day: string;
    };

const PACKAGES: readonly ModelPackage[] = [
  { code: 'A', tier: 'secondary', rate: 1_000_000n, carried: false },
  { code: 'B', tier: 'secondary', rate: 1_234_567n, carried: false },
  { code: 'C', tier: 'secondary', rate: 900_001n, carried: true },
  { code: 'D', tier: 'priority', rate: 5_000_000n, carried: false },
  { code: 'E', tier: 'priority', rate: 3_333_333n, carried: true },
];

/** Small beside the packages' rates, so that limits are met early and often. */
const anAmount = fc.oneof(
  fc.constantFrom(0n, 1n, 1_000_000n, 2_000_000n, 5_000_000n),
  fc.bigInt({ min: 0n, max: 6_000_000n }),
);
const aCap = (whose: 'member' | 'family') =>
  anAmount.map((amount) => ({ whose, amount: whose === 'family' ? amount * 2n : amount }));

const someCaps = fc.oneof(
  fc.tuple(aCap('family')),
  fc.tuple(aCap('member'), aCap('family')),
  fc.tuple(aCap('member')),
);

function aLayer(tier: ModelLayer['tier'], name: string, onApproval: boolean) {
  return someCaps.map((caps): ModelLayer => ({ tier, name, caps, onApproval }));
}

const aScheme: fc.Arbitrary<ModelScheme> = fc
  .record({
    layers: fc.tuple(
      aLayer('secondary', 'secondary', false),
      aLayer('secondary', 'additional', true),
      aLayer('priority', 'priority', false),
      aLayer('priority', 'reserve', true),
    ),
    secondLayers: fc.boolean(),
    yearBegins: fc.constantFrom('01-01', '07-01', '03-15'),
    privateShare: fc.constantFrom(0n, 3_000n, 5_000n, 3_333n),
    transport: fc.option(
      fc.record({
        amount: fc.constantFrom(100_000n, 200_000n),
        times: fc.constantFrom(1, 1, 1, 2, 3),
        whose: fc.constantFrom('member' as const, 'family' as const, 'family' as const),
        tier: fc.constantFrom(undefined, undefined, undefined, 'priority' as const),
      }),
      { nil: undefined },
    ),
  })
  .map(({ layers, secondLayers, ...rest }) => ({
    ...rest,
    layers: layers.filter(({ onApproval }) => secondLayers || !onApproval),
  }));

/** Days about the edges of the policy years. */
const aDay = fc.constantFrom(
  '2023-12-31',
  '2024-01-01',
  '2024-03-14',
  '2024-03-15',
  '2024-06-30',
  '2024-07-01',
  '2024-12-31',
);

const aLine: fc.Arbitrary<ModelLine> = fc.record({
  package: fc.constantFrom(...PACKAGES),
  price: fc.oneof(anAmount, fc.constantFrom(...PACKAGES.map(({ rate }) => rate))),
  quantity: fc.constantFrom(1n, 1n, 1n, 2n, 3n),
});
const someLines = fc.array(aLine, { minLength: 1, maxLength: 4 });

const seldom = fc.integer({ min: 0, max: 9 }).map((of10) => of10 === 9);
const often = fc.integer({ min: 0, max: 2 }).map((of3) => of3 === 2);
const who = {
  family: fc.nat(FAMILIES - 1),
  member: fc.nat(MEMBERS - 1),
};

const aClaim: fc.Arbitrary<ModelClaim> = fc.record({
  ...who,
  admitted: aDay,
  lines: someLines,
  privateHospital: often,
  paperMissing: seldom,
  offPanel: seldom,
  emergencyStated: often,
  emergencyConfirmed: fc.constant(false),
  layersGranted: fc.constant(false),
  transport: fc.constantFrom(undefined, undefined, 0n, 80_000n, 100_000n, 150_001n),
  absconded: seldom,
});

const aStay: fc.Arbitrary<ModelStay> = fc.record({
  ...who,
  admitted: aDay,
  lines: someLines,
  privateHospital: often,
  authorised: fc.boolean(),
  layersGranted: often,
});

const number = fc.nat(30);
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('claim' as const), claim: aClaim }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('revise' as const), number, lines: someLines }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('grant' as const),
      number,
      what: fc.constantFrom('layers' as const, 'emergency' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('appeal' as const), number }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('correct' as const), number, lines: someLines }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), number }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), stay: aStay }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), number }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('claim stay' as const),
      number,
      dead: often,
      planned: fc.integer({ min: 0, max: 4 }).map((of5) => of5 > 0),
      more: fc.array(aLine, { minLength: 1, maxLength: 2 }),
      claim: aClaim,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), ...who, day: aDay }) },
);

export const aHistory = fc.record({
  scheme: aScheme,
  acts: fc.array(anAct, { minLength: 1, maxLength: 24 }),
});
