import t from 'tap';
import { inTransaction, type Database } from '../../../src/db/index.js';
import { beginNewEpoch, sequence } from '../../../src/feeds/sequencer.js';
import { readFeed } from '../../../src/feeds/settlement-feed.js';
import { appendEvents } from '../../../src/outbox/index.js';
import { systemClock } from '../../../src/platform/clock.js';
import { Problem } from '../../../src/platform/http/problems.js';
import { newIdAfter } from '../../../src/platform/lane.js';
import { testDatabase } from '../../support/database.js';
import {
  anEvent,
  copyDatabase,
  FEED_SCOPE,
  OTHER_SCHEME,
  openPool,
  write,
} from '../../support/feed-events.js';

const place = (database: Database, pieceEvents?: number): Promise<number> =>
  sequence({ database, clock: systemClock }, pieceEvents);

const many = (count: number) => Array.from({ length: count }, () => anEvent({}));

/** Reads on from a cursor to the end, as a consumer does. */
async function readOn(reader: Database, from?: string, limit = 7) {
  const events: { position: number; id: string; claimId: string }[] = [];
  let cursor = from;
  for (;;) {
    const page = await readFeed(reader, FEED_SCOPE, { cursor, limit });
    events.push(...page.events);
    cursor = page.nextCursor;
    if (page.atEnd) return { events, cursor };
  }
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

t.test('two overlapping transactions that commit in reverse order lose nothing', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  const [first, second] = [anEvent({}), anEvent({})];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));

  const slow = inTransaction(judge, async (tx) => {
    await appendEvents(tx, [first], new Date());
    begun();
    await held;
  });
  await hasBegun;
  await write(judge, [second]);
  t.equal(await place(judge), 1);
  const early = await readOn(reader);
  t.same(
    early.events.map((event) => event.id),
    [second.id],
  );

  release();
  await slow;
  t.equal(await place(judge), 1);
  const late = await readOn(reader, early.cursor);
  t.same(
    late.events.map((event) => [event.position, event.id]),
    [[2, first.id]],
  );
});

t.test('a transaction left open in another database holds nothing up', async (t) => {
  const [urls, others] = [await testDatabase(t), await testDatabase(t)];
  const judge = openPool(t, urls.judgeUrl);
  const elsewhere = openPool(t, others.judgeUrl);
  await inTransaction(elsewhere, async (tx) => {
    await appendEvents(tx, [anEvent({})], new Date());
    await write(judge, many(3));
    t.equal(await place(judge), 3);
  });
});

t.test('events of a claim come in their order, whatever the clocks said', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  // Decided by a process whose clock is an hour ahead, then again by one whose clock is right.
  const plain = anEvent({});
  const ahead = Number.parseInt(plain.id.replaceAll('-', '').slice(0, 12), 16) + 3_600_000;
  const digits = ahead.toString(16).padStart(12, '0');
  const firstId = `${digits.slice(0, 8)}-${digits.slice(8)}${plain.id.slice(13)}`;
  const { claimId, lane } = plain;
  const first = anEvent({ claimId, id: firstId });
  const second = anEvent({ claimId, ordinal: 2, id: newIdAfter(lane, firstId) });
  await write(judge, [first]);
  await write(judge, [second]);
  await write(judge, many(10));
  // Pieces so small that they cut between the two.
  await place(judge, 1);
  const { events } = await readOn(reader);
  t.same(
    events.filter((event) => event.claimId === claimId).map((event) => event.id),
    [first.id, second.id],
  );
});

t.test('many sequencers at once give consecutive positions, each event one', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl, { max: 8 });
  const reader = openPool(t, urls.readUrl);
  const events = many(500);
  await write(judge, events);
  let placed = 0;
  while (placed < events.length) {
    const counts = await Promise.all(Array.from({ length: 6 }, () => place(judge, 20)));
    placed += counts.reduce((sum, count) => sum + count, 0);
  }
  t.equal(placed, events.length);
  const read = await readOn(reader, undefined, 100);
  t.same(
    read.events.map((event) => event.position),
    events.map((_, index) => index + 1),
  );
  t.same(new Set(read.events.map((event) => event.id)), new Set(events.map((event) => event.id)));
});

