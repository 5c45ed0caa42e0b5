export const ROLES = [
  'hospital',
  'adjudicator',
  'approver',
  'finance',
  'department',
  'district_officer',
  'window',
  'administrator',
  'service',
] as const;
export type Role = (typeof ROLES)[number];

export const SCOPE_KINDS = ['hospital', 'scheme', 'province', 'district', 'all'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

/** Where a role holds. `id` is the hospital, scheme, province or district; `*` where it is all. */
export interface Scope {
  readonly kind: ScopeKind;
  readonly id: string;
}

export interface Grant {
  readonly role: Role;
  readonly scope: Scope;
}

export const PERMISSIONS = [
  'claim.submit',
  'claim.read',
  'claim.list',
  'claim.dry_run',
  'claim.revise',
  'claim.correct',
  'admission.open',
  'admission.read',
  'admission.confirm_emergency',
  'admission.watch',
  'pre_authorisation.request',
  'pre_authorisation.read',
  'pre_authorisation.decide',
  'pre_authorisation.approve_layer',
  'eligibility.check',
  'decision.read',
  'decision.read_risk',
  'review.list',
  'risk.profiles',
  'rules.read',
  'settlement.run',
  'settlement.read',
  'feed.settlement',
  'feed.utilisation',
  'registry.import',
  'key.manage',
  'ledger.verify',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

interface Access {
  /** Kinds of scope the role can be held in: no hospital desk for a whole province. */
  readonly scopes: readonly ScopeKind[];
  readonly permissions: readonly Permission[];
}

/**
 * What each role may do, in one table. A hospital sees its own claims and reasons, never risk;
 * finance sees money and no diagnosis, so no claims; department and district officer see counts and
 * no persons; the administrator keeps accounts and reference data and sees nothing clinical.
 */
const ACCESS = {
  hospital: {
    scopes: ['hospital'],
    permissions: [
      'claim.submit',
      'claim.read',
      'claim.list',
      'claim.dry_run',
      'claim.revise',
      'admission.open',
      'admission.read',
      'pre_authorisation.request',
      'pre_authorisation.read',
      'eligibility.check',
      'decision.read',
      'rules.read',
      'settlement.read',
    ],
  },
  adjudicator: {
    scopes: ['scheme', 'all'],
    permissions: [
      'claim.read',
      'claim.list',
      'claim.correct',
      'admission.read',
      'admission.confirm_emergency',
      'admission.watch',
      'pre_authorisation.read',
      'pre_authorisation.decide',
      'decision.read',
      'decision.read_risk',
      'review.list',
      'risk.profiles',
      'rules.read',
    ],
  },
  approver: {
    scopes: ['scheme', 'all'],
    permissions: [
      'claim.read',
      'claim.list',
      'admission.read',
      'admission.watch',
      'pre_authorisation.read',
      'pre_authorisation.approve_layer',
      'decision.read',
      'decision.read_risk',
      'risk.profiles',
      'rules.read',
    ],
  },
  finance: {
    scopes: ['scheme', 'all'],
    permissions: [
      'settlement.run',
      'settlement.read',
      'feed.settlement',
      'ledger.verify',
      'rules.read',
    ],
  },
  department: {
    scopes: ['province', 'all'],
    permissions: ['feed.utilisation', 'risk.profiles', 'rules.read'],
  },
  district_officer: {
    scopes: ['district'],
    permissions: ['feed.utilisation', 'rules.read'],
  },
  window: {
    scopes: ['district', 'province', 'scheme'],
    permissions: ['eligibility.check', 'rules.read'],
  },
  administrator: {
    scopes: ['all'],
    permissions: ['registry.import', 'key.manage', 'ledger.verify', 'risk.profiles', 'rules.read'],
  },
  service: {
    scopes: ['scheme', 'province', 'all'],
    permissions: ['feed.settlement', 'feed.utilisation', 'rules.read'],
  },
} as const satisfies Record<Role, Access>;

/** Whether a role can be held in a kind of scope at all: asked when a grant is given. */
export function isGrantable({ role, scope }: Grant): boolean {
  const access: Access = ACCESS[role];
  return access.scopes.includes(scope.kind) && (scope.kind === 'all') === (scope.id === '*');
}

/** The roles that hold a permission, wherever they are held. */
export function rolesWith(permission: Permission): readonly Role[] {
  return ROLES.filter((role) => {
    const access: Access = ACCESS[role];
    return access.permissions.includes(permission);
  });
}

/** Whether any grant gives the permission, somewhere. Where is for `scopesFor`, and row policies. */
export function mayDo(grants: readonly Grant[], permission: Permission): boolean {
  return grants.some((grant) => gives(grant, permission));
}

/** The scopes in which the permission is held, each once; empty where it is not held. */
export function scopesFor(grants: readonly Grant[], permission: Permission): readonly Scope[] {
  const scopes = new Map<string, Scope>();
  for (const grant of grants) {
    if (gives(grant, permission)) scopes.set(`${grant.scope.kind}/${grant.scope.id}`, grant.scope);
  }
  return [...scopes.values()];
}

/** A grant that could never have been given counts for nothing. */
function gives(grant: Grant, permission: Permission): boolean {
  const access: Access = ACCESS[grant.role];
  return isGrantable(grant) && access.permissions.includes(permission);
}
