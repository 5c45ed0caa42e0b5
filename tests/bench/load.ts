import http from 'node:http';
import type { Database } from '../../src/db/index.js';
import type { ClaimSource } from './claims.js';

export interface Target {
  readonly port: number;
  readonly key: string;
}

/** How much to send: for a time, or up to a number of claims. */
interface Bounds {
  readonly clients: number;
  readonly seconds?: number;
  readonly most?: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
let requests = 0;

async function post(target: Target, path: string, type: string, body: string): Promise<string> {
  const key = `bench-${process.pid}-${(requests += 1)}`;
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent,
        host: '127.0.0.1',
        port: target.port,
        path,
        method: 'POST',
        headers: {
          authorization: `Bearer ${target.key}`,
          'content-type': type,
          'content-length': Buffer.byteLength(body),
          'idempotency-key': key,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (response.statusCode === 200 || response.statusCode === 202) resolve(text);
          else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

async function clients(
  { clients: count, seconds, most }: Bounds,
  send: () => Promise<number>,
): Promise<number> {
  const until = seconds === undefined ? Infinity : performance.now() + seconds * 1_000;
  let accepted = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until && accepted < (most ?? Infinity)) {
      const taken = await send();
      accepted += taken;
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  return accepted;
}

/** Sends bulks of claims; returns how many were accepted. */
export async function loadBulk(
  target: Target,
  source: ClaimSource,
  bounds: Bounds & { readonly claims: number },
): Promise<number> {
  return clients(bounds, async () => {
    const lines = Array.from({ length: bounds.claims }, () => source.next());
    const text = await post(target, '/v1/claims/bulk', 'application/x-ndjson', lines.join('\n'));
    return (JSON.parse(text) as { accepted: number }).accepted;
  });
}

/** Sends claims one by one from several clients; returns how many were accepted. */
export async function loadSingles(
  target: Target,
  source: ClaimSource,
  bounds: Bounds,
): Promise<number> {
  return clients(bounds, async () => {
    await post(target, '/v1/claims', 'application/json', source.next());
    return 1;
  });
}

const IDLE_CLAIMS = 60;

/** One claim, its decision, a pause, and the next: the service is idle each time. */
export async function oneByOne(
  target: Target,
  source: ClaimSource,
  owner: Database,
): Promise<void> {
  for (let sent = 0; sent < IDLE_CLAIMS; sent += 1) {
    await post(target, '/v1/claims', 'application/json', source.next());
    await untilDecided(owner);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const DECIDED_WITHIN_MS = 300_000;

/** Until no claim waits any more. */
export async function untilDecided(owner: Database): Promise<void> {
  const deadline = performance.now() + DECIDED_WITHIN_MS;
  for (;;) {
    const waiting = await owner`select 1 from claim where status = 'received' limit 1`;
    if (waiting.length === 0) return;
    if (performance.now() > deadline) throw new Error('claims still wait after five minutes');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
