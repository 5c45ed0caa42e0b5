import { Writable } from 'node:stream';
import type { LightMyRequestResponse } from 'fastify';
import { Redis } from 'ioredis';
import postgres from 'postgres';
import t from 'tap';
import { projectUtilisation, sequence } from '../../src/feeds/index.js';
import { maskCnic } from '../../src/platform/cnic-mask.js';
import { createLog } from '../../src/platform/log.js';
import { openApi, type Api } from '../support/api.js';
import type { DatabaseUrls } from '../support/database.js';
import { skipWithoutRedis, startRedis } from '../support/redis.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay } from '../support/world.js';

/** Families whose claims are sent; of the queue the few with Redis tell as much. */
const FAMILIES = { PostgreSQL: 22, Redis: 4 } as const;
const STRANGERS = 2;
const URDU_DIGITS = '۰۱۲۳۴۵۶۷۸۹';
const DAY_MS = 86_400_000;

const dashed = (cnic: string) => `${cnic.slice(0, 5)}-${cnic.slice(5, 12)}-${cnic.slice(12)}`;
const inUrdu = (text: string) => text.replace(/\d/g, (digit) => URDU_DIGITS[Number(digit)] ?? '');
const phoneOf = (index: number) => `0300${String(7_654_321 + index)}`;

/** The ways in which text and bytes may hold a number that was not sealed. */
function formsOf(number: string): readonly string[] {
  const bytes = Buffer.from(number);
  return [
    number,
    dashed(number),
    inUrdu(number),
    inUrdu(dashed(number)),
    bytes.toString('hex'),
    // Base64 wherever the number begins in a longer text: its inner letters stay the same.
    ...[0, 1, 2].map((lead) =>
      Buffer.concat([Buffer.alloc(lead), bytes])
        .toString('base64')
        .slice(4, 16),
    ),
  ];
}

/** What of a text is an identity number or one of the secrets; empty is good. */
function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const known = secrets.flatMap((secret) => formsOf(secret).filter((form) => text.includes(form)));
  const left = text
    .split('\n')
    .filter((line) => maskCnic(withoutInstants(line)) !== withoutInstants(line));
  return [...known, ...left.map((line) => line.slice(0, 200))];
}

/** The queue writes instants as milliseconds, which have thirteen digits as well. */
function withoutInstants(text: string): string {
  return text.replace(/(?<!\d)\d{13}(?!\d)/g, (digits) =>
    Math.abs(Number(digits) - Date.now()) < DAY_MS ? '' : digits,
  );
}

