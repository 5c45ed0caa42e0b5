import { z } from 'zod';
import { callerOf, rowScopeOf } from '../access/index.js';
import { inScope } from '../db/index.js';
import { cursorParameter, defineCursor } from '../platform/http/cursor.js';
import { idempotencyHeaders, readIdempotencyKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import {
  problemResponses,
  READING_PROBLEMS,
  WRITING_PROBLEMS,
} from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import {
  findRemittance,
  linesOfRemittance,
  listRemittances,
  remittancesOfRun,
} from './read.store.js';
import { recoveriesOfRemittance } from './difference.store.js';
import { MAX_RECOVERIES, runSettlement, type SettlementDeps } from './run-settlement.js';
import {
  remittanceDetail,
  remittancePage,
  runBody,
  runDetail,
  runPage,
  runView,
  toLineView,
  toRecoveryView,
  toRemittanceView,
  toRunView,
} from './settlement.contract.js';
import { findRun, listRuns } from './settlement.store.js';

const MAX_PAGE = 200;
const MAX_LINES = 1_000;

const idParams = z.strictObject({ id: z.uuid() });
const place = z.strictObject({ id: z.uuid() });
const runCursor = defineCursor('settlement-runs', place);
const remittanceCursor = defineCursor('remittances', place);
const lineCursor = defineCursor('remittance-decisions', place);
const pageQuery = z.strictObject({
  cursor: cursorParameter.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
});

/** Money on its way to hospitals: runs for finance, remittances for finance and whose they are. */
export function settlementRoutes(app: Http, deps: SettlementDeps): void {
  addRun(app, deps);
  addRuns(app, deps);
  addRunDetail(app, deps);
  addRemittances(app, deps);
  addRemittance(app, deps);
}

/** Cuts a list read one longer than asked for, and says where the next page begins. */
function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { page, next: more ? { nextCursor: cursorOf(last) } : {} };
}

function addRun(app: Http, deps: SettlementDeps): void {
  app.post(
    '/v1/settlement-runs',
    {
      config: { permission: 'settlement.run' },
      schema: {
        operationId: 'runSettlement',
        summary: 'Pay what is due: one remittance advice a hospital',
        description:
          'Takes the claims of a scheme that are approved or partly approved and not yet paid, and what ' +
          'corrections added to paid ones, at most 5,000 in one run; claimsLeft says how many wait for ' +
          'the next one. What corrections took off is netted from the hospital’s remittance, and from ' +
          'later ones where this is too small. Sending it again with the same Idempotency-Key gives the ' +
          'same run.',
        tags: ['settlement'],
        headers: idempotencyHeaders,
        body: runBody,
        response: { 201: runView, ...WRITING_PROBLEMS },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'settlement.run');
      const { schemeCode, decidedBefore } = request.body;
      if (!scope.schemes.includes(schemeCode)) {
        throw problems.forbidden('Not a scheme of this key');
      }
      const run = await runSettlement(
        deps,
        { keyId: caller.keyId, key },
        {
          schemeCode,
          ...(decidedBefore === undefined ? {} : { decidedBefore: new Date(decidedBefore) }),
        },
      );
      reply.code(201);
      return toRunView(run);
    },
  );
}

function addRuns(app: Http, deps: SettlementDeps): void {
  app.get(
    '/v1/settlement-runs',
    {
      config: { permission: 'settlement.run' },
      schema: {
        operationId: 'listSettlementRuns',
        summary: 'Settlement runs of your schemes, newest first',
        tags: ['settlement'],
        querystring: pageQuery,
        response: { 200: runPage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const after = cursor === undefined ? undefined : runCursor.decode(cursor).id;
      const scope = await rowScopeOf(deps, callerOf(request), 'settlement.run');
      const rows = await inScope(deps.database, scope, (tx) =>
        listRuns(tx, { after, limit: limit + 1 }),
      );
      const { page, next } = pageOf(rows, limit, ({ id }) => runCursor.encode({ id }));
      return { runs: page.map(toRunView), ...next };
    },
  );
}

function addRunDetail(app: Http, deps: SettlementDeps): void {
  app.get(
    '/v1/settlement-runs/:id',
    {
      config: { permission: 'settlement.run' },
      schema: {
        operationId: 'getSettlementRun',
        summary: 'A settlement run with its remittances',
        tags: ['settlement'],
        params: idParams,
        response: { 200: runDetail, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const scope = await rowScopeOf(deps, callerOf(request), 'settlement.run');
      return inScope(deps.database, scope, async (tx) => {
        const run = await findRun(tx, id);
        if (run === undefined) throw problems.notFound('No such run, or not in your scope');
        const remittances = await remittancesOfRun(tx, id);
        return { ...toRunView(run), remittances: remittances.map(toRemittanceView) };
      });
    },
  );
}

function addRemittances(app: Http, deps: SettlementDeps): void {
  app.get(
    '/v1/remittances',
    {
      config: { permission: 'settlement.read' },
      schema: {
        operationId: 'listRemittances',
        summary: 'Remittances in your scope, newest first',
        tags: ['settlement'],
        querystring: pageQuery,
        response: { 200: remittancePage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const after = cursor === undefined ? undefined : remittanceCursor.decode(cursor).id;
      const scope = await rowScopeOf(deps, callerOf(request), 'settlement.read');
      const rows = await inScope(deps.database, scope, (tx) =>
        listRemittances(tx, { after, limit: limit + 1 }),
      );
      const { page, next } = pageOf(rows, limit, ({ id }) => remittanceCursor.encode({ id }));
      return { remittances: page.map(toRemittanceView), ...next };
    },
  );
}

function addRemittance(app: Http, deps: SettlementDeps): void {
  app.get(
    '/v1/remittances/:id',
    {
      config: { permission: 'settlement.read' },
      schema: {
        operationId: 'getRemittance',
        summary: 'A remittance advice, claim by claim, with what was taken back',
        tags: ['settlement'],
        params: idParams,
        querystring: z.strictObject({
          cursor: cursorParameter.optional(),
          limit: z.coerce.number().int().min(1).max(MAX_LINES).default(200),
        }),
        response: { 200: remittanceDetail, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { cursor, limit } = request.query;
      const after = cursor === undefined ? undefined : lineCursor.decode(cursor).id;
      const scope = await rowScopeOf(deps, callerOf(request), 'settlement.read');
      return inScope(deps.database, scope, async (tx) => {
        const remittance = await findRemittance(tx, id);
        if (remittance === undefined) {
          throw problems.notFound('No such remittance, or not in your scope');
        }
        const rows = await linesOfRemittance(tx, id, { after, limit: limit + 1 });
        const { page, next } = pageOf(rows, limit, (line) =>
          lineCursor.encode({ id: line.decision_id }),
        );
        const recoveries = await recoveriesOfRemittance(tx, id, MAX_RECOVERIES);
        return {
          ...toRemittanceView(remittance),
          lines: page.map(toLineView),
          recoveries: recoveries.map(toRecoveryView),
          ...next,
        };
      });
    },
  );
}
