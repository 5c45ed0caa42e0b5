import { uuidv7 } from 'uuidv7';
import { recordAudit } from '../audit/index.js';
import { inScope, NO_ROWS, type Database, type Transaction } from '../db/index.js';
import { dayInKarachi } from '../domain/calendar.js';
import { add, subtract, type Paisa } from '../domain/money.js';
import {
  remittancesOf,
  type DueToHospital,
  type Recovery,
} from '../domain/settlement/remittance.js';
import { appendEvents } from '../outbox/index.js';
import type { Clock } from '../platform/clock.js';
import { hashBody } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { newIdAfter } from '../platform/lane.js';
import {
  countDifferences,
  insertRecoveries,
  readOwed,
  takeDifferences,
  type NewRecovery,
  type OwedRow,
} from './difference.store.js';
import {
  countDue,
  findRunByKey,
  insertLines,
  insertRemittances,
  insertRun,
  lockScheme,
  takeDue,
  type DueRow,
  type NewRemittance,
  type RunRow,
} from './settlement.store.js';

/** Claims paid in one run at most; the answer says how many wait for the next one. */
const MAX_RUN_CLAIMS = 5_000;
/** Recoveries netted from one remittance at most, the oldest; the rest waits for the next one. */
export const MAX_RECOVERIES = 200;
/** Claims left over are counted up to here. */
const MAX_LEFT_COUNTED = 100_000;
/** A run takes about a second; whoever has waited this long for another one is told to come back. */
const WAIT_MS = 10_000;

export interface SettlementDeps {
  /** The app role's pool. */
  readonly database: Database;
  readonly clock: Clock;
}

export interface RunRequest {
  readonly schemeCode: string;
  /** Claims decided before this instant; now, when absent. */
  readonly decidedBefore?: Date | undefined;
}

/**
 * Gathers a scheme's due claims, and what corrections added to settled ones, into one remittance a
 * hospital, and nets from it what corrections took off, in one transaction: run, remittances, lines, the claims' status and their feed events stand together or not at all. Runs of one scheme go
 * one after the other, and whoever repeats a request gets the run that the first one made. Throws the
 * problems idempotency-key-reused and unavailable.
 */
export async function runSettlement(
  deps: SettlementDeps,
  by: { readonly keyId: string; readonly key: string },
  request: RunRequest,
  maxClaims = MAX_RUN_CLAIMS,
): Promise<RunRow> {
  const requestHash = hashBody({
    schemeCode: request.schemeCode,
    decidedBefore: request.decidedBefore?.toISOString() ?? null,
  });
  try {
    return await inScope(
      deps.database,
      { ...NO_ROWS, schemes: [request.schemeCode] },
      async (tx) => {
        await lockScheme(tx, request.schemeCode, WAIT_MS);
        const earlier = await findRunByKey(tx, by.keyId, by.key);
        if (earlier === undefined) {
          return settle(tx, { deps, by, request, requestHash, maxClaims });
        }
        if (!earlier.request_hash.equals(requestHash)) throw problems.idempotencyKeyReused();
        return earlier;
      },
    );
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw problems.unavailable('Another settlement run of this scheme is under way; ask again');
  }
}

interface Run {
  readonly deps: SettlementDeps;
  readonly by: { readonly keyId: string; readonly key: string };
  readonly request: RunRequest;
  readonly requestHash: Buffer;
  readonly maxClaims: number;
}

