import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { mayHoldCnic } from '../cnic-mask.js';
import { Problem, type Fault } from './problems.js';

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** The header as a route's contract shows it in OpenAPI. */
const idempotencyKeySchema = z
  .string()
  .regex(VISIBLE_ASCII)
  .describe('1 to 255 visible ASCII characters, the same for every repetition of one request');

/** Headers of a request that changes something. Without the key it has a problem of its own. */
export const idempotencyHeaders = z.object({ 'idempotency-key': idempotencyKeySchema });

export const IDEMPOTENCY_KEY_POINTER = '/headers/idempotency-key';

/**
 * The Idempotency-Key of a request that changes something.
 * @throws Problem `idempotency-key-missing` (400) when absent, empty, too long or not visible ASCII
 */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string {
  const given = headers['idempotency-key'];
  if (typeof given === 'string' && VISIBLE_ASCII.test(given)) return given;
  throw idempotencyKeyProblem(headers);
}

/** The problem of a request whose only fault is its Idempotency-Key. */
export function idempotencyKeyProblem(headers: IncomingHttpHeaders): Problem {
  return new Problem(
    'idempotency-key-missing',
    'Send Idempotency-Key with 1 to 255 visible ASCII characters',
    { faults: [idempotencyKeyFault(headers)] },
  );
}

/** What is wrong with the Idempotency-Key of a request that has none, or a malformed one. */
export function idempotencyKeyFault(headers: IncomingHttpHeaders): Fault {
  return {
    pointer: IDEMPOTENCY_KEY_POINTER,
    code: headers['idempotency-key'] === undefined ? 'missing' : 'malformed',
    message: 'One Idempotency-Key of 1 to 255 visible ASCII characters is required',
  };
}

/**
 * SHA-256 over the canonical form of a JSON body: object keys in code-unit order, no white space,
 * so a client that serialises its fields in another order repeats the same request.
 * @param secret makes it an HMAC. A body that holds an identity number must be hashed with one:
 *   with the rest of the body known, a bare hash gives thirteen digits away by trying them all.
 */
export function hashBody(body: unknown, secret?: Buffer): Buffer {
  const text = canonicalJson(body);
  const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  return hash.update(text, 'utf8').digest();
}

/** JSON with sorted keys; an absent body is `null`, a bigint is written as `{"$bigint":"…"}`. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return { $bigint: inner.toString() };
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  });
}

/**
 * The key as it is kept. Senders make keys of what they have at hand, identity numbers among it: a key
 * with thirteen digits in it is kept as a keyed hash, which finds it as well.
 */
export function keptKey(key: string, secret: Buffer): string {
  if (!mayHoldCnic(key)) return key;
  return `hashed:${createHmac('sha256', secret).update(`key:${key}`).digest('base64url')}`;
}
