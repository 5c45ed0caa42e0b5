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

/**
 * What can be done to a claim. `repend` reopens the approved, unpaid side of an overlap; `correct` decides a
 * decided claim otherwise, `correct_payment` one of which a settlement run has paid something.
 */
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
  'correct',
  'correct_payment',
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
  correct: nobody,
  correct_payment: nobody,
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
  correct: ['adjudicator'],
  correct_payment: nobody,
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
    correct: nobody,
    correct_payment: nobody,
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
    correct: ['adjudicator'],
    correct_payment: ['adjudicator'],
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
    correct: nobody,
    correct_payment: nobody,
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
    correct: nobody,
    correct_payment: nobody,
  },
  in_settlement: {
    decide: nobody,
    repend: nobody,
    revise: nobody,
    withdraw: nobody,
    // What a correction added is in a run as well.
    settle: ['finance'],
    confirm_payment: ['finance'],
    void: nobody,
    set_aside: nobody,
    retry: nobody,
    refile: nobody,
    correct: nobody,
    correct_payment: ['adjudicator'],
  },
  // What a correction adds is settled and paid in its turn.
  paid: { ...ended, settle: ['finance'], correct_payment: ['adjudicator'] },
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
} as const satisfies Record<Exclude<ClaimAct, Deciding>, ClaimStatus>;

/** Acts that end in a decision, whose outcome says where they lead. */
type Deciding = 'decide' | 'correct' | 'correct_payment';

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
  if (act === 'decide' || act === 'correct') return outcome;
  if (act !== 'correct_payment') return LEADS_TO[act];
  // A claim that still pays stands where its payment does; one corrected to nothing is denied.
  if (outcome === undefined || outcome === 'denied') return outcome;
  return status === 'paid' ? 'paid' : 'in_settlement';
}
