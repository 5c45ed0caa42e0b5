import { readFileSync } from 'node:fs';
import { accessPlugin } from './access/index.js';
import {
  backlogAgeSeconds,
  claimsSetAside,
  correctionRoutes,
  rulesRoutes,
  waitingClaims,
} from './adjudication/index.js';
import { admissionRoutes, alertRoutes } from './admissions/index.js';
import { preAuthorisationRoutes } from './pre-authorisations/index.js';
import { eligibilityRoutes } from './eligibility/index.js';
import { ping } from './db/index.js';
import { feedLag, feedRoutes } from './feeds/index.js';
import { claimRoutes } from './intake/index.js';
import { ledgerRoutes } from './ledger/index.js';
import { healthPlugin } from './platform/http/health.js';
import type { RateLimits } from './platform/http/security.js';
import { buildHttp, type Http } from './platform/http/server.js';
import { createMetrics, type Metrics } from './platform/metrics.js';
import type { Runtime } from './runtime.js';
import { reviewRoutes } from './review/index.js';
import { profileRoutes } from './risk/index.js';
import { settlementRoutes } from './settlement/index.js';

export interface AppOptions {
  readonly metrics?: Metrics | undefined;
  readonly rateLimits?: RateLimits | undefined;
}

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

const API_INFO = {
  title: 'Sehat claims engine',
  description:
    'In-patient claims under the Sehat Sahulat card: submit, ask before sending, see where a claim ' +
    'stands and why, settle, and follow the feeds. Money is whole paisa; days are days in Karachi.',
  version,
  tags: [
    { name: 'claims', description: 'Submit, ask before sending, revise, and see what was decided' },
    {
      name: 'admissions',
      description: 'Stays as the desk opens them, and the cover held for them',
    },
    {
      name: 'pre-authorisations',
      description: 'Treatment asked for before it is given, what was granted, and the cover held',
    },
    {
      name: 'eligibility',
      description: 'Whether a person is covered, what is left, and what a package would pay',
    },
    { name: 'rules', description: 'What is checked, on whose authority, and in which words' },
    { name: 'settlement', description: 'Runs, and the remittance advice of each hospital' },
    { name: 'feeds', description: 'What happened, in order; and what it amounts to' },
    { name: 'risk', description: 'Where to look first, and why; nothing is decided by it' },
    { name: 'ledger', description: 'Proof that cover, decisions and payments agree' },
    { name: 'operations', description: 'For whatever keeps the service up; no key is needed' },
  ],
};

/** A claim that has waited this long means that nobody decides: the service is not ready. */
const BACKLOG_LIMIT_SECONDS = 60;

/** The API over a runtime: every route, its access, and the health of what stands behind it. */
export async function buildApp(runtime: Runtime, options: AppOptions = {}): Promise<Http> {
  const metrics = options.metrics ?? createMetrics({ process: true });
  const app = await buildHttp({
    log: runtime.log,
    info: API_INFO,
    metrics,
    ...(options.rateLimits === undefined ? {} : { rateLimits: options.rateLimits }),
  });
  const deps = {
    database: runtime.app,
    keys: runtime.keys,
    clock: runtime.clock,
    hint: runtime.hint,
    dryRun: runtime.dryRun,
  };
  await app.register(accessPlugin, { database: runtime.app, clock: runtime.clock });
  await app.register(healthPlugin, { metrics, probes: probesOf(runtime) });
  addGauges(metrics, runtime);
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs'));
  await claimRoutes(app, deps);
  const { judgeDatabase, readyPlanJudge } = runtime;
  const admissionDeps = { ...deps, judgeDatabase, readyPlanJudge };
  admissionRoutes(app, admissionDeps);
  alertRoutes(app, admissionDeps);
  preAuthorisationRoutes(app, admissionDeps);
  eligibilityRoutes(app, { ...runtime, database: runtime.app });
  correctionRoutes(app, { ...runtime, database: runtime.app });
  reviewRoutes(app, { ...runtime, database: runtime.app });
  rulesRoutes(app, runtime.judge);
  settlementRoutes(app, deps);
  feedRoutes(app, { ...deps, reader: runtime.reader });
  profileRoutes(app, { ...deps, reader: runtime.reader });
  ledgerRoutes(app, { ...deps, judgeDatabase: runtime.judgeDatabase });
  return app;
}

function probesOf(runtime: Runtime) {
  return {
    database: () => ping(runtime.app),
    queue: () => runtime.queue.ping(),
    backlog: async (): Promise<void> => {
      const seconds = await backlogAgeSeconds(runtime.judgeDatabase, runtime.clock);
      if (seconds > BACKLOG_LIMIT_SECONDS) throw new Error(`claims wait for ${seconds} s`);
    },
  };
}

function addGauges(metrics: Metrics, runtime: Runtime): void {
  metrics.gauge('sehat_claims_waiting', 'Claims received and not decided', () =>
    waitingClaims(runtime.judgeDatabase),
  );
  metrics.gauge('sehat_feed_waiting', 'Events without a position in the feed', async () => {
    const { events } = await feedLag(runtime.judgeDatabase, runtime.clock);
    return events;
  });
  metrics.gauge(
    'sehat_feed_lag_seconds',
    'Age of the oldest event without a position',
    async () => {
      const { seconds } = await feedLag(runtime.judgeDatabase, runtime.clock);
      return seconds;
    },
  );
  metrics.gauge('sehat_claims_set_aside', 'Claims that could not be decided', () =>
    claimsSetAside(runtime.judgeDatabase),
  );
  metrics.gauge('sehat_oldest_waiting_seconds', 'Age of the oldest claim not decided', () =>
    backlogAgeSeconds(runtime.judgeDatabase, runtime.clock),
  );
}
