import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { mayHoldCnic } from '../cnic-mask.js';
import { problems } from './problems.js';

/** How often one caller may ask; counted in memory, for each process on its own. */
export interface RateLimits {
  /** Requests in a minute for one API key, or for one address where no key is shown. */
  perKeyPerMinute: number;
  /** Requests in a minute from one address, whatever keys it shows: guessing keys gains nothing. */
  perAddressPerMinute: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = {
  perKeyPerMinute: 6_000,
  perAddressPerMinute: 60_000,
};

const MINUTE_MS = 60_000;
/** Callers remembered at once; the one silent for longest is forgotten first. */
const CALLERS_REMEMBERED = 10_000;

const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/**
 * Everything from this host, nothing inline. There is no upgrade-insecure-requests, because the demo
 * is served over plain HTTP on office networks.
 */
export const CSP = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
};

/** The caller's `x-request-id` where it is well-formed and no identity number, else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && REQUEST_ID.test(given) && !mayHoldCnic(given)) return given;
  return randomUUID();
}

/**
 * Who is counted: the hash of the credential shown, so the key itself is not kept, else the
 * address. Whether the credential is good is not known yet, hence the second limit by address.
 */
export function callerOf(request: Pick<FastifyRequest, 'headers' | 'ip'>): string {
  const credential = request.headers.authorization;
  if (credential === undefined) return `address:${request.ip}`;
  return `key:${createHash('sha256').update(credential).digest('base64url')}`;
}

/** Security headers, request ids on every answer, and the two rate limits. */
export const securityPlugin = fp(
  async (app: FastifyInstance, options: { rateLimits: RateLimits }) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id);
      // PostgreSQL stores no NUL; refused here, no query or path can carry one to a statement.
      if (request.url.includes('%00')) throw problems.malformed('The address holds a NUL');
    });
    await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: CSP } });
    await registerRateLimits(app, options.rateLimits);
  },
  { name: 'sehat-security' },
);

async function registerRateLimits(app: FastifyInstance, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, {
    max: limits.perKeyPerMinute,
    timeWindow: MINUTE_MS,
    cache: CALLERS_REMEMBERED,
    keyGenerator: callerOf,
    errorResponseBuilder: (_request, context) => problems.tooManyRequests(seconds(context.ttl)),
  });
  const byAddress = app.createRateLimit({
    max: limits.perAddressPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => `any:${request.ip}`,
  });
  app.addHook('onRequest', async (request) => {
    const { config } = request.routeOptions;
    if (config.rateLimit === false) return;
    const counted = await byAddress(request);
    if (!counted.isAllowed && counted.isExceeded) {
      throw problems.tooManyRequests(counted.ttlInSeconds);
    }
  });
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
