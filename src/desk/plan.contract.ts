import { z } from 'zod';
import { MAX_DIAGNOSES, MAX_LINES, MAX_QUANTITY } from '../domain/claim/claim.js';
import type { Paisa } from '../domain/money.js';
import { explainFinding } from '../domain/rules/explain.js';
import { dayField, instantField, plainText } from '../platform/http/fields.js';
import type { Plan, PlanFinding } from './plan.js';

const wardDay = z.number().int().min(0).max(3_650);

/** What is planned: packages, and how long the stay is meant to be. */
export const planFields = {
  lines: z
    .array(
      z.strictObject({
        packageCode: plainText(40),
        quantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
      }),
    )
    .min(1)
    .max(MAX_LINES)
    .describe('Packages planned'),
  dischargeOn: dayField.describe('Day on which discharge is planned'),
  wardDays: z
    .strictObject({
      general: wardDay.optional(),
      hdu: wardDay.optional(),
      icu: wardDay.optional(),
      icu_ventilator: wardDay.optional(),
    })
    .optional()
    .describe('Ward days planned; the days of the stay in the general ward unless told'),
  diagnoses: z
    .array(
      z.string().regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z])?$/, {
        error: 'must be a WHO ICD-10 code of 3 or 4 characters',
      }),
    )
    .max(MAX_DIAGNOSES)
    .default([])
    .describe('WHO ICD-10, principal first'),
};

/** How the desk made sure who the person is, and where that can be looked up. */
export const deskVerification = z
  .strictObject({
    officer: plainText(120),
    method: z.enum(['biometric', 'photo', 'card']),
    reference: plainText(120).describe('Of the biometric check, the photo or the card'),
    at: instantField,
  })
  .meta({ id: 'DeskVerification' });

type PlanBody = z.output<z.ZodObject<typeof planFields>>;

/** What a body says is planned. */
export function planOf(body: Pick<PlanBody, keyof Plan>): Plan {
  const { lines, dischargeOn, wardDays, diagnoses } = body;
  return { lines, dischargeOn, ...(wardDays === undefined ? {} : { wardDays }), diagnoses };
}

const wording = z.strictObject({ says: z.string(), remedy: z.string() });

export const planFindingView = z
  .strictObject({
    rule: z.string(),
    kind: z.enum(['deny', 'pend']),
    reason: z.string(),
    lineNo: z.number().int().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    en: wording,
    ur: wording,
  })
  .meta({ id: 'PlanFinding' });

/** An amount for JSON: bounded by the contract far below where a number stops being exact. */
export function moneyOf(amount: Paisa): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is too large for JSON');
  return value;
}

/** What rules said of a plan, in both languages. */
export function toFindingViews(
  findings: readonly PlanFinding[],
): z.input<typeof planFindingView>[] {
  return findings.map((finding) => ({
    rule: finding.rule,
    kind: finding.kind,
    reason: finding.reason,
    ...(finding.lineNo === undefined ? {} : { lineNo: finding.lineNo }),
    params: { ...finding.params },
    en: explainFinding(finding, 'en'),
    ur: explainFinding(finding, 'ur'),
  }));
}
