import { z } from 'zod';
import { cursorParameter } from '../platform/http/cursor.js';
import { moneyField } from '../platform/http/fields.js';
import type { ReviewRow } from './review.store.js';

const MAX_PAGE = 200;

export const reviewQuery = z.strictObject({
  cursor: cursorParameter.optional(),
  order: z.enum(['risk', 'oldest']).default('risk'),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

const review = z
  .strictObject({
    claimId: z.uuid(),
    hospitalId: z.uuid(),
    hospitalClaimNo: z.string(),
    schemeCode: z.string(),
    admittedOn: z.string(),
    dischargedOn: z.string(),
    askedPaisa: moneyField,
    insurerPaisa: moneyField.describe('What would be paid as it stands'),
    atRiskPaisa: moneyField.describe(
      'What would be paid, times the chance that something is wrong',
    ),
    score: z.number().int().min(0).max(100).describe('By signals alone; 0 where a rule asks'),
    signals: z.array(z.string()).describe('Codes of the signals that spoke'),
    sampled: z.boolean().describe('Chosen by chance for the audit'),
    receivedAt: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'Review' });

export const reviewPage = z
  .strictObject({ reviews: z.array(review), nextCursor: z.string().optional() })
  .meta({ id: 'ReviewPage' });

export function toReview(row: ReviewRow): z.input<typeof review> {
  return {
    claimId: row.id,
    hospitalId: row.hospital_id,
    hospitalClaimNo: row.hospital_claim_no,
    schemeCode: row.scheme_code,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    askedPaisa: Number(row.asked_paisa),
    insurerPaisa: Number(row.insurer_paisa),
    atRiskPaisa: Number(row.at_risk_paisa),
    score: row.score ?? 0,
    signals: (row.signals ?? []).map(({ code }) => code),
    sampled: row.sampled,
    receivedAt: row.received_at.toISOString(),
  };
}
