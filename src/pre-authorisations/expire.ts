import { inTransaction } from '../db/index.js';
import { moveHold, type DeskDeps } from '../desk/index.js';
import { dayInKarachi } from '../domain/calendar.js';
import { canAct } from '../domain/pre-authorisation/lifecycle.js';
import { CoverBook } from '../ledger/index.js';
import { newId } from '../platform/lane.js';
import { asStay } from './act.js';
import {
  findPreAuthorisation,
  insertActs,
  readLapsed,
  updatePreAuthorisations,
} from './pre-authorisation.store.js';

const AT_ONCE = 500;

type ExpiryDeps = Pick<DeskDeps, 'judgeDatabase' | 'clock' | 'readyPlanJudge'>;

/**
 * Lets pre-authorisations expire whose stay has not begun by their last day: what they hold is free
 * again. Each in a transaction of its own; returns how many, at most 500 a call.
 */
export async function expirePreAuthorisations(deps: ExpiryDeps): Promise<number> {
  const now = deps.clock.now();
  const today = dayInKarachi(now);
  const lapsed = await inTransaction(deps.judgeDatabase, (tx) => readLapsed(tx, today, AT_ONCE));
  if (lapsed.length === 0) return 0;
  const judgePlan = await deps.readyPlanJudge();
  let expired = 0;
  for (const { lane, id, familyId } of lapsed) {
    expired += await inTransaction(deps.judgeDatabase, async (tx) => {
      const book = await CoverBook.open(tx, [{ lane, familyId }]);
      // Read again under the lock: a desk may have opened its stay since.
      const p = await findPreAuthorisation(tx, lane, id);
      const isOver = p?.validUntil !== undefined && p.validUntil < today;
      if (!p || !isOver || p.admissionId !== undefined || !canAct(p.status, 'expire')) return 0;
      const actId = newId(lane);
      if (p.held.length > 0) {
        moveHold(book, await judgePlan(tx, asStay(p)), p, actId, { from: p.held, to: [] });
      }
      const actNo = p.actNo + 1;
      await updatePreAuthorisations(tx, [{ ...p, status: 'expired', held: [], actNo }]);
      const act = { lane, id: actId, preAuthorisationId: id, actNo, act: 'expire' };
      await insertActs(tx, [{ ...act, actor: 'sweep', details: { on: today } }], now);
      await book.flush(tx, now);
      return 1;
    });
  }
  return expired;
}
