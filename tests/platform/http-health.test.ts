import t, { type Test } from 'tap';
import { healthPlugin, type Probe } from '../../src/platform/http/health.js';
import { buildHttp } from '../../src/platform/http/server.js';
import { createLog } from '../../src/platform/log.js';
import { createMetrics } from '../../src/platform/metrics.js';

async function serve(t: Test, probes: Record<string, Probe>) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  const metrics = createMetrics();
  const info = { title: 'Test', description: 'A service under test', version: '1.0.0' };
  const app = await buildHttp({ log, info, metrics });
  await app.register(healthPlugin, { metrics, probes, probeTimeoutMs: 50 });
  t.teardown(() => app.close());
  return { app, metrics, lines };
}

t.test('/livez answers even when nothing is ready', async (t) => {
  const { app } = await serve(t, { database: () => Promise.reject(new Error('down')) });
  const answer = await app.inject({ url: '/livez' });
  t.same([answer.statusCode, answer.json()], [200, { status: 'alive' }]);
});

t.test('/readyz names what it checked when all is well', async (t) => {
  const { app } = await serve(t, { database: () => undefined, queue: async () => undefined });
  const answer = await app.inject({ url: '/readyz' });
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), { status: 'ready', checked: ['database', 'queue'] });
});

t.test('/readyz names every part that fails or is late, and why only in the log', async (t) => {
  let told: AbortSignal | undefined;
  const { app, lines } = await serve(t, {
    database: () => Promise.reject(new Error('role app_7 at db.internal')),
    backlog: () => {
      throw new Error('thrown at once');
    },
    queue: (signal) => {
      told = signal;
      return new Promise(() => {});
    },
    disk: () => undefined,
  });
  const answer = await app.inject({ url: '/readyz' });
  t.equal(answer.statusCode, 503);
  t.match(answer.headers['content-type'], 'application/problem+json');
  const problem = answer.json<{ type: string; faults: { pointer: string; code: string }[] }>();
  t.equal(problem.type, '/problems/unavailable');
  t.same(
    problem.faults.map(({ pointer, code }) => `${pointer} ${code}`),
    ['/database failed', '/backlog failed', '/queue timeout'],
  );
  t.notMatch(answer.body, /app_7|thrown/);
  t.match(lines.join(''), /role app_7 at db\.internal/);
  t.equal(told?.aborted, true, 'a late probe is told to stop');
});

t.test('/metrics gives Prometheus text with gauges read at that moment', async (t) => {
  const { app, metrics } = await serve(t, {});
  let waiting = 3;
  metrics.gauge('claims_waiting', 'Claims received and not decided', () => waiting);
  metrics.gaugeBy(
    'queue_jobs',
    'Jobs by state',
    'state',
    async () => new Map([['failed', waiting]]),
  );
  waiting = 5;
  const answer = await app.inject({ url: '/metrics' });
  t.match(answer.headers['content-type'], /^text\/plain; version=0\.0\.4/);
  t.match(answer.body, /^claims_waiting 5$/m);
  t.match(answer.body, /^queue_jobs\{state="failed"\} 5$/m);
});
