import { z } from 'zod';
import type { RowScope } from '../db/index.js';
import { inScope } from '../db/index.js';
import { callerOf, rowScopeOf } from '../access/index.js';
import { cursorParameter, defineCursor } from '../platform/http/cursor.js';
import { idempotencyKeySchema, readIdempotencyKey } from '../platform/http/idempotency.js';
import { Problem, problemResponse, problems } from '../platform/http/problems.js';
import type { Http } from '../platform/http/server.js';
import { laneOfId } from '../platform/lane.js';
import { BULK_BYTES, submitBulk } from './bulk.js';
import {
  accepted,
  bulkLineResult,
  CLAIM_STATUSES,
  claimBody,
  claimPage,
  claimView,
  decisionView,
  dryRunView,
} from './claim.contract.js';
import type { IntakeDeps } from './deps.js';
import { findClaim, findDecision, listClaims } from './read.store.js';
import { reviseClaim, submitClaims } from './submit-claims.js';
import { toClaimView, toDecisionView, toJudgementView } from './views.js';

const idParams = z.object({ id: z.uuid() });
const keyHeaders = z.object({ 'idempotency-key': idempotencyKeySchema.optional() });
const hospitalQuery = z.object({
  hospitalId: z.uuid().optional().describe('Needed by a key that serves several hospitals'),
});

const refusals = {
  400: problemResponse,
  401: problemResponse,
  403: problemResponse,
  413: problemResponse,
  415: problemResponse,
  422: problemResponse,
  429: problemResponse,
};

const DRY_RUN_NOTICE = {
  en:
    'This is what would be decided now on the facts as they stand. Checks for risk and audit samples ' +
    'are not part of it, and cover is not held until the claim is sent.',
  ur:
    'یہ وہ فیصلہ ہے جو موجودہ حقائق پر ابھی ہوتا۔ خطرے کی جانچ اور آڈٹ کے نمونے اس میں شامل نہیں، ' +
    'اور کلیم بھیجے جانے تک کوریج مختص نہیں ہوتی۔',
};

/** The claim's own routes: submit, bulk, dry-run, revise, look up, list, and its decision. */
export async function claimRoutes(app: Http, deps: IntakeDeps): Promise<void> {
  addSubmit(app, deps);
  await addBulk(app, deps);
  addDryRun(app, deps);
  addRevision(app, deps);
  addRead(app, deps);
  addList(app, deps);
  addDecision(app, deps);
}

/** The hospital a request is for: the key's only one, or the one it names among several. */
function hospitalOf(scope: RowScope, named: string | undefined): string {
  if (named !== undefined) {
    if (!scope.hospitals.includes(named)) throw problems.forbidden('Not a hospital of this key');
    return named;
  }
  const [only, ...others] = scope.hospitals;
  if (only === undefined) throw problems.forbidden('This key serves no hospital');
  if (others.length > 0) {
    throw problems.fault({
      pointer: '/query/hospitalId',
      code: 'missing',
      message: 'This key serves several hospitals: name one',
    });
  }
  return only;
}

