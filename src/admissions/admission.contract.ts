import { z } from 'zod';
import { ADMISSION_STATUSES } from '../domain/admission/lifecycle.js';
import { ADMISSION_TYPES, DISCHARGE_TYPES } from '../domain/claim/claim.js';
import {
  deskVerification,
  moneyOf,
  planFields,
  planFindingView,
  toFindingViews,
} from '../desk/index.js';
import {
  cnicField,
  dayField,
  instantField,
  moneyField,
  plainText,
} from '../platform/http/fields.js';
import { totalOf } from '../domain/coverage/holds.js';
import type { Admission } from './admission.js';

export const admissionBody = z
  .strictObject({
    admissionNo: plainText(64).describe(
      'The hospital’s own number of the stay; its claim names it',
    ),
    cnic: cnicField.describe('CNIC or B-form number; the mother’s if the stay is her newborn’s'),
    verification: deskVerification,
    admittedAt: instantField,
    admissionType: z.enum(ADMISSION_TYPES),
    preAuthorisationId: z
      .uuid()
      .optional()
      .describe('What was granted for this stay: its hold is the stay’s from now on'),
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
