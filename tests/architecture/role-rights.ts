/**
 * What each database role of the service may do with each table: the whole of it. A table that is
 * missing here, or a right that is missing or one too many, fails the test.
 */
export const ROLES = ['sehat_app', 'sehat_judge', 'sehat_reader'] as const;
export type Role = (typeof ROLES)[number];

/** Rights like `select insert update(a,b)`; columns in the order of the alphabet. */
type Rights = string;

export interface TableRights {
  readonly app: Rights;
  readonly judge: Rights;
  readonly reader: Rights;
  /** Row security, forced for the owner too. */
  readonly rows?: true;
  /** No row is ever changed or removed, whoever asks; TRUNCATE is refused as well. */
  readonly appendOnly?: true;
}

const NOTHING = '';
const READ_BY_ALL = { app: 'select', judge: 'select', reader: 'select' } as const;
const DIRECTORY = 'select(family_id,lane,number_hash,person_id)';
const MOVES = 'select(family_id,from_family_id,from_lane,from_on,lane,person_id)';
const NUMBERS = 'select(first_seen_at,id,lane,number_hash)';
/** Without the order of review, which comes of the risk signals. */
const CLAIM =
  'select(admitted_on,asked_paisa,content,decided_at,decision_id,discharged_on,duplicate_key,family_id,fault,hospital_claim_no,hospital_id,id,lane,pend_owner,person_id,received_at,revision_no,revision_of,scheme_code,status,unmatched_id)';
/** Without the facts that the judge read of others. */
const DECISION =
  'select(asked_paisa,claim_id,decided_at,decided_by,decided_no,draws,extras_paisa,hospital_borne_paisa,hospital_id,id,insurer_paisa,lane,ordinal,outcome,passed,patient_share_paisa,pend_owner,rulebook_fingerprint,scheme_code,terms_fingerprint)';
/** Folded again and again by the projector, read by the judge, and by nobody else. */
const FOLDED = { app: '', judge: 'delete insert select update', reader: '' } as const;

