import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';

/** A record with the line of the file on which it ends. */
interface Located {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * Rows of one file of a folder, in its order; a name that ends in .gz is unpacked. Throws an Error naming
 * file and line of what is wrong.
 */
export async function readRows<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const name = path.join(folder, file);
  if (!existsSync(name)) throw new Error(`${name} is not there.`);
  const rows: T[] = [];
  try {
    for await (const { record, info } of recordsOf(name)) {
      const parsed = schema.safeParse(record);
      if (!parsed.success) {
        const faults = parsed.error.issues.map((one) => `${one.path.join('.')} ${one.message}`);
        throw new Error(`line ${info.lines}: ${faults.join('; ')}`);
      }
      rows.push(parsed.data);
    }
  } catch (error) {
    throw new Error(`${name}: ${whatIsWrong(error)}`, { cause: error });
  }
  return rows;
}

function recordsOf(name: string): AsyncIterable<Located> {
  const rows = parse({ columns: true, skip_empty_lines: true, info: true, bom: true });
  const file = createReadStream(name);
  // A stream's error does not travel through pipe: the reader below must hear of each.
  file.on('error', (error) => rows.destroy(error));
  if (!name.endsWith('.gz')) return file.pipe(rows);
  const unpacked = createGunzip();
  unpacked.on('error', (error) => rows.destroy(error));
  return file.pipe(unpacked).pipe(rows);
}

function whatIsWrong(error: unknown): string {
  if (error instanceof CsvError) return error.message;
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `cannot be read (${error.message})` : error.message;
}
