import { z } from 'zod';
import type { RowScope } from '../db/index.js';
import { problems } from '../platform/http/problems.js';

/** Query of a route that serves one hospital. */
export const hospitalQuery = z.strictObject({
  hospitalId: z.uuid().optional().describe('Needed by a key that serves several hospitals'),
});

/**
 * The hospital a request is for: the key's only one, or the one it names among several. Throws the
 * problems forbidden and validation.
 */
export function hospitalOf(scope: RowScope, named: string | undefined): string {
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
