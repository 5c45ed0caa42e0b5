import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';

/** Rows of one file at most; longer ones are cut into files by whoever makes them. */
const MAX_ROWS = 1_000_000;
/** Characters of one row at most. */
const MAX_ROW_LENGTH = 65_536;
const MAX_COLUMNS = 100;

/** One row of a file, as text, by column. */
export interface CsvRecord {
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
  /** What is wrong with the row before anybody looks at what it says. */
  readonly faults: readonly string[];
}

/** The file as a whole cannot be read: nothing of it is taken. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/**
 * Streams the rows of a CSV file (RFC 4180, UTF-8, a byte order mark is fine); only one row is held at
 * a time. Throws FileRefused for broken quoting, a row or file beyond its bound, and a header that
 * names a column twice: after those no later line can be trusted.
 */
export async function* readRecords(
  open: () => Readable,
  maxRows = MAX_ROWS,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_LENGTH,
  });
  // The error of either end reaches the loop below through the parser.
  pipeline(open(), parser, () => undefined);
  let header: readonly string[] | undefined;
  let rows = 0;
  try {
    for await (const item of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const { record, info } = item;
      if (header === undefined) {
        header = checkedHeader(record);
        continue;
      }
      rows += 1;
      if (rows > maxRows) throw new FileRefused(`The file has more than ${maxRows} rows.`);
      yield toRecord(header, record, info.lines - newlinesIn(record));
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileRefused(`The file is no CSV that can be read: ${error.message}.`, {
      cause: error,
    });
  } finally {
    parser.destroy();
  }
  if (header === undefined) throw new FileRefused('The file is empty.');
}

/** The columns that a file's first line names. */
export async function readHeader(open: () => Readable): Promise<readonly string[]> {
  const stream = open();
  const parser = parse({ bom: true, to: 1, max_record_size: MAX_ROW_LENGTH });
  pipeline(stream, parser, () => undefined);
  try {
    for await (const record of parser as AsyncIterable<string[]>) return checkedHeader(record);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileRefused(`The first line is no CSV header: ${error.message}.`, { cause: error });
  } finally {
    parser.destroy();
    stream.destroy();
  }
  throw new FileRefused('The file is empty.');
}

function checkedHeader(record: readonly string[]): readonly string[] {
  const columns = record.map((name) => name.trim());
  if (columns.length > MAX_COLUMNS) {
    throw new FileRefused(`The file has more than ${MAX_COLUMNS} columns.`);
  }
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index);
  if (twice.length > 0) throw new FileRefused(`The header names twice: ${twice.join(', ')}.`);
  return columns;
}

function toRecord(header: readonly string[], record: readonly string[], line: number): CsvRecord {
  const faults: string[] = [];
  if (record.length !== header.length) {
    faults.push(`has ${record.length} columns where the header has ${header.length}`);
  }
  if (record.some((field) => field.includes('\uFFFD'))) faults.push('is not UTF-8');
  if (record.some((field) => field.includes('\u0000'))) faults.push('holds a NUL character');
  const fields = Object.fromEntries(header.map((name, at) => [name, (record[at] ?? '').trim()]));
  return { line, fields, faults };
}

function newlinesIn(record: readonly string[]): number {
  return record.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}
