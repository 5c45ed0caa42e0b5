import { Validator } from '@seriousme/openapi-schema-validator';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import t, { type Test } from 'tap';
import { z } from 'zod';
import { healthPlugin } from '../../src/platform/http/health.js';
import { problemResponse } from '../../src/platform/http/problems.js';
import { buildHttp } from '../../src/platform/http/server.js';
import { createLog } from '../../src/platform/log.js';
import { createMetrics } from '../../src/platform/metrics.js';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const browserPath =
  process.env['SEHAT_TEST_CHROMIUM'] ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined);

async function serve(t: Test) {
  const log = createLog({ level: 'silent' });
  const metrics = createMetrics();
  const info = { title: 'Test', description: 'A service under test', version: '1.0.0' };
  const app = await buildHttp({ log, info, metrics });
  t.teardown(() => app.close());
  await app.register(healthPlugin, { metrics, probes: {} });
  const stay = z.strictObject({ admittedAt: z.iso.datetime(), note: z.string().nullable() });
  app.post(
    '/stays',
    {
      schema: {
        summary: 'A stay begins',
        body: stay.meta({ id: 'Stay' }),
        response: { 202: z.object({ id: z.uuid() }), 400: problemResponse },
      },
    },
    async (_request, reply) => {
      reply.code(202);
      return { id: '0198e0f2-0000-7000-8000-000000000001' };
    },
  );
  await app.ready();
  return app;
}

t.test('the document is valid OpenAPI 3.1 with problems, key scheme and open routes', async (t) => {
  const app = await serve(t);
  const document = JSON.parse(JSON.stringify(app.swagger())) as { paths: object };
  const result = await new Validator().validate(document);
  t.same(result.errors, undefined);
  t.equal(result.valid, true);
  t.match(document, {
    openapi: '3.1.0',
    security: [{ apiKey: [] }],
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: { type: 'object' }, Fault: undefined },
    },
    paths: {
      '/livez': { get: { security: [] } },
      '/stays': {
        post: {
          responses: {
            400: {
              content: {
                'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
              },
            },
          },
        },
      },
    },
  });
  const paths = Object.keys(document.paths);
  t.same(paths.sort(), ['/livez', '/metrics', '/readyz', '/stays'], 'its own pages are left out');
});

t.test('a problem passes the response schema of the route that declares it', async (t) => {
  const app = await serve(t);
  const answer = await app.inject({ method: 'POST', url: '/stays', body: { admittedAt: 'today' } });
  t.equal(answer.statusCode, 400);
  t.same(
    answer.json<{ faults: { pointer: string }[] }>().faults.map((fault) => fault.pointer),
    ['/body/admittedAt', '/body/note'],
  );
});

t.test('the pages at /docs hold nothing inline and come from this host alone', async (t) => {
  const app = await serve(t);
  const page = await app.inject({ url: '/docs/' });
  t.equal(page.statusCode, 200);
  t.notMatch(page.body, /<style|<script>|on\w+=|https?:\/\//);
  const assets = [...page.body.matchAll(/(?:src|href)="\.([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  t.ok(assets.length >= 5);
  for (const asset of assets) {
    const { statusCode } = await app.inject({ url: `/docs${asset}` });
    t.equal(statusCode, 200, asset);
  }
});

const skip =
  browserPath === undefined
    ? 'Chromium is not installed: apt-get install -y --no-install-recommends chromium'
    : false;
t.test('a browser shows the operations at /docs and refuses nothing', { skip }, async (t) => {
  const app = await serve(t);
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const browser = await chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  t.teardown(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}/docs`);
  await page.getByText('A stay begins').click();
  await page.getByText('admittedAt').first().waitFor();
  t.same(complaints, []);
});
