/** Who may ask what of the desk's routes: part of the table that every role is tried against. */
import type { LightMyRequestResponse } from 'fastify';
import type { Role, SCOPE_KINDS } from '../../src/domain/access/access.js';
import { aRequest, aStay, openStay, requestIn } from './admissions.js';
import type { Api } from './api.js';

export interface Row {
  readonly roles: readonly Role[];
  readonly ask: (key: string) => Promise<LightMyRequestResponse>;
  /** Status where the role holds, and where it does not. */
  readonly here: number;
  readonly elsewhere: number;
  /** Whether the answer has in it what only the right scope may see. */
  readonly shows?: (answer: LightMyRequestResponse) => boolean;
  /** Scopes in which the role is let in and there is nothing for it to see. */
  readonly blind?: readonly (typeof SCOPE_KINDS)[number][];
}

/** Who sees what stands in hospital and scheme alike. */
export const INSURER = ['hospital', 'adjudicator', 'approver'] as const;

interface Desk {
  readonly hospitalId: string;
  /** Whose stay and whose request stand for all. */
  readonly cnic: string;
}

const holds = (text: string) => (answer: LightMyRequestResponse) => answer.body.includes(text);

/** Admissions and pre-authorisations. */
export async function deskRows(api: Api, desk: Desk): Promise<Readonly<Record<string, Row>>> {
  return { ...(await stayRows(api, desk)), ...(await requestRows(api, desk)) };
}

async function stayRows(
  api: Api,
  { hospitalId, cnic }: Desk,
): Promise<Readonly<Record<string, Row>>> {
  const stay = await openStay(api, { cnic });
  const stayUrl = `/v1/admissions/${stay.id}`;
  const get = (url: string) => (key: string) => api.get(url, { key });
  return {
    'POST /v1/admissions': {
      roles: ['hospital'],
      ask: (key) =>
        api.post(`/v1/admissions?hospitalId=${hospitalId}`, { key, body: aStay({ cnic }) }),
      here: 201,
      elsewhere: 403,
    },
    ...actsOnStay(api, stayUrl, {
      changes: [200, { lines: [{ packageCode: 'CH-DIAL' }], dischargeOn: '2024-07-12' }],
      // Let in, and told that what is asked makes no sense: nothing ends for the next who asks.
      extensions: [400, { dischargeOn: '2024-07-11', reason: 'Rest' }],
      transfer: [400, { at: '2023-07-11T09:00:00+05:00', toHospitalCode: 'T-2', reason: 'ICU' }],
      discharge: [400, { dischargedAt: '2023-07-11T09:00:00+05:00', dischargeType: 'home' }],
    }),
    'POST /v1/admissions/:id/cancellation': {
      roles: ['hospital'],
      ask: async (key) => {
        const { id } = await openStay(api, { cnic });
        const asked = { key, body: { reason: 'Opened by mistake' } };
        return api.post(`/v1/admissions/${id}/cancellation`, asked);
      },
      here: 200,
      elsewhere: 404,
    },
    'POST /v1/admissions/:id/emergency-confirmation': {
      roles: ['adjudicator'],
      ask: (key) =>
        api.post(`${stayUrl}/emergency-confirmation`, {
          key,
          body: { reason: 'Seen on the ward' },
        }),
      here: 200,
      elsewhere: 404,
    },
    'GET /v1/admissions': {
      roles: INSURER,
      ask: get('/v1/admissions?limit=200'),
      here: 200,
      elsewhere: 200,
      shows: (answer) => answer.json<{ admissions: unknown[] }>().admissions.length > 0,
    },
    'GET /v1/admissions/:id': { roles: INSURER, ask: get(stayUrl), here: 200, elsewhere: 404 },
    'GET /v1/admission-alerts': {
      roles: ['adjudicator', 'approver'],
      ask: get('/v1/admission-alerts'),
      here: 200,
      elsewhere: 200,
      shows: holds(stay.id),
    },
  };
}

async function requestRows(
  api: Api,
  { hospitalId, cnic }: Desk,
): Promise<Readonly<Record<string, Row>>> {
  const request = await requestIn(api, { cnic });
  const PLANNED = { lines: [{ packageCode: 'CH-HEART' }], dischargeOn: '2024-09-07' };
  const get = (url: string) => (key: string) => api.get(url, { key });
  return {
    'POST /v1/pre-authorisations': {
      roles: ['hospital'],
      ask: (key) =>
        api.post(`/v1/pre-authorisations?hospitalId=${hospitalId}`, {
          key,
          body: aRequest({ cnic }),
        }),
      here: 201,
      elsewhere: 403,
    },
    ...actsOnRequest(api, async () => request.id, {
      // Let in, and told that nothing is granted that could be enhanced.
      enhancements: ['hospital', 409, { ...PLANNED, requestNo: 'P-more', note: 'More' }],
      answers: ['hospital', 200, { reason: 'LAD' }],
      query: ['adjudicator', 200, { reason: 'Which vessel?' }],
      'layer-approvals': ['approver', 400, { layer: 'priority', reason: 'A child' }],
    }),
    ...actsOnRequest(api, async () => (await requestIn(api, { cnic })).id, {
      grant: ['adjudicator', 200, { reason: 'Indicated' }],
      denial: ['adjudicator', 200, { reason: 'Not indicated' }],
      cancellation: ['hospital', 200, { reason: 'Went elsewhere' }],
    }),
    'GET /v1/pre-authorisations': {
      roles: INSURER,
      ask: get('/v1/pre-authorisations?limit=200'),
      here: 200,
      elsewhere: 200,
      shows: holds(request.id),
    },
    'GET /v1/pre-authorisations/:id': {
      roles: INSURER,
      ask: get(`/v1/pre-authorisations/${request.id}`),
      here: 200,
      elsewhere: 404,
    },
  };
}

/** Acts of a desk on the stay that stands for all: the status where the role holds, and what is asked. */
function actsOnStay(
  api: Api,
  stayUrl: string,
  acts: Readonly<Record<string, readonly [here: number, asked: unknown]>>,
): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    Object.entries(acts).map(([act, [here, asked]]): [string, Row] => [
      `POST /v1/admissions/:id/${act}`,
      {
        roles: ['hospital'],
        ask: (key) => api.post(`${stayUrl}/${act}`, { key, body: asked }),
        here,
        elsewhere: 404,
      },
    ]),
  );
}

/** Acts on a pre-authorisation, on one that it is told: who may, status, what is asked. */
function actsOnRequest(
  api: Api,
  request: () => Promise<string>,
  acts: Readonly<Record<string, readonly [role: Role, here: number, asked: unknown]>>,
): Readonly<Record<string, Row>> {
  return Object.fromEntries(
    Object.entries(acts).map(([act, [role, here, asked]]): [string, Row] => [
      `POST /v1/pre-authorisations/:id/${act}`,
      {
        roles: [role],
        ask: async (key) =>
          api.post(`/v1/pre-authorisations/${await request()}/${act}`, { key, body: asked }),
        here,
        elsewhere: 404,
      },
    ]),
  );
}
