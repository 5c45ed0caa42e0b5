import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { z } from 'zod';
import { createLog } from '../../src/platform/log.js';
import { createMetrics } from '../../src/platform/metrics.js';
import { problemSchema } from '../../src/platform/http/problems.js';
import { buildHttp, type Http, type HttpOptions } from '../../src/platform/http/server.js';

const info = { title: 'Test', description: 'A service under test', version: '1.0.0' };

async function serve(
  t: Test,
  options: Partial<HttpOptions> = {},
): Promise<Http & { lines: string[] }> {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  const app = await buildHttp({ log, info, ...options });
  t.teardown(() => app.close());
  return Object.assign(app, { lines });
}

/** A contract with something to get wrong in each part of the request. */
function addStays(app: Http): void {
  const body = z.strictObject({
    cnic: z.string().regex(/^\d{13}$/, 'A CNIC has 13 digits'),
    lines: z.array(z.strictObject({ quantity: z.int().min(1) })).max(3),
    kind: z.union([z.literal('a'), z.strictObject({ ward: z.string() })]).optional(),
  });
  app.post(
    '/stays/:id',
    {
      schema: {
        body,
        params: z.object({ id: z.string().max(10) }),
        querystring: z.object({ limit: z.coerce.number().int().max(100).default(10) }),
        response: { 200: z.object({ id: z.string(), limit: z.number() }) },
      },
    },
    // The surplus field must not get out: the response schema does not know it.
    (request) => ({ id: request.params.id, limit: request.query.limit, secret: 'x' }),
  );
}

const goodStay = { cnic: '4210112345671', lines: [{ quantity: 1 }] };

t.test('answers through the response schema, with the request id', async (t) => {
  const app = await serve(t);
  addStays(app);
  const answer = await app.inject({ method: 'POST', url: '/stays/s1', body: goodStay });
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), { id: 's1', limit: 10 });
  t.match(answer.headers['x-request-id'], /^[0-9a-f-]{36}$/);
  t.notMatch(app.lines.join(''), /42101/);
});

t.test('tells every fault of body and query at once, with pointers and no value', async (t) => {
  const app = await serve(t);
  addStays(app);
  const answer = await app.inject({
    method: 'POST',
    url: '/stays/s1?limit=101',
    body: {
      cnic: '42101-1234567-1',
      lines: [{ quantity: 0, 'a/b': 1 }, { quantity: 'x' }],
      kind: { ward: 7 },
      '4210112345671': true,
    },
  });
  t.equal(answer.statusCode, 400);
  t.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
  const problem = problemSchema.parse(answer.json());
  t.equal(problem.type, '/problems/validation');
  t.same(problem.faults?.map(({ pointer, code }) => `${pointer} ${code}`).sort(), [
    '/body/[cnic] unknown_field',
    '/body/cnic invalid_format',
    '/body/kind/ward invalid_type',
    '/body/lines/0/a~1b unknown_field',
    '/body/lines/0/quantity too_small',
    '/body/lines/1/quantity invalid_type',
    '/query/limit too_big',
  ]);
  t.notMatch(answer.body, /42101/);
});

t.test('every refusal of the framework is a problem of the catalogue', async (t) => {
  const app = await serve(t);
  addStays(app);
  const json = { 'content-type': 'application/json' };
  const post = { method: 'POST' as const, url: '/stays/s1', headers: json };
  const cases = [
    { request: { ...post, payload: '{"cnic":' }, type: 'malformed', status: 400 },
    { request: { ...post, payload: '' }, type: 'malformed', status: 400 },
    { request: { ...post, payload: Buffer.from([0xff]) }, type: 'malformed', status: 400 },
    { request: { ...post, payload: '['.repeat(200_000) }, type: 'malformed', status: 400 },
    {
      request: { ...post, payload: `"${'x'.repeat(1024 * 1024)}"` },
      type: 'too-large',
      status: 413,
    },
    {
      request: { ...post, headers: {}, payload: 'x' },
      type: 'unsupported-media-type',
      status: 415,
    },
    {
      request: { ...post, headers: { 'content-type': 'text/plain' }, payload: 'x' },
      type: 'unsupported-media-type',
      status: 415,
    },
    { request: { method: 'GET' as const, url: '/nowhere' }, type: 'not-found', status: 404 },
    { request: { method: 'GET' as const, url: '/%ZZ' }, type: 'malformed', status: 400 },
    { request: { method: 'GET' as const, url: '/x?q=%00' }, type: 'malformed', status: 400 },
    { request: { ...post, url: `/stays/${'s'.repeat(201)}` }, type: 'uri-too-long', status: 414 },
  ];
  for (const { request, type, status } of cases) {
    const answer = await app.inject(request);
    const problem = problemSchema.parse(answer.json());
    t.same(
      [answer.statusCode, problem.type, problem.status],
      [status, `/problems/${type}`, status],
    );
    t.match(answer.headers['content-type'], 'application/problem+json');
    t.ok(problem.requestId);
    t.equal(answer.headers['x-request-id'], problem.requestId);
  }
});

t.test(
  'a failure of ours tells the request id and nothing else; the log tells the cause',
  async (t) => {
    const app = await serve(t);
    app.get('/fails', () => {
      throw Object.assign(new Error('relation claims.secret of 4210112345671'), { code: '42P01' });
    });
    const lies = { schema: { response: { 200: z.object({ n: z.number() }) } } };
    app.get('/lies', lies, () => ({ n: 'one' }) as never);
    for (const url of ['/fails', '/lies']) {
      const answer = await app.inject({ url, headers: { 'x-request-id': 'trace-me-1' } });
      t.equal(answer.statusCode, 500, url);
      t.same(answer.json(), {
        type: '/problems/internal',
        title: 'The service failed',
        status: 500,
        requestId: 'trace-me-1',
      });
    }
    const logged = app.lines.join('');
    t.match(logged, /relation claims\.secret of \[cnic\]/);
    t.match(logged, /"reqId":"trace-me-1"/);
  },
);

