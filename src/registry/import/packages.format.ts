import { z } from 'zod';
import { CARE_TIERS, type Package, type TariffRate } from '../../domain/scheme/terms.js';
import {
  code,
  day,
  endsAfterStart,
  flag,
  list,
  onlyPresent,
  parseFields,
  text,
  whole,
} from './fields.js';
import type { RowFormat } from './rows.js';

/** A package and, where the file brings them, rates for it. */
export interface ImportedPackage {
  readonly package: Package;
  readonly rates: readonly TariffRate[];
}

const optionalFlag = flag.default(false);

const schema = z
  .strictObject({
    code,
    name: text(500),
    tier: z.enum(CARE_TIERS, { error: `must be ${CARE_TIERS.join(' or ')}` }),
    from: day,
    to: day.optional(),
    group: text(60).optional(),
    speciality: text(200).optional(),
    day_care: optionalFlag,
    session: optionalFlag,
    maternity: optionalFlag,
    life_saving: optionalFlag,
    sex: z.enum(['male', 'female'], { error: 'must be male or female' }).optional(),
    min_age_years: whole(0, 150).optional(),
    max_age_years: whole(0, 150).optional(),
    max_stay_days: whole(0, 3_650).optional(),
    alos_days: whole(0, 3_650).optional(),
    documents: list.default([]),
    source: text(300).optional(),
  })
  .superRefine((row, context) => {
    endsAfterStart(row, context);
    const { min_age_years: min, max_age_years: max } = row;
    if (min !== undefined && max !== undefined && max < min) {
      context.addIssue({
        code: 'custom',
        path: ['max_age_years'],
        message: `is below min_age_years ${min}`,
      });
    }
  });

/** The project's own file of packages, one row for each package and first day. */
export const packagesFormat: RowFormat<ImportedPackage> = {
  name: 'packages',
  required: ['code', 'name', 'tier', 'from'],
  optional: Object.keys(schema.shape).filter(
    (column) => !['code', 'name', 'tier', 'from'].includes(column),
  ),
  keyOf: ({ code: packageCode = '', from = '' }) =>
    packageCode === '' ? undefined : `${packageCode} from ${from}`,
  parse: (fields) =>
    parseFields(schema, fields, (row) => ({
      package: onlyPresent<Package>({
        code: row.code,
        nameEn: row.name,
        tier: row.tier,
        from: row.from,
        to: row.to,
        group: row.group,
        speciality: row.speciality,
        dayCare: row.day_care,
        session: row.session,
        maternity: row.maternity,
        lifeSaving: row.life_saving,
        sex: row.sex,
        minAgeYears: row.min_age_years,
        maxAgeYears: row.max_age_years,
        maxStayDays: row.max_stay_days,
        alosDays: row.alos_days,
        documents: row.documents,
        source: row.source,
      }),
      rates: [],
    })),
};
