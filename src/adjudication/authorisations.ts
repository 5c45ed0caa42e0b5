import type { Admission } from '../admissions/index.js';
import type { Transaction } from '../db/index.js';
import { dayInKarachi, type IsoDate } from '../domain/calendar.js';
import { entriesFor } from '../domain/coverage/entries.js';
import { withoutHold } from '../domain/coverage/holds.js';
import type { Cover } from '../domain/coverage/pots.js';
import type { FamilyId, PersonId } from '../domain/ids.js';
import { isInForce } from '../domain/pre-authorisation/lifecycle.js';
import type { AdmissionFacts, CaseFacts } from '../domain/rules/facts.js';
import type { CoverBook } from '../ledger/index.js';
import { newId } from '../platform/lane.js';
import {
  findGranted,
  insertPreAuthorisationActs,
  updatePreAuthorisations,
  type PreAuthorisation,
} from '../pre-authorisations/index.js';
import { termsOn, type Reference } from '../registry/index.js';
import type { WaitingClaim } from './waiting.store.js';

/** What was granted to the persons of some claims at the hospitals that claim. */
export async function readGranted(
  tx: Transaction,
  claims: readonly WaitingClaim[],
): Promise<readonly PreAuthorisation[]> {
  const treated = claims.flatMap(({ lane, hospitalId, personId }) =>
    personId === null ? [] : [{ lane, hospitalId, personId }],
  );
  return findGranted(tx, [...new Map(treated.map((one) => [keyOf(one), one])).values()]);
}

function keyOf({ hospitalId, personId }: { hospitalId: string; personId: string }): string {
  return `${hospitalId}/${personId}`;
}

/**
 * Pre-authorisations of the claims of one batch. As with stays: the claim's decision takes what was held
 * for it, and what the claim does not use is free again, in one transaction.
 */
export class Authorisations {
  private readonly byId: Map<string, PreAuthorisation>;
  private readonly byTreated = new Map<string, readonly string[]>();
  private readonly taken: PreAuthorisation[] = [];

  constructor(
    private readonly reference: Reference,
    private readonly book: CoverBook,
    granted: readonly PreAuthorisation[],
  ) {
    this.byId = new Map(granted.map((one) => [one.id, one]));
    for (const one of granted) {
      this.byTreated.set(keyOf(one), [...(this.byTreated.get(keyOf(one)) ?? []), one.id]);
    }
  }

  /**
   * The one that a claim is judged against: that of the admission it names, or one granted to the person
   * at this hospital for the days of the stay; the oldest first, but one for its packages before others.
   */
  of(waiting: WaitingClaim, stay: Admission | undefined): PreAuthorisation | undefined {
    const { personId, hospitalId, id, revisionOf, admittedOn, content } = waiting;
    if (personId === null || this.byTreated.size === 0) return undefined;
    const ids = this.byTreated.get(keyOf({ hospitalId, personId })) ?? [];
    const all = ids.flatMap((one) => this.byId.get(one) ?? []);
    const taken = all.find(
      ({ claimId }) => claimId !== undefined && [id, revisionOf].includes(claimId),
    );
    if (taken !== undefined) return taken;
    const open = all.filter(({ status }) => isInForce(status));
    const ofStay = open.find(({ admissionId }) => stay !== undefined && admissionId === stay.id);
    if (ofStay !== undefined) return ofStay;
    const free = open.filter((one) => one.admissionId === undefined && isFor(one, admittedOn));
    const codes = content.lines.map((line) => line.packageCode);
    const same = free.find(({ granted }) =>
      granted.some((line) => codes.includes(line.packageCode)),
    );
    return same ?? free[0];
  }

  /** Cover as the claim may draw on it: what its own pre-authorisation holds is free for it. */
  coverFor(authorised: PreAuthorisation | undefined, policyYearOn: IsoDate, cover: Cover): Cover {
    if (authorised === undefined || authorised.held.length === 0) return cover;
    if (authorised.policyYearOn !== policyYearOn) return cover;
    const { personId, held } = authorised;
    return withoutHold(cover, this.termsOf(authorised), personId as PersonId, held);
  }

