import { z } from 'zod';
import {
  ADMISSION_TYPES,
  DISCHARGE_TYPES,
  MAX_DIAGNOSES,
  MAX_EXTRAS,
  MAX_LINES,
  MAX_QUANTITY,
  OUTCOMES,
  PEND_OWNERS,
} from '../domain/claim/claim.js';
import { CLAIM_STATUSES } from '../domain/claim/lifecycle.js';
import { normaliseCnic, type Cnic } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import { EXTRA_KINDS } from '../domain/scheme/terms.js';
import {
  cnicField,
  dayField,
  instantField,
  moneyField,
  plainText,
} from '../platform/http/fields.js';
import { DISTRICTS } from '../registry/index.js';
import { EXAMPLE_BULK, EXAMPLE_CLAIM } from './claim.examples.js';

/** Further bounds of one claim. */
const MAX_DOCUMENTS = 100;
const MAX_IMPLANTS = 20;
/** Ten million rupees a unit: above any package, far below what a sum could overflow. */
const MAX_UNIT_PAISA = 1_000_000_000;

const days = z.number().int().min(0).max(3_650);
const amount = z.number().int().min(0).max(MAX_UNIT_PAISA);

const line = z.strictObject({
  packageCode: plainText(40),
  side: z.enum(['left', 'right', 'both']).optional(),
  quantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
  unitPricePaisa: amount.describe('Price asked for one, in whole paisa'),
  startedAt: instantField.optional(),
  endedAt: instantField.optional(),
  surgeon: plainText(120).optional(),
  anaesthetist: plainText(120).optional(),
  implants: z
    .array(
      z.strictObject({ batch: plainText(80), expiresOn: dayField, pricePaisa: amount.optional() }),
    )
    .max(MAX_IMPLANTS)
    .default([]),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 in hex' });
const KNOWN_DISTRICTS: ReadonlySet<string> = new Set(DISTRICTS.map(({ pcode }) => pcode));

/** Money for the family that the hospital paid and asks the scheme for. */
const extra = z.strictObject({
  kind: z.enum(EXTRA_KINDS),
  askedPaisa: amount.describe('What the family had, in whole paisa'),
  days: z.number().int().min(1).max(366).optional().describe('Where the scheme pays by the day'),
  paidOn: dayField.describe('Day on which the family had it'),
  receiptSha256: sha256.describe('Of the family’s receipt, which the hospital keeps'),
  toDistrictPcode: z
    .string()
    .refine((pcode) => KNOWN_DISTRICTS.has(pcode), { error: 'is no district' })
    .optional()
    .describe('Where the person was shifted to'),
});

/** A claim as a hospital sends it. Unknown fields are refused. */
export const claimBody = z
  .strictObject({
    hospitalClaimNo: plainText(64),
    cnic: cnicField.describe('CNIC or B-form number; the mother’s if the claim is for her newborn'),
    admissionNo: plainText(64).optional(),
    admittedAt: instantField,
    dischargedAt: instantField,
    wardDays: z
      .strictObject({
        general: days.optional(),
        hdu: days.optional(),
        icu: days.optional(),
        icu_ventilator: days.optional(),
      })
      .optional(),
    admissionType: z.enum(ADMISSION_TYPES),
    dischargeType: z.enum(DISCHARGE_TYPES),
    statedSex: z.enum(['male', 'female', 'other']).optional(),
    newborn: z.boolean().default(false),
    newbornBornOn: dayField.optional().describe('The newborn’s day of birth'),
    diagnoses: z
      .array(
        z.string().regex(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z])?$/, {
          error: 'must be a WHO ICD-10 code of 3 or 4 characters',
        }),
      )
      .min(1)
      .max(MAX_DIAGNOSES)
      .describe('WHO ICD-10, principal first'),
    lines: z.array(line).min(1).max(MAX_LINES),
    extras: z
      .array(extra)
      .max(MAX_EXTRAS)
      .optional()
      .describe('Money for the family beside the treatment; numbered on after the lines'),
    bed: plainText(40).optional(),
    vitals: z
      .strictObject({
        pulse: z.number().min(0).max(400).optional(),
        systolic: z.number().min(0).max(400).optional(),
        diastolic: z.number().min(0).max(300).optional(),
        temperatureC: z.number().min(20).max(50).optional(),
        respiratoryRate: z.number().min(0).max(150).optional(),
        oxygenSaturation: z.number().min(0).max(100).optional(),
      })
      .optional(),
    contactNumber: z
      .string()
      .regex(/^\+?[\d -]{7,20}$/, { error: 'must be a telephone number' })
      .refine((value) => value.replace(/\D/g, '').length !== 13, {
        error: 'looks like an identity number: those belong in cnic only',
      })
      .optional(),
    verification: z
      .strictObject({
        officer: plainText(120),
        method: z.enum(['biometric', 'photo', 'card']),
        result: z.enum(['verified', 'failed', 'not_done']),
        at: instantField,
      })
      .optional(),
    documents: z
      .array(
        z.strictObject({
          kind: plainText(80),
          sha256,
        }),
      )
      .max(MAX_DOCUMENTS)
      .default([]),
    referral: z
      .strictObject({
        fromHospitalCode: plainText(40).optional(),
        reference: plainText(80).optional(),
      })
      .optional(),
  })
  .refine(({ newborn, newbornBornOn }) => newborn || newbornBornOn === undefined, {
    path: ['newbornBornOn'],
    error: 'belongs to the claim for a newborn only',
  })
  .meta({ id: 'ClaimBody', examples: [EXAMPLE_CLAIM] });

