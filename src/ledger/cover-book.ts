import type { IsoDate } from '../domain/calendar.js';
import { post, type CoverEntry } from '../domain/coverage/entries.js';
import type { Cover, Pot } from '../domain/coverage/pots.js';
import type { FamilyId, Lane } from '../domain/ids.js';
import type { Terms } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';
import { newId } from '../platform/lane.js';
import {
  dropLocks,
  insertEntries,
  lockAccounts,
  markLocks,
  readPots,
  writePots,
  type FamilyKey,
  type LanePot,
  type NewEntry,
  type StoredPot,
} from './cover.store.js';
import { Elsewhere, withRelated } from './elsewhere.js';
import { readMovers, readUsedByMovers, type Mover, type UsedByMover } from './movers.store.js';

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

/** Times that families' accounts are locked when their members are being moved at that moment. */
const LOCK_ATTEMPTS = 3;

/** Families' members were moved again and again while their accounts were locked: it passes by itself. */
class FamiliesOnTheMove extends Error {
  override readonly name = 'FamiliesOnTheMove';
  /** No claim's fault: it waits for the next drain. */
  readonly code = 'FAMILIES_ON_THE_MOVE';
}

/**
 * The cover of some families while one transaction works on it: opened under their locks, moved in
 * memory entry by entry, and written back once. The only writer of cover.
 */
export class CoverBook {
  private readonly entries: NewEntry[] = [];
  private readonly touched = new Map<string, LanePot>();
  private readonly causeNos = new Map<string, number>();

  private constructor(
    private readonly covers: Map<string, Cover>,
    private readonly elsewhere: Elsewhere,
  ) {}

  /**
   * Locks the families' accounts, with those of the families that members came from or went to, then
   * reads their pots.
   */
  static async open(tx: Transaction, families: readonly FamilyKey[]): Promise<CoverBook> {
    const [first] = await Promise.all([readMovers(tx, families), markLocks(tx)]);
    let movers = first;
    // Once more where somebody has moved while the locks were waited for.
    for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt += 1) {
      const locked = withRelated(families, movers);
      await lockAccounts(tx, locked);
      const [pots, now] = await Promise.all([readPots(tx, locked), readMovers(tx, families)]);
      movers = now;
      if (withRelated(families, movers).length <= locked.length) {
        return CoverBook.of(pots, movers, await readUsedByMovers(tx, movers));
      }
      await dropLocks(tx);
    }
    throw new FamiliesOnTheMove();
  }

  /** Reads pots without locking: for a dry-run, which posts nothing. */
  static async read(tx: Transaction, families: readonly FamilyKey[]): Promise<CoverBook> {
    const [pots, movers] = await Promise.all([readPots(tx, families), readMovers(tx, families)]);
    return CoverBook.of(pots, movers, await readUsedByMovers(tx, movers));
  }

  private static of(
    pots: readonly StoredPot[],
    movers: readonly Mover[],
    used: readonly UsedByMover[],
  ): CoverBook {
    const covers = new Map<string, Pot[]>();
    for (const pot of pots) {
      const { familyId, policyYearOn, ...rest } = pot;
      const key = keyOf(familyId, policyYearOn);
      covers.set(key, [...(covers.get(key) ?? []), rest]);
    }
    return new CoverBook(covers, new Elsewhere(movers, used));
  }

  /** Where a person's rows live: the lane of the family, and for who moved those of all families so far. */
  lanesOf(personId: string, lane: Lane): readonly Lane[] {
    return this.elsewhere.lanesOf(personId) ?? [lane];
  }

  /** A family, and those that its members came from or went to: locked with it, where it is locked. */
  relatedOf(family: FamilyKey): readonly FamilyKey[] {
    return this.elsewhere.relatedOf(family);
  }

  /** Whether what a member had in another family counts for this one. */
  isBrought(personId: string, fromFamilyId: string, familyId: string): boolean {
    return this.elsewhere.isBrought(personId, fromFamilyId, familyId);
  }

  /** A family's cover as it may be drawn on: less what members used in other families. */
  coverOf(familyId: FamilyId, policyYearOn: IsoDate, terms: Terms): Cover {
    const cover = this.covers.get(keyOf(familyId, policyYearOn)) ?? [];
    return this.elsewhere.lessen(cover, familyId, policyYearOn, terms);
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
    for (const entry of entries) {
      this.entries.push(this.row(owner, entry, cause));
      this.elsewhere.note(owner.familyId, owner.policyYearOn, owner.terms.schemeCode, entry);
    }
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
