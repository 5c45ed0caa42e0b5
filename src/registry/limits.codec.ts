import { z } from 'zod';
import type { PackageLimits } from '../domain/scheme/terms.js';

const days = z.number().int().min(0).max(36_500);
const times = z.number().int().min(1).max(366);
const codes = z.array(z.string().min(1).max(40)).min(1).max(200);

const limitsSchema = z.strictObject({
  waitingDays: days.optional(),
  onceInLife: z.boolean().optional(),
  sameOrganAs: codes.optional(),
  daysBetween: days.optional(),
  timesAYear: times.optional(),
  familyTimesAYear: times.optional(),
  sided: z.boolean().optional(),
  operation: z.boolean().optional(),
  followUp: z.boolean().optional(),
  staged: z.boolean().optional(),
  elective: z.boolean().optional(),
  implanted: z.boolean().optional(),
  includes: codes.optional(),
  exclusiveWith: codes.optional(),
  diagnoses: codes.optional(),
} satisfies Record<keyof PackageLimits, z.ZodType>);

/** What a package asks, from what the database keeps. Throws a ZodError naming every fault. */
export function limitsFromJson(content: unknown): PackageLimits {
  return limitsSchema.parse(content);
}
