import type { ExtraKind, Extra } from '../scheme/terms.js';
import type { ClaimExtra, ClaimLine } from '../claim/claim.js';
import type { CaseFacts } from './facts.js';
import { packageOf } from './lookup.js';

/** What the terms of the day give of a kind of extra, whatever the treatment. */
export function extrasGiven({ terms }: CaseFacts, kind: ExtraKind): readonly Extra[] {
  return (terms?.extras ?? []).filter((extra) => extra.kind === kind);
}

/**
 * The entry of the terms that pays an extra beside the treatment of a claim that is not denied, the one
 * that gives most. Undefined where the terms give none for such treatment.
 */
export function entryFor(
  facts: CaseFacts,
  { kind }: ClaimExtra,
  denied: ReadonlySet<number>,
): Extra | undefined {
  let most: Extra | undefined;
  for (const extra of extrasGiven(facts, kind)) {
    if (!isWith(facts, extra, denied)) continue;
    if (most === undefined || extra.amountPaisa.value > most.amountPaisa.value) most = extra;
  }
  return most;
}

function isWith(facts: CaseFacts, { tier, maternityOnly }: Extra, denied: ReadonlySet<number>) {
  const ofTier = (line: ClaimLine): boolean => packageOf(facts, line)?.tier === tier;
  return (
    (tier === undefined || someTreatment(facts, denied, ofTier)) &&
    (maternityOnly === undefined || isMaternity(facts, denied))
  );
}

/** Whether treatment that is not denied is of maternity, by the scheme's list. */
export function isMaternity(facts: CaseFacts, denied: ReadonlySet<number>): boolean {
  return someTreatment(facts, denied, (line) => packageOf(facts, line)?.maternity === true);
}

/** A package that the list does not know, of which other rules speak, may be any. */
function someTreatment(
  facts: CaseFacts,
  denied: ReadonlySet<number>,
  is: (line: ClaimLine) => boolean,
): boolean {
  return facts.claim.lines.some(
    (line) => !denied.has(line.lineNo) && (packageOf(facts, line) === undefined || is(line)),
  );
}

/** Extras that no rule has denied yet, each with the entry of the terms that pays it. */
export function payableExtras(
  facts: CaseFacts,
  denied: ReadonlySet<number>,
): readonly (readonly [ClaimExtra, Extra])[] {
  return (facts.claim.extras ?? []).flatMap((extra) => {
    const entry = denied.has(extra.lineNo) ? undefined : entryFor(facts, extra, denied);
    return entry === undefined ? [] : [[extra, entry] as const];
  });
}
