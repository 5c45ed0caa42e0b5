import type { Transaction } from '../db/index.js';
import { toJson } from '../platform/json.js';

/** A request that a desk repeats under one key. */
export interface DeskRequest {
  /** The hospital, or the API key of somebody who is none. */
  readonly askerId: string;
  readonly key: string;
  readonly bodyHash: Buffer;
}

export interface AnsweredRequest {
  readonly bodyHash: Buffer;
  readonly answer: unknown;
}

export async function findAnswer(
  tx: Transaction,
  { askerId, key }: DeskRequest,
): Promise<AnsweredRequest | undefined> {
  const [row] = await tx<{ body_hash: Buffer; answer: unknown }[]>`
    select body_hash, answer from desk_request where asker_id = ${askerId} and key = ${key}`;
  return row === undefined ? undefined : { bodyHash: row.body_hash, answer: row.answer };
}

/** Keeps an answer under its key; false when another request holds the key. */
export async function keepAnswer(
  tx: Transaction,
  { askerId, key, bodyHash }: DeskRequest,
  answer: unknown,
  at: Date,
): Promise<boolean> {
  const { count } = await tx`
    insert into desk_request (asker_id, key, body_hash, answer, created_at)
    values (${askerId}, ${key}, ${bodyHash}, ${toJson(answer)}::text::jsonb, ${at})
    on conflict (asker_id, key) do nothing`;
  return count === 1;
}
