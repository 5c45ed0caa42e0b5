import { z } from 'zod';
import { callerOf, hospitalOf, hospitalQuery, rowScopeOf } from '../access/index.js';
import { inScope } from '../db/index.js';
import { actRoutes, type DeskDeps } from '../desk/index.js';
import { PRE_AUTHORISATION_STATUSES } from '../domain/pre-authorisation/lifecycle.js';
import { cursorParameter, defineCursor } from '../platform/http/cursor.js';
import { idempotencyHeaders, readIdempotencyKey } from '../platform/http/idempotency.js';
import { problems } from '../platform/http/problems.js';
import {
  problemResponses,
  READING_PROBLEMS,
  WRITING_PROBLEMS,
} from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { laneOfId } from '../platform/lane.js';
import { actOnPreAuthorisation, type Doing } from './act.js';
import {
  enhancementBody,
  grantBody,
  layerBody,
  preAuthorisationPage,
  preAuthorisationView,
  requestBody,
  saidBody,
  toView,
} from './pre-authorisation.contract.js';
import {
  findPreAuthorisation,
  listPreAuthorisations,
  readActs,
} from './pre-authorisation.store.js';
import { NOT_FOUND, requestEnhancement, requestPreAuthorisation } from './request.js';

const idParams = z.object({ id: z.uuid() });
const tags = ['pre-authorisations'];

/** A hospital asks before it treats, an insurer grants, and everybody it concerns sees where it stands. */
export function preAuthorisationRoutes(app: Http, deps: DeskDeps): void {
  addRequest(app, deps);
  addEnhancement(app, deps);
  addHospitalActs(app, deps);
  addInsurerActs(app, deps);
  addRead(app, deps);
  addList(app, deps);
}

function addRequest(app: Http, deps: DeskDeps): void {
  app.post(
    '/v1/pre-authorisations',
    {
      config: { permission: 'pre_authorisation.request' },
      schema: {
        operationId: 'requestPreAuthorisation',
        summary: 'Ask the insurer to grant treatment before it is given',
        description:
          'What the rules deny is denied at once, with the reasons. All else waits for an adjudicator; ' +
          'once it is granted, its cover is held until the claim of the stay takes it, it is cancelled, or ' +
          'it expires. Open the stay with `preAuthorisationId`. For an emergency name the admission that ' +
          'has begun.',
        tags,
        headers: idempotencyHeaders,
        querystring: hospitalQuery,
        body: requestBody,
        response: { 201: preAuthorisationView, ...WRITING_PROBLEMS, ...problemResponses(409) },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'pre_authorisation.request');
      const hospitalId = hospitalOf(scope, request.query.hospitalId);
      const asking = { keyId: caller.keyId, key };
      const view = await requestPreAuthorisation(deps, hospitalId, asking, request.body);
      reply.code(201);
      return view;
    },
  );
}

