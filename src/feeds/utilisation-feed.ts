import { inScopedSnapshot, type Database, type RowScope } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import { readLag, readState } from './sequencer.store.js';
import type { UtilisationView } from './utilisation.contract.js';
import { sumUtilisation, type SummedRow, type UtilisationQuery } from './utilisation-feed.store.js';
import { readProjector } from './utilisation.store.js';

/** Rows of one answer at most: districts and hospitals are far fewer, packages may not be. */
const MAX_ROWS = 10_000;

/** Utilisation in a scope, with how up to date it is. */
export async function readUtilisation(
  database: Database,
  scope: RowScope,
  query: Omit<UtilisationQuery, 'limit'>,
  clock: Clock,
): Promise<UtilisationView> {
  return inScopedSnapshot(database, scope, async (tx) => {
    const [rows, projector, feed, lag] = await Promise.all([
      sumUtilisation(tx, { ...query, limit: MAX_ROWS + 1 }),
      readProjector(tx),
      readState(tx),
      readLag(tx),
    ]);
    const position = projector?.position ?? 0n;
    const seconds =
      lag.oldestAt === null ? 0 : (clock.now().getTime() - lag.oldestAt.getTime()) / 1_000;
    return {
      from: query.from,
      to: query.to,
      by: query.by,
      scope: { schemes: [...scope.schemes], districts: [...scope.districts] },
      asOf: {
        epoch: projector?.epoch ?? feed.epoch,
        position: Number(position),
        eventsBehind: Number(feed.lastPosition - position) + lag.events,
        oldestWaitingSeconds: Math.max(0, seconds),
      },
      complete: rows.length <= MAX_ROWS,
      rows: rows.slice(0, MAX_ROWS).map(toRow),
    };
  });
}

function toRow(row: SummedRow): UtilisationView['rows'][number] {
  return {
    code: row.code,
    name: row.name,
    ...(row.scheme_code === null ? {} : { schemeCode: row.scheme_code }),
    ...(row.district_pcode === null ? {} : { districtPcode: row.district_pcode }),
    setting: row.setting,
    claims: Number(row.claims),
    paidLines: Number(row.paid_lines),
    pendedLines: Number(row.pended_lines),
    deniedLines: Number(row.denied_lines),
    stayDays: Number(row.stay_days),
    deaths: Number(row.deaths),
    askedPaisa: money(row.asked_paisa),
    insurerPaisa: money(row.insurer_paisa),
    pendedInsurerPaisa: money(row.pended_insurer_paisa),
    patientSharePaisa: money(row.patient_share_paisa),
    hospitalBornePaisa: money(row.hospital_borne_paisa),
    extrasPaisa: money(row.extras_paisa),
    pendedExtrasPaisa: money(row.pended_extras_paisa),
  };
}

/** Paisa for JSON: 2^53 of them are ninety million million rupees. */
function money(sum: string): number {
  const value = Number(sum);
  if (!Number.isSafeInteger(value)) throw new RangeError('a sum is too large for JSON');
  return value;
}
