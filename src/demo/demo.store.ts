import { list, type Transaction } from '../db/index.js';
import type { Lane } from '../domain/ids.js';
import { recordAudit } from '../audit/index.js';

const LOADED = 'demo.loaded';

export async function isDemoLoaded(tx: Transaction): Promise<boolean> {
  const rows = await tx`select 1 from audit_event where act = ${LOADED} limit 1`;
  return rows.length > 0;
}

export async function markDemoLoaded(tx: Transaction, at: Date): Promise<void> {
  await recordAudit(tx, { actor: 'start', act: LOADED, subject: 'demo' }, at);
}

export async function isDemoRegistered(tx: Transaction, schemeCode: string): Promise<boolean> {
  const rows = await tx`select 1 from scheme where code = ${schemeCode}`;
  return rows.length > 0;
}

export interface DemoHospitalRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** The invented hospitals, in the order of their codes: a large one in Peshawar comes first. */
export async function findDemoHospitals(tx: Transaction): Promise<readonly DemoHospitalRow[]> {
  return tx<DemoHospitalRow[]>`
    select h.id, h.code, h.name from hospital h
    where h.invented and h.code like 'INV-%' order by h.code`;
}

/** Of these people's families those without a death and without a claim; by family id. */
export async function findUntouchedFamilies(
  tx: Transaction,
  people: readonly { readonly lane: Lane; readonly familyId: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`
    select distinct f.id
    from unnest(${list(people.map((p) => p.lane))}::text::smallint[],
      ${list(people.map((p) => p.familyId))}::text::uuid[]) as k(lane, id)
    join family f on f.lane = k.lane and f.id = k.id
    where not exists (select 1 from claim c where c.lane = f.lane and c.family_id = f.id)
      and not exists (select 1 from member m join person p on p.lane = m.lane and p.id = m.person_id
        where m.lane = f.lane and m.family_id = f.id and p.died_on is not null)`;
  return new Set(rows.map((row) => row.id));
}