export type ClaimBody = z.output<typeof claimBody>;

/** The claim as it is kept: the number is gone, the contact number sealed. */
export type ClaimContent = Omit<ClaimBody, 'cnic' | 'contactNumber'> & {
  readonly contact?: { readonly hash: string; readonly keyId: string; readonly cipher: string };
};

/** The digits of a body that has passed the contract. */
export function cnicOf(body: ClaimBody): Cnic {
  const cnic = normaliseCnic(body.cnic);
  if (cnic === undefined) throw new TypeError('a validated claim has a CNIC');
  return cnic;
}

/** Asked for the whole claim, extras among it. */
export function askedOf({ lines, extras = [] }: Pick<ClaimBody, 'lines' | 'extras'>): bigint {
  const treatment = lines.map((one) => paisa(one.unitPricePaisa) * BigInt(one.quantity));
  const beside = extras.map(({ askedPaisa }) => paisa(askedPaisa));
  return [...treatment, ...beside].reduce<bigint>((sum, asked) => sum + asked, 0n);
}

const money = moneyField;

export const accepted = z
  .strictObject({
    id: z.uuid(),
    hospitalClaimNo: z.string(),
    status: z.literal('received'),
    receivedAt: z.iso.datetime({ offset: true }),
    revisionOf: z.uuid().optional(),
  })
  .meta({ id: 'ClaimAccepted' });

export const claimView = z
  .strictObject({
    id: z.uuid(),
    hospitalId: z.uuid(),
    hospitalClaimNo: z.string(),
    schemeCode: z.string().optional(),
    status: z.enum(CLAIM_STATUSES),
    pendOwner: z.enum(PEND_OWNERS).optional(),
    admittedOn: z.string(),
    dischargedOn: z.string(),
    askedPaisa: money,
    insurerPaisa: money.optional().describe('What the newest decision says the insurer pays'),
    receivedAt: z.iso.datetime({ offset: true }),
    decidedAt: z.iso.datetime({ offset: true }).optional(),
    revisionOf: z.uuid().optional(),
    supersededBy: z
      .uuid()
      .optional()
      .describe('The claim that has taken its place; in the list it is left out'),
    revisionNo: z.number().int(),
  })
  .meta({ id: 'Claim' });

export const claimPage = z
  .strictObject({ claims: z.array(claimView), nextCursor: z.string().optional() })
  .meta({ id: 'ClaimPage' });

const wording = z.strictObject({ says: z.string(), remedy: z.string() });

export const findingView = z
  .strictObject({
    rule: z.string(),
    reason: z.string(),
    kind: z.enum(['deny', 'pend', 'reduce']),
    phase: z.enum(['gate', 'price', 'limit', 'risk']),
    lineNo: z.number().int().optional(),
    owner: z.enum(PEND_OWNERS).optional(),
    amountPaisa: money,
    bearer: z.enum(['hospital', 'patient_share']).optional(),
    cuts: z.array(z.strictObject({ lineNo: z.number().int(), amountPaisa: money })),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    en: wording,
    ur: wording,
  })
  .meta({ id: 'Finding' });

const lineMoneyView = z
  .strictObject({
    lineNo: z.number().int(),
    packageCode: z.string(),
    tier: z.enum(['secondary', 'priority']).optional(),
    askedPaisa: money,
    allowedPaisa: money,
    pricedPaisa: money,
    insurerPaisa: money,
    patientSharePaisa: money,
    hospitalBornePaisa: money,
  })
  .meta({ id: 'LineMoney' });

