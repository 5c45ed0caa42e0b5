import { z } from 'zod';
import { maskCnic } from '../cnic-mask.js';

/** Media type of every error answer (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Most faults told in one answer; a longer list says how many there were. */
export const MAX_FAULTS = 500;

/**
 * The catalogue: every error the service answers with. The last part of `type` is the key and
 * stays for ever; status and title go with it, so no handler invents its own.
 */
const CATALOGUE = {
  malformed: [400, 'The request is malformed'],
  validation: [400, 'The request does not fit the contract'],
  'idempotency-key-missing': [400, 'The Idempotency-Key header is missing or malformed'],
  unauthenticated: [401, 'Who is asking is not known'],
  forbidden: [403, 'Not allowed for this role or scope'],
  'not-found': [404, 'Nothing is there'],
  timeout: [408, 'The request took too long to arrive'],
  conflict: [409, 'The state of things does not allow it'],
  gone: [410, 'No longer there'],
  'too-large': [413, 'The request is too large'],
  'uri-too-long': [414, 'The address is too long'],
  'unsupported-media-type': [415, 'The media type is not supported'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used with another body'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The request headers are too large'],
  internal: [500, 'The service failed'],
  unavailable: [503, 'The service is not available now'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** Key of the catalogue; `/problems/<kind>` is the `type` of the answer. */
export type ProblemKind = keyof typeof CATALOGUE;

/** One thing wrong with the request. */
const faultSchema = z.object({
  pointer: z.string().describe('RFC 6901 pointer, beginning with body, query, params or headers'),
  code: z.string().describe('Stable, for machines'),
  message: z.string().describe('For people; never repeats an identity number'),
});

export type Fault = z.infer<typeof faultSchema>;

/** The body of every answer from 400 on, for OpenAPI and for clients. */
export const problemSchema = z
  .object({
    type: z.string().describe('Stable URI reference of the kind of problem'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    requestId: z.string().optional().describe('Same as the x-request-id header'),
    faults: z.array(faultSchema).max(MAX_FAULTS).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/** Response schema of one error status, for a route's `schema.response`. */
export const problemResponse = {
  description: 'Problem details',
  content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
};

/** What may go with a problem: a sentence, the faults, headers, and the cause for the log only. */
export interface ProblemOptions {
  faults?: readonly Fault[];
  /** Further members of the body (RFC 9457, 3.2), such as where to go on. Never an identity number. */
  extensions?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

/**
 * An error the caller is told about. Thrown from anywhere below a route; the error handler turns
 * it into problem+json. Texts are masked, so no identity number is ever echoed.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly faults: readonly Fault[] | undefined;
  readonly extensions: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, detail?: string, options: ProblemOptions = {}) {
    const [status, title] = CATALOGUE[kind];
    super(detail === undefined ? title : maskCnic(detail), { cause: options.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.status = status;
    this.type = `/problems/${kind}`;
    this.title = title;
    const { faults } = options;
    this.faults = faults?.slice(0, MAX_FAULTS).map(maskFault);
    this.detail = detail === undefined ? countOf(faults) : maskCnic(detail);
    this.extensions = options.extensions ?? {};
    this.headers = options.headers ?? {};
  }

  /** The body of the answer; a 5xx tells its kind, its failing parts and the request, never why. */
  toBody(requestId: string): z.infer<typeof problemSchema> {
    return {
      ...this.extensions,
      type: this.type,
      title: this.title,
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      requestId: maskCnic(requestId),
      ...(this.faults === undefined ? {} : { faults: [...this.faults] }),
    };
  }
}

/** One constructor a kind that carries more than a sentence, or that many places throw. */
export const problems = {
  /** Body, query, params or headers that do not fit their schema: all faults at once. */
  validation: (faults: readonly Fault[]) => new Problem('validation', undefined, { faults }),
  /** One fault found by hand. */
  fault: (fault: Fault) => new Problem('validation', undefined, { faults: [fault] }),
  malformed: (detail: string) => new Problem('malformed', detail),
  unauthenticated: (detail?: string) =>
    new Problem('unauthenticated', detail, { headers: { 'www-authenticate': 'Bearer' } }),
  forbidden: (detail?: string) => new Problem('forbidden', detail),
  notFound: (detail?: string) => new Problem('not-found', detail),
  conflict: (detail: string) => new Problem('conflict', detail),
  gone: (detail: string) => new Problem('gone', detail),
  tooLarge: (detail: string) => new Problem('too-large', detail),
  idempotencyKeyReused: () => new Problem('idempotency-key-reused'),
  /** `retryAfterSeconds` goes into the Retry-After header. */
  tooManyRequests: (retryAfterSeconds: number) =>
    new Problem('too-many-requests', `Try again in ${String(retryAfterSeconds)} s`, {
      headers: { 'retry-after': String(retryAfterSeconds) },
    }),
  /** `faults` name the parts that are not ready; their messages must not come from an error. */
  unavailable: (detail?: string, faults?: readonly Fault[]) =>
    new Problem('unavailable', detail, faults === undefined ? {} : { faults }),
  /** The cause is logged with the request id and never told. */
  internal: (cause: unknown) => new Problem('internal', undefined, { cause }),
};

/** RFC 6901 pointer to `path`, with `~` and `/` escaped. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function maskFault(fault: Fault): Fault {
  return {
    pointer: maskCnic(fault.pointer),
    code: fault.code,
    message: maskCnic(fault.message),
  };
}

function countOf(faults: readonly Fault[] | undefined): string | undefined {
  if (faults === undefined || faults.length <= MAX_FAULTS) return undefined;
  return `The first ${String(MAX_FAULTS)} of ${String(faults.length)} faults`;
}
