import type { Outcome, PendOwner } from './claim.js';

export const CLAIM_STATUSES = [
  'received',
  'approved',
  'partial',
  'denied',
  'pended',
  'set_aside',
  'in_settlement',
  'paid',
  'withdrawn',
  'void',
  'superseded',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** What can be done to a claim. `repend` reopens the approved, unpaid side of an overlap. */
export const CLAIM_ACTS = [
  'decide',
  'repend',
  'revise',
  'withdraw',
  'settle',
  'confirm_payment',
  'void',
  'set_aside',
  'retry',
  'refile',
] as const;
export type ClaimAct = (typeof CLAIM_ACTS)[number];

/** Who acts: a person in a role, or the service itself. */
export const CLAIM_ROLES = [
  'hospital',
  'adjudicator',
  'approver',
  'finance',
  'administrator',
  'system',
] as const;
export type ClaimRole = (typeof CLAIM_ROLES)[number];

/** Roles that may do an act, all the same or by the owner of the pend. */
type Allowed = readonly ClaimRole[] | Readonly<Record<PendOwner, readonly ClaimRole[]>>;

const nobody: readonly ClaimRole[] = [];
const ended: Readonly<Record<ClaimAct, Allowed>> = {
  decide: nobody,
  repend: nobody,
  revise: nobody,
  withdraw: nobody,
  settle: nobody,
  confirm_payment: nobody,
  void: nobody,
  set_aside: nobody,
  retry: nobody,
  refile: nobody,
};

/** Decided in the hospital's favour and not yet in a settlement run. */
const payable: Readonly<Record<ClaimAct, Allowed>> = {
  decide: nobody,
  repend: ['system'],
  revise: nobody,
  withdraw: ['hospital'],
  settle: ['finance'],
  confirm_payment: nobody,
  void: ['adjudicator'],
  set_aside: nobody,
  retry: nobody,
  refile: nobody,
};

/** Every arrow of a claim's life: status × act × role, complete by type. */
const LIFECYCLE = {
  received: {
    decide: ['system'],
    repend: nobody,
    revise: nobody,
    withdraw: ['hospital'],
    settle: nobody,
    confirm_payment: nobody,
    void: nobody,
    set_aside: ['system'],
    retry: nobody,
    refile: nobody,
  },
  approved: payable,
  partial: payable,
  denied: {
    decide: nobody,
    repend: nobody,
    revise: ['hospital'],
    withdraw: nobody,
    settle: nobody,
    confirm_payment: nobody,
    void: nobody,
    set_aside: nobody,
    retry: nobody,
    refile: nobody,
  },
  pended: {
    decide: {
      // Nothing but time runs out on an unknown person: the term's days, then a denial.
      registry: ['system'],
      // A query the hospital never answers is closed by a person.
      hospital: ['adjudicator'],
      adjudicator: ['adjudicator'],
      approver: ['approver'],
    },
    repend: nobody,
    revise: { registry: nobody, hospital: ['hospital'], adjudicator: nobody, approver: nobody },
    withdraw: ['hospital'],
    settle: nobody,
    confirm_payment: nobody,
    void: ['adjudicator'],
    set_aside: nobody,
    retry: nobody,
    // Filed again as a new row under the person that the registry has learned.
    refile: { registry: ['system'], hospital: nobody, adjudicator: nobody, approver: nobody },
  },
  set_aside: {
    decide: nobody,
    repend: nobody,
    revise: nobody,
    withdraw: nobody,
    settle: nobody,
    confirm_payment: nobody,
    void: ['administrator'],
    set_aside: nobody,
    retry: ['administrator'],
    refile: nobody,
  },
  in_settlement: {
    decide: nobody,
    repend: nobody,
    revise: nobody,
    withdraw: nobody,
    settle: nobody,
    confirm_payment: ['finance'],
    void: nobody,
    set_aside: nobody,
    retry: nobody,
    refile: nobody,
  },
  paid: ended,
  withdrawn: ended,
  void: ended,
  superseded: ended,
} as const satisfies Record<ClaimStatus, Readonly<Record<ClaimAct, Allowed>>>;

/**
 * Whether a role may do an act on a claim of a status. The owner of the pend decides for a pended
 * claim; an act that depends on it and is asked without one is refused.
 */
export function canAct(
  status: ClaimStatus,
  act: ClaimAct,
  role: ClaimRole,
  pendOwner?: PendOwner,
): boolean {
  const allowed: Allowed = LIFECYCLE[status][act];
  if (isByAnybody(allowed)) return allowed.includes(role);
  return pendOwner !== undefined && allowed[pendOwner].includes(role);
}

function isByAnybody(allowed: Allowed): allowed is readonly ClaimRole[] {
  return Array.isArray(allowed);
}

/** Where an act leads; a decision leads to its outcome. */
const LEADS_TO = {
  repend: 'pended',
  revise: 'superseded',
  withdraw: 'withdrawn',
  settle: 'in_settlement',
  confirm_payment: 'paid',
  void: 'void',
  set_aside: 'set_aside',
  retry: 'received',
  refile: 'superseded',
} as const satisfies Record<Exclude<ClaimAct, 'decide'>, ClaimStatus>;

/**
 * The status after an act that somebody may do in this status; undefined when nobody may, or when a
 * decision is asked without its outcome.
 */
export function nextStatus(
  status: ClaimStatus,
  act: ClaimAct,
  outcome?: Outcome,
): ClaimStatus | undefined {
  const allowed: Allowed = LIFECYCLE[status][act];
  const roles = isByAnybody(allowed) ? allowed : Object.values(allowed).flat();
  if (roles.length === 0) return undefined;
  return act === 'decide' ? outcome : LEADS_TO[act];
}
