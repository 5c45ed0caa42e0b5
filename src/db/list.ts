/** A value that a column of a list parameter can hold. */
type Item = string | number | bigint | boolean | Date | Uint8Array | null | undefined;

/**
 * A PostgreSQL array literal, for `${list(values)}::text::uuid[]`: the driver guesses the type of a
 * list from its first item, which goes wrong for bytea, timestamps, bigints and leading nulls.
 */
export function list(values: readonly Item[]): string {
  return `{${values.map(literal).join(',')}}`;
}

function literal(value: Item): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return quote(value);
  if (value instanceof Date) return quote(value.toISOString());
  // Hex needs its backslash doubled inside the quotes of an array literal.
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`;
  return value.toString();
}

/** Control characters and halves of pairs: JSON escapes them by other letters than themselves. */
const UNLIKE_JSON = /[^\u0020-\ud7ff\ue000-\uffff]/;

function quote(text: string): string {
  // The engine's own quoting is four times as fast, and most texts are long JSON full of quotes.
  if (!UNLIKE_JSON.test(text)) return JSON.stringify(text);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
