import { entriesFor, type Use } from '../domain/coverage/entries.js';
import { isCurable } from '../domain/coverage/curable.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { FamilyId, Lane, PersonId } from '../domain/ids.js';
import { staysOverlap } from '../domain/claim/overlap.js';
import { adjudicate, type Judgement } from '../domain/rules/adjudicate.js';
import type { CaseFacts, OtherStay } from '../domain/rules/facts.js';
import type { RiskFacts } from '../domain/risk/facts.js';
import type { Peers } from '../domain/risk/peers.js';
import { atRiskPaisa } from '../domain/risk/review-order.js';
import type { Transaction } from '../db/index.js';
import { toClaim } from '../intake/index.js';
import { CoverBook, type CoverOwner } from '../ledger/index.js';
import { appendEvents } from '../outbox/index.js';
import { laneOfId, newId, newIdAfter } from '../platform/lane.js';
import type { PreAuthorisation } from '../pre-authorisations/index.js';
import {
  readFamilies,
  readPeople,
  referenceIn,
  termsOn,
  type Reference,
} from '../registry/index.js';
import { policyYearOf } from '../domain/calendar.js';
import { decidedPayload } from './decided-event.js';
import { insertDecisions, type NewDecision } from './decision.store.js';
import { Extras } from './extras.js';
import { insertRisk } from './risk.store.js';
import { factsOf, schemeOf, stayOf, type Case, type Gathered } from './facts.js';
import { Authorisations, readGranted } from './authorisations.js';
import { readNamedAdmissions, StayHolds } from './stay-holds.js';
import { Histories } from './histories.js';
import type { Judge } from './judge.js';
import {
  readDecidedNos,
  readNewestDecisions,
  readStays,
  type NewestDecision,
  type StayRow,
  type WaitingClaim,
} from './waiting.store.js';

/** An approved, settling or paid stay that a claim of this batch overlaps. */
export interface OverlappedStay {
  readonly lane: Lane;
  readonly stay: OtherStay;
  readonly by: Case;
}

export interface GatherOptions {
  readonly lock: boolean;
  readonly planned?: boolean | undefined;
  readonly peers?: Peers | undefined;
}

/** One transaction's worth of claims, judged one after the other with running cover and stays. */
export class Batch {
  private readonly decisions: NewDecision[] = [];
  private readonly cases = new Map<string, Case>();
  readonly overlapped: OverlappedStay[] = [];

  private constructor(
    private readonly judge: Judge,
    private readonly gathered: Gathered & { readonly histories: Histories },
    private readonly book: CoverBook,
    private readonly stays: Map<string, StayRow[]>,
    private readonly replaced: ReadonlyMap<string, NewestDecision>,
    private readonly decidedNos: Map<Lane, bigint>,
    private readonly stayHolds: StayHolds,
    private readonly authorisations: Authorisations,
    private readonly risk: ReadonlyMap<string, RiskFacts>,
    private readonly extras: Extras,
  ) {}

  /**
   * Loads every fact the judge may ask for. `lock`: the families' cover is locked first, so that what
   * is read stands until commit; without it nothing may be saved. `planned`: the claims stand for stays
   * that are only planned, and use up nothing that was granted. `peers`: signals are asked, which they are
   * of a claim's first decision alone: never where a desk asks beforehand, or a person decides.
   */
  static async gather(
    tx: Transaction,
    judge: Judge,
    before: Reference,
    claims: readonly WaitingClaim[],
    { lock, planned = false, peers }: GatherOptions = { lock: true },
  ): Promise<Batch> {
    const known = claims.filter(isKnown);
    const families = unique(known, (c) => c.familyId);
    const revised = claims.flatMap((c) =>
      c.revisionOf === null ? [] : [{ lane: laneOfId(c.revisionOf) ?? c.lane, id: c.revisionOf }],
    );
    const book = await (lock ? CoverBook.open(tx, families) : CoverBook.read(tx, families));
    const [reference, familyRecords, people, stays, replaced, decidedNos, admissions, granted] =
      await Promise.all([
        referenceIn(tx, before),
        readFamilies(tx, families),
        readPeople(
          tx,
          unique(known, (c) => `${c.familyId}/${c.personId}`),
        ),
        readStays(tx, spans(known, book)),
        readNewestDecisions(tx, revised),
        readDecidedNos(tx, [...new Set(claims.map((c) => c.lane))]),
        readNamedAdmissions(tx, known),
        planned ? [] : readGranted(tx, known),
      ]);
    const found = { reference, families: familyRecords, people };
    const [histories, extras, risk] = await Promise.all([
      Histories.read(tx, found, known, book),
      Extras.read(tx, found, known, book),
      peers === undefined
        ? undefined
        : judge.risk?.read(tx, peers, reference, known, ({ familyId }) =>
            familyRecords.get(familyId ?? ''),
          ),
    ]);
    const gathered = { ...found, histories };
    const byPerson = new Map<string, StayRow[]>();
    for (const stay of stays) {
      byPerson.set(stay.personId, [...(byPerson.get(stay.personId) ?? []), stay]);
    }
    const holds = new StayHolds(reference, book, admissions);
    const authorisations = new Authorisations(reference, book, granted);
    return new Batch(
      judge,
      gathered,
      book,
      byPerson,
      replaced,
      new Map(decidedNos),
      holds,
      authorisations,
      risk ?? new Map<string, RiskFacts>(),
      extras,
    );
  }

