import { callerOf, rowScopeOf } from '../../access/index.js';
import type { Database } from '../../db/index.js';
import { mayDo } from '../../domain/access/access.js';
import { problems } from '../../platform/http/problems.js';
import { problemResponses, READING_PROBLEMS } from '../../platform/http/responses.js';
import type { Http } from '../../platform/http/server.js';
import {
  profileParams,
  profileQuery,
  profilesQuery,
  profilesView,
  profileView,
} from './profile.contract.js';
import { readProfile, readProfiles, type ProfileDeps } from './read-profiles.js';

export interface ProfileRouteDeps extends ProfileDeps {
  /** The app role's pool, which knows the keys. */
  readonly database: Database;
}

/** Hospitals beside their peers: for the insurer and the departments, never for a hospital. */
export function profileRoutes(app: Http, deps: ProfileRouteDeps): void {
  app.get(
    '/v1/risk/hospitals',
    {
      config: { permission: 'risk.profiles' },
      schema: {
        operationId: 'readHospitalScores',
        summary: 'Hospitals by how far they stand out from their peers',
        description:
          'Over four quarters of admissions, of the stays that your scope sees: within schemes, or of ' +
          'families of your area. Peers are hospitals of the same grade, where ten or more have a stay. A ' +
          'score says where to look first, never that anything is wrong; nothing is decided by it.',
        tags: ['risk'],
        querystring: profilesQuery,
        response: { 200: profilesView, ...READING_PROBLEMS },
      },
    },
    async (request) =>
      readProfiles(deps, await rowScopeOf(deps, callerOf(request), 'risk.profiles'), request.query),
  );
  app.get(
    '/v1/risk/hospitals/:id',
    {
      config: { permission: 'risk.profiles' },
      schema: {
        operationId: 'readHospitalProfile',
        summary: 'One hospital beside its peers: what was seen, what is usual, and the trend',
        description:
          'Each component with its numbers, the points it adds, and how peers are spread. Surgeons are ' +
          'shown to those who read risk findings, in the same way, beside surgeons of hospitals of the ' +
          'same grade, where ten or more have a stay.',
        tags: ['risk'],
        params: profileParams,
        querystring: profileQuery,
        response: { 200: profileView, ...READING_PROBLEMS, ...problemResponses(404) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'risk.profiles');
      const found = await readProfile(deps, scope, {
        hospitalId: request.params.id,
        until: request.query.until,
        // A surgeon is a person: departments see counts and no persons.
        surgeons: mayDo(caller.grants, 'decision.read_risk')
          ? await rowScopeOf(deps, caller, 'decision.read_risk')
          : undefined,
      });
      if (found === undefined) {
        throw problems.notFound('No hospital with stays in this span is there that you may see.');
      }
      return found;
    },
  );
}
