export const ADMISSION_STATUSES = [
  'open',
  'discharged',
  'transferred',
  'cancelled',
  'claimed',
] as const;
export type AdmissionStatus = (typeof ADMISSION_STATUSES)[number];

/** What can be done to an admission after it was opened. `claim` is the decision of its claim. */
export const ADMISSION_ACTS = [
  'change',
  'extend',
  'transfer',
  'discharge',
  'cancel',
  'confirm_emergency',
  'claim',
] as const;
export type AdmissionAct = (typeof ADMISSION_ACTS)[number];

type Arrows = Readonly<Record<AdmissionAct, AdmissionStatus | undefined>>;

const nothing: Arrows = {
  change: undefined,
  extend: undefined,
  transfer: undefined,
  discharge: undefined,
  cancel: undefined,
  confirm_emergency: undefined,
  claim: undefined,
};

/** A stay that is over: its cover is held until its claim is decided, or the desk says none comes. */
const over = (status: AdmissionStatus): Arrows => ({
  ...nothing,
  cancel: 'cancelled',
  confirm_emergency: status,
  claim: 'claimed',
});

/** Every arrow of an admission's life: status × act, complete by type. */
const LIFECYCLE: Readonly<Record<AdmissionStatus, Arrows>> = {
  open: {
    change: 'open',
    extend: 'open',
    transfer: 'transferred',
    discharge: 'discharged',
    cancel: 'cancelled',
    confirm_emergency: 'open',
    // A claim says when the stay ended: it may come before the desk has closed it.
    claim: 'claimed',
  },
  discharged: over('discharged'),
  transferred: over('transferred'),
  cancelled: nothing,
  claimed: nothing,
};

/** Where an act leads; undefined when it cannot be done in this status. */
export function admissionAfter(
  status: AdmissionStatus,
  act: AdmissionAct,
): AdmissionStatus | undefined {
  return LIFECYCLE[status][act];
}
