import { z } from 'zod';
import { callerOf } from '../access/index.js';
import type { Database } from '../db/index.js';
import { scopesFor } from '../domain/access/access.js';
import type { Clock } from '../platform/clock.js';
import { READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { verifyLedger } from './verify.js';
import { MAX_DIFFERENCES } from './verify.store.js';

export interface LedgerDeps {
  /** The judge role's pool: the proof needs all claims. */
  readonly judgeDatabase: Database;
  readonly clock: Clock;
}

/** The proof reads everything there is: no more often than this a minute for one key. */
const PROOFS_PER_MINUTE = 6;

const money = z.number().int().describe('Whole paisa; 100 are one rupee');

const verificationView = z
  .strictObject({
    agrees: z.boolean(),
    verifiedAt: z.iso.datetime({ offset: true }),
    totals: z.strictObject({
      decidedPaisa: money.describe('Insurer shares of the newest decisions that pay'),
      extrasPaisa: money.describe('Of it, what is for families beside the treatment'),
      spentPaisa: money.describe('Spent from cover, carried past limits and given to families'),
      remittedPaisa: money,
      awaitingPaisa: money.describe(
        'Decided, or added by a correction, and in no settlement run yet',
      ),
      recoveredPaisa: money.describe('Netted from remittances because claims were corrected'),
      owedPaisa: money.describe(
        'Owed by hospitals for corrections and netted from no remittance yet',
      ),
      heldPaisa: money.describe('Held for pended claims'),
    }),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        checked: z.number().int(),
        differing: z.number().int(),
        differences: z
          .array(z.strictObject({ key: z.string(), expected: z.string(), found: z.string() }))
          .max(MAX_DIFFERENCES),
      }),
    ),
  })
  .meta({ id: 'LedgerVerification' });

/** The proof of the books, for finance of its schemes and for the administrator of all. */
export function ledgerRoutes(app: Http, deps: LedgerDeps): void {
  app.get(
    '/v1/ledger/verification',
    {
      config: {
        permission: 'ledger.verify',
        rateLimit: { max: PROOFS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        operationId: 'verifyLedger',
        summary: 'Proof that cover, decisions and payments agree to the paisa',
        description:
          'Of the schemes in scope, in one snapshot while work goes on. Each check says how many ' +
          'things it looked at and names the first 20 that differ.',
        tags: ['ledger'],
        response: { 200: verificationView, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const scopes = scopesFor(callerOf(request).grants, 'ledger.verify');
      const everything = scopes.some(({ kind }) => kind === 'all');
      const schemes = scopes.filter(({ kind }) => kind === 'scheme').map(({ id }) => id);
      const { agrees, checks, totals } = await verifyLedger(
        deps.judgeDatabase,
        everything ? undefined : schemes,
      );
      return {
        agrees,
        verifiedAt: deps.clock.now().toISOString(),
        totals: {
          decidedPaisa: Number(totals.decided_paisa),
          extrasPaisa: Number(totals.extras_paisa),
          spentPaisa: Number(totals.spent_paisa),
          remittedPaisa: Number(totals.remitted_paisa),
          awaitingPaisa: Number(totals.awaiting_paisa),
          recoveredPaisa: Number(totals.recovered_paisa),
          owedPaisa: Number(totals.owed_paisa),
          heldPaisa: Number(totals.held_paisa),
        },
        checks: checks.map((check) => ({ ...check, differences: [...check.differences] })),
      };
    },
  );
}