const extraMoneyView = z
  .strictObject({
    lineNo: z.number().int().describe('Counted on after the lines of treatment'),
    kind: z.enum(EXTRA_KINDS),
    askedPaisa: money,
    insurerPaisa: money.describe('For the family'),
    hospitalBornePaisa: money,
  })
  .meta({ id: 'ExtraMoney' });

export const judgementView = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    pendOwner: z.enum(PEND_OWNERS).optional(),
    askedPaisa: money,
    insurerPaisa: money,
    patientSharePaisa: money,
    hospitalBornePaisa: money,
    lines: z.array(lineMoneyView).describe('Treatment'),
    extras: z
      .array(extraMoneyView)
      .optional()
      .describe('Money for the family; with the lines it adds up to the claim. Absent without any'),
    findings: z.array(findingView),
    passed: z.array(z.string()).describe('Rules that found nothing against the claim'),
    draws: z.array(z.strictObject({ tier: z.string(), layer: z.string(), amountPaisa: money })),
  })
  .meta({ id: 'Judgement' });

const evidenceView = z
  .strictObject({
    reason: z.string(),
    lineNo: z.number().int().optional(),
    params: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe(
        'Its numbers; shares in basis points. `low`, `middle`, `high`: what a tenth, half and nine tenths ' +
          'of the peer hospitals have at most, of `measured` hospitals with `least` stays or more',
      ),
    claims: z.array(z.uuid()).describe('Other claims that it rests on, some of them'),
    en: wording,
    ur: wording,
  })
  .meta({ id: 'RiskEvidence' });

const riskView = z
  .strictObject({
    score: z.number().int().min(0).max(100),
    routed: z.boolean().describe('Sent to an adjudicator by signals or by the audit sample'),
    atRiskPaisa: money,
    signals: z.array(
      z.strictObject({
        code: z.string(),
        weight: z.number().int().describe('How sure it is alone, out of a hundred'),
        evidence: z.array(evidenceView),
      }),
    ),
    sample: z
      .strictObject({
        rate: z.number().int().describe('Of ten thousand claims so many'),
        raised: z.boolean().describe('By the hospital’s profile'),
      })
      .optional(),
  })
  .meta({ id: 'DecisionRisk' });

export const decisionView = judgementView
  .extend({
    risk: riskView
      .optional()
      .describe('What risk signals said: told to the insurer’s adjudicators, never to a hospital'),
    id: z.uuid(),
    claimId: z.uuid(),
    ordinal: z.number().int(),
    decidedAt: z.iso.datetime({ offset: true }),
    decidedBy: z.string(),
    rulebookFingerprint: z.string(),
    termsFingerprint: z.string().optional(),
  })
  .meta({ id: 'Decision' });

export const dryRunView = judgementView
  .extend({
    notice: z.strictObject({ en: z.string(), ur: z.string() }),
    rulebookFingerprint: z.string(),
    termsFingerprint: z.string().optional(),
  })
  .meta({ id: 'DryRun' });

const fault = z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() });

export const bulkResult = z
  .strictObject({
    accepted: z.number().int(),
    refused: z.number().int(),
    results: z
      .array(
        z.discriminatedUnion('outcome', [
          z
            .strictObject({
              line: z.number().int(),
              outcome: z.literal('accepted'),
              id: z.uuid(),
              hospitalClaimNo: z.string(),
            })
            .meta({ id: 'BulkLineAccepted' }),
          z
            .strictObject({
              line: z.number().int(),
              outcome: z.literal('refused'),
              faults: z.array(fault),
            })
            .meta({ id: 'BulkLineRefused', description: 'With everything that is wrong with it' }),
        ]),
      )
      .describe('One a line, in the order of the lines'),
  })
  .meta({ id: 'BulkResult' });

/** The lines are read one by one by the act; here they are bytes. */
export const bulkBody = z
  .custom<Buffer>((value) => Buffer.isBuffer(value), { error: 'Send the claims as NDJSON' })
  .meta({
    type: 'string',
    contentMediaType: 'application/x-ndjson',
    description: 'One ClaimBody a line, as JSON without line breaks',
    examples: [EXAMPLE_BULK.map((claim) => JSON.stringify(claim)).join('\n')],
  });

export const claimIdParams = z.object({ id: z.uuid() });
