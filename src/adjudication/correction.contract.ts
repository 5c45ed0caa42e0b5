import { z } from 'zod';
import {
  DISCHARGE_TYPES,
  MAX_EXTRAS,
  MAX_LINES,
  MAX_QUANTITY,
  OUTCOMES,
} from '../domain/claim/claim.js';
import { CLAIM_STATUSES } from '../domain/claim/lifecycle.js';
import { dayField, moneyField, plainText } from '../platform/http/fields.js';
import type { CorrectionRow } from './correction.store.js';

/** Above any line that a claim can ask. */
const MAX_LINE_PAISA = 1_000_000_000_000;
const wardDay = z.number().int().min(0).max(3_650);

const lineCorrection = z
  .strictObject({
    lineNo: z
      .number()
      .int()
      .min(1)
      .max(MAX_LINES + MAX_EXTRAS)
      .describe('Of treatment; or of an extra, of which only atMostPaisa can be said'),
    packageCode: plainText(40).optional().describe('The package that was given'),
    quantity: z
      .number()
      .int()
      .min(1)
      .max(MAX_QUANTITY)
      .optional()
      .describe('Recognised of what was asked; the price asked for one stays'),
    atMostPaisa: z
      .number()
      .int()
      .min(0)
      .max(MAX_LINE_PAISA)
      .optional()
      .describe('Allowed for the line at most, in whole paisa; 0 disallows it'),
  })
  .refine(
    ({ packageCode, quantity, atMostPaisa }) =>
      [packageCode, quantity, atMostPaisa].some((said) => said !== undefined),
    { error: 'must say what is corrected' },
  );

const changes = {
  emergencyConfirmed: z
    .boolean()
    .optional()
    .describe('Whether it was an emergency, whatever was said of the admission'),
  stay: z
    .strictObject({
      dischargedOn: dayField.optional(),
      dischargeType: z.enum(DISCHARGE_TYPES).optional(),
      wardDays: z
        .strictObject({
          general: wardDay.optional(),
          hdu: wardDay.optional(),
          icu: wardDay.optional(),
          icu_ventilator: wardDay.optional(),
        })
        .optional(),
    })
    .optional(),
  lines: z
    .array(lineCorrection)
    .max(MAX_LINES + MAX_EXTRAS)
    .refine((lines) => new Set(lines.map(({ lineNo }) => lineNo)).size === lines.length, {
      error: 'must name each line once',
    })
    .default([]),
  answers: z
    .array(z.string().regex(/^[A-Z]{3}-\d{3}$/, { error: 'must be the code of a rule' }))
    .max(50)
    .default([])
    .describe('Rules whose question to the adjudicator is answered by this correction'),
};

export const correctionBody = z
  .strictObject({
    reason: plainText(1_000).describe('Why, in words that the hospital reads'),
    source: plainText(300).describe('What it rests on: a document, an inspection'),
    ...changes,
  })
  .meta({ id: 'ClaimCorrectionRequest' });
export type CorrectionBody = z.output<typeof correctionBody>;

export const correctionView = z
  .strictObject({
    claimId: z.uuid(),
    decisionId: z.uuid(),
    corrects: z.uuid().describe('The decision whose place it took'),
    ordinal: z.number().int(),
    outcome: z.enum(OUTCOMES),
    status: z.enum(CLAIM_STATUSES).describe('Where the claim stands now'),
    insurerPaisa: moneyField,
    insurerBeforePaisa: moneyField,
    settledDifferencePaisa: z
      .number()
      .int()
      .optional()
      .describe(
        'Of a claim that a settlement run has paid: paid in the next run, or where it is below ' +
          'nothing netted from the hospital’s remittances. Absent where there is none.',
      ),
    reason: z.string(),
    source: z.string(),
    ...changes,
    correctedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'ClaimCorrection' });
export type CorrectionView = z.output<typeof correctionView>;

export const correctionList = z
  .strictObject({ corrections: z.array(correctionView) })
  .meta({ id: 'ClaimCorrections' });

/** What was said to be otherwise, as it is kept. */
export type Changes = Omit<CorrectionBody, 'reason' | 'source'>;

export function toCorrectionView(row: CorrectionRow): CorrectionView {
  return {
    claimId: row.claim_id,
    decisionId: row.decision_id,
    corrects: row.corrects_id,
    ordinal: row.ordinal,
    outcome: row.outcome as CorrectionView['outcome'],
    status: row.status as CorrectionView['status'],
    insurerPaisa: Number(row.insurer_paisa),
    insurerBeforePaisa: Number(row.before_paisa),
    ...(row.difference_paisa === null
      ? {}
      : { settledDifferencePaisa: Number(row.difference_paisa) }),
    reason: row.reason,
    source: row.source,
    ...row.changes,
    correctedAt: row.corrected_at.toISOString(),
  };
}
