import { z } from 'zod';
import {
  CARE_TIERS,
  type Package,
  type PackageLimits,
  type TariffRate,
} from '../../domain/scheme/terms.js';
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
const MOST_NAMED = 200;

/** Codes with semicolons between them. */
const codes = list.pipe(z.array(code).max(MOST_NAMED));

/** Beginnings of ICD-10 codes; a dot is left out. */
const diagnoses = list
  .transform((values) => values.map((value) => value.replace('.', '')))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(/^[A-Z](\d{1,3}[A-Z0-9]?)?$/, { error: 'is no beginning of an ICD-10 code' }),
      )
      .max(MOST_NAMED),
  );

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
    waiting_days: whole(0, 36_500).optional(),
    once_in_life: flag.optional(),
    same_organ_as: codes.optional(),
    days_between: whole(0, 36_500).optional(),
    times_a_year: whole(1, 366).optional(),
    family_times_a_year: whole(1, 366).optional(),
    sided: flag.optional(),
    operation: flag.optional(),
    follow_up: flag.optional(),
    staged: flag.optional(),
    elective: flag.optional(),
    implanted: flag.optional(),
    includes: codes.optional(),
    exclusive_with: codes.optional(),
    diagnoses: diagnoses.optional(),
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
        limits: limitsOf(row),
        source: row.source,
      }),
      rates: [],
    })),
};

/** What the row asks beyond the package itself; absent where it asks nothing. */
function limitsOf(row: z.output<typeof schema>): PackageLimits | undefined {
  const limits = onlyPresent<PackageLimits>({
    waitingDays: row.waiting_days,
    onceInLife: yes(row.once_in_life),
    sameOrganAs: some(row.same_organ_as),
    daysBetween: row.days_between,
    timesAYear: row.times_a_year,
    familyTimesAYear: row.family_times_a_year,
    sided: yes(row.sided),
    operation: yes(row.operation),
    followUp: yes(row.follow_up),
    staged: yes(row.staged),
    elective: yes(row.elective),
    implanted: yes(row.implanted),
    includes: some(row.includes),
    exclusiveWith: some(row.exclusive_with),
    diagnoses: some(row.diagnoses),
  });
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** False says no more than nothing: both are stored alike. */
function yes(said: boolean | undefined): true | undefined {
  return said === true ? true : undefined;
}

function some(names: readonly string[] | undefined): readonly string[] | undefined {
  return names === undefined || names.length === 0 ? undefined : names;
}
