import { policyYearOf, type IsoDate } from '../domain/calendar.js';
import type { Claim } from '../domain/claim/claim.js';
import type { Lane } from '../domain/ids.js';
import type { Judgement } from '../domain/rules/adjudicate.js';
import type { ExtraTaken, TakenTimes } from '../domain/rules/facts.js';
import { EXTRA_KINDS, type ExtraKind } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';
import { CoverBook, readPaidExtras, type PaidExtra } from '../ledger/index.js';
import { termsOn } from '../registry/index.js';
import type { Gathered } from './facts.js';
import type { WaitingClaim } from './waiting.store.js';

/** Extras of one family and policy year that are read at most: more than any terms count. */
const MOST_EXTRAS = 2_000;

/** Whose extras are counted, and in which year. */
export interface ExtrasOf {
  readonly lane: Lane;
  readonly familyId: string;
  readonly personId: string;
  readonly schemeCode: string;
  readonly policyYearOn: IsoDate;
}

type Families = Pick<CoverBook, 'relatedOf' | 'isBrought'>;

/** Extras that others have had, for the claims of one batch that ask for some, and what the batch adds. */
export class Extras {
  private constructor(
    private readonly families: Families,
    private readonly askers: ReadonlyMap<string, ExtrasOf>,
    private paid: readonly PaidExtra[],
  ) {}

  /**
   * Reads them in one statement, and in none where no claim asks for any. Under the families' locks they
   * stand.
   */
  static async read(
    tx: Transaction,
    gathered: Pick<Gathered, 'reference' | 'families'>,
    claims: readonly WaitingClaim[],
    families: Families,
  ): Promise<Extras> {
    const askers = new Map<string, ExtrasOf>();
    for (const claim of claims) {
      if ((claim.content.extras ?? []).length === 0) continue;
      const asker = askerOf(gathered, claim);
      if (asker !== undefined) askers.set(claim.id, asker);
    }
    return new Extras(families, askers, await readFor(tx, families, [...askers.values()]));
  }

  /** What one person may ask of, as it stands: nothing is locked. */
  static async takenNow(tx: Transaction, asker: ExtrasOf): Promise<readonly ExtraTaken[]> {
    const book = await CoverBook.read(tx, [asker]);
    const paid = await readFor(tx, book, [asker]);
    return new Extras(book, new Map(), paid).takenBy(asker);
  }

  /** How often each kind was had, but for some claims: the one that asks, and the one it replaces. */
  takenBy(
    of: ExtrasOf,
    kinds: readonly ExtraKind[] = EXTRA_KINDS,
    without: readonly (string | undefined)[] = [],
  ): readonly ExtraTaken[] {
    const { familyId, personId, schemeCode, policyYearOn } = of;
    const others = this.paid.filter(
      (one) =>
        one.schemeCode === schemeCode &&
        one.policyYearOn === policyYearOn &&
        !without.includes(one.claimId),
    );
    return kinds.map((kind) => {
      const own = others.filter((one) => one.kind === kind);
      const ofFamily = own.filter(
        (one) =>
          one.familyId === familyId ||
          this.families.isBrought(one.personId, one.familyId, familyId),
      );
      const ofMember = own.filter((one) => one.personId === personId);
      return { kind, member: timesOf(ofMember), family: timesOf(ofFamily) };
    });
  }

  /** Of the kinds that a claim asks for; undefined where it asks for none. */
  of(claim: Claim): readonly ExtraTaken[] | undefined {
    const asker = this.askers.get(claim.id);
    if (asker === undefined) return undefined;
    const kinds = [...new Set((claim.extras ?? []).map(({ kind }) => kind))];
    return this.takenBy(asker, kinds, [claim.id, claim.revisionOf]);
  }

  /** Later claims of the batch see what this one pays, and no longer what the one it replaces held. */
  remember(claim: Claim, { outcome, lines }: Judgement): void {
    this.paid = this.paid.filter(
      ({ claimId }) => claimId !== claim.id && claimId !== claim.revisionOf,
    );
    const asker = this.askers.get(claim.id);
    if (outcome === 'denied' || asker === undefined) return;
    const given = lines.flatMap(({ extra, insurerPaisa }) =>
      extra === undefined || insurerPaisa === 0n
        ? []
        : [{ ...asker, claimId: claim.id, kind: extra, isDecided: outcome !== 'pended' }],
    );
    this.paid = [...this.paid, ...given];
  }

  /** What a claim pays is open again: an overlap has put it in question. */
  question(claimId: string): void {
    this.paid = this.paid.map((one) =>
      one.claimId === claimId ? { ...one, isDecided: false } : one,
    );
  }
}

/** Whose extras a claim counts; undefined where no terms tell the policy year. */
function askerOf(
  { reference, families }: Pick<Gathered, 'reference' | 'families'>,
  { lane, familyId, personId, admittedOn }: WaitingClaim,
): ExtrasOf | undefined {
  const schemeCode = families.get(familyId ?? '')?.schemeCode;
  if (familyId === null || personId === null || schemeCode === undefined) return undefined;
  const start = termsOn(reference, schemeCode, admittedOn)?.terms.policyYearStart.value;
  if (start === undefined) return undefined;
  const policyYearOn = policyYearOf(start, admittedOn);
  return { lane, familyId, personId, schemeCode, policyYearOn };
}

async function readFor(
  tx: Transaction,
  families: Families,
  askers: readonly ExtrasOf[],
): Promise<readonly PaidExtra[]> {
  const keys = askers.flatMap(({ lane, familyId, policyYearOn }) =>
    families.relatedOf({ lane, familyId }).map((family) => ({ ...family, policyYearOn })),
  );
  const distinct = new Map(keys.map((key) => [`${key.familyId}/${key.policyYearOn}`, key]));
  return readPaidExtras(tx, [...distinct.values()], MOST_EXTRAS);
}

function timesOf(paid: readonly PaidExtra[]): TakenTimes {
  const decided = paid.filter(({ isDecided }) => isDecided).length;
  return { decided, pended: paid.length - decided };
}
