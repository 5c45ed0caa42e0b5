/**
 * A small make-believe scheme in a test's own database: three hospitals, a short package list, and as
 * many families as asked for, whose numbers are known. Numbers begin with 9: they are nobody's.
 */
import { type DrainDeps, drainShard, readShards } from '../../src/adjudication/index.js';
import { inTransaction, openDatabase, type Database } from '../../src/db/index.js';
import { addDays, isoDate, type IsoDate } from '../../src/domain/calendar.js';
import type { Lane } from '../../src/domain/ids.js';
import { paisa, rupees } from '../../src/domain/money.js';
import type { Figure, Package, Scheme, TariffRate, Terms } from '../../src/domain/scheme/terms.js';
import { claimBody, submitClaims, type ClaimBody } from '../../src/intake/index.js';
import type { CnicKeys } from '../../src/platform/cnic-keys.js';
import { createLog, type Log } from '../../src/platform/log.js';
import {
  findPeopleByHash,
  hashOfNumber,
  registerFamilies,
  registerHospitals,
  registerPackages,
  registerSchemeDistricts,
  registerSchemes,
} from '../../src/registry/index.js';
import { openRuntime, type Runtime, type RuntimeOptions } from '../../src/runtime.js';
import type { DatabaseUrls } from './database.js';

export const SCHEME_CODE = 'TEST-CHAI';
/** Everything of the scheme is in force from here on; its policy years begin on 1 July. */
export const BEGINS = isoDate('2024-01-01');
/** Where stays begin unless a test says otherwise: well inside one policy year. */
export const FIRST_DAY = isoDate('2024-07-10');
const DISTRICT = 'PK518';

/** Keys of tests: the same in every process, so that a worker started apart reads what was written. */
export const TEST_KEYS: CnicKeys = {
  hashKey: Buffer.alloc(32, 7),
  encryptionKeys: [{ id: 'test', key: Buffer.alloc(32, 9) }],
};

/** What one case of each package is paid, in rupees, at every hospital. */
export const RATES = {
  /** Ordinary secondary care, no papers wanted. */
  'CH-MED': 10_000,
  /** Secondary care that wants a discharge summary: without it the claim pends to the hospital. */
  'CH-PAPER': 8_000,
  /** A session of dialysis: overlaps nothing. */
  'CH-DIAL': 5_000,
  /** Maternity: carried past the limit. */
  'CH-BIRTH': 18_000,
  /** Priority care: pots of its own. */
  'CH-HEART': 100_000,
} as const;
export type PackageCode = keyof typeof RATES;

export interface WorldOptions {
  /** 3 unless told. */
  readonly families?: number | undefined;
  /** Members of each family; 2 unless told. */
  readonly members?: number | undefined;
  /** Yearly cover of secondary care in rupees (99.5 is 9,950 paisa). Khyber Pakhtunkhwa's 40,000 in 200,000 unless told. */
  readonly memberCap?: number | undefined;
  readonly familyCap?: number | undefined;
  /** What the scheme's terms say beside or instead of the usual. */
  readonly terms?: Partial<Terms> | undefined;
  /** A second world beside the first needs a code and numbers of its own. */
  readonly schemeCode?: string | undefined;
  /** Beds that each hospital declares; 100 unless told. */
  readonly beds?: number | undefined;
  /** Number of the first family; 0 unless told. */
  readonly firstFamily?: number | undefined;
}

export interface Person {
  readonly cnic: string;
  readonly personId: string;
  readonly familyId: string;
  readonly lane: Lane;
}

export interface World {
  /** Ids of three hospitals on the panel. */
  readonly hospitals: readonly [string, string, string];
  /** Families by number, each with its members. */
  readonly families: readonly (readonly Person[])[];
  /** A number that the registry does not know; another one for each index. */
  readonly strangerCnic: (index: number) => string;
}

const PIECE = 500;
const STATEMENT_MS = 60_000;

