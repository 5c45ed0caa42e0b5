/** An adjudicator's corrections, the runs that follow them, and what became of the money. */
import { correctClaim, correctionBody } from '../../src/adjudication/index.js';
import { inTransaction, NO_ROWS, type RowScope } from '../../src/db/index.js';
import { verifyLedger } from '../../src/ledger/index.js';
import { runSettlement } from '../../src/settlement/index.js';
import type { Runtime } from '../../src/runtime.js';
import { SCHEME_CODE } from './world.js';

const ADJUDICATOR = '0198e0f2-0000-7000-8000-0000000000ad';
const OURS: RowScope = { ...NO_ROWS, schemes: [SCHEME_CODE] };

let keyed = 0;

/** Corrects as the scheme's adjudicator, under a key of its own unless told. */
export function correct(
  runtime: Runtime,
  claimId: string,
  changes: Record<string, unknown> = {},
  { key = `c-${process.pid}-${(keyed += 1)}`, scope = OURS } = {},
) {
  const body = correctionBody.parse({
    reason: 'The ward book says otherwise',
    source: 'Visit of 3 May 2024',
    ...changes,
  });
  const asking = { keyId: ADJUDICATOR, key };
  return correctClaim({ ...runtime, database: runtime.app }, scope, asking, claimId, body);
}

/** A line held down to so many rupees. */
export const atMost = (rupees: number, lineNo = 1) => ({
  lines: [{ lineNo, atMostPaisa: rupees * 100 }],
});

/** Runs the settlement of all that was decided until now. */
export function settle(runtime: Runtime, key = `s-${process.pid}-${(keyed += 1)}`, most?: number) {
  return runSettlement(
    { database: runtime.app, clock: runtime.clock },
    { keyId: 'finance', key },
    { schemeCode: SCHEME_CODE, decidedBefore: new Date(runtime.clock.now().getTime() + 60_000) },
    most,
  );
}

/** Names of the proof's checks that do not hold; none where the books agree. */
export async function disagreeing(runtime: Runtime): Promise<readonly string[]> {
  const { checks } = await verifyLedger(runtime.judgeDatabase);
  return checks
    .filter(({ differing }) => differing > 0)
    .map(({ name, differences }) => `${name} ${JSON.stringify(differences.slice(0, 3))}`);
}

/** Rupees that remittances paid, took back and came to, the oldest first. */
export async function remittances(
  runtime: Runtime,
): Promise<readonly (readonly [gross: number, recovered: number, net: number])[]> {
  const rows = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ gross: bigint; recovered: bigint; net: bigint }[]>`
      select gross_paisa as gross, recovered_paisa as recovered, net_paisa as net
      from remittance order by id`,
  );
  return rows.map(({ gross, recovered, net }) => [
    Number(gross) / 100,
    Number(recovered) / 100,
    Number(net) / 100,
  ]);
}
