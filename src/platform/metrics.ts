import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Methods with a label of their own; anything else a client invents is counted as OTHER. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

const DURATION_BUCKETS_SECONDS = [
  0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30,
] as const;

/** The metrics of one process, in a registry of their own so that tests do not share counts. */
export interface Metrics {
  readonly registry: Registry;
  /** One finished request; `route` is the pattern, undefined where none matched. */
  observeRequest(request: {
    route: string | undefined;
    method: string;
    status: number;
    durationMs: number;
  }): void;
  /**
   * A gauge read when scraped. `read` gives one value, or one for each value of `label`;
   * the label's values must come from a fixed set, never from a request.
   */
  gauge(name: string, help: string, read: () => Promise<number> | number): void;
  gaugeBy(
    name: string,
    help: string,
    label: string,
    read: () => Promise<ReadonlyMap<string, number>> | ReadonlyMap<string, number>,
  ): void;
}

/**
 * Creates the registry with the HTTP histogram.
 * @param options.process also collect memory, CPU and event-loop lag of this process
 */
export function createMetrics(options: { process?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (options.process === true) collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: [...DURATION_BUCKETS_SECONDS],
    registers: [registry],
  });
  return {
    registry,
    observeRequest({ route, method, status, durationMs }) {
      duration.observe(
        {
          route: route ?? 'unmatched',
          method: METHODS.has(method) ? method : 'OTHER',
          status: String(status),
        },
        durationMs / 1_000,
      );
    },
    gauge: (name, help, read) => addGauge(registry, name, help, read),
    gaugeBy: (name, help, label, read) => addLabelledGauge(registry, name, help, label, read),
  };
}

function addGauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => Promise<number> | number,
): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: async () => gauge.set(await read()),
  });
}

function addLabelledGauge(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Promise<ReadonlyMap<string, number>> | ReadonlyMap<string, number>,
): void {
  const gauge: Gauge = new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect: async () => {
      const values = await read();
      gauge.reset();
      for (const [value, reading] of values) gauge.set({ [label]: value }, reading);
    },
  });
}
