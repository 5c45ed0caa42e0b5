import type { JudgedPlan } from '../desk/index.js';
import type { PreAuthorisation } from '../pre-authorisations/index.js';
import {
  needsPreAuthorisation,
  planHold,
  totalOf,
  wantsOf,
  withoutHold,
} from '../domain/coverage/holds.js';
import type { Draw } from '../domain/coverage/pots.js';
import { add, ZERO, type Paisa } from '../domain/money.js';

export interface StayHold {
  readonly draws: readonly Draw[];
  /** The insurer's share of the whole plan, whatever of it is held. */
  readonly plannedPaisa: Paisa;
  /** All that is planned is held. */
  readonly withinLimit: boolean;
}

/**
 * What to hold for a plan: secondary care at once, priority care only after its pre-authorisation.
 * `held` is what the stay holds already, which is its own to use; what its pre-authorisation holds is
 * held there.
 */
export function holdFor(
  judged: JudgedPlan,
  held: readonly Draw[],
  authorised: PreAuthorisation | undefined,
): StayHold {
  const { facts, lines, policyYearOn } = judged;
  const { terms, person } = facts;
  const plannedPaisa = add(ZERO, ...lines.map((line) => line.insurerPaisa));
  if (terms === undefined || person === undefined || policyYearOn === undefined) {
    return { draws: [], plannedPaisa, withinLimit: false };
  }
  const room = withoutHold(facts.cover, terms, person.id, held);
  const granted = new Set(
    authorised?.granted.filter((line) => line.isHeld).map((line) => line.packageCode),
  );
  const own = lines.filter((line) => !granted.has(line.packageCode));
  const atOnce = own.filter((line) => !needsPreAuthorisation(line.tier));
  const { draws } = planHold(room, terms, person.id, wantsOf(atOnce));
  const ownPaisa = add(ZERO, ...own.map((line) => line.insurerPaisa));
  const withinLimit =
    plannedPaisa > 0n && totalOf(draws) === ownPaisa && authorised?.withinLimit !== false;
  return { draws, plannedPaisa, withinLimit };
}
