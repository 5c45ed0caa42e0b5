import { z } from 'zod';
import { CARE_TIERS } from '../../domain/scheme/terms.js';
import { DISTRICTS } from '../reference/districts.js';
import { code, day, endsAfterStart, flag, list, parseFields, text, whole } from './fields.js';
import type { RowFormat } from './rows.js';

const PCODES: ReadonlySet<string> = new Set(DISTRICTS.map(({ pcode }) => pcode));

const hospitalCode = { hospital_code: code };
const period = { from: day, to: day.optional() };

const tiers = list
  .refine((items) => items.length > 0, { error: 'is missing' })
  .refine((items) => items.every((item) => CARE_TIERS.some((tier) => tier === item)), {
    error: `must be of ${CARE_TIERS.join(', ')}, with semicolons between them`,
  })
  .transform((items) => CARE_TIERS.filter((tier) => items.includes(tier)));

/** A row tells one dated fact of one hospital; columns of other facts stay empty on it. */
const schema = z
  .discriminatedUnion(
    'fact',
    [
      z.strictObject({
        fact: z.literal('hospital'),
        ...hospitalCode,
        name: text(300),
        district_pcode: text(20).refine((pcode) => PCODES.has(pcode), {
          error: 'is not the P-code of a district',
        }),
        invented: flag.default(false),
      }),
      z.strictObject({
        fact: z.literal('standing'),
        ...hospitalCode,
        ...period,
        sector: z.enum(['public', 'private'], { error: 'must be public or private' }),
        grade: text(20),
        beds: whole(0, 20_000),
      }),
      z.strictObject({
        fact: z.literal('licence'),
        ...hospitalCode,
        ...period,
        licence_kind: z.enum(['regular', 'provisional'], {
          error: 'must be regular or provisional',
        }),
        licence_no: text(80),
      }),
      z.strictObject({ fact: z.literal('empanelment'), ...hospitalCode, ...period, tiers }),
      z.strictObject({
        fact: z.literal('suspension'),
        ...hospitalCode,
        ...period,
        reason: text(500),
      }),
      z.strictObject({
        fact: z.literal('speciality'),
        ...hospitalCode,
        ...period,
        speciality: text(200),
      }),
    ],
    {
      error: 'must be hospital, standing, licence, empanelment, suspension or speciality',
    },
  )
  .superRefine((row, context) => {
    if (row.fact !== 'hospital') endsAfterStart(row, context);
  });

/** One fact of a hospital: that it exists, or something of it that is true for a period. */
export type HospitalFactRow = z.output<typeof schema>;

/**
 * The project's own file of hospitals: the row `hospital` first, then as many dated facts as there are.
 * Empanelments and suspensions are of the scheme that the file is imported for.
 */
export const hospitalsFormat: RowFormat<HospitalFactRow> = {
  name: 'hospitals',
  required: ['hospital_code', 'fact'],
  optional: [
    ...['from', 'to', 'name', 'district_pcode', 'invented', 'sector', 'grade', 'beds'],
    ...['licence_kind', 'licence_no', 'tiers', 'reason', 'speciality'],
  ],
  keyOf: ({ hospital_code: hospital = '', fact = '', from = '', speciality = '' }) =>
    hospital === ''
      ? undefined
      : [hospital, fact, speciality, ...(from === '' ? [] : ['from', from])]
          .filter((part) => part !== '')
          .join(' '),
  parse: (fields) => parseFields(schema, fields, (row) => row),
};
