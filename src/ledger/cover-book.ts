import type { IsoDate } from '../domain/calendar.js';
import { post, type CoverEntry } from '../domain/coverage/entries.js';
import type { Cover, Pot } from '../domain/coverage/pots.js';
import type { FamilyId, Lane } from '../domain/ids.js';
import type { Terms } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';
import { newId } from '../platform/lane.js';
import {
  insertEntries,
  lockAccounts,
  readPots,
  writePots,
  type FamilyKey,
  type LanePot,
  type NewEntry,
} from './cover.store.js';

/** Whose cover moves, in which year, on whose terms. */
export interface CoverOwner {
  readonly lane: Lane;
  readonly familyId: FamilyId;
  readonly policyYearOn: IsoDate;
  readonly terms: Terms;
}

/** Why entries are posted; the key that makes a repeated posting impossible. */
export type Cause = {
  readonly kind: 'decision' | 'release' | 'hold' | 'correction';
  readonly id: string;
  /** The earlier entry that one of these corrects; absent where there was none. */
  readonly corrects?: ((entry: CoverEntry) => string | undefined) | undefined;
} & Owned;

/** Whose cover moves: a claim's, or what is held for a stay that has no decided claim yet. */
type Owned =
  | { readonly claimId: string; readonly holdId?: undefined }
  | { readonly holdId: string; readonly claimId?: undefined };

/**
 * The cover of some families while one transaction works on it: opened under their locks, moved in
 * memory entry by entry, and written back once. The only writer of cover.
 */
export class CoverBook {
  private readonly entries: NewEntry[] = [];
  private readonly touched = new Map<string, LanePot>();
  private readonly causeNos = new Map<string, number>();

  private constructor(private readonly covers: Map<string, Cover>) {}

  /** Locks the families' accounts, then reads their pots. */
  static async open(tx: Transaction, families: readonly FamilyKey[]): Promise<CoverBook> {
    await lockAccounts(tx, families);
    return CoverBook.read(tx, families);
  }

  /** Reads pots without locking: for a dry-run, which posts nothing. */
  static async read(tx: Transaction, families: readonly FamilyKey[]): Promise<CoverBook> {
    const covers = new Map<string, Pot[]>();
    for (const pot of await readPots(tx, families)) {
      const { familyId, policyYearOn, ...rest } = pot;
      const key = keyOf(familyId, policyYearOn);
      covers.set(key, [...(covers.get(key) ?? []), rest]);
    }
    return new CoverBook(covers);
  }

  coverOf(familyId: FamilyId, policyYearOn: IsoDate): Cover {
    return this.covers.get(keyOf(familyId, policyYearOn)) ?? [];
  }

  /** Moves cover. Throws CoverOverdrawn when a cap would not hold; then nothing has moved. */
  post(owner: CoverOwner, entries: readonly CoverEntry[], cause: Cause): void {
    if (entries.length === 0) return;
    const key = keyOf(owner.familyId, owner.policyYearOn);
    const before = this.covers.get(key) ?? [];
    const after = post(before, owner.terms, entries);
    this.covers.set(key, after);
    for (const pot of after) {
      if (before.includes(pot)) continue;
      const { familyId, policyYearOn, lane } = owner;
      const holder = pot.memberId ?? familyId;
      this.touched.set(`${key}/${pot.layer}/${pot.scope}/${holder}`, {
        ...pot,
        familyId,
        policyYearOn,
        lane,
        termsFromOn: owner.terms.from,
      });
    }
    for (const entry of entries) this.entries.push(this.row(owner, entry, cause));
  }

  private row(owner: CoverOwner, entry: CoverEntry, cause: Cause): NewEntry {
    const causeNo = (this.causeNos.get(cause.id) ?? 0) + 1;
    this.causeNos.set(cause.id, causeNo);
    return {
      lane: owner.lane,
      id: newId(owner.lane),
      familyId: owner.familyId,
      personId: entry.memberId,
      schemeCode: owner.terms.schemeCode,
      policyYearOn: owner.policyYearOn,
      tier: entry.tier,
      layer: entry.layer,
      from: entry.from,
      to: entry.to,
      amountPaisa: entry.amountPaisa,
      cause: cause.kind,
      causeId: cause.id,
      causeNo,
      claimId: cause.claimId,
      holdId: cause.holdId,
      correctsId: cause.corrects?.(entry),
    };
  }

  /** Writes what moved: entries appended, pots as they now stand. */
  async flush(tx: Transaction, postedAt: Date): Promise<void> {
    await Promise.all([
      insertEntries(tx, this.entries, postedAt),
      writePots(tx, [...this.touched.values()]),
    ]);
  }
}

function keyOf(familyId: string, policyYearOn: IsoDate): string {
  return `${familyId}/${policyYearOn}`;
}
