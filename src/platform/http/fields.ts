import { z } from 'zod';
import { isIsoDate } from '../../domain/calendar.js';
import { normaliseCnic } from '../../domain/ids.js';
import { maskCnic } from '../cnic-mask.js';

/** Fields that several contracts share: each says what it refuses in the same words. */

/** Free text that must not carry an identity number: those belong in `cnic` alone. */
export function plainText(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => maskCnic(value) === value, {
      error: 'looks like an identity number: those belong in cnic only',
    });
}

/** Years that a stay can be in: wide, but every day of them is one that the database can hold. */
const CENTURIES = /^(?:19|20)\d\d-/;

export const instantField = z.iso
  .datetime({ offset: true, error: 'must be an instant like 2026-03-01T09:30:00+05:00' })
  .refine((value) => CENTURIES.test(value), { error: 'must be in the years 1900 to 2099' })
  .meta({ examples: ['2026-03-01T09:30:00+05:00'] });

export const dayField = z.string().refine(isIsoDate, { error: 'must be a date YYYY-MM-DD' });

export const cnicField = z
  .string()
  .max(40)
  .refine((value) => normaliseCnic(value) !== undefined, {
    error: 'must be the 13 digits of a CNIC or B-form number',
  });

export const moneyField = z.number().int().describe('Whole paisa; 100 are one rupee');