function addSubmit(app: Http, deps: IntakeDeps): void {
  app.post(
    '/v1/claims',
    {
      config: { permission: 'claim.submit' },
      schema: {
        summary: 'Submit a claim',
        description:
          'Answers 202 once the claim is kept. Sending it again with the same Idempotency-Key gives ' +
          'the same answer; the decision follows within moments.',
        tags: ['claims'],
        headers: keyHeaders,
        querystring: hospitalQuery,
        body: claimBody,
        response: { 202: accepted, ...refusals },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const scope = await rowScopeOf(deps, callerOf(request), 'claim.submit');
      const hospitalId = hospitalOf(scope, request.query.hospitalId);
      const [result] = await submitClaims(deps, hospitalId, [{ key, body: request.body }]);
      if (result === undefined) throw new Error('a claim got no answer');
      if (!result.accepted) throw problems.idempotencyKeyReused();
      reply.code(202);
      return {
        id: result.id,
        hospitalClaimNo: request.body.hospitalClaimNo,
        status: 'received' as const,
        receivedAt: result.receivedAt.toISOString(),
      };
    },
  );
}

async function addBulk(app: Http, deps: IntakeDeps): Promise<void> {
  await app.register(async (scoped) => {
    scoped.removeAllContentTypeParsers();
    scoped.addContentTypeParser(
      'application/x-ndjson',
      { parseAs: 'buffer', bodyLimit: BULK_BYTES },
      (_request: unknown, body: Buffer, done: (error: null, value: Buffer) => void) => {
        done(null, body);
      },
    );
    (scoped as unknown as Http).post(
      '/v1/claims/bulk',
      {
        bodyLimit: BULK_BYTES,
        config: { permission: 'claim.submit' },
        schema: {
          summary: 'Submit many claims at once',
          description:
            'NDJSON, one claim a line, at most 10,000 lines and 64 MiB; over either nothing is kept. ' +
            'One result per line, in order; good lines are kept whatever their neighbours.',
          tags: ['claims'],
          consumes: ['application/x-ndjson'],
          headers: keyHeaders,
          querystring: hospitalQuery,
          response: {
            200: z.strictObject({
              accepted: z.number().int(),
              refused: z.number().int(),
              results: z.array(bulkLineResult),
            }),
            ...refusals,
          },
        },
      },
      async (request) => {
        const key = readIdempotencyKey(request.headers);
        const scope = await rowScopeOf(deps, callerOf(request), 'claim.submit');
        const hospitalId = hospitalOf(scope, request.query.hospitalId);
        if (!Buffer.isBuffer(request.body)) throw problems.malformed('Send the claims as NDJSON');
        const results = await submitBulk(deps, hospitalId, key, request.body);
        const taken = results.filter((result) => result.outcome === 'accepted').length;
        return {
          accepted: taken,
          refused: results.length - taken,
          results: results.map((result) =>
            result.outcome === 'accepted' ? result : { ...result, faults: [...result.faults] },
          ),
        };
      },
    );
  });
}

/** A desk asks before discharge, a program to fish for answers: this many a minute for one key. */
const DRY_RUNS_PER_MINUTE = 60;

function addDryRun(app: Http, deps: IntakeDeps): void {
  app.post(
    '/v1/claims/dry-run',
    {
      config: {
        permission: 'claim.dry_run',
        rateLimit: { max: DRY_RUNS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        summary: 'What would be decided now',
        description:
          'Judged by the same rules on the same facts as the later decision; nothing is kept.',
        tags: ['claims'],
        querystring: hospitalQuery,
        body: claimBody,
        response: { 200: dryRunView, ...refusals },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'claim.dry_run');
      const hospitalId = hospitalOf(scope, request.query.hospitalId);
      if (request.body.verification?.result !== 'verified') {
        throw problems.fault({
          pointer: '/body/verification',
          code: 'not-verified',
          message: 'A dry-run needs the person verified at the desk',
        });
      }
      const result = await deps.dryRun({ hospitalId, keyId: caller.keyId }, request.body);
      return {
        ...toJudgementView(result.judgement),
        notice: DRY_RUN_NOTICE,
        rulebookFingerprint: result.rulebookFingerprint,
        termsFingerprint: result.termsFingerprint,
      };
    },
  );
}

function addRevision(app: Http, deps: IntakeDeps): void {
  app.post(
    '/v1/claims/:id/revisions',
    {
      config: { permission: 'claim.revise' },
      schema: {
        summary: 'Replace a claim that waits for the hospital or was denied',
        tags: ['claims'],
        headers: keyHeaders,
        params: idParams,
        body: claimBody,
        response: { 202: accepted, ...refusals, 404: problemResponse, 409: problemResponse },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const scope = await rowScopeOf(deps, callerOf(request), 'claim.revise');
      const submission = { key, body: request.body };
      const { id, receivedAt } = await reviseClaim(
        deps,
        request.params.id,
        scope.hospitals,
        submission,
      );
      reply.code(202);
      return {
        id,
        hospitalClaimNo: request.body.hospitalClaimNo,
        status: 'received' as const,
        receivedAt: receivedAt.toISOString(),
        revisionOf: request.params.id,
      };
    },
  );
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
        summary: 'Where a claim stands',
        tags: ['claims'],
        params: idParams,
        response: { 200: claimView, ...refusals, 404: problemResponse },
      },
    },
    async (request) => {
      const { id } = request.params;
      const scope = await rowScopeOf(deps, callerOf(request), 'claim.read');
      const row = await inScope(deps.database, scope, (tx) => findClaim(tx, laneOr404(id), id));
      if (row === undefined) throw problems.notFound(CLAIM_NOT_FOUND);
      return toClaimView(row);
    },
  );
}

const claimCursor = defineCursor(
  'claims',
  z.strictObject({ receivedAt: z.string(), id: z.uuid() }),
);
const MAX_PAGE = 200;

function addList(app: Http, deps: IntakeDeps): void {
  app.get(
    '/v1/claims',
    {
      config: { permission: 'claim.list' },
      schema: {
        summary: 'Claims in your scope, newest first',
        tags: ['claims'],
        querystring: z.object({
          cursor: cursorParameter.optional(),
          status: z.enum(CLAIM_STATUSES).optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
        }),
        response: { 200: claimPage, ...refusals },
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
        claims: page.map(toClaimView),
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
        summary: 'The newest decision of a claim, with its reasons in English and Urdu',
        tags: ['claims'],
        params: idParams,
        response: { 200: decisionView, ...refusals, 404: problemResponse },
      },
    },
    async (request) => {
      const { id } = request.params;
      const scope = await rowScopeOf(deps, callerOf(request), 'decision.read');
      const found = await inScope(deps.database, scope, async (tx) => {
        const claim = await findClaim(tx, laneOr404(id), id);
        if (claim === undefined) throw problems.notFound(CLAIM_NOT_FOUND);
        return findDecision(tx, laneOr404(id), id);
      });
      if (found === undefined) throw new Problem('not-found', 'The claim is not decided yet');
      return toDecisionView(found);
    },
  );
}
