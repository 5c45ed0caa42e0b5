import type { IsoDate } from '../domain/calendar.js';
import type { Draw } from '../domain/coverage/pots.js';
import type { Lane } from '../domain/ids.js';
import { paisa } from '../domain/money.js';
import type { CareTier } from '../domain/scheme/terms.js';
import type { Transaction } from '../db/index.js';

/** A stay that is open, or that has ended and still holds cover for its claim. */
export interface StayOfFamily {
  readonly personId: string;
  readonly policyYearOn?: IsoDate | undefined;
  readonly isOpen: boolean;
  readonly held: readonly Draw[];
}

interface StayRow {
  readonly person_id: string;
  readonly policy_year_on: IsoDate | null;
  readonly is_open: boolean;
  readonly held: readonly { tier: CareTier; layer: string; amountPaisa: string }[];
}

/** Stays of a family's members, whichever hospital opened them, for which no claim has come yet. */
export async function readStaysOfFamily(
  tx: Transaction,
  { lane, familyId }: { readonly lane: Lane; readonly familyId: string },
): Promise<readonly StayOfFamily[]> {
  const rows = await tx<StayRow[]>`
    select a.person_id, a.policy_year_on, a.status = 'open' as is_open, a.held
    from (select distinct person_id from member
      where lane = ${lane} and family_id = ${familyId}) as m
    join admission a on a.lane = ${lane} and a.person_id = m.person_id
    where a.family_id = ${familyId} and a.status in ('open', 'discharged', 'transferred')`;
  return rows.map((row) => ({
    personId: row.person_id,
    ...(row.policy_year_on === null ? {} : { policyYearOn: row.policy_year_on }),
    isOpen: row.is_open,
    held: row.held.map((draw) => ({ ...draw, amountPaisa: paisa(draw.amountPaisa) })),
  }));
}
