import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { callerOf, rowScopeOf } from '../access/index.js';
import type { Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import { preferredType } from '../platform/http/accept.js';
import { cursorParameter } from '../platform/http/cursor.js';
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../platform/http/problems.js';
import { READING_PROBLEMS } from '../platform/http/responses.js';
import type { Http } from '../platform/http/server.js';
import { eventView } from './event.contract.js';
import { MAX_EVENTS, readFeed } from './settlement-feed.js';
import { CSV_COLUMNS, utilisationQuery, utilisationView } from './utilisation.contract.js';
import { readUtilisation } from './utilisation-feed.js';

export interface FeedDeps {
  /** The app role's pool, which knows the keys. */
  readonly database: Database;
  /** The reader role's pool. */
  readonly reader: Database;
  readonly clock: Clock;
}

const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';

const feedPage = z
  .strictObject({
    epoch: z.uuid(),
    events: z.array(eventView).max(MAX_EVENTS),
    nextCursor: z.string().describe('Always given: at the end too, to ask again with later'),
    atEnd: z.boolean().describe('No event stood behind this page when it was read'),
  })
  .meta({ id: 'FeedPage' });

const goneResponse = {
  description:
    'The cursor belongs to another epoch: the database was restored. Go on with resumeCursor',
  content: {
    [PROBLEM_MEDIA_TYPE]: {
      schema: problemSchema
        .extend({ epoch: z.uuid(), resumeCursor: z.string() })
        .meta({ id: 'FeedEpochProblem' }),
    },
  },
};

/** What happened, for the insurer; and what it amounts to, for the health departments. */
export function feedRoutes(app: Http, deps: FeedDeps): void {
  addSettlementFeed(app, deps);
  addUtilisation(app, deps);
}

function addSettlementFeed(app: Http, deps: FeedDeps): void {
  app.get(
    '/v1/feeds/settlement',
    {
      config: { permission: 'feed.settlement' },
      schema: {
        operationId: 'readSettlementFeed',
        summary: 'Decisions and settlements of your schemes, in order, without a gap',
        description:
          'Begin without a cursor and go on with nextCursor, also at the end. With Accept: ' +
          'application/x-ndjson one event a line; nextCursor, epoch and atEnd then stand in the headers ' +
          'x-next-cursor, x-feed-epoch and x-feed-end.',
        tags: ['feeds'],
        querystring: z.strictObject({
          cursor: cursorParameter.optional(),
          limit: z.coerce.number().int().min(1).max(MAX_EVENTS).default(MAX_EVENTS),
        }),
        response: {
          200: {
            description: 'A page of the feed',
            content: {
              [JSON_TYPE]: { schema: feedPage },
              [NDJSON]: { schema: z.string() },
            },
          },
          ...READING_PROBLEMS,
          410: goneResponse,
        },
      },
    },
    async (request, reply) => {
      const scope = await rowScopeOf(deps, callerOf(request), 'feed.settlement');
      const page = await readFeed(deps.reader, scope, request.query);
      if (preferredType(request.headers.accept, [JSON_TYPE, NDJSON]) === JSON_TYPE) {
        return { ...page, events: [...page.events] };
      }
      reply.headers({
        'x-next-cursor': page.nextCursor,
        'x-feed-epoch': page.epoch,
        'x-feed-end': String(page.atEnd),
      });
      return reply
        .type(NDJSON)
        .send(page.events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    },
  );
}

function addUtilisation(app: Http, deps: FeedDeps): void {
  app.get(
    '/v1/feeds/utilisation',
    {
      config: { permission: 'feed.utilisation' },
      schema: {
        operationId: 'readUtilisation',
        summary: 'Claims, days, deaths and money of your area or schemes',
        description:
          'By day of admission, of the newest decision of each live claim. With Accept: text/csv the ' +
          'rows alone; how up to date they are then stands in the headers x-feed-epoch, ' +
          'x-feed-position, x-feed-behind, and whether they are all in x-complete.',
        tags: ['feeds'],
        querystring: utilisationQuery,
        response: {
          200: {
            description: 'At most 10,000 rows',
            content: {
              [JSON_TYPE]: { schema: utilisationView },
              [CSV]: { schema: z.string() },
            },
          },
          ...READING_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const scope = await rowScopeOf(deps, callerOf(request), 'feed.utilisation');
      const view = await readUtilisation(deps.reader, scope, request.query, deps.clock);
      if (preferredType(request.headers.accept, [JSON_TYPE, CSV]) === JSON_TYPE) return view;
      reply.headers({
        'x-feed-epoch': view.asOf.epoch,
        'x-feed-position': String(view.asOf.position),
        'x-feed-behind': String(view.asOf.eventsBehind),
        'x-complete': String(view.complete),
      });
      // A name that begins like a formula must not become one in a spreadsheet.
      const text = stringify(view.rows, {
        header: true,
        columns: CSV_COLUMNS,
        escape_formulas: true,
      });
      return reply.type(`${CSV}; charset=utf-8`).send(text);
    },
  );
}
