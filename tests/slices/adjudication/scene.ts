/** A world with a runtime on it, and short answers to what became of a claim. */
import { inTransaction } from '../../../src/db/index.js';
import type { Runtime } from '../../../src/runtime.js';
import { testDatabase, type DatabaseUrls } from '../../support/database.js';
import {
  makeWorld,
  openTestRuntime,
  type TestRuntimeOptions,
  type World,
  type WorldOptions,
} from '../../support/world.js';

/** What became of a claim. */
export interface Story {
  readonly status: string;
  readonly pendOwner: string | null;
  readonly schemeCode: string | null;
  readonly lane: number;
  /** By ordinal. */
  readonly decisions: readonly {
    readonly id: string;
    readonly ordinal: number;
    readonly outcome: string;
    readonly decidedNo: bigint;
    readonly insurerPaisa: bigint;
    readonly hospitalBornePaisa: bigint;
    readonly lines: number;
    readonly rulebookFingerprint: string;
    readonly termsFingerprint: string | null;
    readonly passed: readonly string[];
    readonly facts: Readonly<Record<string, unknown>>;
    /** Reasons of its findings, in their order. */
    readonly reasons: readonly string[];
  }[];
  /** Movements of cover that name the claim, in the order they were posted. */
  readonly entries: readonly {
    readonly from: string;
    readonly to: string;
    readonly amountPaisa: bigint;
  }[];
  /** Ordinals that its feed events tell, in the order of the events' ids. */
  readonly events: readonly number[];
}

/** A pot of a family's secondary cover: scope, reserved, consumed. */
export type PotLine = readonly [scope: string, reservedPaisa: bigint, consumedPaisa: bigint];

export interface Scene {
  readonly urls: DatabaseUrls;
  readonly world: World;
  readonly runtime: Runtime;
  readonly story: (claimId: string) => Promise<Story>;
  readonly pots: (familyId: string) => Promise<readonly PotLine[]>;
  /** Other claims that open cases about this one name, sorted. */
  readonly cases: (claimId: string) => Promise<readonly string[]>;
}

export async function openScene(
  t: { teardown(act: () => Promise<void>): unknown },
  options: WorldOptions & TestRuntimeOptions = {},
): Promise<Scene> {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, options);
  const runtime = await openTestRuntime(t, urls, options);
  return {
    urls,
    world,
    runtime,
    story: storyTeller(runtime),
    pots: (familyId) => readPots(runtime, familyId),
    cases: async (claimId) => {
      const rows = await inTransaction(
        runtime.judgeDatabase,
        (tx) => tx<{ about: string }[]>`
          select about_claim_id as about from review_case where claim_id = ${claimId} order by 1`,
      );
      return rows.map(({ about }) => about);
    },
  };
}

/** Tells of any claim what became of it. */
export function storyTeller(runtime: Runtime): Scene['story'] {
  return (claimId) => readStory(runtime, claimId);
}

async function readStory(runtime: Runtime, claimId: string): Promise<Story> {
  return inTransaction(runtime.judgeDatabase, async (tx) => {
    const [head] = await tx<Pick<Story, 'status' | 'pendOwner' | 'schemeCode' | 'lane'>[]>`
      select status, pend_owner as "pendOwner", scheme_code as "schemeCode", lane
      from claim where id = ${claimId}`;
    if (head === undefined) throw new Error(`no claim ${claimId}`);
    const decisions = await tx<Story['decisions'][number][]>`
      select d.id, d.ordinal, d.outcome, d.decided_no as "decidedNo",
        d.insurer_paisa as "insurerPaisa", d.hospital_borne_paisa as "hospitalBornePaisa",
        (select count(*)::integer from decision_line l
          where l.lane = d.lane and l.decision_id = d.id) as lines,
        d.rulebook_fingerprint as "rulebookFingerprint",
        d.terms_fingerprint as "termsFingerprint", d.passed, d.facts,
        array(select reason from finding f where f.lane = d.lane and f.decision_id = d.id
          order by finding_no) as reasons
      from decision d where d.claim_id = ${claimId} order by d.ordinal`;
    const entries = await tx<Story['entries'][number][]>`
      select from_account as from, to_account as to, amount_paisa as "amountPaisa"
      from cover_entry where claim_id = ${claimId} order by id`;
    const events = await tx<{ ordinal: number }[]>`
      select (payload ->> 'ordinal')::integer as ordinal from feed_event
      where claim_id = ${claimId} order by id`;
    return {
      ...head,
      decisions: [...decisions],
      entries: [...entries],
      events: events.map(({ ordinal }) => ordinal),
    };
  });
}

async function readPots(runtime: Runtime, familyId: string): Promise<readonly PotLine[]> {
  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ scope: string; reserved: bigint; consumed: bigint }[]>`
      select scope, reserved_paisa as reserved, consumed_paisa as consumed from cover_balance
      where family_id = ${familyId} and layer = 'secondary' order by scope, holder_id`,
  );
  return rows.map(({ scope, reserved, consumed }) => [scope, reserved, consumed]);
}