export const TABLE_RIGHTS: Readonly<Record<string, TableRights>> = {
  // Registry: imported by the owner, read by all.
  district: READ_BY_ALL,
  empanelment: READ_BY_ALL,
  hospital: READ_BY_ALL,
  hospital_licence: READ_BY_ALL,
  hospital_speciality: READ_BY_ALL,
  hospital_standing: READ_BY_ALL,
  hospital_suspension: READ_BY_ALL,
  package: READ_BY_ALL,
  registry_version: READ_BY_ALL,
  scheme: READ_BY_ALL,
  scheme_district: READ_BY_ALL,
  shard_layout: READ_BY_ALL,
  tariff_rate: READ_BY_ALL,
  terms_applied: { app: NOTHING, judge: NOTHING, reader: NOTHING, appendOnly: true },
  terms_edition: { ...READ_BY_ALL, appendOnly: true },

  // People: a request sees none of them; sealed numbers are the owner's alone.
  family: { app: NOTHING, judge: 'select', reader: NOTHING, rows: true },
  family_move: { app: MOVES, judge: MOVES, reader: NOTHING, appendOnly: true },
  member: { app: NOTHING, judge: 'select', reader: NOTHING, rows: true },
  person: { app: NOTHING, judge: 'select', reader: NOTHING, rows: true },
  person_directory: { app: DIRECTORY, judge: DIRECTORY, reader: NOTHING },
  unmatched_number: { app: `insert ${NUMBERS}`, judge: NUMBERS, reader: NOTHING, rows: true },

  // Cover: moved by the judge's side only.
  cover_account: {
    app: NOTHING,
    // The right to lock; the trigger refuses any change.
    judge: 'select update(family_id)',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  cover_balance: {
    app: NOTHING,
    judge: 'insert select update(consumed_paisa,reserved_paisa)',
    reader: NOTHING,
    rows: true,
  },
  cover_entry: {
    app: NOTHING,
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },

  // Claims and what was decided.
  claim: {
    app: `insert ${CLAIM} update(pend_owner,status)`,
    judge:
      'select update(at_risk_paisa,decided_at,decision_id,fault,pend_owner,scheme_code,status)',
    reader: NOTHING,
    rows: true,
  },
  decision: {
    app: DECISION,
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  decision_risk: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  decision_line: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  finding: { app: 'select', judge: 'insert select', reader: NOTHING, rows: true, appendOnly: true },
  review_case: { app: 'select', judge: 'insert select', reader: NOTHING, rows: true },
  claim_correction: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  idempotency_key: {
    app: 'insert select',
    judge: NOTHING,
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  lane_state: { app: NOTHING, judge: 'select update(decided_no)', reader: NOTHING },

  // Admissions: written where cover is moved, read in scope.
  admission: {
    app: 'select',
    judge:
      'insert select update(act_no,claim_id,emergency_confirmed,ended_on,findings,held,plan,planned_paisa,status,within_limit)',
    reader: NOTHING,
    rows: true,
  },
  admission_act: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  pre_authorisation: {
    app: 'select',
    judge:
      'insert select update(act_no,admission_id,approved_layers,claim_id,findings,granted,held,pend_owner,status,valid_until,within_limit)',
    reader: NOTHING,
    rows: true,
  },
  pre_authorisation_act: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  desk_request: {
    app: NOTHING,
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },

  // Feeds and projections.
  feed_epoch: { app: NOTHING, judge: 'insert select', reader: 'select', appendOnly: true },
  feed_event: {
    app: 'insert',
    judge: 'insert select',
    reader: 'select',
    rows: true,
    appendOnly: true,
  },
  feed_pending: { app: 'insert', judge: 'delete insert select', reader: 'select' },
  feed_position: { app: NOTHING, judge: 'insert select', reader: 'select', appendOnly: true },
  feed_state: {
    app: NOTHING,
    judge: 'select update(database_mark,epoch,last_position)',
    reader: 'select',
  },
  projector_state: { app: NOTHING, judge: 'delete insert select update', reader: 'select' },
  utilisation: {
    app: NOTHING,
    judge: 'delete insert select update',
    reader: 'select',
    rows: true,
  },
  utilisation_claim: {
    app: NOTHING,
    judge: 'delete insert select update',
    reader: NOTHING,
    rows: true,
  },

  // What hospitals' profiles count.
  profile_activity: {
    app: NOTHING,
    judge: 'delete insert select update',
    reader: 'select',
    rows: true,
  },
  profile_bill: {
    app: NOTHING,
    judge: 'delete insert select update',
    reader: 'select',
    rows: true,
  },
  profile_claim: { ...FOLDED, rows: true },

  // What risk signals compare.
  risk_day: FOLDED,
  risk_month: FOLDED,
  risk_operation: { ...FOLDED, rows: true },
  risk_stay: { ...FOLDED, rows: true },
  risk_week: FOLDED,

  // Settlement.
  settlement_run: { app: 'insert select', judge: 'select', reader: NOTHING, rows: true },
  remittance: { app: 'insert select', judge: 'select', reader: NOTHING, rows: true },
  remittance_line: {
    app: 'insert select',
    judge: 'select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  payment_difference: {
    app: 'select',
    judge: 'insert select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  remittance_recovery: {
    app: 'insert select',
    judge: 'select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },
  payment_event: {
    app: 'insert select',
    judge: 'select',
    reader: NOTHING,
    rows: true,
    appendOnly: true,
  },

  // Access and the trail.
  api_key: { app: 'select', judge: NOTHING, reader: NOTHING },
  api_key_grant: { app: 'select', judge: NOTHING, reader: NOTHING },
  audit_event: { app: 'insert', judge: 'insert', reader: NOTHING, rows: true, appendOnly: true },
};

/** Tables keyed by lane without row security, and why they need none. */
export const LANES_WITHOUT_ROWS: Readonly<Record<string, string>> = {
  lane_state: 'counters of lanes, nobody’s data',
  feed_pending: 'ids of events, which feed_event guards',
  feed_position: 'ids of events, which feed_event guards',
  family_move: 'ids and days, never a number',
  person_directory: 'granted by column: keyed hashes and ids, never a number',
};