t.test('takes a well-formed request id and replaces any other', async (t) => {
  const app = await serve(t);
  const idFor = async (given: string) =>
    (await app.inject({ url: '/nowhere', headers: { 'x-request-id': given } })).headers[
      'x-request-id'
    ];
  t.equal(await idFor('trace.me:2026_03-07'), 'trace.me:2026_03-07');
  for (const bad of [
    'short',
    'has space in it',
    'x'.repeat(129),
    'id-4210112345671',
    '"quoted-id"',
  ]) {
    t.match(await idFor(bad), /^[0-9a-f]{8}-[0-9a-f-]{27}$/, bad);
  }
});

t.test('logs one line a request: pattern, status and time, never query, body or key', async (t) => {
  const app = await serve(t);
  addStays(app);
  await app.inject({
    method: 'POST',
    url: '/stays/s1?limit=7',
    headers: { authorization: 'Bearer very-secret' },
    body: goodStay,
  });
  t.equal(app.lines.length, 1);
  const line = JSON.parse(app.lines[0] ?? '') as Record<string, unknown>;
  t.match(line, { method: 'POST', route: '/stays/:id', status: 200, msg: 'answered' });
  t.notMatch(app.lines[0], /limit|very-secret|cnic/);
});

t.test('limits a key and an address, unknown pages too; retry-after tells when', async (t) => {
  const app = await serve(t, { rateLimits: { perKeyPerMinute: 2, perAddressPerMinute: 6 } });
  app.get('/open', () => 'x');
  app.get('/unlimited', { config: { rateLimit: false } }, () => 'x');
  const ask = async (url: string, key?: string) => {
    const answer = await app.inject({
      url,
      headers: key === undefined ? {} : { authorization: key },
    });
    return answer;
  };
  t.equal((await ask('/open', 'a')).statusCode, 200);
  t.equal((await ask('/nowhere', 'a')).statusCode, 404);
  const limited = await ask('/nowhere', 'a');
  t.equal(limited.statusCode, 429);
  t.equal(limited.json<{ type: string }>().type, '/problems/too-many-requests');
  t.match(limited.headers['retry-after'], /^[1-9]\d?$/);
  t.equal((await ask('/open', 'b')).statusCode, 200, 'another key has its own count');
  t.equal((await ask('/open', 'c')).statusCode, 200);
  t.equal((await ask('/open', 'd')).statusCode, 200);
  t.equal((await ask('/open', 'e')).statusCode, 429, 'new keys do not lift the limit by address');
  t.equal((await ask('/unlimited')).statusCode, 200);
});

t.test('a key counted is not kept: the caller is a hash', async (t) => {
  const { callerOf } = await import('../../src/platform/http/security.js');
  const caller = callerOf({ headers: { authorization: 'Bearer k1' }, ip: '10.0.0.1' });
  t.notMatch(caller, /k1|Bearer/);
  t.not(caller, callerOf({ headers: { authorization: 'Bearer k2' }, ip: '10.0.0.1' }));
  t.equal(callerOf({ headers: {}, ip: '10.0.0.1' }), 'address:10.0.0.1');
});

t.test('counts requests by pattern, so that invented addresses add no series', async (t) => {
  const metrics = createMetrics();
  const app = await serve(t, { metrics });
  addStays(app);
  for (const url of ['/a', '/b', '/c']) await app.inject({ url });
  await app.inject({ method: 'POST', url: '/stays/s1', body: goodStay });
  const text = await metrics.registry.metrics();
  t.match(
    text,
    'http_request_duration_seconds_count{route="unmatched",method="GET",status="404"} 3',
  );
  t.match(
    text,
    'http_request_duration_seconds_count{route="/stays/:id",method="POST",status="200"} 1',
  );
});

t.test('sends security headers on answers and on problems', async (t) => {
  const app = await serve(t);
  const { headers } = await app.inject({ url: '/nowhere' });
  t.match(headers['content-security-policy'], /default-src 'self'/);
  t.notMatch(headers['content-security-policy'], /unsafe-inline|https:|upgrade-insecure/);
  t.match(headers, { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
});

/** Sends raw bytes and resolves with all that comes back until the socket closes. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

t.test(
  'what is not HTTP, or has headers without end, is answered with a problem too',
  async (t) => {
    const app = await serve(t);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    t.match(
      await exchange(port, 'NONSENSE\r\n\r\n'),
      /400 Bad Request[^]*"type":"\/problems\/malformed"/,
    );
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    t.match(await exchange(port, long), /431 [^]*"type":"\/problems\/headers-too-large"/);
  },
);

t.test('close lets a request under way finish, and cuts one that never does', async (t) => {
  const app = await serve(t, { closeGraceMs: 300 });
  let finish = (_answer: string) => {};
  let started = () => {};
  const bothStarted = new Promise<void>((resolve) => {
    let waiting = 2;
    started = () => {
      waiting -= 1;
      if (waiting === 0) resolve();
    };
  });
  app.get('/slow', () => {
    started();
    return new Promise<string>((resolve) => (finish = resolve));
  });
  app.get('/hangs', () => {
    started();
    return new Promise<string>(() => {});
  });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const slow = fetch(`${base}/slow`);
  const hangs = t.rejects(fetch(`${base}/hangs`), 'the hanging request is cut');
  await bothStarted;
  const closed = app.close();
  finish('done');
  t.equal(await (await slow).text(), 'done');
  await closed;
  await hangs;
});
