/** The whole API over a world of a test's own: every role's key, a clock that the test moves. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Test } from 'tap';
import { issueKey } from '../../src/access/index.js';
import { buildApp } from '../../src/app.js';
import { inTransaction, type Transaction } from '../../src/db/index.js';
import type { Grant } from '../../src/domain/access/access.js';
import type { Http } from '../../src/platform/http/server.js';
import { createMetrics } from '../../src/platform/metrics.js';
import type { Runtime } from '../../src/runtime.js';
import { testDatabase, type DatabaseUrls } from './database.js';
import {
  makeWorld,
  openOwner,
  openTestRuntime,
  type TestRuntimeOptions,
  type World,
  type WorldOptions,
} from './world.js';

/** Long after the stays of the world, and in no relation to the day on which the tests run. */
const NOW = new Date('2024-09-01T06:00:00.000Z');

/** A clock that stands still until it is moved. */
export class TestClock {
  private at = NOW;

  now(): Date {
    return this.at;
  }

  move(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}

export interface Asking {
  readonly key?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Api {
  readonly app: Http;
  readonly runtime: Runtime;
  readonly urls: DatabaseUrls;
  readonly world: World;
  readonly clock: TestClock;
  /** A key of the first hospital, and one of the second. */
  readonly hospitalKey: string;
  readonly otherKey: string;
  /** Issues a key with grants; of no more use from a moment on, where asked. */
  readonly keyFor: (grants: readonly Grant[], expiresAt?: Date) => Promise<string>;
  readonly asOwner: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  readonly get: (url: string, asking?: Asking) => Promise<LightMyRequestResponse>;
  /** Under an Idempotency-Key of its own unless the headers name one; null leaves it out. */
  readonly post: (
    url: string,
    asking?: Asking & { readonly idempotencyKey?: string | null | undefined },
  ) => Promise<LightMyRequestResponse>;
}

let keys = 0;

/** One application for all the tests of a file. */
export async function openApi(
  t: { teardown(act: () => Promise<void>): unknown },
  options: WorldOptions & Pick<TestRuntimeOptions, 'log' | 'redisUrl'> = {},
): Promise<Api> {
  const urls = await testDatabase(t);
  const world = await makeWorld(urls, options);
  const clock = new TestClock();
  const runtime = await openTestRuntime(t, urls, { ...options, clock });
  const owner = openOwner(urls);
  t.teardown(() => owner.end({ timeout: 5 }));
  const app = await buildApp(runtime, { metrics: createMetrics() });
  t.teardown(() => app.close());
  await app.ready();
  const keyFor = async (grants: readonly Grant[], expiresAt?: Date): Promise<string> => {
    const draft = { name: 'test', grants, ...(expiresAt === undefined ? {} : { expiresAt }) };
    return (await issueKey(owner, draft, clock.now())).key;
  };
  const hospital = (id: string): Grant => ({
    role: 'hospital',
    scope: { kind: 'hospital', id },
  });
  const [hospitalKey, otherKey] = await Promise.all([
    keyFor([hospital(world.hospitals[0])]),
    keyFor([hospital(world.hospitals[1])]),
  ]);
  const ask = (options: InjectOptions, { key = hospitalKey, headers }: Asking) =>
    app.inject({ ...options, headers: { authorization: `Bearer ${key}`, ...headers } });
  return {
    app,
    runtime,
    urls,
    world,
    clock,
    hospitalKey,
    otherKey,
    keyFor,
    asOwner: (work) => inTransaction(owner, work),
    get: (url, asking = {}) => ask({ method: 'GET', url }, asking),
    post: (url, { body, idempotencyKey, ...asking } = {}) => {
      const key = idempotencyKey === undefined ? `key-${(keys += 1)}` : idempotencyKey;
      const headers = {
        'content-type': 'application/json',
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...asking.headers,
      };
      const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : toText(body);
      return ask({ method: 'POST', url, payload }, { ...asking, headers });
    },
  };
}

function toText(body: unknown): string {
  return JSON.stringify(body) ?? '';
}

/** Every code and pointer that a problem tells, sorted by pointer. */
export function faultsOf(answer: LightMyRequestResponse): readonly string[] {
  const { faults = [] } = answer.json<{ faults?: { pointer: string; code: string }[] }>();
  return faults.map(({ pointer, code }) => `${pointer} ${code}`).sort();
}

/** Holds an answer to be a problem of a kind. */
export function isProblem(
  t: Test,
  answer: LightMyRequestResponse,
  status: number,
  kind: string,
  message = `${status} ${kind}`,
): void {
  t.equal(answer.statusCode, status, message);
  t.match(answer.headers['content-type'], /^application\/problem\+json/, `${message}: media type`);
  t.equal(answer.json<{ type: string }>().type, `/problems/${kind}`, `${message}: type`);
}

/** How many claims the database holds. */
export async function countClaims(api: Api): Promise<number> {
  const [row] = await api.asOwner(
    (tx) => tx<{ count: number }[]>`select count(*)::integer as count from claim`,
  );
  return row?.count ?? -1;
}

/** Holds that what is done in between stores no claim. */
export async function keepsNothing(t: Test, api: Api, act: () => Promise<void>): Promise<void> {
  const before = await countClaims(api);
  await act();
  t.equal(await countClaims(api), before, 'nothing was kept');
}

/** Sends a claim that must be taken; returns its id. */
export async function sendClaim(
  api: Api,
  body: unknown,
  asking: Pick<Asking, 'key'> = {},
): Promise<string> {
  const answer = await api.post('/v1/claims', { ...asking, body });
  if (answer.statusCode !== 202) throw new Error(`a claim was refused: ${answer.body}`);
  return answer.json<{ id: string }>().id;
}
