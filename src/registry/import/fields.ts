import { z } from 'zod';
import { isIsoDate, type IsoDate } from '../../domain/calendar.js';
import { paisa, type Paisa } from '../../domain/money.js';
import type { CsvRecord } from './csv-records.js';
import type { ParsedRow } from './rows.js';

/** Kinds of field in a file, each from text. An empty field is absent. */

const present = { error: 'is missing' };

export const text = (max: number) =>
  z.string(present).max(max, { error: `is longer than ${max} characters` });

export const code = z
  .string(present)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, { error: 'is not a code of letters and digits' });

export const day = z
  .string(present)
  .refine(isIsoDate, { error: 'is not a date YYYY-MM-DD' })
  .transform((value): IsoDate => value);

export const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

export const whole = (least: number, most: number) =>
  z
    .string(present)
    .regex(/^\d{1,9}$/, { error: 'is not a whole number' })
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `is not between ${least} and ${most}`,
    });

/** Rupees with at most two decimals, as paisa. */
export const rupees = z
  .string(present)
  .regex(/^\d{1,10}(\.\d{1,2})?$/, { error: 'is not an amount in rupees such as 1234.50' })
  .transform((value): Paisa => {
    const [whole = '0', decimals = ''] = value.split('.');
    return paisa(`${whole}${decimals.padEnd(2, '0')}`);
  });

/** Items with semicolons between them. */
export const list = z.string().transform((value) =>
  value
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Two fields that are a period: the last day is not before the first. */
export function endsAfterStart(
  value: { readonly from?: IsoDate | undefined; readonly to?: IsoDate | undefined },
  context: z.RefinementCtx,
): void {
  if (value.from !== undefined && value.to !== undefined && value.to < value.from) {
    context.addIssue({ code: 'custom', path: ['to'], message: `is before ${value.from}` });
  }
}

/** Reads a row's fields by a schema; every fault is a reason that names its column. */
export function parseFields<S extends z.ZodType, T>(
  schema: S,
  fields: CsvRecord['fields'],
  toRow: (value: z.output<S>) => T,
): ParsedRow<T> {
  const result = schema.safeParse(withoutEmpty(fields));
  if (result.success) return { row: toRow(result.data), notes: [] };
  const reasons = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key} does not belong on this row`)
      : [`${issue.path.join('.') || 'the row'} ${issue.message}`],
  );
  return { reasons, notes: [] };
}

/** Drops what is undefined, so that optional fields are absent. */
export function onlyPresent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

function withoutEmpty(fields: CsvRecord['fields']): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
