import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { FileRefused, readRecords, type CsvRecord } from './csv-records.js';

/** What came of one row of a file. */
export type RowResult<T> =
  | {
      readonly kind: 'taken';
      readonly line: number;
      readonly row: T;
      /** What was read otherwise than written, or is odd: for the report, not against the row. */
      readonly notes: readonly string[];
    }
  /** Says again, word for word, what another line said. */
  | { readonly kind: 'repeated'; readonly line: number; readonly firstLine: number }
  | {
      readonly kind: 'refused';
      readonly line: number;
      readonly reasons: readonly string[];
      readonly notes: readonly string[];
    };

export type ParsedRow<T> =
  | { readonly row: T; readonly notes: readonly string[] }
  | { readonly reasons: readonly string[]; readonly notes: readonly string[] };

/** How rows of one kind of file are read. */
export interface RowFormat<T> {
  readonly name: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** What may stand only once in a file. Undefined: the row has none, and is refused by `parse`. */
  readonly keyOf: (fields: CsvRecord['fields']) => string | undefined;
  /** Whether the key may be said in a report; numbers of people may not. */
  readonly keyIsSecret?: true;
  /** Rows of one group stand together. */
  readonly groupOf?: (fields: CsvRecord['fields']) => string | undefined;
  readonly mostInGroup?: number;
  readonly parse: (fields: CsvRecord['fields']) => ParsedRow<T>;
}

interface Seen {
  readonly digest: string;
  readonly firstLine: number;
  /** Another line has the key and says something else. */
  otherLine?: number;
}

interface Survey {
  readonly keys: ReadonlyMap<string, Seen>;
  /** Groups that are left and taken up again. */
  readonly scattered: ReadonlySet<string>;
  /** Rows of each group. */
  readonly groups: ReadonlyMap<string, number>;
}

/**
 * Reads a file twice: first for keys that stand more than once, then row by row. Of two rows with one
 * key and different content neither is taken, for nobody here knows which is right; of two alike the
 * first is. Bounded: one row at a time, and a fingerprint for each key.
 */
export async function* readRows<T>(
  open: () => Readable,
  format: RowFormat<T>,
): AsyncGenerator<RowResult<T>> {
  const survey = await surveyed(open, format);
  for await (const record of readRecords(open)) {
    yield resultOf(record, format, survey);
  }
}

/** Throws FileRefused when the columns are not those of the format. */
export function checkColumns(format: RowFormat<unknown>, columns: readonly string[]): void {
  const known = [...format.required, ...format.optional];
  const missing = format.required.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !known.includes(name));
  const faults = [
    ...(missing.length > 0 ? [`lacks the columns ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`has unknown columns ${unknown.join(', ')}`] : []),
  ];
  if (faults.length > 0) {
    const takes = `It may have: ${known.join(', ')}.`;
    throw new FileRefused(`The file (${format.name}) ${faults.join(' and ')}. ${takes}`);
  }
}

async function surveyed<T>(open: () => Readable, format: RowFormat<T>): Promise<Survey> {
  const keys = new Map<string, Seen>();
  const groups = new Map<string, number>();
  const scattered = new Set<string>();
  let current: string | undefined;
  for await (const { line, fields } of readRecords(open)) {
    const group = format.groupOf?.(fields);
    if (group !== undefined) {
      const rows = groups.get(group) ?? 0;
      if (rows > 0 && group !== current) scattered.add(group);
      groups.set(group, rows + 1);
    }
    current = group;
    const key = format.keyOf(fields);
    if (key === undefined) continue;
    const digest = digestOf(fields);
    const seen = keys.get(key);
    if (seen === undefined) keys.set(key, { digest, firstLine: line });
    else if (seen.digest !== digest) seen.otherLine ??= line;
  }
  return { keys, scattered, groups };
}

function digestOf(fields: CsvRecord['fields']): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22);
}

function resultOf<T>(record: CsvRecord, format: RowFormat<T>, survey: Survey): RowResult<T> {
  const { line, fields } = record;
  const key = format.keyOf(fields);
  const seen = key === undefined ? undefined : survey.keys.get(key);
  if (seen !== undefined && seen.otherLine === undefined && seen.firstLine < line) {
    return { kind: 'repeated', line, firstLine: seen.firstLine };
  }
  const reasons = [...record.faults];
  if (key !== undefined && seen?.otherLine !== undefined) {
    const other = seen.firstLine === line ? seen.otherLine : seen.firstLine;
    const what = format.keyIsSecret === true ? 'the number' : key;
    reasons.push(`${what} stands on line ${other} too, with other content`);
  }
  const group = format.groupOf?.(fields);
  if (group !== undefined) reasons.push(...groupFaults(group, format, survey));
  const parsed = format.parse(fields);
  const all = 'reasons' in parsed ? [...reasons, ...parsed.reasons] : reasons;
  if ('reasons' in parsed || all.length > 0) {
    return { kind: 'refused', line, reasons: all, notes: parsed.notes };
  }
  return { kind: 'taken', line, ...parsed };
}

function groupFaults(group: string, format: RowFormat<unknown>, survey: Survey): string[] {
  const most = format.mostInGroup ?? Infinity;
  return [
    ...(survey.scattered.has(group) ? [`the rows of ${group} do not stand together`] : []),
    ...((survey.groups.get(group) ?? 0) > most ? [`${group} has more than ${most} rows`] : []),
  ];
}