async function settle(tx: Transaction, run: Run): Promise<RunRow> {
  const { schemeCode } = run.request;
  const now = run.deps.clock.now();
  const decidedBefore = run.request.decidedBefore ?? now;
  const due = await takeAllDue(tx, schemeCode, decidedBefore, run.maxClaims);
  const dueInAll = await countAllDue(tx, schemeCode, decidedBefore, due.length);
  const hospitals = [...new Set(due.map((claim) => claim.hospitalId))];
  const owed = await readOwed(tx, { schemeCode, decidedBefore }, hospitals, MAX_RECOVERIES);
  const id = uuidv7();
  const remittances = remittancesOf(due, owed).map((money) => advise(id, money, now));
  const row = {
    id,
    schemeCode,
    decidedBefore,
    requestKey: run.by.key,
    requestHash: run.requestHash,
    requestedBy: run.by.keyId,
    createdAt: now,
    claims: due.length,
    claimsLeft: dueInAll - due.length,
    grossPaisa: add(...remittances.map((remittance) => remittance.grossPaisa)),
  };
  if (!(await insertRun(tx, row))) throw problems.idempotencyKeyReused();
  await insertRemittances(tx, remittances);
  await insertLines(
    tx,
    remittances.flatMap(({ id: remittanceId, due: claims }) =>
      claims.map((claim) => ({ ...claim, remittanceId })),
    ),
  );
  await insertRecoveries(
    tx,
    remittances.flatMap(({ taken }) => taken),
  );
  await appendEvents(
    tx,
    remittances.flatMap((one) => [
      ...settledEvents(schemeCode, one),
      ...recoveredEvents(schemeCode, one),
    ]),
    now,
  );
  await recordAudit(
    tx,
    {
      actor: run.by.keyId,
      act: 'settlement.run',
      subject: id,
      details: {
        schemeCode,
        claims: due.length,
        grossPaisa: row.grossPaisa.toString(),
        recoveredPaisa: add(...remittances.map((one) => one.recoveredPaisa)).toString(),
      },
    },
    now,
  );
  return {
    id,
    scheme_code: schemeCode,
    decided_before: decidedBefore,
    request_hash: run.requestHash,
    requested_by: run.by.keyId,
    created_at: now,
    claims: row.claims,
    claims_left: row.claimsLeft,
    gross_paisa: row.grossPaisa,
  };
}

/** Differences first: they are few, and the oldest of what is due. */
async function takeAllDue(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  limit: number,
): Promise<readonly DueRow[]> {
  const differences = await takeDifferences(tx, schemeCode, decidedBefore, limit);
  const claims = await takeDue(tx, schemeCode, decidedBefore, limit - differences.length);
  return [...differences, ...claims];
}

async function countAllDue(
  tx: Transaction,
  schemeCode: string,
  decidedBefore: Date,
  taken: number,
): Promise<number> {
  const upTo = taken + MAX_LEFT_COUNTED;
  const differences = await countDifferences(tx, schemeCode, decidedBefore, upTo);
  return differences + (await countDue(tx, schemeCode, decidedBefore, upTo - differences));
}

type Advised = NewRemittance & {
  readonly due: readonly DueRow[];
  readonly taken: readonly (NewRecovery & { readonly leftPaisa: Paisa })[];
};

function advise(
  runId: string,
  { claims, recoveries, ...money }: DueToHospital<DueRow, OwedRow>,
  now: Date,
): Advised {
  const day = dayInKarachi(now).replaceAll('-', '');
  const [first] = claims;
  if (first === undefined) throw new Error('a remittance without claims');
  const id = uuidv7();
  return {
    ...money,
    id,
    runId,
    // The run's own random digits keep two runs of one day apart.
    adviceNo: `RA-${day}-${first.hospitalCode}-${runId.slice(-8)}`,
    claims: claims.length,
    due: claims,
    taken: recoveries.map((recovery) => takeBack(id, recovery)),
  };
}

function takeBack(remittanceId: string, { owed, recoveredPaisa }: Recovery<OwedRow>) {
  const { lane, decisionId, claimId, afterId, owedPaisa } = owed;
  const leftPaisa = subtract(owedPaisa, recoveredPaisa);
  const eventId = newIdAfter(lane, afterId);
  return { lane, decisionId, remittanceId, claimId, recoveredPaisa, eventId, leftPaisa };
}

function settledEvents(schemeCode: string, remittance: Advised) {
  return remittance.due.map((claim) => ({
    id: newIdAfter(claim.lane, claim.decisionId),
    lane: claim.lane,
    kind: 'claim.settled' as const,
    claimId: claim.claimId,
    hospitalId: claim.hospitalId,
    schemeCode,
    payload: {
      decisionId: claim.decisionId,
      runId: remittance.runId,
      remittanceId: remittance.id,
      adviceNo: remittance.adviceNo,
      insurerPaisa: claim.insurerPaisa.toString(),
      ...(claim.extrasPaisa > 0n ? { extrasPaisa: claim.extrasPaisa.toString() } : {}),
    },
  }));
}

function recoveredEvents(schemeCode: string, remittance: Advised) {
  return remittance.taken.map((recovery) => ({
    id: recovery.eventId,
    lane: recovery.lane,
    kind: 'claim.recovered' as const,
    claimId: recovery.claimId,
    hospitalId: remittance.hospitalId,
    schemeCode,
    payload: {
      decisionId: recovery.decisionId,
      runId: remittance.runId,
      remittanceId: remittance.id,
      adviceNo: remittance.adviceNo,
      recoveredPaisa: recovery.recoveredPaisa.toString(),
      leftPaisa: recovery.leftPaisa.toString(),
    },
  }));
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}
