import type { ClaimStatus } from '../domain/claim/lifecycle.js';
import type { Outcome, PendOwner } from '../domain/claim/claim.js';
import type { Lane } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { Totals } from '../domain/pricing/steps.js';
import { dayInKarachi } from '../domain/calendar.js';
import { explainCorrection } from '../domain/rules/explain-correction.js';
import { explainDecision, type TellableDecision } from '../domain/rules/explain-decision.js';
import type { Language } from '../domain/rules/explain.js';
import { explainStatus } from '../domain/rules/explain-status.js';
import type { Bearer } from '../domain/rules/finding.js';
import type { ReasonCode } from '../domain/rules/reasons.js';
import { inSnapshot, type Database, type Transaction } from '../db/index.js';
import { laneOfId } from '../platform/lane.js';
import {
  findClaim,
  findClaimsByNo,
  findCorrection,
  findDecision,
  findSuccessor,
  type ClaimRow,
  type StoredDecision,
} from './read.store.js';

/** A hospital's own number is not unique: so many claims that bear it are told, the newest ones. */
const MOST_CLAIMS = 20;

export interface ExplainedClaim {
  readonly id: string;
  /** The whole of it, one paragraph a line. */
  readonly text: string;
  /** The claim that has taken its place. */
  readonly supersededBy?: string | undefined;
}

interface Reader {
  readonly language: Language;
  /** Whether the reader may see what the risk rules found: a hospital never does. */
  readonly risk: boolean;
}

/**
 * Claims as a person would write of them, by id or by the hospital's own number, newest first; none
 * where nobody knows it. `database` is the judge role's, so that whoever asks sees every claim.
 */
export async function explainClaim(
  database: Database,
  idOrNumber: string,
  reader: Reader,
): Promise<readonly ExplainedClaim[]> {
  return inSnapshot(database, async (tx) => {
    const claims = await findNamed(tx, idOrNumber);
    const explained: ExplainedClaim[] = [];
    for (const claim of claims) explained.push(await explain(tx, claim, reader));
    return explained;
  });
}

async function findNamed(tx: Transaction, idOrNumber: string): Promise<readonly ClaimRow[]> {
  const lane = laneOfId(idOrNumber);
  const byId = lane === undefined ? undefined : await findClaim(tx, lane, idOrNumber);
  return byId === undefined ? findClaimsByNo(tx, idOrNumber, MOST_CLAIMS) : [byId];
}

async function explain(
  tx: Transaction,
  claim: ClaimRow,
  { language, risk }: Reader,
): Promise<ExplainedClaim> {
  const lane = laneOfId(claim.id);
  if (lane === undefined) throw new RangeError(`the id ${claim.id} has no lane`);
  const decision = await findDecision(tx, lane, claim.id);
  const no = claim.hospital_claim_no;
  const told = decision && explainDecision(tellable(no, decision, risk), language);
  const correction = decision && (await correctionOf(tx, lane, decision.head.id, language));
  const status = explainStatus(no, claim.status as ClaimStatus, language);
  const superseded = claim.status === 'superseded';
  return {
    id: claim.id,
    text: [told, correction, status].filter((part) => part !== undefined).join('\n'),
    ...(superseded ? { supersededBy: await findSuccessor(tx, lane, claim.id) } : {}),
  };
}

async function correctionOf(
  tx: Transaction,
  lane: Lane,
  decisionId: string,
  language: Language,
): Promise<string | undefined> {
  const row = await findCorrection(tx, lane, decisionId);
  if (row === undefined) return undefined;
  const { reason, source } = row;
  const correctedOn = dayInKarachi(row.corrected_at);
  const insurerBeforePaisa = paisa(row.before_paisa);
  return explainCorrection({ correctedOn, reason, source, insurerBeforePaisa }, language);
}

function tellable(
  hospitalClaimNo: string,
  { head, lines, findings }: StoredDecision,
  risk: boolean,
): TellableDecision {
  return {
    hospitalClaimNo,
    outcome: head.outcome as Outcome,
    pendOwner: (head.pend_owner ?? undefined) as PendOwner | undefined,
    totals: totalsOf(head),
    lines: lines.map((line) => ({
      lineNo: line.line_no,
      packageCode: line.package_code ?? '',
      ...(line.extra === null ? {} : { extra: line.extra }),
      ...totalsOf(line),
    })),
    findings: findings
      .filter(({ phase }) => risk || phase !== 'risk')
      .map((finding) => ({
        rule: finding.rule,
        reason: finding.reason as ReasonCode,
        params: finding.params,
        lineNo: finding.line_no ?? undefined,
        amountPaisa: paisa(finding.amount_paisa),
        bearer: (finding.bearer ?? undefined) as Bearer | undefined,
      })),
  };
}

function totalsOf(row: {
  readonly asked_paisa: bigint;
  readonly insurer_paisa: bigint;
  readonly patient_share_paisa: bigint;
  readonly hospital_borne_paisa: bigint;
}): Totals {
  return {
    askedPaisa: paisa(row.asked_paisa),
    insurerPaisa: paisa(row.insurer_paisa),
    patientSharePaisa: paisa(row.patient_share_paisa),
    hospitalBornePaisa: paisa(row.hospital_borne_paisa),
  };
}
