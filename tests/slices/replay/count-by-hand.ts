import type { ReplayClaim } from '../../../src/replay/index.js';

/** What a person with the file and a pencil would find; shares no code with the engine. */
export interface HandCount {
  /** Later copies of a claim with the same person, provider, days, codes and amount. */
  readonly duplicates: ReadonlySet<string>;
  /** Claims that overlap another stay that is no copy, with those stays. */
  readonly overlaps: ReadonlyMap<string, readonly string[]>;
  /** Pairs in which one stay begins on the day the other ends. */
  readonly transfers: number;
  /** Whoever has a copy, an overlap or a transfer. */
  readonly beneficiaries: ReadonlySet<string>;
}

const textOf = (c: ReplayClaim): string =>
  [
    c.beneficiaryId,
    c.providerId,
    c.admittedOn,
    c.dischargedOn,
    [...c.diagnoses].sort().join(' '),
    [...c.procedures].sort().join(' '),
    c.drg,
    c.amount,
  ].join('|');

/** Compares every stay of a person with every earlier one, in the order of the list. */
export function countByHand(claims: readonly ReplayClaim[]): HandCount {
  const duplicates = new Set<string>();
  const overlaps = new Map<string, string[]>();
  const beneficiaries = new Set<string>();
  const seen = new Set<string>();
  const byPerson = new Map<string, ReplayClaim[]>();
  let transfers = 0;
  for (const claim of claims) {
    const { claimId, beneficiaryId } = claim;
    if (seen.has(textOf(claim))) {
      duplicates.add(claimId);
      beneficiaries.add(beneficiaryId);
      continue;
    }
    seen.add(textOf(claim));
    const earlier = byPerson.get(beneficiaryId) ?? [];
    for (const other of earlier) {
      const [a, b] = other.admittedOn <= claim.admittedOn ? [other, claim] : [claim, other];
      if (a.admittedOn === b.admittedOn || b.admittedOn < a.dischargedOn) {
        overlaps.set(claimId, [...(overlaps.get(claimId) ?? []), other.claimId]);
        overlaps.set(other.claimId, [...(overlaps.get(other.claimId) ?? []), claimId]);
        beneficiaries.add(beneficiaryId);
      } else if (b.admittedOn === a.dischargedOn) {
        transfers += 1;
        beneficiaries.add(beneficiaryId);
      }
    }
    byPerson.set(beneficiaryId, [...earlier, claim]);
  }
  return { duplicates, overlaps, transfers, beneficiaries };
}
