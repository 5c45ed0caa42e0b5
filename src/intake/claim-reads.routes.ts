import { z } from 'zod';
import { CLAIM_STATUSES } from '../domain/claim/lifecycle.js';
import { callerOf, rowScopeOf } from '../access/index.js';
import { inScope } from '../db/index.js';
import { mayDo } from '../domain/access/access.js';
import { cursorParameter, defineCursor } from '../platform/http/cursor.js';
import { problems } from '../platform/http/problems.js';
import { problemResponses, READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { laneOfId } from '../platform/lane.js';
import { claimIdParams, claimPage, claimView, decisionView } from './claim.contract.js';
import type { IntakeDeps } from './deps.js';
import { findClaim, findDecision, findSuccessor, listClaims } from './read.store.js';
import { toClaimView, toDecisionView } from './views.js';

/** Where a claim stands, the list, and why it was decided so. */
export function claimReadRoutes(app: Http, deps: IntakeDeps): void {
  addRead(app, deps);
  addList(app, deps);
  addDecision(app, deps);
}

const CLAIM_NOT_FOUND = 'No such claim, or not in your scope';

function laneOr404(id: string) {
  const lane = laneOfId(id);
  if (lane === undefined) throw problems.notFound(CLAIM_NOT_FOUND);
  return lane;
}

function addRead(app: Http, deps: IntakeDeps): void {
  app.get(
    '/v1/claims/:id',
    {
      config: { permission: 'claim.read' },
      schema: {
        operationId: 'getClaim',
        summary: 'Where a claim stands',
        tags: ['claims'],
        params: claimIdParams,
        response: { 200: claimView, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const scope = await rowScopeOf(deps, callerOf(request), 'claim.read');
      return inScope(deps.database, scope, async (tx) => {
        const row = await findClaim(tx, laneOr404(id), id);
        if (row === undefined) throw problems.notFound(CLAIM_NOT_FOUND);
        if (row.status !== 'superseded') return toClaimView(row);
        return toClaimView(row, await findSuccessor(tx, laneOr404(id), id));
      });
    },
  );
}

/** In microseconds, since those are what the database keeps; only what it can read gets through. */
const place = z.strictObject({
  receivedAt: z.iso.datetime({ precision: 6 }).regex(/^[12]/),
  id: z.uuid(),
});
const claimCursor = defineCursor('claims', place);
const MAX_PAGE = 200;

function addList(app: Http, deps: IntakeDeps): void {
  app.get(
    '/v1/claims',
    {
      config: { permission: 'claim.list' },
      schema: {
        operationId: 'listClaims',
        summary: 'Claims in your scope, newest first',
        description:
          'Give `nextCursor` back as `cursor` for the page after; it is absent on the last one. A page ' +
          'never repeats or skips a claim, also where several were received in the same moment.',
        tags: ['claims'],
        querystring: z.strictObject({
          cursor: cursorParameter.optional(),
          status: z.enum(CLAIM_STATUSES).optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
        }),
        response: { 200: claimPage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, status, limit } = request.query;
      const after = cursor === undefined ? undefined : claimCursor.decode(cursor);
      const scope = await rowScopeOf(deps, callerOf(request), 'claim.list');
      const rows = await inScope(deps.database, scope, (tx) =>
        listClaims(tx, { status, after, limit: limit + 1 }),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        claims: page.map((row) => toClaimView(row)),
        ...(rows.length > limit && last !== undefined
          ? { nextCursor: claimCursor.encode({ receivedAt: last.place, id: last.id }) }
          : {}),
      };
    },
  );
}

function addDecision(app: Http, deps: IntakeDeps): void {
  app.get(
    '/v1/claims/:id/decision',
    {
      config: { permission: 'decision.read' },
      schema: {
        operationId: 'getDecision',
        summary: 'The newest decision of a claim, with its reasons in English and Urdu',
        description: 'Answers 404 while the claim is not decided yet.',
        tags: ['claims'],
        params: claimIdParams,
        response: { 200: decisionView, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'decision.read');
      const found = await inScope(deps.database, scope, async (tx) => {
        const claim = await findClaim(tx, laneOr404(id), id);
        if (claim === undefined) throw problems.notFound(CLAIM_NOT_FOUND);
        return findDecision(tx, laneOr404(id), id);
      });
      if (found === undefined) throw problems.notFound('The claim is not decided yet');
      return toDecisionView(found, { risk: mayDo(caller.grants, 'decision.read_risk') });
    },
  );
}
