import type { Transaction } from '../db/index.js';
import { problems } from '../platform/http/problems.js';
import { findAnswer, keepAnswer, type DeskRequest } from './desk-request.store.js';

/**
 * Does an act once for its key: the same request gets the answer it was given before. Whoever calls
 * holds the lock that the act needs, so that a repetition waits for the first. Throws the problem
 * idempotency-key-reused for another request under a key that is taken.
 */
export async function answerOnce<T>(
  tx: Transaction,
  request: DeskRequest,
  at: Date,
  act: () => Promise<T>,
): Promise<T> {
  const earlier = await findAnswer(tx, request);
  if (earlier !== undefined) {
    if (!earlier.bodyHash.equals(request.bodyHash)) throw problems.idempotencyKeyReused();
    return earlier.answer as T;
  }
  const answer = await act();
  if (!(await keepAnswer(tx, request, answer, at))) throw problems.idempotencyKeyReused();
  return answer;
}
