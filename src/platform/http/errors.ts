import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { safeParse, type core } from 'zod';
import {
  IDEMPOTENCY_KEY_POINTER,
  idempotencyKeyFault,
  idempotencyKeyProblem,
} from './idempotency.js';
import { Problem, PROBLEM_MEDIA_TYPE, problems, type Fault, type ProblemKind } from './problems.js';
import { faultsOf } from './zod-faults.js';

/** Parts of a request in the order fastify validates them, with the word pointers begin with. */
const PARTS = [
  { context: 'params', schema: 'params', prefix: 'params' },
  { context: 'body', schema: 'body', prefix: 'body' },
  { context: 'querystring', schema: 'querystring', prefix: 'query' },
  { context: 'headers', schema: 'headers', prefix: 'headers' },
] as const;

/** fastify's own refusals whose text is fixed and safe to tell; the rest go by their status. */
const FRAMEWORK_PROBLEMS: Readonly<Record<string, readonly [ProblemKind, string?]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'The body is larger than this route takes'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'malformed',
    'The body is not as long as Content-Length says',
  ],
  FST_ERR_BAD_URL: ['malformed', 'The address is not a valid URL'],
  FST_ERR_MAX_PARAM_LENGTH: ['uri-too-long'],
  FST_ERR_HANDLER_TIMEOUT: ['unavailable', 'The service took too long to answer'],
  ECONNRESET: ['malformed', 'The connection ended before the request did'],
};

const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'unavailable',
};

/**
 * One error handler and one not-found handler for the whole service. The latter is rate limited,
 * so a scanner pays as everybody does; register after the rate limiter.
 */
export const errorsPlugin = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler(async (error: unknown, request, reply) => sendError(error, request, reply));
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request, reply) =>
      sendError(problems.notFound('No such address'), request, reply),
    );
  },
  { name: 'sehat-errors', dependencies: ['@fastify/rate-limit'] },
);

/** Turns anything thrown into problem+json; what is not the caller's fault is logged in full. */
export async function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const problem = problemFrom(error, request);
  if (problem.status >= 500) logFailure(problem, request);
  // A string is sent as it stands, so a route's own response schema cannot refuse the problem.
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'x-request-id': request.id, 'cache-control': 'no-store' })
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problem.toBody(request.id)));
}

/** Being unavailable is a state that passes; anything else from 500 on is a fault to look into. */
function logFailure(problem: Problem, request: FastifyRequest): void {
  const level = problem.kind === 'unavailable' ? 'warn' : 'error';
  request.log[level]({ err: problem.cause ?? problem }, problem.title);
}

function problemFrom(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    return validationProblem(request, faultsFromRoute(request, error.validationContext));
  }
  if (!isFastifyError(error)) return problems.internal(error);
  const known = FRAMEWORK_PROBLEMS[error.code];
  if (known !== undefined) return new Problem(known[0], known[1], { cause: error });
  const kind = KIND_BY_STATUS[error.statusCode ?? 500];
  return new Problem(kind ?? 'internal', undefined, { cause: error });
}

/** A request that lacks nothing but its Idempotency-Key hears so by a problem of that name. */
function validationProblem(request: FastifyRequest, faults: readonly Fault[]): Problem {
  const isOfKey = ({ pointer }: Fault): boolean => pointer === IDEMPOTENCY_KEY_POINTER;
  if (faults.length > 0 && faults.every(isOfKey)) return idempotencyKeyProblem(request.headers);
  return problems.validation(
    faults.map((fault) => (isOfKey(fault) ? idempotencyKeyFault(request.headers) : fault)),
  );
}

/**
 * fastify stops at the first part that fails; the parts after it have not been looked at. They are
 * judged here too, so the caller hears of a wrong body and a wrong query in one answer.
 */
function faultsFromRoute(request: FastifyRequest, failed: string | undefined): Fault[] {
  const values = {
    params: request.params,
    body: request.body,
    querystring: request.query,
    headers: request.headers,
  };
  const schemas = (request.routeOptions.schema ?? {}) as Record<string, core.$ZodType | undefined>;
  const from = Math.max(
    PARTS.findIndex((part) => part.context === failed),
    0,
  );
  return PARTS.slice(from).flatMap((part) => {
    const schema = schemas[part.schema];
    if (schema === undefined) return [];
    const result = safeParse(schema, values[part.context]);
    return result.success ? [] : faultsOf(result.error, [part.prefix]);
  });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('code' in error || 'statusCode' in error);
}

/**
 * Answers what never becomes a request (a broken request line, headers too large, a header that
 * never ends) with problem+json on the bare socket, as fastify's `clientErrorHandler`.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = clientProblem(error.code);
  // Nothing is known of the caller here, so there is no request id to give back.
  const { requestId: _none, ...body } = problem.toBody('');
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${String(problem.status)} ${STATUS_CODES[problem.status] ?? 'Error'}`,
    `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
    `Content-Length: ${String(Buffer.byteLength(text))}`,
    'Connection: close',
  ];
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
  else socket.destroy();
}

function clientProblem(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('timeout');
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('headers-too-large');
  return problems.malformed('This is not an HTTP request');
}
