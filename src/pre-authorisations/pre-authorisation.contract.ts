import { z } from 'zod';
import {
  deskVerification,
  moneyOf,
  planFields,
  planFindingView,
  toFindingViews,
} from '../desk/index.js';
import { ADMISSION_TYPES, MAX_LINES, MAX_QUANTITY } from '../domain/claim/claim.js';
import { totalOf } from '../domain/coverage/holds.js';
import { add } from '../domain/money.js';
import { PRE_AUTHORISATION_STATUSES } from '../domain/pre-authorisation/lifecycle.js';
import { cnicField, dayField, moneyField, plainText } from '../platform/http/fields.js';
import type { PreAuthorisation } from './pre-authorisation.js';
import type { PastAct } from './pre-authorisation.store.js';

const note = plainText(2_000).describe('Why this treatment, in the words of the one who treats');

export const requestBody = z
  .strictObject({
    requestNo: plainText(64).describe('The hospital’s own number of the request'),
    cnic: cnicField,
    verification: deskVerification,
    admissionType: z.enum(ADMISSION_TYPES),
    admissionOn: dayField
      .optional()
      .describe('Planned day of admission; today or later, unless it is an emergency'),
    admissionNo: plainText(64)
      .optional()
      .describe('Of a stay that has begun as an emergency; instead of `admissionOn`'),
    note,
    ...planFields,
  })
  .refine((body) => (body.admissionOn === undefined) !== (body.admissionNo === undefined), {
    path: ['admissionOn'],
    error: 'name either the planned day or the admission that has begun',
  })
  .meta({ id: 'PreAuthorisationRequest' });
export type RequestBody = z.output<typeof requestBody>;

export const enhancementBody = z
  .strictObject({ requestNo: plainText(64), note, ...planFields })
  .meta({ id: 'PreAuthorisationEnhancement' });
export type EnhancementBody = z.output<typeof enhancementBody>;

export const grantBody = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          lineNo: z.number().int().min(1).max(MAX_LINES),
          quantity: z.number().int().min(1).max(MAX_QUANTITY),
        }),
      )
      .min(1)
      .max(MAX_LINES)
      .optional()
      .describe('Lines of the request that are granted, and how often; all as asked unless told'),
    reason: plainText(500),
  })
  .meta({ id: 'PreAuthorisationGrant' });

export const saidBody = z
  .strictObject({ reason: plainText(2_000) })
  .meta({ id: 'PreAuthorisationReason' });
export const layerBody = z
  .strictObject({ layer: plainText(40), reason: plainText(500) })
  .meta({ id: 'LayerApproval' });

export const preAuthorisationView = z
  .strictObject({
    id: z.uuid(),
    requestNo: z.string(),
    hospitalId: z.uuid(),
    schemeCode: z.string(),
    status: z.enum(PRE_AUTHORISATION_STATUSES),
    pendOwner: z.enum(['hospital', 'adjudicator']).optional().describe('Who must act'),
    admissionType: z.enum(ADMISSION_TYPES),
    admissionOn: z.string(),
    dischargeOn: z.string(),
    requestedAt: z.iso.datetime({ offset: true }),
    note: z.string(),
    lines: z.array(z.strictObject({ packageCode: z.string(), quantity: z.number().int() })),
    plannedPaisa: moneyField.describe('Insurer’s share of what was asked, by the tariff'),
    granted: z.array(
      z.strictObject({
        lineNo: z.number().int(),
        packageCode: z.string(),
        quantity: z.number().int(),
        allowedPaisa: moneyField.describe('The tariff’s price: the claim’s line is worth no more'),
        insurerPaisa: moneyField,
      }),
    ),
    grantedPaisa: moneyField.describe('Insurer’s share of what was granted'),
    heldPaisa: moneyField.describe('Held for it now'),
    withinLimit: z.boolean().describe('All that was granted is held'),
    approvedLayers: z.array(z.string()),
    validUntil: z.string().optional().describe('Last day on which the stay may begin'),
    admissionId: z.uuid().optional(),
    claimId: z.uuid().optional().describe('The claim that has taken its cover'),
    enhances: z.uuid().optional(),
    findings: z.array(planFindingView),
    acts: z
      .array(
        z.strictObject({
          act: z.string(),
          at: z.iso.datetime({ offset: true }),
          reason: z.string().optional(),
        }),
      )
      .optional()
      .describe('What was done, oldest first; not in lists'),
  })
  .meta({ id: 'PreAuthorisation' });
export type PreAuthorisationView = z.input<typeof preAuthorisationView>;

export const preAuthorisationPage = z
  .strictObject({
    preAuthorisations: z.array(preAuthorisationView),
    nextCursor: z.string().optional(),
  })
  .meta({ id: 'PreAuthorisationPage' });

/** As its desk and its insurer see it: never whose it is but by the hospital's own number. */
export function toView(p: PreAuthorisation, acts?: readonly PastAct[]): PreAuthorisationView {
  return {
    id: p.id,
    requestNo: p.requestNo,
    hospitalId: p.hospitalId,
    schemeCode: p.schemeCode,
    status: p.status,
    ...(p.pendOwner === undefined ? {} : { pendOwner: p.pendOwner }),
    admissionType: p.admissionType,
    admissionOn: p.admissionOn,
    dischargeOn: p.plan.dischargeOn,
    requestedAt: p.requestedAt.toISOString(),
    note: p.note,
    lines: p.plan.lines.map((line) => ({ ...line })),
    plannedPaisa: moneyOf(p.plannedPaisa),
    granted: p.granted.map(({ lineNo, packageCode, quantity, allowedPaisa, insurerPaisa }) => ({
      lineNo,
      packageCode,
      quantity,
      allowedPaisa: moneyOf(allowedPaisa),
      insurerPaisa: moneyOf(insurerPaisa),
    })),
    grantedPaisa: moneyOf(add(...p.granted.map((line) => line.insurerPaisa))),
    heldPaisa: moneyOf(totalOf(p.held)),
    withinLimit: p.withinLimit,
    approvedLayers: [...p.approvedLayers],
    ...(p.validUntil === undefined ? {} : { validUntil: p.validUntil }),
    ...(p.admissionId === undefined ? {} : { admissionId: p.admissionId }),
    ...(p.claimId === undefined ? {} : { claimId: p.claimId }),
    ...(p.enhances === undefined ? {} : { enhances: p.enhances }),
    findings: toFindingViews(p.findings),
    ...(acts === undefined ? {} : { acts: acts.map(toActView) }),
  };
}

function toActView({ act, at, details }: PastAct) {
  const { reason } = details;
  return {
    act,
    at: at.toISOString(),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}
