import { z } from 'zod';
import { ADMISSION_STATUSES } from '../domain/admission/lifecycle.js';
import {
  ADMISSION_TYPES,
  DISCHARGE_TYPES,
  MAX_DIAGNOSES,
  MAX_LINES,
  MAX_QUANTITY,
} from '../domain/claim/claim.js';
import { explainFinding } from '../domain/rules/explain.js';
import {
  cnicField,
  dayField,
  instantField,
  moneyField,
  plainText,
} from '../platform/http/fields.js';
import { totalOf } from '../domain/coverage/holds.js';
import type { Paisa } from '../domain/money.js';
import type { Admission } from './admission.js';

const wardDay = z.number().int().min(0).max(3_650);

/** What is planned: packages, and how long the stay is meant to be. */
const planFields = {
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
const deskVerification = z
  .strictObject({
    officer: plainText(120),
    method: z.enum(['biometric', 'photo', 'card']),
    reference: plainText(120).describe('Of the biometric check, the photo or the card'),
    at: instantField,
  })
  .meta({ id: 'DeskVerification' });

export const admissionBody = z
  .strictObject({
    admissionNo: plainText(64).describe(
      'The hospital’s own number of the stay; its claim names it',
    ),
    cnic: cnicField.describe('CNIC or B-form number; the mother’s if the stay is her newborn’s'),
    verification: deskVerification,
    admittedAt: instantField,
    admissionType: z.enum(ADMISSION_TYPES),
    ...planFields,
  })
  .meta({ id: 'AdmissionBody' });
export type AdmissionBody = z.output<typeof admissionBody>;

export const changeBody = z.strictObject(planFields).meta({ id: 'AdmissionChange' });
export const extensionBody = z
  .strictObject({ dischargeOn: dayField, wardDays: planFields.wardDays, reason: plainText(500) })
  .meta({ id: 'AdmissionExtension' });
export const transferBody = z
  .strictObject({ at: instantField, toHospitalCode: plainText(40), reason: plainText(500) })
  .meta({ id: 'AdmissionTransfer' });
export const dischargeBody = z
  .strictObject({ dischargedAt: instantField, dischargeType: z.enum(DISCHARGE_TYPES) })
  .meta({ id: 'AdmissionDischarge' });
export const reasonBody = z
  .strictObject({ reason: plainText(500) })
  .meta({ id: 'AdmissionReason' });

const wording = z.strictObject({ says: z.string(), remedy: z.string() });

const planFindingView = z
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

export const admissionView = z
  .strictObject({
    id: z.uuid(),
    admissionNo: z.string(),
    hospitalId: z.uuid(),
    schemeCode: z.string(),
    status: z.enum(ADMISSION_STATUSES),
    admissionType: z.enum(ADMISSION_TYPES),
    admittedAt: z.iso.datetime({ offset: true }),
    admittedOn: z.string(),
    openedAt: z.iso.datetime({ offset: true }),
    endedOn: z.string().optional(),
    lines: z.array(z.strictObject({ packageCode: z.string(), quantity: z.number().int() })),
    dischargeOn: z.string(),
    covered: z.boolean().describe('No rule denies the stay as it is planned'),
    plannedPaisa: moneyField.describe('Insurer’s share of the plan by the tariff'),
    heldPaisa: moneyField.describe('Held for the stay now'),
    withinLimit: z
      .boolean()
      .describe('When it was reserved, the room covered the plan: later excess is carried'),
    held: z.array(z.strictObject({ tier: z.string(), layer: z.string(), amountPaisa: moneyField })),
    emergencyConfirmed: z.boolean(),
    claimId: z.uuid().optional().describe('The claim that has taken its cover'),
    findings: z.array(planFindingView),
  })
  .meta({ id: 'Admission' });
export type AdmissionView = z.input<typeof admissionView>;

export const admissionPage = z
  .strictObject({ admissions: z.array(admissionView), nextCursor: z.string().optional() })
  .meta({ id: 'AdmissionPage' });

/** Paisa for JSON: bounded by the contract far below where a number stops being exact. */
function moneyOf(amount: Paisa): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError('an amount is too large for JSON');
  return value;
}

/** What rules said of a plan, in both languages. */
function toFindingViews(findings: Admission['findings']): AdmissionView['findings'] {
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

/** An admission as its desk sees it: never whose it is but by the hospital's own number. */
export function toAdmissionView(admission: Admission): AdmissionView {
  const { plan, held } = admission;
  return {
    id: admission.id,
    admissionNo: admission.admissionNo,
    hospitalId: admission.hospitalId,
    schemeCode: admission.schemeCode,
    status: admission.status,
    admissionType: admission.admissionType,
    admittedAt: admission.admittedAt.toISOString(),
    admittedOn: admission.admittedOn,
    openedAt: admission.openedAt.toISOString(),
    ...(admission.endedOn === undefined ? {} : { endedOn: admission.endedOn }),
    lines: plan.lines.map((line) => ({ ...line })),
    dischargeOn: plan.dischargeOn,
    covered: !admission.findings.some((each) => each.kind === 'deny' && each.lineNo === undefined),
    plannedPaisa: moneyOf(admission.plannedPaisa),
    heldPaisa: moneyOf(totalOf(held)),
    withinLimit: admission.withinLimit,
    held: held.map((draw) => ({ ...draw, amountPaisa: moneyOf(draw.amountPaisa) })),
    emergencyConfirmed: admission.emergencyConfirmed,
    ...(admission.claimId === undefined ? {} : { claimId: admission.claimId }),
    findings: toFindingViews(admission.findings),
  };
}
