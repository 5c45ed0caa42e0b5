import { policyYearOf } from '../domain/calendar.js';
import { entriesFor } from '../domain/coverage/entries.js';
import type { FamilyId, PersonId } from '../domain/ids.js';
import { ZERO } from '../domain/money.js';
import type { OtherStay } from '../domain/rules/facts.js';
import type { Finding } from '../domain/rules/finding.js';
import { atRiskPaisa } from '../domain/risk/review-order.js';
import type { Transaction } from '../db/index.js';
import { CoverBook } from '../ledger/index.js';
import { appendEvents, readPayload } from '../outbox/index.js';
import { laneOfId, newId, newIdAfter } from '../platform/lane.js';
import { termsOn, type Reference } from '../registry/index.js';
import type { OverlappedStay } from './batch.js';
import { insertRepend, lockStatus, openCase, readAtStake } from './repend.store.js';
import { readDecidedNos, readNewestDecisions, type NewestDecision } from './waiting.store.js';

/**
 * The other sides of an overlap. What a machine knows is that one of the two stays is wrong, not
 * which: an approved, unpaid one is pended again, its cover held instead of spent; one that is already
 * on its way to be paid gets a case for a person to look at. Which of the two it is, the status says
 * once the claim is locked: a settlement run may have taken it since its stay was read. The stay of a
 * person who has moved since, in another family's lane, gets a case in either state.
 */
export async function pendOtherSides(
  tx: Transaction,
  reference: Reference,
  overlapped: readonly OverlappedStay[],
  now: Date,
): Promise<void> {
  for (const { lane: decidedIn, stay, by } of overlapped) {
    // Of a person who moved it may be another lane's, which another drain may be deciding in.
    const lane = laneOfId(stay.claimId) ?? decidedIn;
    const isOurs = lane === decidedIn;
    const status = await lockStatus(tx, lane, stay.claimId);
    const isDecided = status === 'approved' || status === 'partial';
    if (status === 'in_settlement' || status === 'paid' || (isDecided && !isOurs)) {
      const about = { claimId: stay.claimId, aboutClaimId: by.claim.id };
      await openCase(tx, { lane, id: newId(lane), ...about }, now);
    }
    // Two claims of one batch may overlap the same stay: it is pended once.
    if (!isDecided || !isOurs) continue;
    const newest = (await readNewestDecisions(tx, [{ lane, id: stay.claimId }])).get(stay.claimId);
    if (newest === undefined)
      throw new Error(`claim ${stay.claimId} is ${status} without a decision`);
    await repend(tx, reference, newest, overlapFinding(stay, by.claim), now);
  }
}

type Days = Pick<OtherStay, 'admittedOn' | 'dischargedOn'>;

function overlapFinding(own: Days, other: Days): Finding {
  return {
    rule: 'DUP-002',
    kind: 'pend',
    phase: 'gate',
    reason: 'STAYS_OVERLAP',
    owner: 'adjudicator',
    params: {
      admittedOn: own.admittedOn,
      dischargedOn: own.dischargedOn,
      otherAdmittedOn: other.admittedOn,
      otherDischargedOn: other.dischargedOn,
    },
    amountPaisa: ZERO,
    cuts: [],
  };
}

async function repend(
  tx: Transaction,
  reference: Reference,
  newest: NewestDecision,
  finding: Finding,
  now: Date,
): Promise<void> {
  const { lane } = newest;
  const id = newIdAfter(lane, newest.id);
  const decidedNo = ((await readDecidedNos(tx, [lane])).get(lane) ?? 0n) + 1n;
  const stake = await readAtStake(tx, lane, newest.id);
  if (stake === undefined) throw new Error(`the decision of claim ${newest.claimId} is gone`);
  const atRisk = atRiskPaisa(stake.insurerPaisa, stake.score ?? 0);
  await insertRepend(tx, { newest, id, decidedNo, finding, atRiskPaisa: atRisk }, now);
  await holdInstead(tx, reference, newest, id, now);
  const payload = {
    ...(await readPayload(tx, lane, newest.id)),
    decisionId: id,
    ordinal: newest.ordinal + 1,
    outcome: 'pended',
    pendOwner: 'adjudicator',
  };
  await appendEvents(
    tx,
    [
      {
        id,
        lane,
        kind: 'claim.decided',
        claimId: newest.claimId,
        hospitalId: newest.hospitalId,
        schemeCode: newest.schemeCode ?? undefined,
        payload,
      },
    ],
    now,
  );
}

async function holdInstead(
  tx: Transaction,
  reference: Reference,
  newest: NewestDecision,
  decisionId: string,
  now: Date,
): Promise<void> {
  const { lane, familyId, personId, schemeCode, admittedOn } = newest;
  if (newest.draws.length === 0 || familyId === null || personId === null || schemeCode === null)
    return;
  const terms = termsOn(reference, schemeCode, admittedOn)?.terms;
  if (terms === undefined) throw new Error(`no terms of ${schemeCode} on ${admittedOn}`);
  const book = await CoverBook.open(tx, [{ lane, familyId }]);
  const owner = {
    lane,
    familyId: familyId as FamilyId,
    policyYearOn: policyYearOf(terms.policyYearStart.value, admittedOn),
    terms,
  };
  const entries = entriesFor(
    personId as PersonId,
    { draws: newest.draws, use: 'consumed' },
    { draws: newest.draws, use: 'reserved' },
  );
  book.post(owner, entries, { kind: 'decision', id: decisionId, claimId: newest.claimId });
  await book.flush(tx, now);
}
