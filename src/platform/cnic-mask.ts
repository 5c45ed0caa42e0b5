/** What stands in the place of a masked identity number. */
const MASK = '[cnic]';

/** Decimal digits of any script: Latin 0-9, Arabic-Indic ٠-٩, Urdu ۰-۹ and the rest. */
const DIGIT = String.raw`\p{Nd}`;
const SEPARATOR = String.raw`[-\u2010-\u2015\u2212\u00a0 ./_]`;
const PLAIN = `${DIGIT}{13}`;
const GROUPED = `${DIGIT}{5}${SEPARATOR}${DIGIT}{7}${SEPARATOR}${DIGIT}`;

/** Cheap first look without boundaries: it may say yes too often, never no too often. */
const MAYBE = new RegExp(`${PLAIN}|${GROUPED}`, 'u');

/**
 * Thirteen digits, together or grouped 5-7-1, that are not part of a longer number.
 * A decimal fraction (`0.4210112345671`) is a measurement, so a run after "digit point" is left.
 */
const CANDIDATE = new RegExp(
  `(?<!${DIGIT})(?<!${DIGIT}[.])(?:${PLAIN}|${GROUPED})(?!${DIGIT})`,
  'gu',
);

const PLAIN_LENGTH = 13;
const HEX_TOKEN_MIN_LENGTH = 16;
/** Longest SHA-512 in hex; looking no further keeps the masking linear in the text's length. */
const HEX_TOKEN_MAX_LENGTH = 128;

/** True where the text may hold an identity number; false is certain. */
export function mayHoldCnic(text: string): boolean {
  return MAYBE.test(text);
}

/**
 * Replaces every number that looks like a CNIC or B-form number (13 digits, plain or 5-7-1, in
 * Latin, Arabic or Urdu digits) by `[cnic]`. UUIDs, hex hashes, ISO instants and longer numbers
 * stay as they are. Epoch milliseconds also have 13 digits and are masked: write times as ISO.
 */
export function maskCnic(text: string): string {
  if (!mayHoldCnic(text)) return text;
  return text.replace(CANDIDATE, (match: string, offset: number) =>
    match.length === PLAIN_LENGTH && isInsideHexToken(text, offset) ? match : MASK,
  );
}

/**
 * Masks strings, 13-digit integers and keys anywhere inside a JSON-like value.
 * The value must come from `JSON.parse` or be as shallow: recursion follows its depth.
 */
export function maskCnicDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskCnic(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    return maskCnic(text) === text ? value : MASK;
  }
  if (Array.isArray(value)) return value.map(maskCnicDeep);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [maskCnic(key), maskCnicDeep(inner)]),
    );
  }
  return value;
}

/** A run of 13 decimal digits happens inside about one SHA-256 in seventy: hashes are left alone. */
function isInsideHexToken(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && offset - start < HEX_TOKEN_MAX_LENGTH && isHex(text[start - 1])) start -= 1;
  let end = offset + PLAIN_LENGTH;
  while (end < text.length && end - offset < HEX_TOKEN_MAX_LENGTH && isHex(text[end])) end += 1;
  return end - start >= HEX_TOKEN_MIN_LENGTH;
}

function isHex(character: string | undefined): boolean {
  return character !== undefined && /[0-9a-f]/i.test(character);
}
