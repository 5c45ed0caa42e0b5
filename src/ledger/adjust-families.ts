import { createHash } from 'node:crypto';
import { UUID } from 'uuidv7';
import { adjustCover, type Adjusted } from '../domain/coverage/adjust.js';
import type { Draw, Pot } from '../domain/coverage/pots.js';
import type { IsoDate } from '../domain/calendar.js';
import type { Lane } from '../domain/ids.js';
import { CARE_TIERS, type Terms } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';
import { newId } from '../platform/lane.js';
import {
  findUnadjusted,
  readDatedPots,
  readUses,
  writeAmounts,
  type CapAmount,
  type StoredUse,
} from './adjust.store.js';
import {
  insertEntries,
  lockAccounts,
  type FamilyKey,
  type LanePot,
  type NewEntry,
} from './cover.store.js';

/** Corrected terms, and which recording of them: the key under which each pot is adjusted once. */
export interface Correction {
  readonly terms: Terms;
  readonly editionNo: number;
}

/** A hold that there is no longer room for as it was. */
export interface ShrunkHold {
  readonly lane: Lane;
  readonly id: string;
  readonly draws: readonly Draw[];
}

export interface AdjustedFamilies {
  /** Looked at in this piece; undefined when none is left. */
  readonly last: FamilyKey | undefined;
  readonly families: number;
  readonly pots: number;
  readonly holds: readonly ShrunkHold[];
}

/**
 * Adjusts the open cover of the next families to corrected terms, in one transaction under their locks.
 * A pot with the amount that its terms give it is done: cut off in the middle and begun again, no family
 * is adjusted twice and none is left out.
 */
export async function adjustFamilies(
  tx: Transaction,
  correction: Correction,
  after: FamilyKey | undefined,
  limit: number,
  now: Date,
): Promise<AdjustedFamilies> {
  const { schemeCode, from: termsFromOn } = correction.terms;
  const potsOf = { schemeCode, termsFromOn };
  const families = await findUnadjusted(tx, potsOf, capsOf(correction.terms), after, limit);
  if (families.length === 0) return { last: undefined, families: 0, pots: 0, holds: [] };
  await lockAccounts(tx, families);
  // Read under the lock: another run may have come first.
  const [pots, uses] = await Promise.all([readDatedPots(tx, families), readUses(tx, families)]);
  const entries: NewEntry[] = [];
  const written: LanePot[] = [];
  const holds: ShrunkHold[] = [];
  for (const own of byYear(pots)) {
    const [{ lane, familyId, policyYearOn }] = own;
    const using = uses.filter(
      (use) => use.familyId === familyId && use.policyYearOn === policyYearOn,
    );
    const isTheirs = (pot: Pot): boolean => (pot as LanePot).termsFromOn === termsFromOn;
    const adjusted = adjustCover(own, correction.terms, using, isTheirs);
    if (adjusted.resized.length === 0) continue;
    entries.push(...entriesOf(correction, own[0], adjusted));
    written.push(...(adjusted.cover as readonly LanePot[]));
    for (const { of, draws } of adjusted.redrawn) {
      if (of.kind === 'hold') holds.push({ lane, id: of.id, draws });
    }
  }
  await Promise.all([insertEntries(tx, entries, now), writeAmounts(tx, written)]);
  return { last: families.at(-1), families: families.length, pots: written.length, holds };
}

/** Every cap of terms with its amount. */
export function capsOf({ tiers }: Terms): readonly CapAmount[] {
  return CARE_TIERS.flatMap((tier) =>
    tiers[tier].flatMap(({ code: layer, caps }) =>
      caps.map(({ scope, amountPaisa }) => ({ layer, scope, amountPaisa: amountPaisa.value })),
    ),
  );
}

type Some<T> = readonly [T, ...T[]];

function byYear(pots: readonly LanePot[]): readonly Some<LanePot>[] {
  const groups = new Map<string, [LanePot, ...LanePot[]]>();
  for (const pot of pots) {
    const key = `${pot.familyId}/${pot.policyYearOn}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pot]);
    else group.push(pot);
  }
  return [...groups.values()];
}

function entriesOf(
  correction: Correction,
  { lane, familyId, policyYearOn }: LanePot,
  { resized, redrawn }: Adjusted,
): readonly NewEntry[] {
  const { schemeCode } = correction.terms;
  const causeId = causeOf(correction, lane, familyId, policyYearOn);
  let causeNo = 0;
  const common = { lane, familyId, schemeCode, policyYearOn, cause: 'adjust', causeId };
  const next = () => ({ ...common, id: newId(lane), causeNo: (causeNo += 1) });
  return [
    ...redrawn.flatMap(({ of, entries }) =>
      entries.map(({ memberId, ...entry }) => ({
        ...next(),
        ...entry,
        personId: memberId,
        ...(of.kind === 'hold'
          ? { holdId: of.id }
          : { claimId: of.id, decisionId: (of as StoredUse).decisionId }),
      })),
    ),
    ...resized.map(({ pot, tier, from, to, amountPaisa }) => ({
      ...next(),
      ...{ tier, layer: pot.layer, from, to, amountPaisa },
      personId: pot.memberId,
    })),
  ];
}

const ID_BYTES = 16;

/** One cause for a family's policy year and a recording of terms: its unique key refuses a second time. */
function causeOf(
  { terms, editionNo }: Correction,
  lane: Lane,
  familyId: string,
  policyYearOn: IsoDate,
): string {
  const named = ['adjust', terms.schemeCode, terms.from, editionNo, familyId, policyYearOn].join(
    '/',
  );
  const bytes = Uint8Array.from(createHash('sha256').update(named).digest().subarray(0, ID_BYTES));
  bytes[ID_BYTES - 1] = lane;
  return UUID.ofInner(bytes).toString();
}
