import { findByNumber, insertActs, updateAdmissions, type Admission } from '../admissions/index.js';
import type { Transaction } from '../db/index.js';
import { admissionAfter } from '../domain/admission/lifecycle.js';
import { entriesFor } from '../domain/coverage/entries.js';
import { withoutHold } from '../domain/coverage/holds.js';
import type { Cover } from '../domain/coverage/pots.js';
import type { IsoDate } from '../domain/calendar.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import type { CoverBook } from '../ledger/index.js';
import { newId } from '../platform/lane.js';
import { termsOn, type Reference } from '../registry/index.js';
import type { WaitingClaim } from './waiting.store.js';

/** Admissions that claims name, keyed by `admissionKey`. */
export async function readNamedAdmissions(
  tx: Transaction,
  claims: readonly WaitingClaim[],
): Promise<readonly Admission[]> {
  const numbers = claims.flatMap(({ lane, hospitalId, personId, content: { admissionNo } }) =>
    personId === null || admissionNo === undefined
      ? []
      : [{ lane, hospitalId, personId, admissionNo }],
  );
  const once = new Map(numbers.map((number) => [keyOf(number), number]));
  return findByNumber(tx, [...once.values()]);
}

function keyOf(of: Pick<Admission, 'hospitalId' | 'personId' | 'admissionNo'>): string {
  return `${of.hospitalId}/${of.personId}/${of.admissionNo}`;
}

interface Given {
  readonly lane: Lane;
  readonly admissionId: string;
  readonly actNo: number;
  readonly claimId: string;
}

/**
 * What stays hold for the claims of one batch. Two phases: a desk has held, the claim's decision takes
 * the hold and what the claim does not use is free again, in one transaction.
 */
export class StayHolds {
  private readonly admissions: Map<string, Admission>;
  private readonly given: Given[] = [];
  private readonly touched = new Set<string>();

  constructor(
    private readonly reference: Reference,
    private readonly book: CoverBook,
    admissions: readonly Admission[],
  ) {
    this.admissions = new Map(admissions.map((admission) => [keyOf(admission), admission]));
  }

  /** The admission a claim names, unless another claim has taken it: a stay is claimed once. */
  of(waiting: WaitingClaim): Admission | undefined {
    const { personId, hospitalId, content } = waiting;
    if (personId === null || content.admissionNo === undefined) return undefined;
    const number = { hospitalId, personId, admissionNo: content.admissionNo };
    const found = this.admissions.get(keyOf(number));
    const { claimId } = found ?? {};
    const isOurs = claimId === undefined || [waiting.id, waiting.revisionOf].includes(claimId);
    return isOurs ? found : undefined;
  }

  /** Cover of a policy year as the claim may draw on it: what its own stay holds is free for it. */
  coverFor(waiting: WaitingClaim, policyYearOn: IsoDate, cover: Cover): Cover {
    const stay = this.of(waiting);
    if (stay === undefined || stay.held.length === 0 || stay.policyYearOn !== policyYearOn) {
      return cover;
    }
    return withoutHold(cover, this.termsOf(stay), stay.personId as PersonId, stay.held);
  }

  /** What the judge is told of the stay, and of what officers have granted for it. */
  factsFor(waiting: WaitingClaim): Partial<Pick<CaseFacts, 'admission' | 'grants'>> {
    const stay = this.of(waiting);
    if (stay === undefined) return {};
    return {
      admission: {
        id: stay.id,
        admittedOn: stay.admittedOn,
        packageCodes: stay.plan.lines.map((line) => line.packageCode),
        withinLimit: stay.withinLimit,
      },
      grants: { approvedLayers: [], emergencyConfirmed: stay.emergencyConfirmed },
    };
  }

  /** Gives the stay's hold to the claim that was decided: the claim draws for itself from now on. */
  give(waiting: WaitingClaim, decisionId: string): void {
    const stay = this.of(waiting);
    if (stay === undefined || stay.claimId === waiting.id) return;
    // A revision follows the claim that it replaces; nothing is held any more.
    const status = stay.claimId === undefined ? admissionAfter(stay.status, 'claim') : stay.status;
    if (status === undefined) return;
    if (stay.held.length > 0) this.release(stay, decisionId);
    const { lane, id: admissionId } = stay;
    const actNo = stay.actNo + 1;
    const claimId = waiting.id;
    this.admissions.set(keyOf(stay), { ...stay, status, claimId, held: [], actNo });
    this.touched.add(keyOf(stay));
    this.given.push({ lane, admissionId, actNo, claimId });
  }

  async save(tx: Transaction, now: Date): Promise<void> {
    const touched = [...this.touched].map((key) => this.admissions.get(key) as Admission);
    const acts = this.given.map(({ lane, admissionId, actNo, claimId }) => ({
      lane,
      id: newId(lane),
      admissionId,
      actNo,
      act: 'claim',
      actor: 'rulebook',
      details: { claimId },
    }));
    await Promise.all([updateAdmissions(tx, touched), insertActs(tx, acts, now)]);
  }

  private release(stay: Admission, decisionId: string): void {
    const { lane, policyYearOn } = stay;
    if (policyYearOn === undefined) throw new Error('cover is held without a policy year');
    const terms = this.termsOf(stay);
    const owner = { lane, familyId: stay.familyId as FamilyId, policyYearOn, terms };
    const entries = entriesFor(
      stay.personId as PersonId,
      { draws: stay.held, use: 'reserved' },
      { draws: [], use: 'reserved' },
    );
    this.book.post(owner, entries, { kind: 'release', id: decisionId, holdId: stay.id });
  }

  private termsOf({ schemeCode, admittedOn }: Admission) {
    const dated = termsOn(this.reference, schemeCode, admittedOn);
    if (dated === undefined) throw new Error('cover is held without terms');
    return dated.terms;
  }
}
