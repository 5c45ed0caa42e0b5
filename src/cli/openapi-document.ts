import { createJudge } from '../adjudication/index.js';
import { buildApp } from '../app.js';
import { EXAMPLE_BULK, EXAMPLE_CLAIM, EXAMPLE_DRY_RUN } from '../intake/index.js';
import { systemClock } from '../platform/clock.js';
import { createLog } from '../platform/log.js';
import { createMetrics } from '../platform/metrics.js';
import type { Runtime } from '../runtime.js';

/**
 * The OpenAPI document of the service as it is committed: JSON, two spaces, paths in order. Nothing is
 * connected to: routes are registered and never called.
 */
export async function openApiDocument(): Promise<string> {
  const app = await buildApp(withoutConnections(), { metrics: createMetrics() });
  try {
    await app.ready();
    // Through JSON first, so that what has no JSON is gone as it is over HTTP.
    const document = JSON.parse(JSON.stringify(app.swagger())) as Document;
    return asText(inOrder(document));
  } finally {
    await app.close();
  }
}

/** Requests that can be sent as they are, by file name. */
export function requestExamples(): Readonly<Record<string, string>> {
  return {
    'claim.json': asText(EXAMPLE_CLAIM),
    'dry-run.json': asText(EXAMPLE_DRY_RUN),
    'bulk.ndjson': EXAMPLE_BULK.map((claim) => `${JSON.stringify(claim)}\n`).join(''),
  };
}

function asText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

interface Document {
  readonly [member: string]: unknown;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The order in which plugins happen to load must not show in a difference of two versions. */
function inOrder({ paths, components, ...head }: Document): Document {
  const sorted = <T>(items: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...head,
    paths: sorted(paths),
    components: { ...components, schemas: sorted(components.schemas) },
  };
}

function withoutConnections(): Runtime {
  return {
    app: never('the database of requests'),
    judgeDatabase: never('the database of the judge'),
    reader: never('the database of readers'),
    backend: { kind: 'postgres', url: '' },
    queue: never('the queue'),
    reference: never('the reference data'),
    judge: createJudge(),
    keys: never('the CNIC keys'),
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    dryRun: never('the dry-run'),
    readyPlanJudge: never('the judge of plans'),
    hint: () => undefined,
    close: async () => undefined,
  };
}

/** Stands where something is handed on and must not be used. */
function never<T extends object>(what: string): T {
  const refuse = (): never => {
    throw new Error(`${what} is not there while the document is made`);
  };
  return new Proxy(refuse as unknown as T, { get: refuse, apply: refuse });
}
