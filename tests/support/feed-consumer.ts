/**
 * A consumer of the settlement feed that keeps what it reads in a file, one line a page, for tests
 * that kill it: `feed-consumer.ts READ_URL FILE`. Started again, it goes on after the last whole line.
 */
import { existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../src/db/index.js';
import { readFeed } from '../../src/feeds/settlement-feed.js';
import { FEED_SCOPE } from './feed-events.js';

/** What is kept of a page: its events and where the next one begins, together or not at all. */
export interface KeptPage {
  readonly events: readonly (readonly [
    position: number,
    id: string,
    claimId: string,
    ordinal: number,
  ])[];
  readonly nextCursor: string;
}

/** Pages kept so far. A line that was cut off by a kill was never kept. */
export function keptPages(file: string): {
  readonly pages: readonly KeptPage[];
  readonly bytes: number;
} {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const pages = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as KeptPage);
  return { pages, bytes: Buffer.byteLength(whole) };
}

const PAGE_EVENTS = 300;

async function consume(url: string, file: string): Promise<never> {
  const { pages, bytes } = keptPages(file);
  if (existsSync(file)) truncateSync(file, bytes);
  const output = openSync(file, 'a');
  const reader = openDatabase(url, { name: 'consumer', max: 1, statementTimeoutMs: 30_000 });
  let cursor = pages.at(-1)?.nextCursor;
  console.log('reading');
  for (;;) {
    const page = await readFeed(reader, FEED_SCOPE, { cursor, limit: PAGE_EVENTS });
    const events = page.events.map((event) => [
      event.position,
      event.id,
      event.claimId,
      event.kind === 'claim.decided' ? event.ordinal : 0,
    ]);
    if (events.length > 0) {
      writeSync(output, `${JSON.stringify({ events, nextCursor: page.nextCursor })}\n`);
    }
    cursor = page.nextCursor;
    if (page.atEnd) await pause(10);
  }
}

const [url, file] = process.argv.slice(2);
const isProgram = /[\\/]feed-consumer\.m?[jt]s$/.test(process.argv[1] ?? '');
if (isProgram && url !== undefined && file !== undefined) {
  await consume(url, file);
}
