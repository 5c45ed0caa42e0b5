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
 * settled when its cover was reserved, and stands: its claim is carried past the limit. Returns what is
 * held for no stay.
 */
export async function shrinkStays(
  tx: Transaction,
  shrunk: readonly ShrunkStay[],
  now: Date,
): Promise<readonly ShrunkStay[]> {
  const others: ShrunkStay[] = [];
  for (const each of shrunk) {
    const { lane, id, draws } = each;
    const stay = await findAdmission(tx, lane, id);
    if (stay === undefined) {
      others.push(each);
      continue;
    }
    const actNo = stay.actNo + 1;
    await updateAdmissions(tx, [{ ...stay, held: draws, actNo }]);
    const act = { lane, id: newId(lane), admissionId: id, actNo, act: 'adjust', actor: 'terms' };
    await insertActs(tx, [{ ...act, details: { held: draws } }], now);
  }
  return others;
}
