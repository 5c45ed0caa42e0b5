import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';
import type { Metrics } from '../metrics.js';
import { pointerTo, problems, type Fault } from './problems.js';
import { problemResponses } from './responses.js';

/** Throws or rejects when its part is not fit to serve. Should stop when `signal` aborts. */
export type Probe = (signal: AbortSignal) => Promise<void> | void;

/** What the operating routes look at. */
export interface HealthOptions {
  metrics: Metrics;
  /** By name: `database`, `queue`, `backlog`, … */
  probes: Readonly<Record<string, Probe>>;
  /** Longest a probe may take, in milliseconds. */
  probeTimeoutMs?: number;
}

const PROBE_TIMEOUT_MS = 1_000;

const livezSchema = z.object({ status: z.literal('alive') }).meta({ id: 'Liveness' });
const readyzSchema = z
  .object({ status: z.literal('ready'), checked: z.array(z.string()) })
  .meta({ id: 'Readiness' });

/** Not limited, not secret, not logged: asked every few seconds by whatever keeps the service up. */
const operatingRoute = { config: { rateLimit: false as const }, logLevel: 'warn' as const };

/**
 * `/livez` (the process answers), `/readyz` (every probe passes, else 503 naming those that do
 * not) and `/metrics` (Prometheus text).
 */
export const healthPlugin = fp(
  async (app: FastifyInstance, options: HealthOptions) => {
    addLivez(app);
    addReadyz(app, options);
    addMetrics(app, options.metrics);
  },
  { name: 'sehat-health' },
);

function addLivez(app: FastifyInstance): void {
  app.get(
    '/livez',
    {
      ...operatingRoute,
      schema: {
        operationId: 'livez',
        summary: 'The process answers',
        tags: ['operations'],
        security: [],
        response: { 200: livezSchema, ...problemResponses() },
      },
    },
    () => ({ status: 'alive' as const }),
  );
}

function addReadyz(app: FastifyInstance, options: HealthOptions): void {
  const timeoutMs = options.probeTimeoutMs ?? PROBE_TIMEOUT_MS;
  app.get(
    '/readyz',
    {
      ...operatingRoute,
      schema: {
        operationId: 'readyz',
        summary: 'Everything needed to serve is there',
        tags: ['operations'],
        security: [],
        response: { 200: readyzSchema, ...problemResponses() },
      },
    },
    async (request) => {
      const names = Object.keys(options.probes);
      const results = await Promise.all(
        Object.entries(options.probes).map(async ([name, probe]) => {
          const failure = await failureOf(probe, timeoutMs);
          if (failure === undefined) return [];
          // Why it failed is for the log: a driver's message may name hosts and users.
          request.log.warn({ probe: name, err: failure.cause }, 'not ready');
          return [{ pointer: pointerTo([name]), ...failure.told }];
        }),
      );
      const faults: Fault[] = results.flat();
      if (faults.length > 0) throw problems.unavailable('Not ready to serve', faults);
      return { status: 'ready' as const, checked: names };
    },
  );
}

interface ProbeFailure {
  told: Omit<Fault, 'pointer'>;
  cause: unknown;
}

/** Undefined when the probe passes in time. A late probe is told to stop and no longer waited for. */
async function failureOf(probe: Probe, timeoutMs: number): Promise<ProbeFailure | undefined> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  try {
    // The extra function turns a probe that throws at once into one that rejects.
    const outcome = await Promise.race([(async () => probe(abort.signal))(), late]);
    if (outcome !== 'late') return undefined;
    const message = `No answer within ${String(timeoutMs)} ms`;
    return { told: { code: 'timeout', message }, cause: new Error(message) };
  } catch (cause) {
    return { told: { code: 'failed', message: 'The check failed' }, cause };
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function addMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.get(
    '/metrics',
    {
      ...operatingRoute,
      schema: {
        operationId: 'metrics',
        summary: 'Prometheus metrics of this process',
        tags: ['operations'],
        security: [],
        response: {
          200: {
            description: 'Prometheus text format',
            content: { 'text/plain': { schema: z.string() } },
          },
          ...problemResponses(),
        },
      },
    },
    async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
