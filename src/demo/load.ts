import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MultiBar, Presets } from 'cli-progress';
import { dayInKarachi } from '../domain/calendar.js';
import type { Grant } from '../domain/access/access.js';
import { issueKey } from '../access/index.js';
import { drainShard, readShards, type DrainDeps } from '../adjudication/index.js';
import { inTransaction, openDatabase, type Database } from '../db/index.js';
import { sequence } from '../feeds/index.js';
import { claimBody, submitClaims } from '../intake/index.js';
import type { Runtime } from '../runtime.js';
import {
  registerFamilies,
  registerHospitals,
  registerPackages,
  registerSchemeDistricts,
  registerSchemes,
} from '../registry/index.js';
import { projectRisk } from '../risk/index.js';
import type { DemoSize } from '../platform/config.js';
import { DEMO_SCHEME_CODE, DEMO_SEED, demoWorld, type DemoWorld } from './index.js';
import { findDemoHospitals, isDemoLoaded, isDemoRegistered, markDemoLoaded } from './demo.store.js';

/** Families written in one statement. */
const PIECE = 1_000;
/** Claims stored at once: they are stored in order of receipt within each hospital. */
const STORING = 8;
const STATEMENT_MS = 120_000;

export interface DemoDeps extends Runtime {
  readonly ownerUrl: string;
  readonly dataFolder: string;
  readonly say: (line: string) => void;
  readonly size: DemoSize;
}

/** Families and claims; the generator's own numbers where nothing is said. */
const SIZES = { full: {}, small: { families: 1_500, claims: 200 } } as const;

/** One key to try the service with. */
export interface DemoCredential {
  readonly role: string;
  readonly holder: string;
  readonly key: string;
  /** Whose claims the key sends. */
  readonly hospitalCode?: string | undefined;
}

/** Where the keys are kept, readable by their owner alone. */
export function demoCredentialsFile(dataFolder: string): string {
  return path.join(dataFolder, 'demo-credentials.json');
}

/**
 * Loads the make-believe scheme at first start, has its claims decided by the real engine, and issues
 * keys to try it with. Cut off in the middle it goes on at the next start; loaded, it does nothing.
 */
export async function loadDemo(deps: DemoDeps): Promise<readonly DemoCredential[]> {
  const { size } = deps;
  if (size === 'none') return [];
  const owner = openDatabase(deps.ownerUrl, {
    name: 'sehat-demo',
    max: 2,
    statementTimeoutMs: STATEMENT_MS,
  });
  try {
    if (!(await inTransaction(owner, isDemoLoaded))) await load(deps, owner, size);
    return await credentials(deps, owner);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function load(deps: DemoDeps, owner: Database, size: keyof typeof SIZES): Promise<void> {
  deps.say('Loading a make-believe scheme to try things on (everything in it is invented) …');
  const today = dayInKarachi(deps.clock.now());
  const world = demoWorld({ seed: DEMO_SEED, today, ...SIZES[size] });
  const bars = new MultiBar(
    {
      format: '  {name} {bar} {value}/{total}',
      hideCursor: null,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
    },
    Presets.shades_classic,
  );
  try {
    const families = bars.create(world.families.length, 0, { name: 'families' });
    const submitted = bars.create(world.claims.length, 0, { name: 'claims  ' });
    const decided = bars.create(world.claims.length, 0, { name: 'decided ' });
    await register(deps, owner, world, (count) => families.increment(count));
    families.update(world.families.length);
    const hospitals = await hospitalIds(owner);
    for (const claims of roundsOf(world.claims)) {
      await submitAll(deps, claims, hospitals, () => submitted.increment());
      await decideAll(deps, (count) => decided.increment(count));
      await letKnow(deps);
    }
    decided.update(world.claims.length);
  } finally {
    bars.stop();
  }
  await inTransaction(owner, (tx) => markDemoLoaded(tx, deps.clock.now()));
}

/** The registry part is one transaction: there whole, or not at all. */
async function register(
  deps: DemoDeps,
  owner: Database,
  world: DemoWorld,
  onFamilies: (count: number) => void,
): Promise<void> {
  await inTransaction(owner, async (tx) => {
    if (await isDemoRegistered(tx, world.scheme.code)) return;
    await registerSchemes(tx, [world.scheme]);
    await registerSchemeDistricts(tx, world.scheme.code, world.schemeDistricts);
    await registerPackages(tx, world.scheme.code, world.packages, world.tariff);
    await registerHospitals(
      tx,
      world.hospitals.map((hospital) => ({
        ...hospital,
        invented: true,
        empanelments: ofScheme(world, hospital.empanelments),
        suspensions: ofScheme(world, hospital.suspensions),
      })),
    );
    for (let at = 0; at < world.families.length; at += PIECE) {
      const piece = world.families.slice(at, at + PIECE);
      await registerFamilies(tx, deps.keys, ofScheme(world, piece));
      onFamilies(piece.length);
    }
  });
}

function ofScheme<T extends object>(world: DemoWorld, items: readonly T[]) {
  return items.map((item) => ({ ...item, schemeCode: world.scheme.code }));
}

async function hospitalIds(owner: Database): Promise<ReadonlyMap<string, string>> {
  const hospitals = await inTransaction(owner, findDemoHospitals);
  return new Map(hospitals.map(({ code, id }) => [code, id]));
}

/** Months of the make-believe year, about: what is decided in one is known to the signals in the next. */
const ROUNDS = 10;

interface KeyedClaim {
  readonly claim: DemoWorld['claims'][number];
  readonly key: string;
}

function roundsOf(claims: DemoWorld['claims']): readonly (readonly KeyedClaim[])[] {
  const keyed = claims.map((claim, index) => ({ claim, key: `demo-${index + 1}` }));
  const size = Math.ceil(keyed.length / ROUNDS);
  return Array.from({ length: ROUNDS }, (_, round) =>
    keyed.slice(round * size, (round + 1) * size),
  );
}

/** Stores claims through the ordinary door, each as of the moment it came in. */
async function submitAll(
  deps: DemoDeps,
  claims: readonly KeyedClaim[],
  hospitals: ReadonlyMap<string, string>,
  onClaim: () => void,
): Promise<void> {
  const queue = [...claims];
  const storing = Array.from({ length: STORING }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { claim, key } = next;
      const hospitalId = hospitals.get(claim.hospitalCode);
      if (hospitalId === undefined) throw new Error(`no hospital ${claim.hospitalCode}`);
      const receivedAt = new Date(claim.receivedAt);
      await submitClaims(
        {
          database: deps.app,
          keys: deps.keys,
          clock: { now: () => receivedAt },
          hint: () => undefined,
        },
        hospitalId,
        [{ key, body: claimBody.parse(claim.body) }],
      );
      onClaim();
    }
  });
  await Promise.all(storing);
}

