import { z } from 'zod';
import { callerOf, rowScopeOf } from '../access/index.js';
import { inScopedSnapshot } from '../db/index.js';
import type { DeskDeps } from '../desk/index.js';
import { dayInKarachi } from '../domain/calendar.js';
import { READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { findAlerts } from './alerts.store.js';

const MAX_OF_A_KIND = 200;

const alertsView = z
  .strictObject({
    on: z.string().describe('The day in Karachi that it is true of'),
    alerts: z.array(
      z.strictObject({
        kind: z.enum(['open_too_long', 'open_in_two_hospitals', 'above_beds']),
        hospitalId: z.uuid().describe('Where it is, or where the person was admitted first'),
        admissionIds: z.array(z.uuid()),
        count: z
          .number()
          .int()
          .describe('Days past the planned discharge, hospitals, or stays above the beds'),
      }),
    ),
  })
  .meta({ id: 'AdmissionAlerts' });

/** What an insurer should look at today among the stays that are open. */
export function alertRoutes(app: Http, deps: DeskDeps): void {
  app.get(
    '/v1/admission-alerts',
    {
      config: { permission: 'admission.watch' },
      schema: {
        operationId: 'listAdmissionAlerts',
        summary: 'Open stays that a person should look at today',
        description:
          'Of the schemes in scope: stays open past their planned discharge, one person open in several ' +
          `hospitals, and hospitals with more open stays than declared beds; the worst ${MAX_OF_A_KIND} ` +
          'of each kind. Worked out when asked, never from a copy.',
        tags: ['admissions'],
        response: { 200: alertsView, ...READING_PROBLEMS },
      },
    },
    async (request) => {
      const scope = await rowScopeOf(deps, callerOf(request), 'admission.watch');
      const on = dayInKarachi(deps.clock.now());
      const alerts = await inScopedSnapshot(deps.database, scope, (tx) =>
        findAlerts(tx, on, MAX_OF_A_KIND),
      );
      return {
        on,
        alerts: alerts.map((alert) => ({ ...alert, admissionIds: [...alert.admissionIds] })),
      };
    },
  );
}