t.test('a reader sees the events of its schemes and its cursor passes the others', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  const mine = many(3);
  await write(judge, [...many(0), ...mine]);
  await write(
    judge,
    Array.from({ length: 30 }, () => anEvent({ schemeCode: OTHER_SCHEME })),
  );
  await place(judge);
  const read = await readOn(reader);
  t.same(
    read.events.map((event) => event.id),
    mine.map((event) => event.id),
  );
  const next = await readFeed(reader, FEED_SCOPE, { cursor: read.cursor, limit: 10 });
  t.same([next.events.length, next.atEnd], [0, true]);
  const nobody = { ...FEED_SCOPE, schemes: [] };
  t.same((await readFeed(reader, nobody, { limit: 10 })).events, []);
});

t.test('a restore of the database under a reading consumer loses nothing', async (t) => {
  const urls = await testDatabase(t);
  const kept = many(40);
  const before = openPool(t, urls.judgeUrl);
  await write(before, kept);
  await place(before);
  // Written, and not placed yet when the backup is taken.
  const waiting = many(5);
  await write(before, waiting);
  await before.end({ timeout: 5 });
  const restored = await copyDatabase(t, urls);

  // The original goes on, the consumer with it.
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  await write(judge, many(20));
  await place(judge);
  const consumed = await readOn(reader);
  t.equal(consumed.events.length, 65);

  // Then it is lost, and the backup takes its place.
  const judgeAfter = openPool(t, restored.judgeUrl);
  const readerAfter = openPool(t, restored.readUrl);
  const closed = await problemOf(readFeed(readerAfter, FEED_SCOPE, { limit: 10 }));
  t.equal(closed.kind, 'unavailable', 'nothing is given out before the new epoch has begun');
  await place(judgeAfter);
  const gone = await problemOf(
    readFeed(readerAfter, FEED_SCOPE, { cursor: consumed.cursor, limit: 10 }),
  );
  t.equal(gone.status, 410);
  const resumeCursor = gone.extensions['resumeCursor'];
  const fresh = many(7);
  await write(judgeAfter, fresh);
  await place(judgeAfter);
  const resumed = await readOn(readerAfter, resumeCursor);
  t.equal(resumed.events[0]?.position, 41, 'where both databases last agreed');
  const known = new Set([...consumed.events, ...resumed.events].map((event) => event.id));
  for (const { id } of [...kept, ...waiting, ...fresh]) t.ok(known.has(id));
  const epoch = (await readFeed(readerAfter, FEED_SCOPE, { limit: 1 })).epoch;
  t.equal(gone.extensions['epoch'], epoch);

  // One who had not come so far goes on where he stood.
  const slow = await readFeed(reader, FEED_SCOPE, { limit: 10 });
  const slowGone = await problemOf(
    readFeed(readerAfter, FEED_SCOPE, { cursor: slow.nextCursor, limit: 10 }),
  );
  const slowResumed = await readOn(readerAfter, slowGone.extensions['resumeCursor']);
  t.equal(slowResumed.events[0]?.position, 11);
  t.equal(slow.events.length + slowResumed.events.length, 52);

  // And to one from an epoch that nobody knows here everything is told again.
  const strange = await testDatabase(t);
  const strangeCursor = (await readFeed(openPool(t, strange.readUrl), FEED_SCOPE, { limit: 1 }))
    .nextCursor;
  await beginNewEpoch({ database: judgeAfter, clock: systemClock });
  const twice = await problemOf(
    readFeed(readerAfter, FEED_SCOPE, { cursor: strangeCursor, limit: 10 }),
  );
  const all = await readOn(readerAfter, twice.extensions['resumeCursor']);
  t.equal(all.events.length, 52);
});

t.test('a new epoch by hand sends readers on from the last position', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  await write(judge, many(4));
  await place(judge);
  const read = await readOn(reader);
  const begun = await beginNewEpoch({ database: judge, clock: systemClock });
  t.equal(begun.sharedUpTo, 4n);
  const gone = await problemOf(readFeed(reader, FEED_SCOPE, { cursor: read.cursor, limit: 10 }));
  t.equal(gone.extensions['epoch'], begun.begun);
  await write(judge, many(2));
  await place(judge);
  const { events } = await readOn(reader, gone.extensions['resumeCursor']);
  t.same(
    events.map((event) => event.position),
    [5, 6],
  );
});

t.test('an unchanged database keeps its epoch', async (t) => {
  const urls = await testDatabase(t);
  const judge = openPool(t, urls.judgeUrl);
  const reader = openPool(t, urls.readUrl);
  const { epoch } = await readFeed(reader, FEED_SCOPE, { limit: 1 });
  for (let run = 0; run < 3; run += 1) {
    await write(judge, many(1));
    await place(judge);
  }
  t.equal((await readFeed(reader, FEED_SCOPE, { limit: 1 })).epoch, epoch);
});
