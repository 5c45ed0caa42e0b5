import type { Transaction } from '../db/index.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { newId } from '../platform/lane.js';
import { findAdmission, insertActs, updateAdmissions } from './admission.store.js';

/** A stay's hold, smaller now: corrected terms leave no room for all of it. */
export interface ShrunkStay {
  readonly lane: Lane;
  readonly id: string;
  readonly draws: readonly Draw[];
}

/**
 * Keeps at the stays what the ledger still holds for them. Whether a stay is within the limit was
 * settled when its cover was reserved, and stands: its claim is carried past the limit.
 */
export async function shrinkStays(
  tx: Transaction,
  shrunk: readonly ShrunkStay[],
  now: Date,
): Promise<void> {
  for (const { lane, id, draws } of shrunk) {
    const stay = await findAdmission(tx, lane, id);
    if (stay === undefined) throw new Error(`hold ${id} is of no admission`);
    const actNo = stay.actNo + 1;
    await updateAdmissions(tx, [{ ...stay, held: draws, actNo }]);
    const act = { lane, id: newId(lane), admissionId: id, actNo, act: 'adjust', actor: 'terms' };
    await insertActs(tx, [{ ...act, details: { held: draws } }], now);
  }
}