/** Every row of every table of every schema, as text. */
async function dump(urls: DatabaseUrls): Promise<string> {
  const sql = postgres(urls.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      order by 1`;
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ row: string }[]>(`select r::text as row from ${name} r`);
      parts.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return parts.join('\n');
  } finally {
    await sql.end({ timeout: 5 });
  }
}

class Lines extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Numbers written as people write them. */
const WRITTEN = [
  (cnic: string) => cnic,
  dashed,
  inUrdu,
  (cnic: string) => inUrdu(dashed(cnic)),
  (cnic: string) => ` ${dashed(cnic)} `,
];

/** Sends some hundred claims by every door, good and bad; returns all that was answered. */
async function useEveryDoor(api: Api, cnics: readonly string[]): Promise<string> {
  const answers: string[] = [];
  const verification = { officer: 'Desk officer 1', method: 'card', result: 'verified' };
  const bodyOf = (cnic: string, index: number, nth: number) => ({
    ...aClaim({
      cnic,
      admittedOn: stayDay(nth),
      asked: 500,
      packageCode: nth % 5 === 0 ? 'CH-PAPER' : 'CH-MED',
    }),
    cnic: WRITTEN[(index + nth) % WRITTEN.length]?.(cnic) ?? cnic,
    contactNumber: phoneOf(index),
    verification: { ...verification, at: `${stayDay(nth)}T08:00:00+05:00` },
  });
  const post = async (url: string, body: unknown, headers = {}, idempotencyKey?: string) => {
    const answer = await api.post(url, { body, headers, idempotencyKey });
    answers.push(JSON.stringify(answer.headers), answer.body);
    return answer;
  };
  for (const [index, cnic] of cnics.entries()) {
    const single = await post('/v1/claims', bodyOf(cnic, index, 0));
    await post('/v1/claims/dry-run', bodyOf(cnic, index, 1));
    const lines = [1, 2, 3, 4].map((nth) => JSON.stringify(bodyOf(cnic, index, nth)));
    lines.push(`{"cnic":"${cnic}", broken`, JSON.stringify({ cnic, note: cnic }));
    await post('/v1/claims/bulk', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    await badRequests(post, cnic, bodyOf(cnic, index, 5));
    answers.push((await api.get(`/v1/claims?cnic=${cnic}`)).body);
    answers.push((await api.get(`/v1/claims/${cnic}/decision`)).body);
    await drainAll(api.runtime);
    const { id } = single.json<{ id: string }>();
    await post(`/v1/claims/${id}/revisions`, bodyOf(cnic, index, 0));
    answers.push((await api.get(`/v1/claims/${id}`)).body);
    answers.push((await api.get(`/v1/claims/${id}/decision`)).body);
  }
  return answers.join('\n');
}

/** A number where it does not belong: refused, and not told back or written down. */
async function badRequests(
  post: (
    url: string,
    body: unknown,
    headers?: object,
    key?: string,
  ) => Promise<LightMyRequestResponse>,
  cnic: string,
  body: object,
): Promise<void> {
  const url = '/v1/claims';
  await post(url, { ...body, cnic: `${cnic}7` });
  await post(url, { ...body, hospitalClaimNo: dashed(cnic) });
  await post(url, { ...body, hospitalClaimNo: `no ${inUrdu(cnic)}` });
  await post(url, { ...body, [cnic]: cnic });
  await post(url, { ...body, contactNumber: dashed(cnic) });
  await post(url, { ...body, diagnoses: [cnic] });
  await post(url, { ...body, admissionType: cnic });
  await post(url, { ...body, documents: [{ kind: cnic, sha256: 'ab'.repeat(32) }] });
  await post(url, `{"cnic": "${cnic}"`);
  await post(url, `"${cnic}"`);
  // Where it does no harm: a key is kept so that nobody reads what it was made of, and found again.
  for (const key of [cnic, `claim/${dashed(cnic)}`]) {
    const [once, again] = [await post(url, body, {}, key), await post(url, body, {}, key)];
    if (once.statusCode !== 202 || once.body !== again.body) throw new Error(again.body);
  }
}

for (const backend of ['PostgreSQL', 'Redis'] as const) {
  const skip = backend === 'Redis' && skipWithoutRedis;
  t.test(
    `no identity or telephone number stands anywhere in clear (${backend})`,
    { skip },
    async (t) => {
      const families = FAMILIES[backend];
      const redis = backend === 'Redis' ? await startRedis() : undefined;
      if (redis) t.teardown(() => redis.stop());
      const written = new Lines();
      const log = createLog({ level: 'trace', destination: written });
      const api = await openApi(t, { families, members: 1, redisUrl: redis?.url, log });
      const heard = redis === undefined ? undefined : await listenTo(t, redis.url);
      const cnics = [
        ...api.world.families.flatMap((family) => family.map(({ cnic }) => cnic)),
        ...Array.from({ length: STRANGERS }, (_, index) => api.world.strangerCnic(index)),
      ];
      const secrets = [...cnics, ...cnics.flatMap((_, i) => [phoneOf(i), phoneOf(i).slice(1)])];

      const answers = await useEveryDoor(api, cnics);
      const undrained = await dump(api.urls);
      await drainAll(api.runtime);
      const feeding = { database: api.runtime.judgeDatabase, clock: api.clock };
      await sequence(feeding);
      await projectUtilisation(feeding);
      const scope = { kind: 'scheme' as const, id: SCHEME_CODE };
      const service = await api.keyFor([{ role: 'service', scope }]);
      const feed = await api.get('/v1/feeds/settlement', { key: service });
      t.ok(feed.body.length > 1_000 * families, `a feed of ${feed.body.length} characters`);
      const stored = await dump(api.urls);

      t.ok(stored.split('\npublic.claim ').length > 7 * families, 'some claims of each');
      t.match(stored, /public\.unmatched_number/);
      t.same(leaksIn(undrained, secrets), [], 'in the database while claims wait');
      t.same(leaksIn(stored, secrets), [], 'in the database afterwards');
      t.ok(written.text.length > 10_000, 'the log holds something');
      t.same(leaksIn(written.text, secrets), [], 'in the log');
      t.same(leaksIn(answers, secrets), [], 'in what was answered');
      t.same(leaksIn(feed.body, secrets), [], 'in the feed');
      if (heard) {
        t.match(heard.text, /drain/, 'the queue was used');
        t.same(leaksIn(heard.text, secrets), [], 'in the queue');
      }
      t.same(leaksIn(`x ${dashed(cnics[0] ?? '')}`, secrets).length, 2, 'a number would be seen');
    },
  );
}

/** Every command that Redis is sent. */
async function listenTo(
  t: { teardown(act: () => void): unknown },
  url: string,
): Promise<{ text: string }> {
  const client = new Redis(url);
  const heard = { text: '' };
  const monitor = await client.monitor();
  monitor.on('monitor', (_time: string, args: string[]) => (heard.text += `${args.join(' ')}\n`));
  t.teardown(() => {
    monitor.disconnect();
    client.disconnect();
  });
  return heard;
}
