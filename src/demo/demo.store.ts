import type { Transaction } from '../db/index.js';
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

/** The invented hospitals, those with most claims first. */
export async function findDemoHospitals(tx: Transaction): Promise<readonly DemoHospitalRow[]> {
  return tx<DemoHospitalRow[]>`
    select h.id, h.code, h.name from hospital h
    where h.invented
    order by (select count(*) from claim c where c.hospital_id = h.id) desc, h.code`;
}
