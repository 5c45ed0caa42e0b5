import { z } from 'zod';
import { callerOf, hospitalOf, hospitalQuery, rowScopeOf } from '../access/index.js';
import { inScope } from '../db/index.js';
import { actRoutes, planOf, type DeskDeps } from '../desk/index.js';
import { ADMISSION_STATUSES } from '../domain/admission/lifecycle.js';
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
import {
  admissionBody,
  admissionPage,
  admissionView,
  changeBody,
  dischargeBody,
  extensionBody,
  reasonBody,
  toAdmissionView,
  transferBody,
} from './admission.contract.js';
import { findAdmission, listAdmissions } from './admission.store.js';
import { actOnAdmission, ADMISSION_NOT_FOUND, type Doing } from './act-on-admission.js';
import { openAdmission } from './open-admission.js';

const idParams = z.object({ id: z.uuid() });

/** The desk opens a stay, changes it and ends it; everybody it concerns sees where it stands. */
export function admissionRoutes(app: Http, deps: DeskDeps): void {
  addOpen(app, deps);
  addActs(app, deps);
  addRead(app, deps);
  addList(app, deps);
}

function addOpen(app: Http, deps: DeskDeps): void {
  app.post(
    '/v1/admissions',
    {
      config: { permission: 'admission.open' },
      schema: {
        operationId: 'openAdmission',
        summary: 'Open a stay of a person verified at the desk, and hold its cover',
        description:
          'The insurer’s share of the planned packages by the tariff is held at once for secondary ' +
          'care; what has no room is told. `withinLimit` is settled here: of a stay that was within the ' +
          'limit, extensions and complications are carried past it. A stay that the rules deny is opened ' +
          'with nothing held. Its claim names `admissionNo`, takes the hold, and the rest is released.',
        tags: ['admissions'],
        headers: idempotencyHeaders,
        querystring: hospitalQuery,
        body: admissionBody,
        response: { 201: admissionView, ...WRITING_PROBLEMS, ...problemResponses(409) },
      },
    },
    async (request, reply) => {
      const key = readIdempotencyKey(request.headers);
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'admission.open');
      const hospitalId = hospitalOf(scope, request.query.hospitalId);
      const asking = { keyId: caller.keyId, key };
      const view = await openAdmission(deps, hospitalId, asking, request.body);
      reply.code(201);
      return view;
    },
  );
}

function actsOn(app: Http, deps: DeskDeps) {
  return actRoutes<Doing>(app, deps.database, {
    path: '/v1/admissions',
    tag: 'admissions',
    view: admissionView,
    act: (scope, asking, id, doing) => actOnAdmission(deps, scope, asking, id, doing),
  });
}

function addActs(app: Http, deps: DeskDeps): void {
  const add = actsOn(app, deps);
  add({
    path: 'changes',
    operationId: 'changeAdmission',
    summary: 'Change what is planned for an open stay',
    description:
      'The hold follows the new plan, and whether the stay is within the limit is settled anew.',
    permission: 'admission.open',
    body: changeBody,
    doing: (body) => ({ act: 'change', plan: planOf(body) }),
  });
  add({
    path: 'extensions',
    operationId: 'extendAdmission',
    summary: 'Plan a later discharge for an open stay',
    description: 'More is held as far as there is room; a stay within the limit stays within it.',
    permission: 'admission.open',
    body: extensionBody,
    doing: (body) => ({ act: 'extend', ...body }),
  });
  add({
    path: 'transfer',
    operationId: 'transferAdmission',
    summary: 'End an open stay because the person goes to another hospital',
    description:
      'The other hospital opens a stay of its own; this one is claimed by this hospital.',
    permission: 'admission.open',
    body: transferBody,
    doing: (body) => ({ act: 'transfer', ...body }),
  });
  add({
    path: 'discharge',
    operationId: 'dischargeAdmission',
    summary: 'End an open stay; its cover stays held for its claim',
    permission: 'admission.open',
    body: dischargeBody,
    doing: (body) => ({ act: 'discharge', ...body }),
  });
  add({
    path: 'cancellation',
    operationId: 'cancelAdmission',
    summary: 'Take back a stay for which no claim will come, and release its cover',
    permission: 'admission.open',
    body: reasonBody,
    doing: (body) => ({ act: 'cancel', ...body }),
  });
  add({
    path: 'emergency-confirmation',
    operationId: 'confirmEmergency',
    summary: 'Confirm that a stay was an emergency',
    description:
      'By an officer or adjudicator of the insurer: what the hospital says of itself is not enough. The ' +
      'claim of a confirmed emergency is carried past the limit.',
    permission: 'admission.confirm_emergency',
    body: reasonBody,
    doing: (body) => ({ act: 'confirm_emergency', ...body }),
  });
}

function addRead(app: Http, deps: DeskDeps): void {
  app.get(
    '/v1/admissions/:id',
    {
      config: { permission: 'admission.read' },
      schema: {
        operationId: 'getAdmission',
        summary: 'Where a stay stands, and what is held for it',
        tags: ['admissions'],
        params: idParams,
        response: { 200: admissionView, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const lane = laneOfId(id);
      const scope = await rowScopeOf(deps, callerOf(request), 'admission.read');
      const found =
        lane === undefined
          ? undefined
          : await inScope(deps.database, scope, (tx) => findAdmission(tx, lane, id));
      if (found === undefined) throw problems.notFound(ADMISSION_NOT_FOUND);
      return toAdmissionView(found);
    },
  );
}

const place = z.strictObject({
  openedAt: z.iso.datetime({ precision: 6 }).regex(/^[12]/),
  id: z.uuid(),
});
const admissionCursor = defineCursor('admissions', place);
const MAX_PAGE = 200;

function addList(app: Http, deps: DeskDeps): void {
  app.get(
    '/v1/admissions',
    {
      config: { permission: 'admission.read' },
      schema: {
        operationId: 'listAdmissions',
        summary: 'Stays in your scope, newest first',
        description: 'Give `nextCursor` back as `cursor` for the page after.',
        tags: ['admissions'],
        querystring: z.strictObject({
          cursor: cursorParameter.optional(),
          status: z.enum(ADMISSION_STATUSES).optional(),
          limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
        }),
        response: { 200: admissionPage, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const { cursor, status, limit } = request.query;
      const after = cursor === undefined ? undefined : admissionCursor.decode(cursor);
      const scope = await rowScopeOf(deps, callerOf(request), 'admission.read');
      const rows = await inScope(deps.database, scope, (tx) =>
        listAdmissions(tx, { status, after, limit: limit + 1 }),
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        admissions: page.map((row) => toAdmissionView(row)),
        ...(rows.length > limit && last !== undefined
          ? { nextCursor: admissionCursor.encode({ openedAt: last.place, id: last.id }) }
          : {}),
      };
    },
  );
}
