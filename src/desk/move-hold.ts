import { entriesFor } from '../domain/coverage/entries.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import type { CoverBook } from '../ledger/index.js';
import type { JudgedPlan } from './plan.js';

/** What holds cover before there is a decided claim: an admission, or a pre-authorisation. */
interface Holder {
  readonly lane: Lane;
  readonly id: string;
  readonly familyId: string;
  readonly personId: string;
}

/** Moves what is held for a stay from one set of draws to another; only the difference is posted. */
export function moveHold(
  book: CoverBook,
  judged: JudgedPlan,
  holder: Holder,
  actId: string,
  change: { readonly from: readonly Draw[]; readonly to: readonly Draw[] },
): void {
  const { facts, policyYearOn } = judged;
  if (facts.terms === undefined || policyYearOn === undefined) {
    if (change.from.length + change.to.length > 0) throw new Error('cover is held without terms');
    return;
  }
  book.post(
    {
      lane: holder.lane,
      familyId: holder.familyId as FamilyId,
      policyYearOn,
      terms: facts.terms,
    },
    entriesFor(
      holder.personId as PersonId,
      { draws: change.from, use: 'reserved' },
      { draws: change.to, use: 'reserved' },
    ),
    { kind: 'hold', id: actId, holdId: holder.id },
  );
}
