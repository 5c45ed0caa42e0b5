import type { Transaction } from '../db/index.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { newId } from '../platform/lane.js';
import {
  findPreAuthorisation,
  insertActs,
  updatePreAuthorisations,
} from './pre-authorisation.store.js';

/** What a pre-authorisation holds, less now: corrected terms leave no room for all of it. */
interface ShrunkGrant {
  readonly lane: Lane;
  readonly id: string;
  readonly draws: readonly Draw[];
}

/** Keeps at pre-authorisations what the ledger still holds for them; what was granted stands. */
export async function shrinkGranted(
  tx: Transaction,
  shrunk: readonly ShrunkGrant[],
  now: Date,
): Promise<void> {
  for (const { lane, id, draws } of shrunk) {
    const granted = await findPreAuthorisation(tx, lane, id);
    if (granted === undefined) throw new Error(`hold ${id} is of no stay and of nothing granted`);
    const actNo = granted.actNo + 1;
    await updatePreAuthorisations(tx, [{ ...granted, held: draws, actNo }]);
    const act = { lane, id: newId(lane), preAuthorisationId: id, actNo, act: 'adjust' };
    await insertActs(tx, [{ ...act, actor: 'terms', details: { held: draws } }], now);
  }
}
