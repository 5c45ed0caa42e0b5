import { Readable } from 'node:stream';
import {
  openImport,
  type ImportKind,
  type ImportRows,
} from '../../../src/registry/import/read-import.js';
import type { Hbp2022Options } from '../../../src/registry/import/hbp2022.format.js';
import type { RowResult } from '../../../src/registry/import/rows.js';

/** All results of a file given as text or bytes. */
export async function readAll<K extends ImportKind>(
  kind: K,
  file: string | Buffer,
  options?: Hbp2022Options,
): Promise<RowResult<ImportRows[K]>[]> {
  const { rows } = await openImport(kind, () => Readable.from([Buffer.from(file)]), options);
  const all: RowResult<ImportRows[K]>[] = [];
  for await (const result of rows) all.push(result);
  return all;
}
