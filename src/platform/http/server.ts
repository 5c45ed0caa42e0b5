import type { IncomingMessage, ServerResponse } from 'node:http';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import { answerClientError, errorsPlugin, sendError } from './errors.js';
import { parseJson } from './json-body.js';
import { openApiPlugin, type ApiInfo } from './openapi.js';
import { problems } from './problems.js';
import { DEFAULT_RATE_LIMITS, requestIdOf, securityPlugin, type RateLimits } from './security.js';

/** The service's fastify: routes take zod schemas and answer through them. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What the HTTP side of one process is made of. */
export interface HttpOptions {
  log: Log;
  info: ApiInfo;
  metrics?: Metrics;
  /** Addresses of proxies whose X-Forwarded-For is believed, as fastify's `trustProxy`. */
  trustProxy?: boolean | string | string[];
  rateLimits?: RateLimits;
  /** Longest that requests under way are waited for at close, in milliseconds. */
  closeGraceMs?: number;
}

/** Most bytes of a body on a route that does not set its own `bodyLimit`. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** A request must have arrived in full by then; 64 MiB in two minutes is 4.5 Mbit/s. */
const REQUEST_TIMEOUT_MS = 120_000;
const PARAM_MAX_LENGTH = 200;
const CLOSE_GRACE_MS = 10_000;

/**
 * Builds the HTTP side without a single route of the business: zod contracts in and out,
 * problem+json for every error, security headers, rate limits, request ids, OpenAPI at /docs.
 * Resolves when its plugins are loaded, so routes may be added directly.
 */
export async function buildHttp(options: HttpOptions): Promise<Http> {
  const app = createServer(options).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  takeJsonOnly(app);
  closeWithin(app, options.closeGraceMs ?? CLOSE_GRACE_MS);
  if (options.metrics !== undefined) countRequests(app, options.metrics);
  await app.register(securityPlugin, { rateLimits: options.rateLimits ?? DEFAULT_RATE_LIMITS });
  await app.register(errorsPlugin);
  await app.register(openApiPlugin, { info: options.info });
  return app;
}

function createServer(options: HttpOptions) {
  const loggerInstance: FastifyBaseLogger = options.log;
  return fastify({
    loggerInstance,
    logController: new OneLineARequest(),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    genReqId: requestIdOf,
    // Ours answers with problem+json, fastify's does not.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: PARAM_MAX_LENGTH },
    frameworkErrors: (error, request, reply) => {
      void sendError(error, request, reply);
    },
    clientErrorHandler: answerClientError,
  });
}

/** One line when a request is done, with the route's pattern: ids and queries stay out. */
class OneLineARequest extends LogController {
  override incomingRequest(): void {
    // The line at completion says everything this one would.
  }

  override requestCompleted(
    error: Error | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(error === null ? {} : { err: error }),
    };
    request.log.info(line, 'answered');
  }
}

/** JSON read strictly; every other media type is refused unless a route registers its parser. */
function takeJsonOnly(app: Http): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (_request: unknown, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
      let value: unknown;
      try {
        value = parseJson(body);
      } catch (error) {
        done(error as Error);
        return;
      }
      done(null, value);
    },
  );
}

/**
 * At close, new requests on open connections hear 503, those under way finish, and after the grace
 * period what still hangs is cut, so that a stop never takes for ever.
 */
function closeWithin(app: Http, graceMs: number): void {
  let closing = false;
  let cut: NodeJS.Timeout | undefined;
  app.addHook('onRequest', async (_request, reply) => {
    if (!closing) return;
    reply.header('connection', 'close');
    throw problems.unavailable('The service is stopping');
  });
  app.addHook('preClose', (done) => {
    closing = true;
    cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
    done();
  });
  app.addHook('onClose', async () => clearTimeout(cut));
}

function countRequests(app: Http, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    metrics.observeRequest({
      route: request.routeOptions.url,
      method: request.method,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    });
    done();
  });
}
