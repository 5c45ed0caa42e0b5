import type { IsoDate } from '../domain/calendar.js';
import type { Lane } from '../domain/ids.js';
import type { Transaction } from '../db/index.js';
import type { ClaimContent } from './claim.contract.js';

/** A place in the order in which claims were received. */
export interface LearnedPlace {
  readonly receivedAt: string;
  readonly id: string;
}

/** A claim that waits for the registry, and the person whom it has learned since. */
export interface LearnedClaim extends LearnedPlace {
  readonly lane: Lane;
  readonly hospitalId: string;
  readonly person: { readonly personId: string; readonly familyId: string; readonly lane: Lane };
}

/** Claims whose number has come into the directory, oldest first, after a place in that order. */
export async function findLearned(
  tx: Transaction,
  after: LearnedPlace | undefined,
  limit: number,
): Promise<readonly LearnedClaim[]> {
  const rows = await tx<
    {
      lane: number;
      id: string;
      hospital_id: string;
      received_at: string;
      person_id: string;
      family_id: string;
      person_lane: number;
    }[]
  >`
    select c.lane, c.id, c.hospital_id, c.received_at::text as received_at, p.person_id,
      coalesce(v.family_id, p.family_id) as family_id, coalesce(v.lane, p.lane) as person_lane
    from claim c
    join unmatched_number u on u.id = c.unmatched_id
    join person_directory p on p.number_hash = u.number_hash
    left join lateral (select m.family_id, m.lane from family_move m
      where m.person_id = p.person_id and m.from_on <= c.admitted_on
      order by m.from_on desc limit 1) as v on true
    where c.status = 'pended' and c.pend_owner = 'registry'
      ${
        after === undefined
          ? tx``
          : tx`and (c.received_at, c.id) > (${after.receivedAt}::text::timestamptz, ${after.id})`
      }
    order by c.received_at, c.id limit ${limit}`;
  return rows.map((row) => ({
    lane: row.lane as Lane,
    id: row.id,
    hospitalId: row.hospital_id,
    receivedAt: row.received_at,
    person: {
      personId: row.person_id,
      familyId: row.family_id,
      lane: row.person_lane as Lane,
    },
  }));
}

/** What is taken over from a claim that is filed again. */
export interface RefilableClaim {
  readonly status: string;
  readonly pendOwner: string | null;
  readonly admittedOn: IsoDate;
  readonly dischargedOn: IsoDate;
  readonly askedPaisa: bigint;
  readonly content: ClaimContent;
  readonly revisionNo: number;
}

/** Locks a claim of the scope's hospital and reads it as it then stands. */
export async function lockRefilable(
  tx: Transaction,
  lane: Lane,
  id: string,
): Promise<RefilableClaim | undefined> {
  const [row] = await tx<
    {
      status: string;
      pend_owner: string | null;
      admitted_on: IsoDate;
      discharged_on: IsoDate;
      asked_paisa: bigint;
      content: ClaimContent;
      revision_no: number;
    }[]
  >`
    select status, pend_owner, admitted_on, discharged_on, asked_paisa, content, revision_no
    from claim where lane = ${lane} and id = ${id} for update`;
  if (row === undefined) return undefined;
  return {
    status: row.status,
    pendOwner: row.pend_owner,
    admittedOn: row.admitted_on,
    dischargedOn: row.discharged_on,
    askedPaisa: row.asked_paisa,
    content: row.content,
    revisionNo: row.revision_no,
  };
}