  /** What the judge is told of the grant, beside what it knows of the stay. */
  factsFor(
    authorised: PreAuthorisation | undefined,
    known: Partial<Pick<CaseFacts, 'admission' | 'grants'>>,
    admittedOn: IsoDate,
  ): Partial<Pick<CaseFacts, 'admission' | 'grants' | 'preAuthorisation'>> {
    if (authorised === undefined) return known;
    const { id, granted, approvedLayers } = authorised;
    const emergencyConfirmed = known.grants?.emergencyConfirmed ?? false;
    return {
      preAuthorisation: {
        id,
        lines: granted.map(({ packageCode, quantity, allowedPaisa }) => ({
          packageCode,
          quantity,
          allowedPaisa,
        })),
      },
      admission: reserved(authorised, known.admission, admittedOn),
      grants: { approvedLayers, emergencyConfirmed, preAuthorised: true },
    };
  }

  /** Gives what is held to the claim that was decided: it draws for itself from now on. */
  give(authorised: PreAuthorisation | undefined, waiting: WaitingClaim, decisionId: string): void {
    if (authorised === undefined || authorised.claimId === waiting.id) return;
    const { lane, familyId, policyYearOn, personId, held } = authorised;
    if (held.length > 0 && policyYearOn !== undefined) {
      const terms = this.termsOf(authorised);
      const owner = { lane, familyId: familyId as FamilyId, policyYearOn, terms };
      const entries = entriesFor(
        personId as PersonId,
        { draws: held, use: 'reserved' },
        { draws: [], use: 'reserved' },
      );
      this.book.post(owner, entries, { kind: 'release', id: decisionId, holdId: authorised.id });
    }
    const next: PreAuthorisation = {
      ...authorised,
      status: 'claimed',
      claimId: waiting.id,
      held: [],
      actNo: authorised.actNo + 1,
    };
    this.byId.set(next.id, next);
    this.taken.push(next);
  }

  async save(tx: Transaction, now: Date): Promise<void> {
    const acts = this.taken.map(({ lane, id: preAuthorisationId, actNo, claimId }) => ({
      lane,
      id: newId(lane),
      preAuthorisationId,
      actNo,
      act: 'claim',
      actor: 'rulebook',
      details: { claimId },
    }));
    const touched = new Set(this.taken.map(({ id }) => id));
    const changed = [...touched].flatMap((id) => this.byId.get(id) ?? []);
    await Promise.all([
      updatePreAuthorisations(tx, changed),
      insertPreAuthorisationActs(tx, acts, now),
    ]);
  }

  private termsOf({ schemeCode, admissionOn }: PreAuthorisation) {
    const dated = termsOn(this.reference, schemeCode, admissionOn);
    if (dated === undefined) throw new Error('cover is held without terms');
    return dated.terms;
  }
}

/** A stay may begin some days before it was planned, once it was asked for, and not after the last day. */
function isFor(one: PreAuthorisation, admittedOn: IsoDate): boolean {
  const asked = dayInKarachi(one.requestedAt);
  const first = one.admissionOn < asked ? one.admissionOn : asked;
  return admittedOn >= first && (one.validUntil === undefined || admittedOn <= one.validUntil);
}

/** What was reserved before the claim: by the stay, by the grant, or by both together. */
function reserved(
  { id, granted, withinLimit }: PreAuthorisation,
  stay: AdmissionFacts | undefined,
  admittedOn: IsoDate,
): AdmissionFacts {
  const packageCodes = granted.map((line) => line.packageCode);
  if (stay === undefined) return { id, admittedOn, packageCodes, withinLimit };
  // A grant for a stay that had begun covers what the stay itself could not hold.
  const isWhole = stay.packageCodes.every((code) => packageCodes.includes(code));
  return { ...stay, withinLimit: stay.withinLimit || (isWhole && withinLimit) };
}
