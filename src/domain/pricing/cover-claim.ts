import { drawDown, EXCESS, type Draw } from '../coverage/pots.js';
import { add, smallest, subtract, ZERO, type Paisa } from '../money.js';
import type { CaseFacts } from '../rules/facts.js';
import type { Cut } from '../rules/finding.js';
import type { LineMoney, TierCover } from '../rules/rule.js';
import { CARE_TIERS } from '../scheme/terms.js';

/**
 * Step 5 and 6 of the money: each tier's insurer shares are drawn over its pots; a shortfall is taken
 * from the tier's lines, last line first, or carried past the limit where the scheme says so:
 * packages the tariff marks maternity or life-saving, emergencies that an officer confirmed, and stays
 * that were within the limit when their cover was reserved.
 * Empty where terms or person are missing: there is nothing to draw on yet.
 */
export function coverClaim(facts: CaseFacts, lines: readonly LineMoney[]): readonly TierCover[] {
  const { terms, person } = facts;
  if (terms === undefined || person === undefined) return [];
  return CARE_TIERS.flatMap((tier) => {
    const own = lines.filter((line) => line.tier === tier && line.insurerPaisa > 0n);
    if (own.length === 0) return [];
    const wanted = add(...own.map((line) => line.insurerPaisa));
    const { draws, awaiting, shortfallPaisa } = drawDown(
      facts.cover,
      terms,
      tier,
      person.id,
      wanted,
      facts.grants.approvedLayers,
    );
    const asked = add(...awaiting.filter(isExcess).map((draw) => draw.amountPaisa));
    const { carriedPaisa, shortfalls } = spreadShortfall(facts, own, add(shortfallPaisa, asked));
    const common = { tier, wantedPaisa: wanted, draws, carriedPaisa };
    if (asked === 0n) return [{ ...common, awaiting, shortfalls }];
    // What the scheme carries past its limit asks nobody; the rest waits for who decides above it.
    const amountPaisa = subtract(asked, carriedPaisa);
    const above = amountPaisa > 0n ? [{ tier, layer: EXCESS, amountPaisa }] : [];
    const below = awaiting.filter((draw) => !isExcess(draw));
    return [{ ...common, awaiting: [...below, ...above], shortfalls: [] }];
  });
}

function isExcess({ layer }: Draw): boolean {
  return layer === EXCESS;
}

function spreadShortfall(
  facts: CaseFacts,
  lines: readonly LineMoney[],
  shortfall: Paisa,
): { readonly carriedPaisa: Paisa; readonly shortfalls: readonly Cut[] } {
  let left = shortfall;
  let carried = ZERO;
  const shortfalls: Cut[] = [];
  for (const line of [...lines].sort((a, b) => b.lineNo - a.lineNo)) {
    const part = smallest(left, line.insurerPaisa);
    if (part === 0n) continue;
    if (carriedPastLimit(facts, line)) carried = add(carried, part);
    else shortfalls.push({ lineNo: line.lineNo, amountPaisa: part });
    left = subtract(left, part);
  }
  return { carriedPaisa: carried, shortfalls };
}

function carriedPastLimit(facts: CaseFacts, line: LineMoney): boolean {
  if (facts.grants.emergencyConfirmed || begunWithinLimit(facts)) return true;
  const listed = facts.packages[line.packageCode]?.package;
  return listed?.maternity === true || listed?.lifeSaving === true;
}

/**
 * The stay's cover was reserved while the room covered what was planned, and what was planned is on the
 * claim: all else on it is extension or complication. Without any of it this is another treatment.
 */
export function begunWithinLimit({ admission, claim }: CaseFacts): boolean {
  if (admission?.withinLimit !== true) return false;
  return claim.lines.some((line) => admission.packageCodes.includes(line.packageCode));
}
