import type { Database } from './client.js';

/** Raised when a process would run with rights that row security does not bind. */
export class UnsafeRole extends Error {
  constructor(role: string, why: string) {
    super(
      `Refusing to run as database role ${role}: it ${why}. Use the role meant for this process.`,
    );
    this.name = 'UnsafeRole';
  }
}

interface RoleRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypass: boolean;
  readonly owns: boolean;
  readonly judges: boolean;
}

/**
 * Refuses the owner, superusers and BYPASSRLS: row security would not bind them. `scoped`: also the
 * judge's role, which sees all claims; what answers requests must see only its scope.
 */
export async function refuseUnsafeRole(
  database: Database,
  { scoped }: { readonly scoped: boolean },
): Promise<void> {
  const [role] = await database<RoleRow[]>`
    select current_user::text as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
      exists (select 1 from pg_class c where c.relname = 'claim' and c.relkind = 'r'
        and pg_has_role(current_user, c.relowner, 'member')) as owns,
      exists (select 1 from pg_roles j where j.rolname = 'sehat_judge'
        and pg_has_role(current_user, j.oid, 'member')) as judges
    from pg_roles r where r.rolname = current_user`;
  if (role === undefined) throw new Error('the database did not name the current role');
  if (role.superuser) throw new UnsafeRole(role.name, 'is a superuser');
  if (role.bypass) throw new UnsafeRole(role.name, 'may bypass row security');
  if (role.owns) throw new UnsafeRole(role.name, 'owns the tables');
  if (scoped && role.judges) throw new UnsafeRole(role.name, 'sees the claims of everybody');
}

/** Whether the database answers. Rejects when it does not. */
export async function ping(database: Database): Promise<void> {
  await database`select 1`;
}

/** Raised when the database lacks the roles that migrations grant to. */
export class RolesMissing extends Error {
  constructor(missing: readonly string[]) {
    super(
      `The database server lacks the role${missing.length === 1 ? '' : 's'} ${missing.join(', ')}. ` +
        `Create them first, e.g. ${missing
          .map((role) => `CREATE ROLE ${role} LOGIN PASSWORD '…';`)
          .join(' ')}`,
    );
    this.name = 'RolesMissing';
  }
}
