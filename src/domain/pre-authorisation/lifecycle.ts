/**
 * `pended`: somebody is to act on it. `granted` and `partly_granted` hold cover; `replaced` by a
 * granted enhancement, `claimed` once a claim has taken what it held.
 */
export const PRE_AUTHORISATION_STATUSES = [
  'pended',
  'granted',
  'partly_granted',
  'denied',
  'cancelled',
  'expired',
  'replaced',
  'claimed',
] as const;
export type PreAuthorisationStatus = (typeof PRE_AUTHORISATION_STATUSES)[number];

/** What can be done to a pre-authorisation after it was asked for. */
export const PRE_AUTHORISATION_ACTS = [
  'grant',
  'deny',
  'query',
  'answer',
  'approve_layer',
  'cancel',
  'expire',
  'replace',
  'admit',
  'leave',
  'claim',
] as const;
export type PreAuthorisationAct = (typeof PRE_AUTHORISATION_ACTS)[number];

const WAITING: readonly PreAuthorisationAct[] = [
  'grant',
  'deny',
  'query',
  'answer',
  'approve_layer',
  'cancel',
];
const IN_FORCE: readonly PreAuthorisationAct[] = [
  'approve_layer',
  'cancel',
  'expire',
  'replace',
  'admit',
  'leave',
  'claim',
];

const ALLOWED: Readonly<Record<PreAuthorisationStatus, readonly PreAuthorisationAct[]>> = {
  pended: WAITING,
  granted: IN_FORCE,
  partly_granted: IN_FORCE,
  denied: [],
  cancelled: [],
  expired: [],
  replaced: [],
  claimed: [],
};

/** Whether an act can be done in a status. */
export function canAct(status: PreAuthorisationStatus, act: PreAuthorisationAct): boolean {
  return ALLOWED[status].includes(act);
}

/** Granted, wholly or in part, and neither used up nor over. */
export function isInForce(status: PreAuthorisationStatus): boolean {
  return status === 'granted' || status === 'partly_granted';
}