  /** Decides one claim; what it takes from cover is gone for the next. */
  decide(waiting: WaitingClaim): void {
    const decided = caseOf(waiting);
    const { claim, lane } = decided;
    const { again } = waiting;
    const id = again === undefined ? newId(lane) : newIdAfter(lane, again.decisionId);
    // The first decision has released it, once.
    if (again === undefined) this.releaseReplaced(waiting, id);
    const facts = this.factsFor(decided, waiting);
    const judgement = adjudicate(facts, this.judge.rulebook);
    if (!isCurable(judgement)) {
      this.authorisations.give(this.authorised(waiting), waiting, id);
      this.stayHolds.give(waiting, id);
    }
    this.takeCover(decided, facts, judgement, id);
    this.rememberStay(decided, judgement);
    const scheme = schemeOf(this.gathered, claim);
    this.gathered.histories.remember(claim, judgement, scheme?.schemeCode);
    this.extras.remember(claim, judgement);
    this.cases.set(id, decided);
    this.decisions.push({
      lane,
      id,
      claimId: claim.id,
      ordinal: (again?.ordinal ?? 0) + 1,
      decidedNo: this.nextNo(lane),
      hospitalId: claim.hospitalId,
      schemeCode: scheme?.schemeCode,
      judgement,
      facts,
      quantities: new Map(claim.lines.map((line) => [line.lineNo, line.quantity])),
      rulebookFingerprint: this.judge.fingerprint,
      termsFingerprint: scheme?.dated?.fingerprint,
      referenceVersion: this.gathered.reference.version,
    });
    if (judgement.outcome !== 'denied') this.noteOverlaps(decided, facts);
  }

  /** The facts of a claim as `decide` would read them now; nothing is taken or remembered. */
  factsOf(waiting: WaitingClaim): CaseFacts {
    return this.factsFor(caseOf(waiting), waiting);
  }

  /** Writes decisions, cover and feed rows together. */
  async save(tx: Transaction, now: Date): Promise<number> {
    const events = this.decisions.map((decision) => ({
      id: decision.id,
      lane: decision.lane,
      kind: 'claim.decided' as const,
      claimId: decision.claimId,
      hospitalId: decision.hospitalId,
      schemeCode: decision.schemeCode,
      payload: decidedPayload(decision, this.cases.get(decision.id) as Case),
    }));
    await Promise.all([
      insertDecisions(tx, this.decisions, now),
      this.book.flush(tx, now),
      appendEvents(tx, events, now),
      this.stayHolds.save(tx, now),
      this.authorisations.save(tx, now),
    ]);
    await insertRisk(tx, this.decisions.map(riskOf));
    return this.decisions.length;
  }

  private factsFor(decided: Case, waiting: WaitingClaim): CaseFacts {
    const { claim } = decided;
    const { policyYearOn: year, dated } = schemeOf(this.gathered, claim) ?? {};
    const authorised = this.authorised(waiting);
    const cover =
      year === undefined || dated === undefined || claim.familyId === undefined
        ? []
        : this.authorisations.coverFor(
            authorised,
            year,
            this.stayHolds.coverFor(
              waiting,
              year,
              this.book.coverOf(claim.familyId, year, dated.terms),
            ),
          );
    const stays = this.stays.get(claim.personId ?? '') ?? [];
    const reserved = this.stayHolds.factsFor(waiting);
    const risk = this.risk.get(claim.id);
    const extrasTaken = this.extras.of(claim);
    return {
      ...factsOf(this.gathered, decided, stays, cover),
      ...this.authorisations.factsFor(authorised, reserved, claim.admittedOn),
      ...(risk === undefined ? {} : { risk }),
      ...(extrasTaken === undefined ? {} : { extrasTaken }),
    };
  }

  private authorised(waiting: WaitingClaim): PreAuthorisation | undefined {
    return this.authorisations.of(waiting, this.stayHolds.of(waiting));
  }

  /** A revision takes the place of the claim it replaces: what that one held is free again. */
  private releaseReplaced(waiting: WaitingClaim, decisionId: string): void {
    const old = waiting.revisionOf === null ? undefined : this.replaced.get(waiting.revisionOf);
    if (old?.outcome !== 'pended') return;
    const owner = this.ownerOf(old);
    if (owner === undefined || old.personId === null) return;
    const entries = entriesFor(
      old.personId as PersonId,
      { draws: old.draws, use: 'reserved' },
      { draws: [], use: 'reserved' },
    );
    this.book.post(owner, entries, { kind: 'release', id: decisionId, claimId: old.claimId });
  }

