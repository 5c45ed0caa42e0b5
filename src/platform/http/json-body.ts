import { isUtf8 } from 'node:buffer';
import secureJson from 'secure-json-parse';
import { pointerTo, Problem, problems, type Fault } from './problems.js';

/** Deepest nesting of arrays and objects taken; a claim needs five. */
export const MAX_JSON_DEPTH = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSERS: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Escapes that could make a character PostgreSQL does not store: NUL and lone surrogates. */
const SUSPECT_ESCAPE = /\\u(?:0000|d[89a-f])/i;

/**
 * Parses one JSON text from outside. Refuses invalid UTF-8, nesting deeper than 32, `__proto__`
 * and `constructor.prototype` keys, NUL and lone surrogates: none of them can be stored or told
 * back faithfully, and each would otherwise surface later as a failure of ours.
 * @throws Problem `malformed` (400), or `validation` with pointers under `prefix`
 */
export function parseJson(bytes: Buffer, prefix: readonly PropertyKey[] = ['body']): unknown {
  if (bytes.length === 0) throw problems.malformed('A JSON body is expected, none was sent');
  if (!isUtf8(bytes)) throw problems.malformed('The body is not valid UTF-8');
  if (nestsDeeper(bytes, MAX_JSON_DEPTH)) {
    throw problems.malformed(`The body nests deeper than ${String(MAX_JSON_DEPTH)} levels`);
  }
  const text = bytes.toString('utf8');
  const value = parseOrRefuse(text);
  if (SUSPECT_ESCAPE.test(text)) {
    const faults = unstorable(value, prefix);
    if (faults.length > 0) throw problems.validation(faults);
  }
  return value;
}

function parseOrRefuse(text: string): unknown {
  try {
    return secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' }) as unknown;
  } catch (cause) {
    // The parser's message quotes the text it stumbled on, so it stays in the cause.
    throw new Problem('malformed', 'The body is not valid JSON', { cause });
  }
}

/**
 * One pass over the bytes, no recursion: brackets outside strings are counted. In UTF-8 the bytes
 * looked for never occur inside another character.
 */
export function nestsDeeper(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (OPENERS.has(byte)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (CLOSERS.has(byte)) {
      depth -= 1;
    }
  }
  return false;
}

/** Recursion is bounded by the nesting limit checked before. */
function unstorable(value: unknown, path: readonly PropertyKey[]): Fault[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return [];
    return [
      {
        pointer: pointerTo(path),
        code: 'unstorable_character',
        message: 'The text holds a NUL or half of a surrogate pair',
      },
    ];
  }
  if (Array.isArray(value)) return value.flatMap((item, at) => unstorable(item, [...path, at]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => [
      ...unstorable(key, path),
      ...unstorable(inner, [...path, key]),
    ]);
  }
  return [];
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && !hasLoneSurrogate(text);
}

function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
