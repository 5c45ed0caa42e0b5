import { createHash } from 'node:crypto';
import { z } from 'zod';
import { problems } from './problems.js';

/** Longest cursor looked at, in characters. */
const MAX_CURSOR_LENGTH = 512;
const CHECK_BYTES = 6;

/** For a route's query schema; what is inside is checked by the list that gave it out. */
export const cursorParameter = z
  .string()
  .min(1)
  .max(MAX_CURSOR_LENGTH)
  .describe('Opaque: give back `next` of the page before');

/** Writes and reads the place in one list where a page ended. */
export interface Cursor<T> {
  encode(place: T): string;
  /** @throws Problem `validation` at /query/cursor when it was not given out by this list */
  decode(text: string): T;
}

/**
 * A keyset cursor of one list: the sort key of the last row, checked against `schema`. The check
 * bytes tell a damaged cursor, or one of another list, from a good one; they are not a secret and
 * need not be, since what a caller may see is decided by scope, never by the cursor.
 * @param list name of the list, part of the check
 */
export function defineCursor<T>(list: string, schema: z.ZodType<T>): Cursor<T> {
  const checkOf = (payload: Buffer) =>
    createHash('sha256').update(`${list}\n`).update(payload).digest().subarray(0, CHECK_BYTES);
  return {
    encode(place) {
      const payload = Buffer.from(JSON.stringify(place), 'utf8');
      return Buffer.concat([checkOf(payload), payload]).toString('base64url');
    },
    decode(text) {
      const bytes = Buffer.from(text, 'base64url');
      const payload = bytes.subarray(CHECK_BYTES);
      // Decoding is lenient, so the text must also be the one spelling of its bytes.
      const isOurs =
        text.length <= MAX_CURSOR_LENGTH &&
        bytes.toString('base64url') === text &&
        bytes.subarray(0, CHECK_BYTES).equals(checkOf(payload));
      const place = isOurs ? schema.safeParse(parseOrUndefined(payload)) : undefined;
      if (place?.success !== true) throw foreignCursor();
      return place.data;
    },
  };
}

function parseOrUndefined(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function foreignCursor(): Error {
  return problems.fault({
    pointer: '/query/cursor',
    code: 'foreign_cursor',
    message: 'This cursor was not given out by this list; begin without one',
  });
}
