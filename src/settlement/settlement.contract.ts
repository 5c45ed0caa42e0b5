import { z } from 'zod';
import { MAX_EXTRAS } from '../domain/claim/claim.js';
import { EXTRA_KINDS } from '../domain/scheme/terms.js';
import type { RecoveryRow } from './difference.store.js';
import type { RemittanceLineRow, RemittanceRow } from './read.store.js';
import type { RunRow } from './settlement.store.js';

const money = z.number().int().describe('Whole paisa; 100 are one rupee');
const instant = z.iso.datetime({ offset: true });

export const runBody = z
  .strictObject({
    schemeCode: z.string().min(1).max(64),
    decidedBefore: instant
      .optional()
      .describe('Only claims decided before this instant; now, when absent'),
  })
  .meta({ id: 'SettlementRunRequest' });

const runFields = {
  id: z.uuid(),
  schemeCode: z.string(),
  decidedBefore: instant,
  createdAt: instant,
  claims: z
    .number()
    .int()
    .describe('What a correction added to a settled claim counts as one more'),
  claimsLeft: z
    .number()
    .int()
    .describe('Claims that were due too and wait for the next run; counted up to 100,000'),
  grossPaisa: money,
};

const remittanceFields = {
  id: z.uuid(),
  runId: z.uuid(),
  hospitalId: z.uuid(),
  hospitalCode: z.string(),
  hospitalName: z.string(),
  adviceNo: z.string(),
  claims: z.number().int(),
  grossPaisa: money,
  extrasPaisa: money.describe(
    'Of the gross, what is families’: the hospital has advanced it to them, or hands it on. It bears no ' +
      'tax, and nothing that the hospital owes is netted from it',
  ),
  withheldPaisa: money.describe('Income tax kept back; none yet'),
  recoveredPaisa: money.describe('Taken back because paid claims were corrected'),
  netPaisa: money.describe('gross − withheld − recovered'),
};

export const runView = z.strictObject(runFields).meta({ id: 'SettlementRun' });
export const runPage = z
  .strictObject({ runs: z.array(runView), nextCursor: z.string().optional() })
  .meta({ id: 'SettlementRunPage' });

export const remittanceView = z.strictObject(remittanceFields).meta({ id: 'Remittance' });
export const remittancePage = z
  .strictObject({ remittances: z.array(remittanceView), nextCursor: z.string().optional() })
  .meta({ id: 'RemittancePage' });

export const runDetail = z
  .strictObject({ ...runFields, remittances: z.array(remittanceView) })
  .meta({ id: 'SettlementRunWithRemittances' });

export const lineView = z
  .strictObject({
    claimId: z.uuid(),
    decisionId: z.uuid(),
    hospitalClaimNo: z.string(),
    schemeCode: z.string(),
    admittedOn: z.string(),
    dischargedOn: z.string(),
    askedPaisa: money,
    insurerPaisa: money.describe('What is paid'),
    correction: z
      .literal(true)
      .optional()
      .describe('Pays what a correction added to a claim that was settled before'),
    patientSharePaisa: money,
    hospitalBornePaisa: money,
    extrasPaisa: money
      .optional()
      .describe('Of what is paid, what is the family’s; absent where nothing is'),
    extras: z
      .array(z.strictObject({ kind: z.enum(EXTRA_KINDS), amountPaisa: money }))
      .max(MAX_EXTRAS)
      .optional()
      .describe('What it is for; of a correction the decision says so'),
  })
  .meta({ id: 'RemittanceLine' });

const recoveryView = z
  .strictObject({
    claimId: z.uuid(),
    decisionId: z.uuid().describe('The correction it is for'),
    hospitalClaimNo: z.string(),
    recoveredPaisa: money,
    leftPaisa: money.describe('Still owed after this remittance: netted from the next ones'),
  })
  .meta({ id: 'RemittanceRecovery' });

export const remittanceDetail = z
  .strictObject({
    ...remittanceFields,
    lines: z.array(lineView),
    recoveries: z.array(recoveryView).describe('At most 200; on every page of the lines'),
    nextCursor: z.string().optional().describe('For the lines that follow'),
  })
  .meta({ id: 'RemittanceWithLines' });

/** Paisa for JSON. A run is bounded far below where a number stops being exact. */
function toNumber(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is too large for JSON');
  return value;
}

export function toRunView(row: RunRow): z.infer<typeof runView> {
  return {
    id: row.id,
    schemeCode: row.scheme_code,
    decidedBefore: row.decided_before.toISOString(),
    createdAt: row.created_at.toISOString(),
    claims: row.claims,
    claimsLeft: row.claims_left,
    grossPaisa: toNumber(row.gross_paisa),
  };
}

export function toRemittanceView(row: RemittanceRow): z.infer<typeof remittanceView> {
  return {
    id: row.id,
    runId: row.run_id,
    hospitalId: row.hospital_id,
    hospitalCode: row.hospital_code,
    hospitalName: row.hospital_name,
    adviceNo: row.advice_no,
    claims: row.claims,
    grossPaisa: toNumber(row.gross_paisa),
    extrasPaisa: toNumber(row.extras_paisa),
    withheldPaisa: toNumber(row.withheld_paisa),
    recoveredPaisa: toNumber(row.recovered_paisa),
    netPaisa: toNumber(row.net_paisa),
  };
}

export function toLineView(row: RemittanceLineRow): z.infer<typeof lineView> {
  return {
    claimId: row.claim_id,
    decisionId: row.decision_id,
    hospitalClaimNo: row.hospital_claim_no,
    schemeCode: row.scheme_code,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    askedPaisa: toNumber(row.asked_paisa),
    insurerPaisa: toNumber(row.insurer_paisa),
    patientSharePaisa: toNumber(row.patient_share_paisa),
    hospitalBornePaisa: toNumber(row.hospital_borne_paisa),
    ...(row.is_difference ? { correction: true as const } : {}),
    ...(row.extras_paisa > 0n ? { extrasPaisa: toNumber(row.extras_paisa) } : {}),
    ...(row.extras === null
      ? {}
      : {
          extras: row.extras.map(({ kind, amountPaisa }) => ({
            kind,
            amountPaisa: toNumber(BigInt(amountPaisa)),
          })),
        }),
  };
}

export function toRecoveryView(row: RecoveryRow): z.infer<typeof recoveryView> {
  return {
    claimId: row.claim_id,
    decisionId: row.decision_id,
    hospitalClaimNo: row.hospital_claim_no,
    recoveredPaisa: toNumber(row.recovered_paisa),
    leftPaisa: toNumber(row.left_paisa),
  };
}
