import type { Transaction } from '../db/index.js';
import type { IsoDate } from '../domain/calendar.js';
import { isInForce } from '../domain/pre-authorisation/lifecycle.js';
import { problems } from '../platform/http/problems.js';
import { laneOfId, newId } from '../platform/lane.js';
import type { PreAuthorisation } from './pre-authorisation.js';
import {
  findForAdmission,
  findPreAuthorisation,
  insertActs,
  updatePreAuthorisations,
} from './pre-authorisation.store.js';

/** The stay that a desk opens. */
interface OpeningStay {
  readonly hospitalId: string;
  readonly personId: string;
  readonly admittedOn: IsoDate;
  readonly policyYearOn?: IsoDate | undefined;
}

/**
 * The pre-authorisation that a desk names when it opens a stay. Throws the problem validation when it
 * cannot be used for that stay, saying why.
 */
export async function findForOpening(
  tx: Transaction,
  id: string,
  stay: OpeningStay,
): Promise<PreAuthorisation> {
  const lane = laneOfId(id);
  const found = lane === undefined ? undefined : await findPreAuthorisation(tx, lane, id);
  const why = whyNot(found, stay);
  if (found !== undefined && why === undefined) return found;
  throw problems.fault({
    pointer: '/body/preAuthorisationId',
    code: 'not-for-this-stay',
    message: why ?? NONE,
  });
}

const NONE = 'No such pre-authorisation of this hospital for this person';

function whyNot(p: PreAuthorisation | undefined, stay: OpeningStay): string | undefined {
  if (p === undefined || p.hospitalId !== stay.hospitalId || p.personId !== stay.personId)
    return NONE;
  if (!isInForce(p.status)) return `It is ${p.status}`;
  if (p.admissionId !== undefined) return 'Another stay uses it';
  if (p.validUntil !== undefined && p.validUntil < stay.admittedOn) {
    return `The stay was to begin by ${p.validUntil}`;
  }
  if (p.policyYearOn !== stay.policyYearOn) {
    return 'Its cover is held in another policy year: ask for one in the year of the admission';
  }
  return undefined;
}

/** Ties a pre-authorisation to the stay that uses it: from now on it no longer expires. */
export async function admit(
  tx: Transaction,
  p: PreAuthorisation,
  admissionId: string,
  actor: string,
  now: Date,
): Promise<void> {
  const { lane, id: preAuthorisationId } = p;
  const actNo = p.actNo + 1;
  await updatePreAuthorisations(tx, [{ ...p, admissionId, actNo }]);
  const act = { lane, id: newId(lane), preAuthorisationId, actNo, act: 'admit' };
  await insertActs(tx, [{ ...act, actor, details: { admissionId } }], now);
}

/**
 * A stay was cancelled: what was granted for it stands for another stay until it expires, and what is
 * only asked for it is over.
 */
export async function leaveAdmission(
  tx: Transaction,
  { lane, id: admissionId }: Pick<PreAuthorisation, 'lane' | 'id'>,
  actor: string,
  now: Date,
): Promise<void> {
  const found = await findForAdmission(tx, lane, admissionId);
  const changed = found.map((p): PreAuthorisation => {
    const actNo = p.actNo + 1;
    return isInForce(p.status)
      ? { ...p, admissionId: undefined, actNo }
      : { ...p, status: 'cancelled', pendOwner: undefined, actNo };
  });
  const acts = changed.map((p) => ({
    lane,
    id: newId(lane),
    preAuthorisationId: p.id,
    actNo: p.actNo,
    act: isInForce(p.status) ? 'leave' : 'cancel',
    actor,
    details: { admissionId },
  }));
  await updatePreAuthorisations(tx, changed);
  await insertActs(tx, acts, now);
}
