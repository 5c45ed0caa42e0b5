import { z } from 'zod';
import { callerOf, rowScopeOf } from '../access/index.js';
import type { Database, RowScope } from '../db/index.js';
import type { Permission } from '../domain/access/access.js';
import { idempotencyHeaders, readIdempotencyKey } from '../platform/http/idempotency.js';
import { problemResponses, WRITING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import type { Asking } from './deps.js';

/** What can be acted on at the desk: an admission, a pre-authorisation. */
interface ActedOn<D> {
  /** Address of all of them, such as /v1/admissions. */
  readonly path: string;
  readonly tag: string;
  /** What every act answers. */
  readonly view: z.ZodType;
  readonly act: (scope: RowScope, asking: Asking, id: string, doing: D) => Promise<unknown>;
}

interface ActRoute<D, B extends z.ZodType> {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly body: B;
  readonly doing: (body: z.output<B>) => D;
}

const idParams = z.object({ id: z.uuid() });

/** Adds routes `POST {path}/{id}/{act}`: an act under its request key, by whoever holds its permission. */
export function actRoutes<D>(
  app: Http,
  database: Database,
  on: ActedOn<D>,
): <B extends z.ZodType>(route: ActRoute<D, B>) => void {
  return ({ path, operationId, summary, description, permission, body, doing }) => {
    app.post(
      `${on.path}/:id/${path}`,
      {
        config: { permission },
        schema: {
          operationId,
          summary,
          ...(description === undefined ? {} : { description }),
          tags: [on.tag],
          headers: idempotencyHeaders,
          params: idParams,
          body,
          response: { 200: on.view, ...WRITING_PROBLEMS, ...problemResponses(404, 409) },
        },
      },
      async (request) => {
        const key = readIdempotencyKey(request.headers);
        const caller = callerOf(request);
        const scope = await rowScopeOf({ database }, caller, permission);
        const { id } = request.params as z.output<typeof idParams>;
        const asked = doing(request.body as z.output<typeof body>);
        return on.act(scope, { keyId: caller.keyId, key }, id, asked);
      },
    );
  };
}
