import { inTransaction, type Database, type Transaction } from '../../db/index.js';
import type { CnicKeys } from '../../platform/cnic-keys.js';
import { writeFamilies } from './import-families.js';
import { writeMoves } from './import-moves.js';
import { writeHospitals, writePackages, writeTariff } from './import-reference.js';
import { lockImports } from './import.store.js';
import type { ImportKind, ImportRows } from './read-import.js';
import type { RowResult } from './rows.js';

/**
 * Rows after which a piece is written; one transaction takes twice as many at most. Moves hold the
 * accounts of their families locked, and claims of these wait.
 */
const PIECES: Readonly<Record<ImportKind, number>> = {
  packages: 2_000,
  tariff: 2_000,
  hospitals: 2_000,
  families: 2_000,
  moves: 100,
};

/** Where an import goes. */
export interface ImportTarget {
  readonly schemeCode: string;
  readonly keys: CnicKeys;
}

/** What became of a row in the registry. */
export type Verdict = 'inserted' | 'unchanged' | { readonly refused: readonly string[] };

/** What there is to say of one line of the file; lines of which there is nothing to say are counted. */
export interface LineReport {
  readonly line: number;
  readonly kind: 'refused' | 'repeated' | 'noted';
  readonly says: readonly string[];
}

/** Rows by what became of them; `noted` ones are among the others. */
export interface ImportCounts {
  readonly rows: number;
  readonly inserted: number;
  readonly unchanged: number;
  readonly repeated: number;
  readonly refused: number;
  readonly noted: number;
}

type Taken<T> = Extract<RowResult<T>, { kind: 'taken' }>;
type Write<T> = (
  tx: Transaction,
  target: ImportTarget,
  rows: readonly T[],
) => Promise<readonly Verdict[]>;

const WRITERS: { readonly [K in ImportKind]: Write<ImportRows[K]> } = {
  packages: writePackages,
  tariff: writeTariff,
  hospitals: writeHospitals,
  families: writeFamilies,
  moves: writeMoves,
};

/**
 * Writes the rows of a file to the registry as the owner, in pieces, each its own transaction: cut off
 * in the middle, the same file goes on where it stopped, and given twice it changes nothing. Nothing
 * that the registry has is overwritten.
 * @param onLine hears of every line that is refused, repeated or odd; pieces are told in their order
 */
export async function writeImport<K extends ImportKind>(
  database: Database,
  kind: K,
  rows: AsyncIterable<RowResult<ImportRows[K]>>,
  target: ImportTarget,
  onLine: (report: LineReport) => void,
): Promise<ImportCounts> {
  const counts = { rows: 0, inserted: 0, unchanged: 0, repeated: 0, refused: 0, noted: 0 };
  const write: Write<ImportRows[K]> = WRITERS[kind];
  const tell = (line: number, as: LineReport['kind'], says: readonly string[]): void => {
    counts[as] += 1;
    onLine({ line, kind: as, says });
  };
  let piece: RowResult<ImportRows[K]>[] = [];
  const flush = async (): Promise<void> => {
    const results = piece;
    piece = [];
    const taken = results.filter((result) => result.kind === 'taken');
    const verdicts = await writePiece(database, write, target, taken);
    let next = 0;
    for (const result of results) {
      const verdict = result.kind === 'taken' ? verdicts[next++] : undefined;
      if (verdict === 'inserted' || verdict === 'unchanged') counts[verdict] += 1;
      else tell(result.line, ...faultOf(result, verdict));
      if (result.kind !== 'repeated' && result.notes.length > 0) {
        tell(result.line, 'noted', result.notes);
      }
    }
  };
  for await (const result of rows) {
    counts.rows += 1;
    if (isWhole(piece, result, PIECES[kind])) await flush();
    piece.push(result);
  }
  await flush();
  return counts;
}

async function writePiece<T>(
  database: Database,
  write: Write<T>,
  target: ImportTarget,
  taken: readonly Taken<T>[],
): Promise<readonly Verdict[]> {
  if (taken.length === 0) return [];
  return inTransaction(database, async (tx) => {
    await lockImports(tx);
    return write(
      tx,
      target,
      taken.map(({ row }) => row),
    );
  });
}

function faultOf(
  result: RowResult<unknown>,
  verdict: Exclude<Verdict, string> | undefined,
): ['refused' | 'repeated', readonly string[]] {
  if (result.kind === 'repeated')
    return ['repeated', [`says the same as line ${result.firstLine}`]];
  if (result.kind === 'refused') return ['refused', result.reasons];
  return ['refused', verdict?.refused ?? ['was not written']];
}

/**
 * Whether a piece is large enough and may end here: a family is written whole, also where a row in its
 * middle is not taken. At twice the size no family can still be open: it has far fewer rows.
 */
function isWhole(
  piece: readonly RowResult<unknown>[],
  next: RowResult<unknown>,
  size: number,
): boolean {
  if (piece.length >= 2 * size) return true;
  if (piece.length < size || next.kind !== 'taken') return false;
  const family = familyOf(next.row);
  const last = piece.findLast((result) => result.kind === 'taken');
  return family === undefined || last === undefined || familyOf(last.row) !== family;
}

function familyOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'familyKey' in row ? row.familyKey : undefined;
}
