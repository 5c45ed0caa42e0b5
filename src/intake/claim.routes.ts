import { callerOf, hospitalOf, hospitalQuery, rowScopeOf } from '../access/index.js';
import { idempotencyHeaders, readIdempotencyKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import { problemResponses, WRITING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { BULK_BYTES, submitBulk } from './bulk.js';
import {
  accepted,
  bulkBody,
  bulkResult,
  claimBody,
  claimIdParams,
  dryRunView,
} from './claim.contract.js';
import { claimReadRoutes } from './claim-reads.routes.js';
import type { IntakeDeps } from './deps.js';
import { reviseClaim, submitClaims } from './submit-claims.js';
import { toJudgementView } from './views.js';

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
  claimReadRoutes(app, deps);
}

function addSubmit(app: Http, deps: IntakeDeps): void {
  app.post(
    '/v1/claims',
    {
      config: { permission: 'claim.submit' },
      schema: {
        operationId: 'submitClaim',
        summary: 'Submit a claim',
        description:
          'Answers 202 once the claim is kept. Sending it again with the same Idempotency-Key gives ' +
          'the same answer; the decision follows within moments.',
        tags: ['claims'],
        headers: idempotencyHeaders,
        querystring: hospitalQuery,
        body: claimBody,
        response: { 202: accepted, ...WRITING_PROBLEMS },
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
          operationId: 'submitClaims',
          summary: 'Submit many claims at once',
          description:
            'NDJSON, one claim a line, at most 10,000 lines and 64 MiB; over either nothing is kept. ' +
            'One result per line, in order; good lines are kept whatever their neighbours.',
          tags: ['claims'],
          consumes: ['application/x-ndjson'],
          headers: idempotencyHeaders,
          querystring: hospitalQuery,
          body: bulkBody,
          // The key of each line is checked with its line: 422 never answers the whole.
          response: { 200: bulkResult, ...problemResponses(400, 401, 403, 413, 415, 429) },
        },
      },
      async (request) => {
        const key = readIdempotencyKey(request.headers);
        const scope = await rowScopeOf(deps, callerOf(request), 'claim.submit');
        const hospitalId = hospitalOf(scope, request.query.hospitalId);
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
        operationId: 'dryRunClaim',
        summary: 'What would be decided now',
        description:
          'Judged by the same rules on the same facts as the later decision; nothing is kept but a ' +
          'trace that it was asked. The person must have been verified at the desk.',
        tags: ['claims'],
        querystring: hospitalQuery,
        body: claimBody,
        response: { 200: dryRunView, ...problemResponses(400, 401, 403, 413, 415, 429) },
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
        operationId: 'reviseClaim',
        summary: 'Replace a claim that waits for the hospital or was denied',
        description:
          'The revision is a claim of its own that names the one it replaces; only the newest of them ' +
          'lives. It must be for the same person. A claim in any other state answers 409.',
        tags: ['claims'],
        headers: idempotencyHeaders,
        params: claimIdParams,
        body: claimBody,
        response: { 202: accepted, ...WRITING_PROBLEMS, ...problemResponses(404, 409) },
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
