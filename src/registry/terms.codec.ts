import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isIsoDate } from '../domain/calendar.js';
import { basisPoints, paisa } from '../domain/money.js';
import { SOURCES, type SourceId } from '../domain/scheme/sources.js';
import { ADMISSION_TYPES, DISCHARGE_TYPES } from '../domain/claim/claim.js';
import { ADMISSION_LIMITS, CARE_TIERS, EXTRA_KINDS, type Terms } from '../domain/scheme/terms.js';
import { toJson } from '../platform/json.js';

const day = z.string().refine(isIsoDate, { error: 'must be a date YYYY-MM-DD' });
const source = z
  .string()
  .refine((id) => id in SOURCES, { error: 'is not a known source document' })
  .transform((id) => id as SourceId);

function figure<T extends z.ZodType>(value: T) {
  return z.strictObject({
    value,
    source,
    uncertain: z.literal(true).optional(),
    borrowed: z.literal(true).optional(),
    note: z.string().optional(),
  });
}

const amountPaisa = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform((text) => paisa(text));

const scope = z.enum(['member', 'family']);

const layer = z.strictObject({
  code: z.string().min(1).max(64),
  caps: z
    .array(
      z.strictObject({
        scope,
        amountPaisa: figure(amountPaisa),
      }),
    )
    .max(4),
  needsApproval: z.boolean(),
});

const period = { from: day, to: day.optional() };
const sector = z.enum(['public', 'private']);
const basisPointsOfWhole = z
  .number()
  .int()
  .min(0)
  .max(10_000)
  .transform((value) => basisPoints(value));
const names = z.array(z.string().min(1).max(64)).max(500);
const ageInYears = z.number().int().min(0).max(150);
const wholeDays = figure(z.number().int().min(0).max(3_650));

const treatment = z.strictObject({
  everything: z.literal(true).optional(),
  groups: names.optional(),
  packages: names.optional(),
  diagnoses: z
    .array(
      z
        .string()
        .regex(/^[A-Z](\d{1,3}[A-Z0-9]?)?$/, { error: 'is no beginning of an ICD-10 code' }),
    )
    .max(500)
    .optional(),
});

const extra = z.strictObject({
  kind: z.enum(EXTRA_KINDS),
  amountPaisa: figure(amountPaisa),
  scope: scope.optional(),
  timesAYear: figure(z.number().int().min(1).max(366)).optional(),
  daysAtMost: figure(z.number().int().min(1).max(366)).optional(),
  tier: z.enum(CARE_TIERS).optional(),
  maternityOnly: z.literal(true).optional(),
});

const termsSchema = z.strictObject({
  schemeCode: z.string().min(1).max(40),
  ...period,
  policyYearStart: figure(
    z.strictObject({
      month: z.number().int().min(1).max(12),
      day: z.number().int().min(1).max(31),
    }),
  ),
  tiers: z.strictObject({
    secondary: z.array(layer).max(8),
    priority: z.array(layer).max(8),
  }),
  coPay: z
    .array(
      z.strictObject({
        ...period,
        sector,
        groups: names.optional(),
        exceptGroups: names.optional(),
        share: figure(basisPointsOfWhole),
        deservingExempt: figure(z.literal(true)).optional(),
      }),
    )
    .max(100),
  reservations: z
    .array(z.strictObject({ ...period, sector, treatment: figure(treatment) }))
    .max(100)
    .optional(),
  exclusions: z
    .array(
      z.strictObject({ ...period, name: z.string().min(1).max(200), treatment: figure(treatment) }),
    )
    .max(200)
    .optional(),
  admissionLimits: z
    .array(z.strictObject({ ...period, only: figure(z.enum(ADMISSION_LIMITS)) }))
    .max(100)
    .optional(),
  sittingShares: figure(z.array(basisPointsOfWhole).min(1).max(20)).optional(),
  followUpDays: wholeDays.optional(),
  readmissionDays: wholeDays.optional(),
  admissionsAYear: figure(z.number().int().min(1).max(366)).optional(),
  tierGrades: z
    .strictObject({ secondary: figure(names).optional(), priority: figure(names).optional() })
    .optional(),
  newbornDays: wholeDays.optional(),
  preAuthorisation: z
    .strictObject({
      tiers: figure(z.array(z.enum(CARE_TIERS)).min(1).max(2)).optional(),
      validDays: wholeDays.optional(),
      emergencyDays: wholeDays.optional(),
    })
    .optional(),
  stayDocuments: z
    .array(
      z.strictObject({
        kind: figure(z.string().min(1).max(64)),
        admissionTypes: z.array(z.enum(ADMISSION_TYPES)).min(1).optional(),
        dischargeTypes: z.array(z.enum(DISCHARGE_TYPES)).min(1).optional(),
      }),
    )
    .max(50)
    .optional(),
  lateness: z
    .array(z.strictObject({ afterDays: wholeDays, then: z.enum(['pend', 'deny']) }))
    .max(10)
    .optional(),
  unmatchedDays: wholeDays,
  extras: z.array(extra).max(20).optional(),
  medicineDaysAfterDischarge: figure(z.number().int().min(0).max(366)).optional(),
  lifeCover: z
    .array(
      z.strictObject({
        ...period,
        fromAge: ageInYears.optional(),
        belowAge: ageInYears.optional(),
        amountPaisa: figure(amountPaisa),
      }),
    )
    .max(10)
    .optional(),
  premiumPaisa: figure(amountPaisa).optional(),
  gapBefore: figure(z.enum(['stopped', 'no_source'])).optional(),
});

/** Terms as the database keeps them. */
export function termsToJson(terms: Terms): string {
  return toJson(terms);
}

/** Terms from what the database keeps. Throws a ZodError naming every fault. */
export function termsFromJson(content: unknown): Terms {
  return termsSchema.parse(content);
}

/** Which exact terms a decision was taken on. */
export function fingerprintOfTerms(terms: Terms): string {
  return createHash('sha256').update(termsToJson(terms)).digest('hex').slice(0, 16);
}
