import { z } from 'zod';
import { callerOf, rowScopeOf } from '../access/index.js';
import { inTransaction, type Database } from '../db/index.js';
import { defineCursor } from '../platform/http/cursor.js';
import { READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { reviewPage, reviewQuery, toReview } from './review.contract.js';
import { listByAge, listByRisk } from './review.store.js';

export interface ReviewDeps {
  /** The app role's pool, which knows the caller's scope. */
  readonly database: Database;
  /** The judge role's pool: the order of review is no request's to read. */
  readonly judgeDatabase: Database;
}

const reviewCursor = defineCursor(
  'reviews',
  z.object({
    order: z.enum(['risk', 'oldest']),
    atRiskPaisa: z.string().regex(/^\d{1,18}$/),
    receivedAt: z.iso.datetime({ precision: 6 }).regex(/^[12]/),
    id: z.uuid(),
  }),
);

/** The adjudicator's desk: what waits, in the order in which an hour saves most. */
export function reviewRoutes(app: Http, deps: ReviewDeps): void {
  app.get(
    '/v1/reviews',
    {
      config: { permission: 'review.list' },
      schema: {
        operationId: 'listReviews',
        summary: 'Claims that wait for an adjudicator, the most rupees at risk first',
        description:
          'Claims of the schemes in scope that a rule, a risk signal or the audit sample sent to an ' +
          'adjudicator. At risk is what would be paid times the chance that something is wrong; of equals ' +
          'the claim that has waited longest comes first. `order=oldest` goes by waiting alone. What ' +
          'signals said stands in the claim’s decision. Give `nextCursor` back as `cursor` for the page ' +
          'after, with the same order.',
        tags: ['claims'],
        querystring: reviewQuery,
        response: { 200: reviewPage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, limit, order: wanted } = request.query;
      const after = cursor === undefined ? undefined : reviewCursor.decode(cursor);
      const order = after?.order ?? wanted;
      const { schemes } = await rowScopeOf(deps, callerOf(request), 'review.list');
      const read = order === 'risk' ? listByRisk : listByAge;
      const rows = await inTransaction(deps.judgeDatabase, (tx) =>
        read(tx, { schemes, limit: limit + 1, after }),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      if (rows.length <= limit || last === undefined) return { reviews: page.map(toReview) };
      const { place: receivedAt, id } = last;
      const atRiskPaisa = last.at_risk_paisa.toString();
      const nextCursor = reviewCursor.encode({ order, atRiskPaisa, receivedAt, id });
      return { reviews: page.map(toReview), nextCursor };
    },
  );
}
