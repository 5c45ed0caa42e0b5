import { entriesFor } from '../domain/coverage/entries.js';
import { needsPreAuthorisation, planHold, totalOf, withoutHold } from '../domain/coverage/holds.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { FamilyId, PersonId } from '../domain/ids.js';
import { add, ZERO, type Paisa } from '../domain/money.js';
import type { CoverBook } from '../ledger/index.js';
import type { Admission, JudgedPlan } from './admission.js';

export interface StayHold {
  readonly draws: readonly Draw[];
  /** The insurer's share of the whole plan, whatever of it is held. */
  readonly plannedPaisa: Paisa;
  /** All that is planned is held. */
  readonly withinLimit: boolean;
}

/**
 * What to hold for a plan: secondary care at once, priority care only after its pre-authorisation.
 * `held` is what the stay holds already, which is its own to use.
 */
export function holdFor(judged: JudgedPlan, held: readonly Draw[]): StayHold {
  const { facts, wants, policyYearOn } = judged;
  const { terms, person } = facts;
  const plannedPaisa = add(ZERO, ...wants.map((want) => want.amountPaisa));
  if (terms === undefined || person === undefined || policyYearOn === undefined) {
    return { draws: [], plannedPaisa, withinLimit: false };
  }
  const room = withoutHold(facts.cover, terms, person.id, held);
  const atOnce = wants.filter((want) => !needsPreAuthorisation(want.tier));
  const { draws } = planHold(room, terms, person.id, atOnce);
  const withinLimit = plannedPaisa > 0n && totalOf(draws) === plannedPaisa;
  return { draws, plannedPaisa, withinLimit };
}

/** Moves what a stay holds from one set of draws to another; only the difference is posted. */
export function moveHold(
  book: CoverBook,
  judged: JudgedPlan,
  admission: Pick<Admission, 'lane' | 'id' | 'familyId' | 'personId'>,
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
      lane: admission.lane,
      familyId: admission.familyId as FamilyId,
      policyYearOn,
      terms: facts.terms,
    },
    entriesFor(
      admission.personId as PersonId,
      { draws: change.from, use: 'reserved' },
      { draws: change.to, use: 'reserved' },
    ),
    { kind: 'hold', id: actId, holdId: admission.id },
  );
}
