/** Feed events as decisions write them, for tests that need many of them and no claims. */
import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { openDatabase, inTransaction, type Database, type RowScope } from '../../src/db/index.js';
import type { Lane } from '../../src/domain/ids.js';
import { appendEvents, type NewFeedEvent } from '../../src/outbox/index.js';
import { newId } from '../../src/platform/lane.js';
import { inDatabase, testRun, type DatabaseUrls } from './database.js';

const FEED_SCHEME = 'TEST-FEED';
export const OTHER_SCHEME = 'TEST-OTHER';
export const FEED_SCOPE: RowScope = { hospitals: [], districts: [], schemes: [FEED_SCHEME] };
const HOSPITAL = '0198e0f2-0000-7000-8000-00000000000a';

/** A decision's event. Without further words it is the first of a new claim, approved. */
export function anEvent(draft: {
  readonly claimId?: string | undefined;
  readonly id?: string | undefined;
  readonly ordinal?: number | undefined;
  readonly schemeCode?: string | undefined;
}): NewFeedEvent {
  const lane = (
    draft.claimId === undefined ? randomBytes(1)[0] : Number.parseInt(draft.claimId.slice(-2), 16)
  ) as Lane;
  const id = draft.id ?? newId(lane);
  const money = {
    askedPaisa: '1000000',
    insurerPaisa: '900000',
    patientSharePaisa: '50000',
    hospitalBornePaisa: '50000',
  };
  return {
    id,
    lane,
    kind: 'claim.decided',
    claimId: draft.claimId ?? newId(lane),
    hospitalId: HOSPITAL,
    schemeCode: draft.schemeCode ?? FEED_SCHEME,
    payload: {
      decisionId: id,
      ordinal: draft.ordinal ?? 1,
      outcome: 'partial',
      hospitalClaimNo: 'H-1',
      districtPcode: 'PK518',
      admittedOn: '2024-03-03',
      dischargedOn: '2024-03-07',
      died: false,
      ...money,
      lines: [{ packageCode: 'CHAI-1', tier: 'secondary', dayCare: false, ...money }],
    },
  };
}

export async function write(database: Database, events: readonly NewFeedEvent[]): Promise<void> {
  await inTransaction(database, (tx) => appendEvents(tx, events, new Date()));
}

/** A pool that ends with its test. */
export function openPool(
  t: { teardown(act: () => Promise<void>): unknown },
  url: string,
  options: { readonly name?: string; readonly max?: number } = {},
): Database {
  const { name = 'test', max = 4 } = options;
  const database = openDatabase(url, { name, max, statementTimeoutMs: 30_000 });
  t.teardown(() => database.end({ timeout: 5 }));
  return database;
}

/**
 * A copy of a database as it is now, in the same cluster: what a backup that is put back amounts to.
 * Nobody may be connected to the original. Dropped when the test ends.
 */
export async function copyDatabase(
  t: { teardown(act: () => Promise<void>): unknown },
  urls: DatabaseUrls,
): Promise<DatabaseUrls> {
  const original = new URL(urls.superUrl).pathname.slice(1);
  const copy = `copy_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => {
    await admin.unsafe(`create database ${copy} template ${original} owner sehat_owner`);
    await admin.unsafe(`grant connect on database ${copy} to sehat_app, sehat_judge, sehat_reader`);
  });
  t.teardown(() => asAdmin((admin) => admin.unsafe(`drop database ${copy} with (force)`)));
  return Object.fromEntries(
    Object.entries(urls).map(([role, url]) => [role, inDatabase(url as string, copy)]),
  ) as unknown as DatabaseUrls;
}

async function asAdmin(act: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const { superUrl } = testRun().urls;
  const admin = postgres(inDatabase(superUrl, 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await act(admin);
  } finally {
    await admin.end({ timeout: 5 });
  }
}