/** Registers the world in a migrated, empty database, as its owner. */
export async function makeWorld(urls: DatabaseUrls, options: WorldOptions = {}): Promise<World> {
  const { families: familyCount = 3, members: memberCount = 2, firstFamily = 0 } = options;
  const { schemeCode = SCHEME_CODE, beds = 100 } = options;
  const owner = openOwner(urls);
  try {
    return await inTransaction(owner, async (tx) => {
      await registerSchemes(tx, [testScheme(options)]);
      await registerSchemeDistricts(tx, schemeCode, [{ districtPcode: DISTRICT, from: BEGINS }]);
      await registerPackages(tx, schemeCode, testPackages(), testRates());
      const hospitals = ['T-1', 'T-2', 'T-3'].map((code) => testHospital(code, schemeCode, beds));
      const ids = await registerHospitals(tx, hospitals);
      const cnics = Array.from({ length: familyCount }, (_, family) =>
        Array.from({ length: memberCount }, (__, member) => cnicOf(firstFamily + family, member)),
      );
      for (let at = 0; at < cnics.length; at += PIECE) {
        await registerFamilies(
          tx,
          TEST_KEYS,
          cnics.slice(at, at + PIECE).map((family) => testFamily(family, schemeCode)),
        );
      }
      const hash = (cnic: string) => hashOfNumber(TEST_KEYS, cnic as never);
      const found = await findPeopleByHash(tx, cnics.flat().map(hash));
      const personOf = (cnic: string): Person => {
        const person = found.get(hash(cnic).toString('hex'));
        if (person === undefined) throw new Error('a member was not registered');
        return { cnic, ...person };
      };
      const id = (code: string): string => ids.get(code) ?? '';
      return {
        hospitals: [id('T-1'), id('T-2'), id('T-3')],
        families: cnics.map((family) => family.map(personOf)),
        strangerCnic: (index) => cnicOf(99_000 + index, 0),
      };
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** A pool as the owner of the tables, for what no role of the service may do. */
export function openOwner(urls: DatabaseUrls): Database {
  return openDatabase(urls.ownerUrl, { name: 'test', max: 2, statementTimeoutMs: STATEMENT_MS });
}

function cnicOf(family: number, member: number): string {
  return `9${String(family).padStart(10, '0')}${String(member).padStart(2, '0')}`;
}

const invented = <T>(value: T): Figure<T> => ({ value, source: 'demo-world' });

function testScheme(options: WorldOptions): Scheme {
  const { memberCap = 40_000, familyCap = 200_000, schemeCode = SCHEME_CODE } = options;
  const cap = (scope: 'member' | 'family', amount: number) => ({
    scope,
    amountPaisa: invented(paisa(Math.round(amount * 100))),
  });
  return {
    code: schemeCode,
    nameEn: 'Chai cover for tests (invented)',
    nameUr: 'آزمائشی چائے تحفظ (فرضی)',
    invented: true,
    terms: [
      {
        schemeCode,
        from: BEGINS,
        policyYearStart: invented({ month: 7, day: 1 }),
        tiers: {
          secondary: [
            {
              code: 'secondary',
              caps: [cap('member', memberCap), cap('family', familyCap)],
              needsApproval: false,
            },
          ],
          priority: [{ code: 'priority', caps: [cap('family', 400_000)], needsApproval: false }],
        },
        coPay: [],
        unmatchedDays: invented(30),
        ...options.terms,
      },
    ],
  };
}

function testPackages(): Package[] {
  return Object.keys(RATES).map((code) => ({
    code,
    nameEn: `${code} (invented)`,
    from: BEGINS,
    tier: code === 'CH-HEART' ? 'priority' : 'secondary',
    dayCare: code === 'CH-DIAL',
    session: code === 'CH-DIAL',
    maternity: code === 'CH-BIRTH',
    lifeSaving: false,
    documents: code === 'CH-PAPER' ? ['discharge_summary'] : [],
  }));
}

function testRates(): TariffRate[] {
  return Object.entries(RATES).map(([packageCode, rate]) => ({
    packageCode,
    grade: 'A',
    from: BEGINS,
    basis: 'case',
    ratePaisa: rupees(rate),
  }));
}

function testHospital(code: string, schemeCode: string, beds: number) {
  return {
    code,
    name: `Hospital ${code} (invented)`,
    districtPcode: DISTRICT,
    invented: true,
    standings: [{ from: BEGINS, sector: 'public' as const, grade: 'A', beds }],
    licences: [{ from: BEGINS, kind: 'regular' as const, licenceNo: `L-${code}` }],
    empanelments: [{ from: BEGINS, schemeCode, tiers: ['secondary', 'priority'] as const }],
    suspensions: [],
    specialities: [],
  };
}

function testFamily(cnics: readonly string[], schemeCode: string) {
  return {
    schemeCode,
    districtPcode: DISTRICT,
    enrolledOn: BEGINS,
    members: cnics.map((cnic, index) => ({
      cnic,
      name: `Member ${index + 1}`,
      sex: index % 2 === 0 ? ('female' as const) : ('male' as const),
      bornOn: isoDate('1990-05-05'),
      relation: index === 0 ? 'head' : 'relative',
      memberFrom: BEGINS,
    })),
  };
}

/** What a test says of a claim; all else is ordinary. */
export interface ClaimDraft {
  readonly cnic: string;
  readonly admittedOn?: IsoDate | undefined;
  /** Nights; 2 unless told. */
  readonly nights?: number | undefined;
  readonly packageCode?: PackageCode | undefined;
  /** Asked in rupees; the package's rate unless told. May have paisa: 99.5 is 9,950 paisa. */
  readonly asked?: number | undefined;
  readonly hospitalClaimNo?: string | undefined;
  /** Any other part of the body. */
  readonly more?: Record<string, unknown> | undefined;
}

let numbered = 0;

/** A claim that has passed the contract. Without further words it is approved whole. */
export function aClaim(draft: ClaimDraft): ClaimBody {
  const { cnic, admittedOn = FIRST_DAY, nights = 2, packageCode = 'CH-MED' } = draft;
  const asked = draft.asked ?? RATES[packageCode];
  return claimBody.parse({
    hospitalClaimNo: draft.hospitalClaimNo ?? `C-${(numbered += 1)}`,
    cnic,
    admittedAt: `${admittedOn}T09:00:00+05:00`,
    dischargedAt: `${addDays(admittedOn, nights)}T11:00:00+05:00`,
    admissionType: 'elective',
    dischargeType: 'home',
    diagnoses: ['J18.9'],
    lines: [{ packageCode, quantity: 1, unitPricePaisa: Math.round(asked * 100) }],
    ...draft.more,
  });
}

/** The first day of a person's nth stay of two nights: none overlaps another. */
export function stayDay(nth: number): IsoDate {
  return addDays(FIRST_DAY, nth * 3);
}

export interface TestRuntimeOptions extends Pick<RuntimeOptions, 'clock'> {
  readonly redisUrl?: string | undefined;
  /** Silent unless told. */
  readonly log?: Log | undefined;
}

/** Everything the API and workers share, on a test's own database; closed when the test ends. */
export async function openTestRuntime(
  t: { teardown(act: () => Promise<void>): unknown },
  urls: DatabaseUrls,
  options: TestRuntimeOptions = {},
): Promise<Runtime> {
  const runtime = await openRuntime({
    ...urls,
    redisUrl: options.redisUrl,
    clock: options.clock,
    cnicKeys: TEST_KEYS,
    log: options.log ?? createLog({ level: 'silent' }),
  });
  t.teardown(() => runtime.close());
  return runtime;
}

/** What a submission needs of a runtime; without a hint nothing wakes the workers. */
export type Submitting = Pick<Runtime, 'app' | 'keys' | 'clock'> & Partial<Pick<Runtime, 'hint'>>;

let keyed = 0;

/** Submits claims in one request, each under a key of its own; returns their ids in order. */
export async function submit(
  runtime: Submitting,
  hospitalId: string,
  bodies: readonly ClaimBody[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let at = 0; at < bodies.length; at += PIECE) {
    const piece = bodies.slice(at, at + PIECE);
    const results = await submitClaims(
      {
        database: runtime.app,
        keys: runtime.keys,
        clock: runtime.clock,
        hint: runtime.hint ?? (() => undefined),
      },
      hospitalId,
      piece.map((body) => ({ key: `test-${process.pid}-${(keyed += 1)}`, body })),
    );
    for (const result of results) {
      if (!result.accepted) throw new Error(`a claim was refused: ${result.fault.message}`);
      ids.push(result.id);
    }
  }
  return ids;
}

/** What a drain needs of a runtime. */
export function drainDepsOf(runtime: Runtime): DrainDeps {
  return { ...runtime, database: runtime.judgeDatabase };
}

/** Decides all that waits, shard by shard, here and now; returns how many were decided. */
export async function drainAll(
  runtime: Runtime,
  deps: DrainDeps = drainDepsOf(runtime),
): Promise<number> {
  let decided = 0;
  for (const shard of await readShards(runtime.judgeDatabase)) {
    decided += await drainShard(deps, shard);
  }
  return decided;
}
