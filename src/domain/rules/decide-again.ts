import { entriesFor, post, type CoverEntry } from '../coverage/entries.js';
import { totalOf, type Want } from '../coverage/holds.js';
import type { Cover, Draw } from '../coverage/pots.js';
import { redraw } from '../coverage/redraw.js';
import { add } from '../money.js';
import { CARE_TIERS } from '../scheme/terms.js';
import { adjudicate, extrasDrawn, type Judgement } from './adjudicate.js';
import { answering } from './answered.js';
import type { CaseFacts } from './facts.js';
import type { Rule } from './rule.js';

/** What a decided claim took from cover, and cover as it stands now with that in it. */
export interface Decided {
  readonly draws: readonly Draw[];
  readonly cover: Cover;
}

export interface DecidedAgain {
  /** With what is drawn now; a pended one draws nothing and is not to be stored. */
  readonly judgement: Judgement;
  /** From what the earlier decision took to what this one takes: only the difference. */
  readonly entries: readonly CoverEntry[];
}

/**
 * Decides a decided claim again on facts that were corrected. `facts.cover` is the room of the day on which
 * it was first decided: that settles how much is payable, so that claims decided since neither take from it
 * nor add to it. What is payable is then drawn on the room of now, and past the limit where others have
 * taken that. `answers`: codes of rules whose questions the adjudicator has answered.
 */
export function decideAgain(
  facts: CaseFacts,
  rulebook: readonly Rule[],
  answers: readonly string[],
  decided: Decided,
): DecidedAgain {
  const judged = adjudicate(facts, answering(rulebook, answers));
  const passed = judged.passed.filter((code) => !answers.includes(code));
  const judgement = { ...judged, passed, draws: [] };
  const { terms, person } = facts;
  if (judged.outcome === 'pended' || terms === undefined || person === undefined) {
    return { judgement, entries: [] };
  }
  const before = { draws: decided.draws, use: 'consumed' as const };
  const nothing = { draws: [], use: 'consumed' as const };
  const free = post(decided.cover, terms, entriesFor(person.id, before, nothing));
  const draws =
    judged.outcome === 'denied'
      ? []
      : [
          ...redraw(free, terms, person.id, wantsOf(judged), facts.grants.approvedLayers),
          ...extrasDrawn(facts, judged.lines),
        ];
  if (totalOf(draws) !== judged.totals.insurerPaisa) {
    throw new Error(`claim ${facts.claim.id} pays what no tier draws`);
  }
  return {
    judgement: { ...judgement, draws },
    entries: entriesFor(person.id, before, { draws, use: 'consumed' }),
  };
}

/** The insurer's share of each tier. */
function wantsOf({ lines }: Judgement): readonly Want[] {
  return CARE_TIERS.flatMap((tier) => {
    const own = lines.filter((line) => line.tier === tier);
    return own.length === 0
      ? []
      : [{ tier, amountPaisa: add(...own.map((line) => line.insurerPaisa)) }];
  });
}
