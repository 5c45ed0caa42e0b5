import type { Readable } from 'node:stream';
import { z } from 'zod';
import { isoDate, type IsoDate } from '../../domain/calendar.js';
import { paisa } from '../../domain/money.js';
import type { CareTier, Package, TariffRate } from '../../domain/scheme/terms.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import { flag, onlyPresent, parseFields, text, whole } from './fields.js';
import type { ImportedPackage } from './packages.format.js';
import type { ParsedRow, RowFormat } from './rows.js';
import { namesIn, unusualSpellings } from './spellings.js';

/** What a user must say for what the Indian file leaves open. */
export interface Hbp2022Options {
  /** First day of the packages; the file names a year only. */
  readonly from?: IsoDate | undefined;
  /** Tier of rows whose level of care is empty; without it they are refused. */
  readonly blankLevel?: CareTier | undefined;
  /** Rupees of Pakistan shown for one Indian rupee. Without it no rates are taken. */
  readonly illustrativeRateFactor?: number | undefined;
  /** Hospital grades that the illustrative rates are for. */
  readonly grades?: readonly string[] | undefined;
}

const ORIGIN = 'PM-JAY HBP 2022, India';
const FIRST_DAY = isoDate('2022-01-01');
const GRADES = ['A', 'B', 'C'];
/** What the claim contract takes as the kind of a document. */
const MOST_KIND_LETTERS = 80;

const COLUMNS = [
  ...['procedure_code', 'package_code', 'specialty', 'package_name', 'procedure_name'],
  ...['base_rate_inr', 'implant_name', 'implant_cost_inr', 'level_of_care', 'alos_days'],
  ...['is_day_care', 'auto_approved', 'pre_auth_docs', 'claim_docs'],
];

const CODE = /^[A-Z]{2,3}\d{2,4}[A-Z]{0,4}$/;

const inr = z
  .string({ error: 'is missing' })
  .regex(/^\d{1,9}(\.\d{1,2})?$/, { error: 'is not an amount in rupees' })
  .transform(Number);

const schema = z.object({
  procedure_code: z
    .string({ error: 'is missing' })
    .regex(CODE, { error: 'is not a code such as SG039A' }),
  specialty: text(300),
  package_name: text(600),
  procedure_name: text(1_000),
  base_rate_inr: inr,
  implant_cost_inr: inr.default(0),
  level_of_care: z
    .enum(['Secondary', 'Tertiary'], { error: 'must be Secondary or Tertiary' })
    .optional(),
  alos_days: whole(0, 3_650),
  is_day_care: flag,
});

/** Whether a header is that of the Indian package master. */
export function isHbp2022(columns: readonly string[]): boolean {
  return columns.includes('procedure_code') && columns.includes('base_rate_inr');
}

/**
 * Reads India's list of packages as an example of a real one. Tertiary is read as priority. Its rates
 * are Indian rupees: they become a tariff only by a factor that the user names, and then say so.
 */
export async function hbp2022Format(
  open: () => Readable,
  options: Hbp2022Options,
): Promise<RowFormat<ImportedPackage>> {
  const unusual = unusualSpellings(await countSpecialities(open));
  return {
    name: 'packages, HBP 2022',
    required: COLUMNS,
    optional: [],
    keyOf: ({ procedure_code: code = '' }) => (CODE.test(code) ? code : undefined),
    parse: (fields) => parseRow(fields, options, unusual),
  };
}

async function countSpecialities(open: () => Readable): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { fields } of readRecords(open)) {
    for (const name of namesIn(fields['specialty'] ?? '')) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

type Row = z.output<typeof schema>;

function parseRow(
  fields: CsvRecord['fields'],
  options: Hbp2022Options,
  unusual: ReadonlyMap<string, string>,
): ParsedRow<ImportedPackage> {
  const { documents, leftOut } = documentsOf(fields['claim_docs'] ?? '');
  const notes = [
    ...notesOf(fields, options, unusual),
    ...(leftOut > 0 ? [`claim_docs: ${leftOut} too long to be the name of a document`] : []),
  ];
  const parsed = parseFields(schema, fields, (row) => row);
  const reasons = 'reasons' in parsed ? [...parsed.reasons] : [];
  if (fields['level_of_care'] === '' && options.blankLevel === undefined) {
    reasons.push('level_of_care is empty: the tier, and so the pot, is not known');
  }
  if ('reasons' in parsed || reasons.length > 0) return { reasons, notes };
  const { row } = parsed;
  return {
    row: { package: packageOf(row, documents, options), rates: ratesOf(row, options) },
    notes,
  };
}

/** What is odd about a row, taken or not. */
function notesOf(
  fields: CsvRecord['fields'],
  options: Hbp2022Options,
  unusual: ReadonlyMap<string, string>,
): string[] {
  const notes: string[] = [];
  if (fields['alos_days'] === '0') notes.push('alos_days 0 is read as not stated');
  if (fields['level_of_care'] === '' && options.blankLevel !== undefined) {
    notes.push(`level_of_care is empty: taken as ${options.blankLevel}, as asked`);
  }
  for (const name of namesIn(fields['specialty'] ?? '')) {
    const usual = unusual.get(name);
    if (usual !== undefined) {
      notes.push(`specialty "${name}" is spelt "${usual}" on more rows; kept as written`);
    }
  }
  return notes;
}

function packageOf(row: Row, documents: readonly string[], options: Hbp2022Options): Package {
  const tier = row.level_of_care === 'Tertiary' ? 'priority' : 'secondary';
  const factor = options.illustrativeRateFactor;
  const rates =
    factor === undefined ? 'rates in INR not taken' : `rates illustrative, INR x ${factor}`;
  return onlyPresent<Package>({
    code: row.procedure_code,
    nameEn: `${row.package_name}: ${row.procedure_name}`,
    tier: row.level_of_care === undefined ? (options.blankLevel ?? tier) : tier,
    from: options.from ?? FIRST_DAY,
    speciality: row.specialty,
    dayCare: row.is_day_care,
    session: false,
    maternity: false,
    lifeSaving: false,
    alosDays: row.alos_days === 0 ? undefined : row.alos_days,
    documents,
    source: `${ORIGIN}; ${rates}`,
  });
}

function ratesOf(row: Row, options: Hbp2022Options): readonly TariffRate[] {
  const factor = options.illustrativeRateFactor;
  if (factor === undefined) return [];
  const converted = (amount: number) => paisa(Math.round(amount * factor) * 100);
  return (options.grades ?? GRADES).map((grade) =>
    onlyPresent<TariffRate>({
      packageCode: row.procedure_code,
      grade,
      basis: 'case',
      from: options.from ?? FIRST_DAY,
      ratePaisa: converted(row.base_rate_inr),
      implantCeilingPaisa: row.implant_cost_inr === 0 ? undefined : converted(row.implant_cost_inr),
      source: `Illustrative: ${ORIGIN}, INR ${row.base_rate_inr} x ${factor}`,
    }),
  );
}

/** Names of documents from a sentence that lists them: the words between commas and full stops. */
function documentsOf(sentence: string): {
  readonly documents: readonly string[];
  readonly leftOut: number;
} {
  const kinds = sentence
    .split(/[,;.]+/)
    .map((phrase) =>
      phrase
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, ''),
    )
    .filter((kind) => kind !== '');
  const fitting = kinds.filter((kind) => kind.length <= MOST_KIND_LETTERS);
  return { documents: [...new Set(fitting)], leftOut: kinds.length - fitting.length };
}
