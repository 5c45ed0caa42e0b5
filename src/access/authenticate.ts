import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import {
  mayDo,
  rolesWith,
  scopesFor,
  type Grant,
  type Permission,
} from '../domain/access/access.js';
import { NO_ROWS, type Database, type RowScope } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import { problems } from '../platform/http/problems.js';
import { findKey, readDistrictsOf, readSchemeCodes, type KeyRecord } from './key.store.js';
import { hashOfKey } from './keys.js';

/** Who asks: the key shown, and what it may do where. */
export interface Caller {
  readonly keyId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** What the caller must be allowed to do, somewhere; a route without one is public. */
    permission?: Permission;
  }
}

/** A key looked up is believed for this long: a revoked one stops working within it. */
const BELIEVED_MS = 5_000;
const KEYS_REMEMBERED = 5_000;

interface Remembered {
  readonly record: KeyRecord | undefined;
  readonly until: number;
}

export interface AccessDeps {
  /** The app role's pool. */
  readonly database: Database;
  readonly clock: Clock;
}

/** Identifies the caller of every route that asks for a permission; others stay public. */
export const accessPlugin = fp(
  async (app: FastifyInstance, deps: AccessDeps) => {
    const remembered = new Map<string, Remembered>();
    app.decorateRequest('caller', null);
    app.addHook('onRoute', tellNeeds);
    app.addHook('onRequest', async (request) => {
      const { permission } = request.routeOptions.config;
      if (permission === undefined) return;
      const caller = await identify(deps, remembered, request);
      if (!mayDo(caller.grants, permission)) {
        throw problems.forbidden(`This key does not hold ${permission}`);
      }
      request.caller = caller;
    });
  },
  { name: 'sehat-access' },
);

/** Says in the document what a route needs, and who holds it. */
function tellNeeds(route: RouteOptions): void {
  const permission = route.config?.permission;
  if (permission === undefined || route.schema === undefined) return;
  const needs = `Needs \`${permission}\`, held by: ${rolesWith(permission).join(', ')}.`;
  const { description } = route.schema;
  // A HEAD route comes with the schema of its GET, already told.
  if (description?.endsWith(needs) === true) return;
  const told = description === undefined ? needs : `${description}\n\n${needs}`;
  route.schema = { ...route.schema, description: told };
}

async function identify(
  deps: AccessDeps,
  remembered: Map<string, Remembered>,
  request: FastifyRequest,
): Promise<Caller> {
  const [scheme, key] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || key === undefined || key === '') {
    throw problems.unauthenticated('Send Authorization: Bearer with an API key');
  }
  const now = deps.clock.now();
  const hash = hashOfKey(key);
  const record = await lookUp(deps, remembered, hash, now.getTime());
  const ended = (at: Date | null): boolean => at !== null && at <= now;
  if (record === undefined || ended(record.revokedAt) || ended(record.expiresAt)) {
    throw problems.unauthenticated('The API key is unknown, revoked or expired');
  }
  return { keyId: record.id, name: record.name, grants: record.grants };
}

async function lookUp(
  { database }: AccessDeps,
  remembered: Map<string, Remembered>,
  hash: Buffer,
  nowMs: number,
): Promise<KeyRecord | undefined> {
  const name = hash.toString('hex');
  const known = remembered.get(name);
  if (known !== undefined && known.until > nowMs) return known.record;
  const record = await findKey(database, hash);
  remembered.delete(name);
  if (remembered.size >= KEYS_REMEMBERED) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(name, { record, until: nowMs + BELIEVED_MS });
  return record;
}

/** The caller that the access hook has identified. Throws on a route without a permission. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('the route asks for no permission');
  return request.caller;
}

/** The rows that a permission opens to a caller, for the row policies of the database. */
export async function rowScopeOf(
  { database }: Pick<AccessDeps, 'database'>,
  caller: Caller,
  permission: Permission,
): Promise<RowScope> {
  const scopes = scopesFor(caller.grants, permission);
  const idsOf = (kind: string): string[] =>
    scopes.filter((scope) => scope.kind === kind).map((scope) => scope.id);
  const provinces = idsOf('province');
  const everything = scopes.some((scope) => scope.kind === 'all');
  const ofProvinces = provinces.length === 0 ? [] : await readDistrictsOf(database, provinces);
  return {
    ...NO_ROWS,
    hospitals: idsOf('hospital'),
    schemes: everything ? await readSchemeCodes(database) : idsOf('scheme'),
    districts: [...idsOf('district'), ...ofProvinces],
  };
}
