import { callerOf, rowScopeOf } from '../access/index.js';
import { inScope } from '../db/index.js';
import { idempotencyHeaders, readIdempotencyKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import {
  problemResponses,
  READING_PROBLEMS,
  WRITING_PROBLEMS,
} from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { laneOfId } from '../platform/lane.js';
import { z } from 'zod';
import { correctClaim, CORRECTED_NOT_FOUND, type CorrectionDeps } from './correct-claim.js';
import {
  correctionBody,
  correctionList,
  correctionView,
  toCorrectionView,
} from './correction.contract.js';
import { isInScope, listCorrections } from './correction.store.js';

const idParams = z.object({ id: z.uuid() });

/** Corrections told at most; a claim is corrected a few times in its life. */
const MAX_CORRECTIONS = 100;

/** Decided claims are corrected by adjudicators, and whoever reads decisions reads why. */
export function correctionRoutes(app: Http, deps: CorrectionDeps): void {
  addCorrect(app, deps);
  addList(app, deps);
}

function addCorrect(app: Http, deps: CorrectionDeps): void {
  app.post(
    '/v1/claims/:id/corrections',
    {
      config: { permission: 'claim.correct' },
      schema: {
        operationId: 'correctClaim',
        summary: 'Decide a decided claim otherwise, also after payment',
        description:
          'Says all that is held to be so over the claim as the hospital sent it: a later correction ' +
          'takes the place of an earlier one, and one without changes restores what was sent. The claim ' +
          'is judged again by the room of the day on which it was first decided; the earlier decision ' +
          'stays. More is paid in the next settlement run, past the limit where others have taken the ' +
          'room since; less is free cover again at once and netted from the hospital’s next remittances. ' +
          'Where a rule still asks somebody it is refused (409) and names them; `answers` names those ' +
          'whose question to the adjudicator is answered.',
        tags: ['claims'],
        headers: idempotencyHeaders,
        params: idParams,
        body: correctionBody,
        response: { 201: correctionView, ...WRITING_PROBLEMS, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'claim.correct');
      const asking = { keyId: caller.keyId, key };
      const view = await correctClaim(deps, scope, asking, request.params.id, request.body);
      reply.code(201);
      return view;
    },
  );
}

function addList(app: Http, deps: CorrectionDeps): void {
  app.get(
    '/v1/claims/:id/corrections',
    {
      config: { permission: 'decision.read' },
      schema: {
        operationId: 'listCorrections',
        summary: 'How and why a decided claim was corrected, the newest first',
        description: 'At most 100; empty where it was not.',
        tags: ['claims'],
        params: idParams,
        response: { 200: correctionList, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const lane = laneOfId(id);
      if (lane === undefined) throw problems.notFound(CORRECTED_NOT_FOUND);
      const scope = await rowScopeOf(deps, callerOf(request), 'decision.read');
      const rows = await inScope(deps.database, scope, async (tx) => {
        if (!(await isInScope(tx, lane, id))) throw problems.notFound(CORRECTED_NOT_FOUND);
        return listCorrections(tx, lane, id, MAX_CORRECTIONS);
      });
      return { corrections: rows.map(toCorrectionView) };
    },
  );
}