async function decideAll(deps: DemoDeps, onDecided: (count: number) => void): Promise<void> {
  const drain: DrainDeps = {
    database: deps.judgeDatabase,
    reference: deps.reference,
    judge: deps.judge,
    clock: deps.clock,
    log: deps.log,
    onDecided,
  };
  for (const shard of await readShards(deps.judgeDatabase)) await drainShard(drain, shard);
}

/** Gives what was decided its place in the feed, and lets the signals know of it. */
async function letKnow({ judgeDatabase: database, clock, judge }: DemoDeps): Promise<void> {
  await sequence({ database, clock });
  await projectRisk({ database });
  judge.risk?.peers.forget();
}

/** Keys are made once, kept readable by their owner alone, and shown at every start. */
async function credentials(deps: DemoDeps, owner: Database): Promise<readonly DemoCredential[]> {
  const file = demoCredentialsFile(deps.dataFolder);
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8')) as readonly DemoCredential[];
  }
  const [hospital] = await inTransaction(owner, findDemoHospitals);
  if (hospital === undefined) throw new Error('the demo has no hospital');
  const drafts: (Omit<DemoCredential, 'key'> & { readonly grant: Grant })[] = [
    {
      role: 'hospital',
      hospitalCode: hospital.code,
      holder: `${hospital.name} (${hospital.code})`,
      grant: { role: 'hospital', scope: { kind: 'hospital', id: hospital.id } },
    },
    ...(['adjudicator', 'finance'] as const).map((role) => ({
      role,
      holder: `insurer of ${DEMO_SCHEME_CODE}`,
      grant: { role, scope: { kind: 'scheme' as const, id: DEMO_SCHEME_CODE } },
    })),
    {
      role: 'department',
      holder: 'health department, Khyber Pakhtunkhwa',
      grant: { role: 'department', scope: { kind: 'province', id: 'PK5' } },
    },
    {
      role: 'administrator',
      holder: 'administrator',
      grant: { role: 'administrator', scope: { kind: 'all', id: '*' } },
    },
  ];
  const made: DemoCredential[] = [];
  for (const { grant, ...draft } of drafts) {
    const { key } = await issueKey(
      owner,
      { name: `demo ${draft.role}`, grants: [grant] },
      deps.clock.now(),
    );
    made.push({ ...draft, key });
  }
  mkdirSync(deps.dataFolder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return made;
}
