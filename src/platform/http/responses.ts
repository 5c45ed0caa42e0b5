import { PROBLEM_MEDIA_TYPE, problemSchema } from './problems.js';

/** What each error status means, in a sentence for the document. */
const MEANINGS = {
  400: 'The request is malformed or does not fit the contract; all faults at once',
  401: 'No API key, or one that is unknown, revoked or expired',
  403: 'The key does not hold what this needs, or not for what was named',
  404: 'Nothing is there that this key may see',
  406: 'None of the accepted media types can be given',
  409: 'The state of things does not allow it',
  410: 'No longer there; the answer says how to go on',
  413: 'The request is too large; nothing of it was kept',
  415: 'The media type is not supported',
  422: 'The Idempotency-Key was used with another body',
  429: 'Too many requests; Retry-After says when to ask again',
  '5xx': 'The service failed or is not available; the request may be repeated',
} as const;

type ErrorStatus = Exclude<keyof typeof MEANINGS, '5xx'>;

const responseOf = (status: keyof typeof MEANINGS) => ({
  description: MEANINGS[status],
  content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
});

type ProblemResponses<S extends ErrorStatus> = Record<S | '5xx', ReturnType<typeof responseOf>>;

/** Response schemas of a route's error statuses, with what everything may answer when it fails. */
export function problemResponses<S extends ErrorStatus>(
  ...statuses: readonly S[]
): ProblemResponses<S> {
  const entries = [...statuses, '5xx' as const].map((status) => [status, responseOf(status)]);
  return Object.fromEntries(entries) as ProblemResponses<S>;
}

/** Of a route that only reads. */
export const READING_PROBLEMS = problemResponses(400, 401, 403, 429);

/** Of a route that takes a body under an Idempotency-Key. */
export const WRITING_PROBLEMS = problemResponses(400, 401, 403, 413, 415, 422, 429);