  private ownerOf(old: NewestDecision): CoverOwner | undefined {
    if (old.familyId === null || old.schemeCode === null) return undefined;
    const dated = termsOn(this.gathered.reference, old.schemeCode, old.admittedOn);
    if (dated === undefined) return undefined;
    return {
      lane: old.lane,
      familyId: old.familyId as FamilyId,
      policyYearOn: policyYearOf(dated.terms.policyYearStart.value, old.admittedOn),
      terms: dated.terms,
    };
  }

  private takeCover(decided: Case, facts: CaseFacts, judgement: Judgement, id: string): void {
    const { claim, lane } = decided;
    const scheme = schemeOf(this.gathered, claim);
    if (judgement.draws.length === 0) return;
    if (
      facts.terms === undefined ||
      facts.person === undefined ||
      scheme?.policyYearOn === undefined
    ) {
      throw new Error('cover was drawn without terms or person');
    }
    const owner = {
      lane,
      familyId: claim.familyId as FamilyId,
      policyYearOn: scheme.policyYearOn,
      terms: facts.terms,
    };
    const use: Use = judgement.outcome === 'pended' ? 'reserved' : 'consumed';
    const none: { draws: readonly Draw[]; use: Use } = { draws: [], use };
    const entries = entriesFor(facts.person.id, none, { draws: judgement.draws, use });
    this.book.post(owner, entries, { kind: 'decision', id, claimId: claim.id });
  }

  /** Later claims of the batch must see this one as live, and no longer the one it replaces. */
  private rememberStay(decided: Case, { outcome }: Judgement): void {
    const { personId, revisionOf } = decided.claim;
    if (personId === undefined) return;
    const others = (this.stays.get(personId) ?? []).filter((stay) => stay.claimId !== revisionOf);
    const live = outcome === 'denied' ? [] : [stayOf(decided, personId, outcome)];
    this.stays.set(personId, [...others, ...live]);
  }

  private noteOverlaps(by: Case, facts: CaseFacts): void {
    const own = ownStay(facts);
    for (const stay of facts.otherStays) {
      if (stay.identical || stay.state === 'pended' || !staysOverlap(own, stay)) continue;
      this.overlapped.push({ lane: by.lane, stay, by });
      this.gathered.histories.question(stay.claimId);
      this.extras.question(stay.claimId);
    }
  }

  private nextNo(lane: Lane): bigint {
    const next = (this.decidedNos.get(lane) ?? 0n) + 1n;
    this.decidedNos.set(lane, next);
    return next;
  }
}

/** What is kept of a decision for whoever reviews it. */
function riskOf({ lane, id, claimId, schemeCode, judgement }: NewDecision) {
  const { risk, totals, outcome, pendOwner } = judgement;
  return {
    ...{ lane, decisionId: id, claimId, schemeCode, risk },
    atRiskPaisa: atRiskPaisa(totals.insurerPaisa, risk?.score ?? 0),
    toReview: outcome === 'pended' && pendOwner === 'adjudicator',
  };
}

/** The claim's own stay, as the overlap rules compare it. */
function ownStay({ claim, packages }: CaseFacts) {
  return {
    admittedOn: claim.admittedOn,
    dischargedOn: claim.dischargedOn,
    newborn: claim.newborn,
    sessionsOnly:
      claim.lines.length > 0 &&
      claim.lines.every((line) => packages[line.packageCode]?.package?.session === true),
  };
}

/** A stored claim as a case. */
export function caseOf(waiting: WaitingClaim): Case {
  return {
    lane: waiting.lane,
    duplicateKey: waiting.duplicateKey,
    ...(waiting.again === undefined ? {} : { unmatchedForDays: waiting.again.unmatchedForDays }),
    claim: toClaim(
      {
        id: waiting.id,
        hospitalId: waiting.hospitalId,
        personId: waiting.personId ?? undefined,
        familyId: waiting.familyId ?? undefined,
        revisionOf: waiting.revisionOf ?? undefined,
        receivedAt: waiting.receivedAt,
      },
      waiting.content,
    ),
  };
}

type KnownClaim = WaitingClaim & { readonly familyId: string; readonly personId: string };

function isKnown(claim: WaitingClaim): claim is KnownClaim {
  return claim.familyId !== null && claim.personId !== null;
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** For each person the days that the batch's claims touch, in every lane the person has had. */
function spans(claims: readonly KnownClaim[], book: CoverBook) {
  const byPerson = new Map<
    string,
    { lane: Lane; personId: string; from: KnownClaim['admittedOn']; to: KnownClaim['admittedOn'] }
  >();
  for (const { lane, personId, admittedOn, dischargedOn } of claims) {
    const span = byPerson.get(personId) ?? { lane, personId, from: admittedOn, to: dischargedOn };
    byPerson.set(personId, {
      ...span,
      from: admittedOn < span.from ? admittedOn : span.from,
      to: dischargedOn > span.to ? dischargedOn : span.to,
    });
  }
  return [...byPerson.values()].flatMap((span) =>
    book.lanesOf(span.personId, span.lane).map((lane) => ({ ...span, lane })),
  );
}
