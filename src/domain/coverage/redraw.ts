import type { PersonId } from '../ids.js';
import type { Terms } from '../scheme/terms.js';
import { entriesFor, post } from './entries.js';
import type { Want } from './holds.js';
import { drawDown, EXCESS, type Cover, type Draw } from './pots.js';

/**
 * What a corrected claim takes of cover as it stands now, without what it took before: of each tier as much
 * as its layers have room for, and the rest past every limit. How much it may take at all was settled by
 * the room of the day on which it was first decided; others may have taken that room since.
 */
export function redraw(
  cover: Cover,
  terms: Terms,
  memberId: PersonId,
  owed: readonly Want[],
  approvedLayers: readonly string[],
): readonly Draw[] {
  const nothing = { draws: [], use: 'consumed' as const };
  const draws: Draw[] = [];
  for (const { tier, amountPaisa } of owed) {
    const taken = entriesFor(memberId, nothing, { draws, use: 'consumed' });
    const left = post(cover, terms, taken);
    const drawn = drawDown(left, terms, tier, memberId, amountPaisa, approvedLayers);
    draws.push(...drawn.draws);
    const awaiting = drawn.awaiting.reduce((sum, draw) => sum + draw.amountPaisa, 0n);
    const past = (drawn.shortfallPaisa + awaiting) as Draw['amountPaisa'];
    if (past > 0n) draws.push({ tier, layer: EXCESS, amountPaisa: past });
  }
  return draws;
}
