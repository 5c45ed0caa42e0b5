import type { Readable } from 'node:stream';
import type { TariffRate } from '../../domain/scheme/terms.js';
import { FileRefused, readHeader } from './csv-records.js';
import { familiesFormat, type MemberRow } from './families.format.js';
import { hbp2022Format, isHbp2022, type Hbp2022Options } from './hbp2022.format.js';
import { hospitalsFormat, type HospitalFactRow } from './hospitals.format.js';
import { movesFormat, type MoveRow } from './moves.format.js';
import { packagesFormat, type ImportedPackage } from './packages.format.js';
import { checkColumns, readRows, type RowFormat, type RowResult } from './rows.js';
import { tariffFormat } from './tariff.format.js';

/** What can be imported, and what a row of each becomes. */
export interface ImportRows {
  readonly packages: ImportedPackage;
  readonly tariff: TariffRate;
  readonly hospitals: HospitalFactRow;
  readonly families: MemberRow;
  readonly moves: MoveRow;
}

export const IMPORT_KINDS = ['packages', 'tariff', 'hospitals', 'families', 'moves'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface OpenImport<T> {
  readonly format: string;
  readonly rows: AsyncGenerator<RowResult<T>>;
}

export { FileRefused };

/**
 * Reads a file as a kind of import, row by row. `open` is called several times, for a new stream each.
 * Throws FileRefused when the columns are not those of the kind, or the file is no CSV.
 */
export async function openImport<K extends ImportKind>(
  kind: K,
  open: () => Readable,
  options: Hbp2022Options = {},
): Promise<OpenImport<ImportRows[K]>> {
  const columns = await readHeader(open);
  const format = await formatOf(kind, columns, open, options);
  checkColumns(format, columns);
  return { format: format.name, rows: readRows(open, format) };
}

async function formatOf<K extends ImportKind>(
  kind: K,
  columns: readonly string[],
  open: () => Readable,
  options: Hbp2022Options,
): Promise<RowFormat<ImportRows[K]>> {
  const isIndian = kind === 'packages' && isHbp2022(columns);
  if (!isIndian && Object.values(options).some((value) => value !== undefined)) {
    throw new FileRefused('These options are for the HBP 2022 list of packages alone.');
  }
  const formats: { readonly [Kind in ImportKind]: RowFormat<ImportRows[Kind]> } = {
    packages: isIndian ? await hbp2022Format(open, options) : packagesFormat,
    tariff: tariffFormat,
    hospitals: hospitalsFormat,
    families: familiesFormat,
    moves: movesFormat,
  };
  return formats[kind];
}