function addEnhancement(app: Http, deps: DeskDeps): void {
  app.post(
    '/v1/pre-authorisations/:id/enhancements',
    {
      config: { permission: 'pre_authorisation.request' },
      schema: {
        operationId: 'enhancePreAuthorisation',
        summary: 'Ask for more, or other, treatment than was granted',
        description:
          'A request of its own with the whole plan; once it is granted it takes the place of the other, ' +
          'whose hold it may use.',
        tags,
        headers: idempotencyHeaders,
        params: idParams,
        body: enhancementBody,
        response: { 201: preAuthorisationView, ...WRITING_PROBLEMS, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'pre_authorisation.request');
      const asking = { keyId: caller.keyId, key };
      const view = await requestEnhancement(deps, scope, asking, request.params.id, request.body);
      reply.code(201);
      return view;
    },
  );
}

function actsOn(app: Http, deps: DeskDeps) {
  return actRoutes<Doing>(app, deps.database, {
    path: '/v1/pre-authorisations',
    tag: 'pre-authorisations',
    view: preAuthorisationView,
    act: (scope, asking, id, doing) => actOnPreAuthorisation(deps, scope, asking, id, doing),
  });
}

function addHospitalActs(app: Http, deps: DeskDeps): void {
  const add = actsOn(app, deps);
  add({
    path: 'answers',
    operationId: 'answerPreAuthorisationQuery',
    summary: 'Answer what the adjudicator asked',
    permission: 'pre_authorisation.request',
    body: saidBody,
    doing: ({ reason }) => ({ act: 'answer', reason }),
  });
  add({
    path: 'cancellation',
    operationId: 'cancelPreAuthorisation',
    summary: 'Take a request back, or give back what was granted, with its cover',
    permission: 'pre_authorisation.request',
    body: saidBody,
    doing: ({ reason }) => ({ act: 'cancel', reason }),
  });
}

function addInsurerActs(app: Http, deps: DeskDeps): void {
  const add = actsOn(app, deps);
  add({
    path: 'grant',
    operationId: 'grantPreAuthorisation',
    summary: 'Grant what was asked, or some of it, and hold its cover',
    description:
      'Lines that the rules deny are not granted. What the layers have no room for is not held: ' +
      '`withinLimit` says whether all is.',
    permission: 'pre_authorisation.decide',
    body: grantBody,
    doing: (body) => ({ act: 'grant', ...body }),
  });
  add({
    path: 'denial',
    operationId: 'denyPreAuthorisation',
    summary: 'Deny what was asked',
    permission: 'pre_authorisation.decide',
    body: saidBody,
    doing: ({ reason }) => ({ act: 'deny', reason }),
  });
  add({
    path: 'query',
    operationId: 'queryPreAuthorisation',
    summary: 'Ask the hospital before deciding',
    permission: 'pre_authorisation.decide',
    body: saidBody,
    doing: ({ reason }) => ({ act: 'query', reason }),
  });
  add({
    path: 'layer-approvals',
    operationId: 'approveLayer',
    summary: 'Open a layer of cover that needs an approval for this treatment',
    description: 'What is granted already is held anew, with the layer’s room.',
    permission: 'pre_authorisation.approve_layer',
    body: layerBody,
    doing: (body) => ({ act: 'approve_layer', ...body }),
  });
}

function addRead(app: Http, deps: DeskDeps): void {
  app.get(
    '/v1/pre-authorisations/:id',
    {
      config: { permission: 'pre_authorisation.read' },
      schema: {
        operationId: 'getPreAuthorisation',
        summary: 'Where a request stands, what was granted and what is held for it',
        tags,
        params: idParams,
        response: { 200: preAuthorisationView, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const lane = laneOfId(id);
      const scope = await rowScopeOf(deps, callerOf(request), 'pre_authorisation.read');
      if (lane === undefined) throw problems.notFound(NOT_FOUND);
      return inScope(deps.database, scope, async (tx) => {
        const found = await findPreAuthorisation(tx, lane, id);
        if (found === undefined) throw problems.notFound(NOT_FOUND);
        return toView(found, await readActs(tx, lane, id));
      });
    },
  );
}

const place = z.strictObject({
  requestedAt: z.iso.datetime({ precision: 6 }).regex(/^[12]/),
  id: z.uuid(),
});
const requestCursor = defineCursor('pre-authorisations', place);
const MAX_PAGE = 200;

function addList(app: Http, deps: DeskDeps): void {
  app.get(
    '/v1/pre-authorisations',
    {
      config: { permission: 'pre_authorisation.read' },
      schema: {
        operationId: 'listPreAuthorisations',
        summary: 'Requests in your scope, newest first',
        description: 'Give `nextCursor` back as `cursor` for the page after.',
        tags,
        querystring: z.strictObject({
          cursor: cursorParameter.optional(),
          status: z.enum(PRE_AUTHORISATION_STATUSES).optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
        }),
        response: { 200: preAuthorisationPage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, status, limit } = request.query;
      const after = cursor === undefined ? undefined : requestCursor.decode(cursor);
      const scope = await rowScopeOf(deps, callerOf(request), 'pre_authorisation.read');
      const rows = await inScope(deps.database, scope, (tx) =>
        listPreAuthorisations(tx, { status, after, limit: limit + 1 }),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const isMore = rows.length > limit && last !== undefined;
      return {
        preAuthorisations: page.map((row) => toView(row)),
        ...(isMore
          ? { nextCursor: requestCursor.encode({ requestedAt: last.place, id: last.id }) }
          : {}),
      };
    },
  );
}
