import type { Transaction } from '../db/index.js';

/** When the oldest undecided claim came in; undefined when none waits. */
export async function readOldestWaiting(tx: Transaction): Promise<Date | undefined> {
  const [row] = await tx<{ received_at: Date | null }[]>`
    select min(received_at) as received_at from claim where status = 'received'`;
  return row?.received_at ?? undefined;
}

/** How many claims wait; counting stops at the limit. */
export async function countWaiting(tx: Transaction, limit: number): Promise<number> {
  const [row] = await tx<{ waiting: number }[]>`
    select count(*)::integer as waiting
    from (select 1 from claim where status = 'received' limit ${limit}) as w`;
  return row?.waiting ?? 0;
}

/** Claims set aside because they could not be decided. */
export async function countSetAside(tx: Transaction): Promise<number> {
  const [row] = await tx<{ aside: number }[]>`
    select count(*)::integer as aside from claim where status = 'set_aside'`;
  return row?.aside ?? 0;
}
