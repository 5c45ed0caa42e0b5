import type { ClaimStatus } from '../domain/claim/lifecycle.js';
import type { Lane } from '../domain/ids.js';
import type { Judgement } from '../domain/rules/adjudicate.js';
import type { CaseFacts } from '../domain/rules/facts.js';
import { add, type Paisa } from '../domain/money.js';
import { paramsToJson } from '../domain/rules/explain.js';
import { list, type Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** A decision about to be stored. */
export interface NewDecision {
  readonly lane: Lane;
  readonly id: string;
  readonly claimId: string;
  readonly ordinal: number;
  readonly decidedNo: bigint;
  readonly hospitalId: string;
  readonly schemeCode?: string | undefined;
  readonly judgement: Judgement;
  readonly facts: CaseFacts;
  readonly quantities: ReadonlyMap<number, number>;
  readonly rulebookFingerprint: string;
  readonly termsFingerprint?: string | undefined;
  readonly referenceVersion: bigint;
  /** Who decided; the rulebook alone unless told. */
  readonly decidedBy?: string | undefined;
  /** Where the claim stands after it; as its outcome says unless told. */
  readonly status?: ClaimStatus | undefined;
}

/** Appends decisions with their lines and findings, and sets the status that follows from them. */
export async function insertDecisions(
  tx: Transaction,
  decisions: readonly NewDecision[],
  decidedAt: Date,
): Promise<void> {
  if (decisions.length === 0) return;
  await Promise.all([
    insertHeads(tx, decisions, decidedAt),
    insertLines(tx, decisions),
    insertFindings(tx, decisions),
    updateClaims(tx, decisions, decidedAt),
    updateDecidedNos(tx, decisions),
  ]);
}

async function insertHeads(
  tx: Transaction,
  decisions: readonly NewDecision[],
  decidedAt: Date,
): Promise<void> {
  await tx`
    insert into decision (lane, id, claim_id, ordinal, decided_no, hospital_id, scheme_code, outcome,
      pend_owner, asked_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa, extras_paisa, draws,
      rulebook_fingerprint, terms_fingerprint, passed, facts, decided_by, decided_at)
    select lane, id, claim_id, ordinal, decided_no, hospital_id, scheme_code, outcome, pend_owner,
      asked, insurer, share, borne, extras, draws::jsonb, fingerprint, terms,
      string_to_array(passed, ','), facts::jsonb, decided_by, ${decidedAt}
    from unnest(
      ${list(decisions.map((d) => d.lane))}::text::smallint[], ${list(decisions.map((d) => d.id))}::text::uuid[],
      ${list(decisions.map((d) => d.claimId))}::text::uuid[], ${list(decisions.map((d) => d.ordinal))}::text::smallint[],
      ${list(decisions.map((d) => d.decidedNo))}::text::bigint[],
      ${list(decisions.map((d) => d.hospitalId))}::text::uuid[],
      ${list(decisions.map((d) => d.schemeCode ?? null))}::text::text[],
      ${list(decisions.map((d) => d.judgement.outcome))}::text::text[],
      ${list(decisions.map((d) => d.judgement.pendOwner ?? null))}::text::text[],
      ${list(decisions.map((d) => d.judgement.totals.askedPaisa))}::text::bigint[],
      ${list(decisions.map((d) => d.judgement.totals.insurerPaisa))}::text::bigint[],
      ${list(decisions.map((d) => d.judgement.totals.patientSharePaisa))}::text::bigint[],
      ${list(decisions.map((d) => d.judgement.totals.hospitalBornePaisa))}::text::bigint[],
      ${list(decisions.map(extrasOf))}::text::bigint[],
      ${list(decisions.map((d) => toJson(d.judgement.draws)))}::text::text[],
      ${list(decisions.map((d) => d.rulebookFingerprint))}::text::text[],
      ${list(decisions.map((d) => d.termsFingerprint ?? null))}::text::text[],
      ${list(decisions.map((d) => d.judgement.passed.join(',')))}::text::text[],
      ${list(decisions.map(factsJson))}::text::text[],
      ${list(decisions.map((d) => d.decidedBy ?? 'rulebook'))}::text::text[])
      as d(lane, id, claim_id, ordinal, decided_no, hospital_id, scheme_code, outcome, pend_owner,
        asked, insurer, share, borne, extras, draws, fingerprint, terms, passed, facts, decided_by)`;
}

/** Of the insurer's share, the family's. */
function extrasOf({ judgement }: NewDecision): Paisa {
  const extras = judgement.lines.filter(({ extra }) => extra !== undefined);
  return add(...extras.map(({ insurerPaisa }) => insurerPaisa));
}

/** The facts read, but for the claim and the terms: those are kept whole, for ever, elsewhere. */
function factsJson({ facts, referenceVersion }: NewDecision): string {
  const { claim: _claim, terms: _terms, ...read } = facts;
  return toJson({ ...read, referenceVersion });
}

async function insertLines(tx: Transaction, decisions: readonly NewDecision[]): Promise<void> {
  const rows = decisions.flatMap((d) =>
    d.judgement.lines.map((line) => ({ d, line, quantity: d.quantities.get(line.lineNo) ?? 1 })),
  );
  await tx`
    insert into decision_line (lane, decision_id, line_no, package_code, tier, extra, quantity, asked_paisa,
      allowed_paisa, priced_paisa, insurer_paisa, patient_share_paisa, hospital_borne_paisa)
    select * from unnest(
      ${list(rows.map((r) => r.d.lane))}::text::smallint[], ${list(rows.map((r) => r.d.id))}::text::uuid[],
      ${list(rows.map((r) => r.line.lineNo))}::text::smallint[],
      ${list(rows.map(({ line }) => (line.extra === undefined ? line.packageCode : null)))}::text::text[],
      ${list(rows.map((r) => r.line.tier ?? null))}::text::text[],
      ${list(rows.map((r) => r.line.extra ?? null))}::text::text[], ${list(rows.map((r) => r.quantity))}::text::integer[],
      ${list(rows.map((r) => r.line.askedPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.line.allowedPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.line.pricedPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.line.insurerPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.line.patientSharePaisa))}::text::bigint[],
      ${list(rows.map((r) => r.line.hospitalBornePaisa))}::text::bigint[])`;
}

async function insertFindings(tx: Transaction, decisions: readonly NewDecision[]): Promise<void> {
  const rows = decisions.flatMap((d) =>
    d.judgement.findings.map((finding, index) => ({ d, finding, no: index + 1 })),
  );
  if (rows.length === 0) return;
  await tx`
    insert into finding (lane, decision_id, finding_no, rule, reason, kind, phase, line_no, owner,
      params, amount_paisa, bearer, cuts)
    select lane, decision_id, finding_no, rule, reason, kind, phase, line_no, owner, params::jsonb,
      amount, bearer, cuts::jsonb
    from unnest(
      ${list(rows.map((r) => r.d.lane))}::text::smallint[], ${list(rows.map((r) => r.d.id))}::text::uuid[],
      ${list(rows.map((r) => r.no))}::text::smallint[], ${list(rows.map((r) => r.finding.rule))}::text::text[],
      ${list(rows.map((r) => r.finding.reason))}::text::text[],
      ${list(rows.map((r) => r.finding.kind))}::text::text[],
      ${list(rows.map((r) => r.finding.phase))}::text::text[],
      ${list(rows.map((r) => r.finding.lineNo ?? null))}::text::smallint[],
      ${list(rows.map((r) => r.finding.owner ?? null))}::text::text[],
      ${list(rows.map((r) => toJson(paramsToJson(r.finding.reason, r.finding.params))))}::text::text[],
      ${list(rows.map((r) => r.finding.amountPaisa))}::text::bigint[],
      ${list(rows.map((r) => r.finding.bearer ?? null))}::text::text[],
      ${list(rows.map((r) => toJson(r.finding.cuts)))}::text::text[])
      as f(lane, decision_id, finding_no, rule, reason, kind, phase, line_no, owner, params, amount,
        bearer, cuts)`;
}

async function updateClaims(
  tx: Transaction,
  decisions: readonly NewDecision[],
  decidedAt: Date,
): Promise<void> {
  await tx`
    update claim c set status = d.status, pend_owner = d.pend_owner, scheme_code = d.scheme_code,
      decision_id = d.decision_id, decided_at = ${decidedAt}
    from unnest(
      ${list(decisions.map((d) => d.lane))}::text::smallint[],
      ${list(decisions.map((d) => d.claimId))}::text::uuid[], ${list(decisions.map((d) => d.id))}::text::uuid[],
      ${list(decisions.map((d) => d.status ?? d.judgement.outcome))}::text::text[],
      ${list(decisions.map((d) => d.judgement.pendOwner ?? null))}::text::text[],
      ${list(decisions.map((d) => d.schemeCode ?? null))}::text::text[])
      as d(lane, id, decision_id, status, pend_owner, scheme_code)
    where c.lane = d.lane and c.id = d.id`;
}

async function updateDecidedNos(tx: Transaction, decisions: readonly NewDecision[]): Promise<void> {
  const last = new Map<Lane, bigint>();
  for (const { lane, decidedNo } of decisions) last.set(lane, decidedNo);
  await tx`
    update lane_state s set decided_no = n.decided_no
    from unnest(${list([...last.keys()])}::text::smallint[], ${list([...last.values()])}::text::bigint[])
      as n(lane, decided_no)
    where s.lane = n.lane`;
}

/** Puts aside a claim that cannot be decided, with why: an administrator's task. False if none waited. */
export async function setAside(
  tx: Transaction,
  claim: { readonly lane: Lane; readonly id: string },
  fault: string,
): Promise<boolean> {
  const { count } = await tx`update claim set status = 'set_aside', fault = ${fault}
    where lane = ${claim.lane} and id = ${claim.id} and status = 'received'`;
  return count === 1;
}
