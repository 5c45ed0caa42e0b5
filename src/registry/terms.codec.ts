import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isIsoDate } from '../domain/calendar.js';
import { basisPoints, paisa } from '../domain/money.js';
import { SOURCES, type SourceId } from '../domain/scheme/sources.js';
import type { Terms } from '../domain/scheme/terms.js';
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
    note: z.string().optional(),
  });
}

const amountPaisa = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform((text) => paisa(text));

const layer = z.strictObject({
  code: z.string().min(1).max(64),
  caps: z
    .array(
      z.strictObject({
        scope: z.enum(['member', 'family']),
        amountPaisa: figure(amountPaisa),
      }),
    )
    .min(1)
    .max(4),
  needsApproval: z.boolean(),
});

const termsSchema = z.strictObject({
  schemeCode: z.string(),
  from: day,
  to: day.optional(),
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
  coPay: z.array(
    z.strictObject({
      from: day,
      to: day.optional(),
      sector: z.enum(['public', 'private']),
      groups: z.array(z.string()).optional(),
      exceptGroups: z.array(z.string()).optional(),
      share: figure(z.number().transform((value) => basisPoints(value))),
    }),
  ),
  unmatchedDays: figure(z.number().int().min(0).max(3_650)),
  extras: z
    .array(
      z.strictObject({
        kind: z.enum(['transport', 'burial', 'maternity_allowance', 'wage_loss', 'shifting']),
        amountPaisa: figure(amountPaisa),
        timesAYear: figure(z.number().int().min(1).max(366)).optional(),
      }),
    )
    .max(20)
    .optional(),
  medicineDaysAfterDischarge: figure(z.number().int().min(0).max(366)).optional(),
  premiumPaisa: figure(amountPaisa).optional(),
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
