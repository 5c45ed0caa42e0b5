import { callerOf, hospitalOf, hospitalQuery, rowScopeOf } from '../access/index.js';
import type { RowScope } from '../db/index.js';
import { problems } from '../platform/http/problems.js';
import { problemResponses } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import type { ReferenceCache } from '../registry/index.js';
import { checkEligibility, type EligibilityDeps } from './check-eligibility.js';
import { eligibilityBody, eligibilityView } from './eligibility.contract.js';

const CHECKS_PER_MINUTE = 60;

/** A hospital's desk or a single window asks before anything is opened or sent. */
export function eligibilityRoutes(app: Http, deps: EligibilityDeps): void {
  app.post(
    '/v1/eligibility-checks',
    {
      config: {
        permission: 'eligibility.check',
        rateLimit: { max: CHECKS_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        operationId: 'checkEligibility',
        summary: 'Whether a person is covered, what is left, and what a package would pay',
        description:
          'By the same rules on the same facts as the later decision of a claim that asks the tariff. ' +
          'Nothing is held, and nothing kept but a trace without the number. A single window names a ' +
          'hospital in its scope and is told of families in its scope. Hospitals are near by district, ' +
          'then by province: the registry knows no other place of them.',
        tags: ['eligibility'],
        querystring: hospitalQuery,
        body: eligibilityBody,
        response: { 200: eligibilityView, ...problemResponses(400, 401, 403, 413, 415, 429) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const scope = await rowScopeOf(deps, caller, 'eligibility.check');
      const asked = await askedFor(deps.reference, scope, request.query.hospitalId);
      return checkEligibility(deps, { keyId: caller.keyId, ...asked }, request.body);
    },
  );
}

/**
 * A desk asks for its own hospital about whoever is there; a window for any hospital in its scope,
 * about families in its scope. Throws the problems forbidden and validation.
 */
async function askedFor(
  reference: ReferenceCache,
  scope: RowScope,
  named: string | undefined,
): Promise<{ readonly hospitalId: string; readonly within?: RowScope }> {
  const isWindow = scope.schemes.length + scope.districts.length > 0;
  const isOwn = named === undefined ? scope.hospitals.length > 0 : scope.hospitals.includes(named);
  if (isOwn || !isWindow) return { hospitalId: hospitalOf(scope, named) };
  if (named === undefined) {
    throw problems.fault({
      pointer: '/query/hospitalId',
      code: 'missing',
      message: 'Name the hospital where the stay is planned',
    });
  }
  const record = (await reference.current()).hospitals.get(named);
  const isInScope =
    record !== undefined &&
    (scope.districts.includes(record.districtPcode) ||
      record.empanelments.some(({ schemeCode }) => scope.schemes.includes(schemeCode)));
  if (!isInScope) throw problems.forbidden('Not a hospital of this key');
  return { hospitalId: named, within: scope };
}
