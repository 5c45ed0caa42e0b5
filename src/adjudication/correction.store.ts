import type { IsoDate } from '../domain/calendar.js';
import type { ClaimStatus } from '../domain/claim/lifecycle.js';
import type { Pot } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { paisa, type Paisa } from '../domain/money.js';
import type { ExtraTaken } from '../domain/rules/facts.js';
import type { Transaction } from '../db/index.js';
import type { ClaimContent } from '../intake/index.js';
import { toJson } from '../platform/json.js';
import type { Changes } from './correction.contract.js';
import { toWaiting, type WaitingClaim, type WaitingRow } from './waiting.store.js';

/** A claim with its newest decision, as far as a correction asks. */
export interface DecidedClaim extends WaitingClaim {
  readonly status: ClaimStatus;
  readonly schemeCode: string | null;
  readonly decision: {
    readonly id: string;
    readonly ordinal: number;
    readonly insurerPaisa: Paisa;
    /** The family's room when the claim was first decided. */
    readonly room: readonly Pot[];
    /** What others had had then of the extras that it asks for. */
    readonly extrasTaken?: readonly ExtraTaken[] | undefined;
  };
  /** A settlement run has paid something of it. */
  readonly isSettled: boolean;
}

type StoredPot = Omit<Pot, 'amountPaisa' | 'reservedPaisa' | 'consumedPaisa'> &
  Readonly<Record<'amountPaisa' | 'reservedPaisa' | 'consumedPaisa', string>>;

/** Whose family's cover a claim is on; undefined when there is no such claim or it is not decided. */
export async function findDecided(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<DecidedClaim | undefined> {
  const [row] = await tx<
    (WaitingRow & {
      status: ClaimStatus;
      scheme_code: string | null;
      decision_id: string;
      ordinal: number;
      insurer_paisa: bigint;
      room: StoredPot[] | null;
      extras_taken: ExtraTaken[] | null;
      settled: boolean;
    })[]
  >`
    select c.lane, c.id, c.hospital_id, c.family_id, c.person_id, c.admitted_on, c.discharged_on,
      c.duplicate_key, c.content, c.revision_of, c.received_at, c.status, c.scheme_code,
      d.id as decision_id, d.ordinal, d.insurer_paisa, d.facts -> 'cover' as room,
      d.facts -> 'extrasTaken' as extras_taken,
      exists (select 1 from remittance_line l where l.lane = c.lane and l.claim_id = c.id) as settled
    from claim c join decision d on d.lane = c.lane and d.id = c.decision_id
    where c.lane = ${lane} and c.id = ${id}`;
  if (row === undefined) return undefined;
  return {
    ...toWaiting(row),
    status: row.status,
    schemeCode: row.scheme_code,
    decision: {
      id: row.decision_id,
      ordinal: row.ordinal,
      insurerPaisa: paisa(row.insurer_paisa),
      room: (row.room ?? []).map((pot) => ({
        ...pot,
        amountPaisa: paisa(pot.amountPaisa),
        reservedPaisa: paisa(pot.reservedPaisa),
        consumedPaisa: paisa(pot.consumedPaisa),
      })),
      ...(row.extras_taken === null ? {} : { extrasTaken: row.extras_taken }),
    },
    isSettled: row.settled,
  };
}

/** The newest event of a claim from its newest decision on: what a correction's must sort after. */
export async function readNewestEventId(
  tx: Transaction,
  lane: Lane,
  claimId: string,
  decisionId: string,
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    select id from feed_event where lane = ${lane} and id >= ${decisionId} and claim_id = ${claimId}
    order by id desc limit 1`;
  return row?.id ?? decisionId;
}

export interface NewCorrection {
  readonly lane: Lane;
  readonly decisionId: string;
  readonly claimId: string;
  readonly hospitalId: string;
  readonly schemeCode: string;
  readonly correctsId: string;
  readonly changes: Changes;
  readonly content: Omit<ClaimContent, 'contact'>;
  readonly dischargedOn: IsoDate;
  readonly reason: string;
  readonly source: string;
  readonly correctedBy: string;
  /** What it changes of what was paid; 0 where nothing was paid yet or nothing changes. */
  readonly settledDifferencePaisa: bigint;
}

/** Keeps a correction, and what a settlement run owes more or less for it. */
export async function insertCorrection(
  tx: Transaction,
  made: NewCorrection,
  at: Date,
): Promise<void> {
  await tx`
    insert into claim_correction (lane, decision_id, claim_id, corrects_id, changes, content,
      discharged_on, emergency_confirmed, reason, source, corrected_by, corrected_at)
    values (${made.lane}, ${made.decisionId}, ${made.claimId}, ${made.correctsId},
      ${toJson(made.changes)}::text::jsonb, ${toJson(made.content)}::text::jsonb,
      ${made.dischargedOn}, ${made.changes.emergencyConfirmed ?? null}, ${made.reason},
      ${made.source}, ${made.correctedBy}, ${at})`;
  if (made.settledDifferencePaisa === 0n) return;
  await tx`
    insert into payment_difference (lane, decision_id, claim_id, hospital_id, scheme_code,
      difference_paisa, decided_at)
    values (${made.lane}, ${made.decisionId}, ${made.claimId}, ${made.hospitalId},
      ${made.schemeCode}, ${made.settledDifferencePaisa}, ${at})`;
}

export interface CorrectionRow {
  readonly claim_id: string;
  readonly decision_id: string;
  readonly corrects_id: string;
  readonly ordinal: number;
  readonly outcome: string;
  readonly status: string;
  readonly insurer_paisa: bigint;
  readonly before_paisa: bigint;
  readonly difference_paisa: bigint | null;
  readonly reason: string;
  readonly source: string;
  readonly changes: Changes;
  readonly corrected_at: Date;
}

/** Whether there is such a claim in the caller's scope. */
export async function isInScope(tx: Transaction, lane: Lane, id: string): Promise<boolean> {
  const rows = await tx`select 1 from claim where lane = ${lane} and id = ${id}`;
  return rows.length === 1;
}

/** Corrections of a claim that the caller's scope lets him see, the newest first. */
export async function listCorrections(
  tx: Transaction,
  lane: Lane,
  claimId: string,
  limit: number,
): Promise<readonly CorrectionRow[]> {
  return tx<CorrectionRow[]>`
    select k.claim_id, k.decision_id, k.corrects_id, d.ordinal, d.outcome, c.status, d.insurer_paisa,
      e.insurer_paisa as before_paisa, x.difference_paisa, k.reason, k.source, k.changes, k.corrected_at
    from claim_correction k
    join claim c on c.lane = k.lane and c.id = k.claim_id
    join decision d on d.lane = k.lane and d.id = k.decision_id
    join decision e on e.lane = k.lane and e.id = k.corrects_id
    left join payment_difference x on x.lane = k.lane and x.decision_id = k.decision_id
    where k.lane = ${lane} and k.claim_id = ${claimId}
    order by k.decision_id desc limit ${limit}`;
}
