import { shrinkStays } from '../admissions/index.js';
import { recordAudit } from '../audit/index.js';
import { inTransaction, type Database } from '../db/index.js';
import { adjustFamilies, type Correction } from '../ledger/index.js';
import type { Clock } from '../platform/clock.js';
import { shrinkGranted } from '../pre-authorisations/index.js';
import { findUnapplied, insertApplied } from './terms.store.js';

/** Families adjusted in one transaction. */
const PIECE = 200;

interface AdjustDeps {
  /** The owner's pool. */
  readonly owner: Database;
  readonly clock: Clock;
  /** Told after each piece. */
  readonly onPiece?: ((adjusted: { families: number }) => void) | undefined;
}

export interface AppliedTerms extends Correction {
  readonly families: number;
  readonly pots: number;
  /** Holds of open stays for which there is less room now. */
  readonly holds: number;
}

/**
 * Lets the cover that is open follow corrected terms, piece by piece, each its own transaction. Cut off
 * in the middle, it goes on where it stopped when it is begun again; two at once do no harm.
 */
export async function adjustOpenCover(deps: AdjustDeps): Promise<readonly AppliedTerms[]> {
  const outstanding = await inTransaction(deps.owner, findUnapplied);
  const applied: AppliedTerms[] = [];
  for (const correction of outstanding) applied.push(await apply(deps, correction));
  return applied;
}

async function apply(deps: AdjustDeps, correction: Correction): Promise<AppliedTerms> {
  const { owner, clock, onPiece } = deps;
  const counts = { families: 0, pots: 0, holds: 0 };
  let after: Awaited<ReturnType<typeof adjustFamilies>>['last'];
  for (;;) {
    const from = after;
    const piece = await inTransaction(owner, async (tx) => {
      const now = clock.now();
      const adjusted = await adjustFamilies(tx, correction, from, PIECE, now);
      const granted = await shrinkStays(tx, adjusted.holds, now);
      await shrinkGranted(tx, granted, now);
      return adjusted;
    });
    if (piece.last === undefined) break;
    after = piece.last;
    counts.families += piece.families;
    counts.pots += piece.pots;
    counts.holds += piece.holds.length;
    onPiece?.({ families: counts.families });
  }
  const { terms, editionNo } = correction;
  await inTransaction(owner, async (tx) => {
    const now = clock.now();
    await insertApplied(tx, terms, editionNo, now);
    const trail = { actor: 'terms', act: 'terms.adjust', subject: terms.schemeCode };
    await recordAudit(tx, { ...trail, details: { from: terms.from, editionNo, ...counts } }, now);
  });
  return { ...correction, ...counts };
}
