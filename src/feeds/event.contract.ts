import { z } from 'zod';
import { isIsoDate } from '../domain/calendar.js';
import { OUTCOMES, PEND_OWNERS } from '../domain/claim/claim.js';
import { paisa } from '../domain/money.js';
import { EXTRA_KINDS } from '../domain/scheme/terms.js';

/** Stored amounts are decimal strings; a claim's are far below 2^53, which is made sure of here. */
const amount = z
  .string()
  .regex(/^\d{1,16}$/)
  .refine((text) => Number.isSafeInteger(Number(text)), { error: 'is not a safe integer' })
  .transform((text) => paisa(text));
const day = z.string().refine(isIsoDate, { error: 'must be a date YYYY-MM-DD' });

const shares = {
  askedPaisa: amount,
  insurerPaisa: amount,
  patientSharePaisa: amount,
  hospitalBornePaisa: amount,
};

const extraPayload = z.object({
  kind: z.enum(EXTRA_KINDS),
  askedPaisa: amount,
  insurerPaisa: amount,
  hospitalBornePaisa: amount,
});

/** What the event of a decision says: money, dates and places, never a person or a diagnosis. */
export const decidedPayload = z.object({
  decisionId: z.uuid(),
  ordinal: z.number().int(),
  outcome: z.enum(OUTCOMES),
  pendOwner: z.enum(PEND_OWNERS).optional(),
  hospitalClaimNo: z.string(),
  districtPcode: z.string().optional(),
  admittedOn: day,
  dischargedOn: day,
  died: z.boolean(),
  revisionOf: z.uuid().optional(),
  ...shares,
  lines: z.array(
    z.object({
      packageCode: z.string(),
      tier: z.string().optional(),
      dayCare: z.boolean(),
      ...shares,
    }),
  ),
  extras: z.array(extraPayload).optional(),
});

/** A correction says the whole of the decision it made, and which one that corrects. */
const correctedPayload = decidedPayload.extend({
  corrects: z.uuid(),
  differencePaisa: z.string().regex(/^-?\d{1,16}$/),
});

/** What the event of a settled claim says. */
const settledPayload = z.object({
  decisionId: z.uuid(),
  runId: z.uuid(),
  remittanceId: z.uuid(),
  adviceNo: z.string(),
  insurerPaisa: amount,
  extrasPaisa: amount.optional(),
});

/** What the event of money taken back says. */
const recoveredPayload = z.object({
  decisionId: z.uuid(),
  runId: z.uuid(),
  remittanceId: z.uuid(),
  adviceNo: z.string(),
  recoveredPaisa: amount,
  leftPaisa: amount,
});

const money = z.number().int().min(0).describe('Whole paisa; 100 are one rupee');
const sharesView = {
  askedPaisa: money,
  insurerPaisa: money,
  patientSharePaisa: money,
  hospitalBornePaisa: money,
};

const placed = {
  position: z.number().int().describe('Ascending, the same for every reader of this epoch'),
  id: z.uuid().describe('The same in every epoch: what to know an event by after a restore'),
  occurredAt: z.iso.datetime({ offset: true }),
  claimId: z.uuid(),
  hospitalId: z.uuid(),
  schemeCode: z.string(),
  decisionId: z.uuid(),
};

const decidedFields = {
  ...placed,
  ordinal: z.number().int().describe('1 for a claim’s first decision; a later one replaces it'),
  outcome: z.enum(OUTCOMES),
  pendOwner: z.enum(PEND_OWNERS).optional(),
  hospitalClaimNo: z.string(),
  districtPcode: z.string().optional().describe('The family’s district'),
  admittedOn: z.string(),
  dischargedOn: z.string(),
  died: z.boolean(),
  revisionOf: z.uuid().optional().describe('The claim that this one replaces'),
  ...sharesView,
  lines: z.array(
    z.strictObject({
      packageCode: z.string(),
      tier: z.string().optional(),
      dayCare: z.boolean(),
      ...sharesView,
    }),
  ),
  extras: z
    .array(
      z.strictObject({
        kind: z.enum(EXTRA_KINDS),
        askedPaisa: money,
        insurerPaisa: money.describe('For the family'),
        hospitalBornePaisa: money,
      }),
    )
    .optional()
    .describe(
      'Money for the family beside the lines of treatment; with them it adds up to the claim',
    ),
};

const decidedView = z
  .strictObject({ kind: z.literal('claim.decided'), ...decidedFields })
  .meta({ id: 'ClaimDecidedEvent' });

const correctedView = z
  .strictObject({
    kind: z.literal('claim.corrected'),
    ...decidedFields,
    corrects: z.uuid().describe('The decision whose place this one takes'),
    differencePaisa: z
      .number()
      .int()
      .describe('Insurer’s share now less what it was; below nothing where the hospital owes it'),
  })
  .meta({ id: 'ClaimCorrectedEvent' });

const settledView = z
  .strictObject({
    kind: z.literal('claim.settled'),
    ...placed,
    runId: z.uuid(),
    remittanceId: z.uuid(),
    adviceNo: z.string(),
    insurerPaisa: money.describe('What is paid: of a correction, what it adds'),
    extrasPaisa: money.optional().describe('Of it, the family’s; absent where nothing is'),
  })
  .meta({ id: 'ClaimSettledEvent' });

const recoveredView = z
  .strictObject({
    kind: z.literal('claim.recovered'),
    ...placed,
    runId: z.uuid(),
    remittanceId: z.uuid(),
    adviceNo: z.string(),
    recoveredPaisa: money.describe('Netted from the remittance'),
    leftPaisa: money.describe('Still owed for this correction'),
  })
  .meta({ id: 'ClaimRecoveredEvent' });

export const eventView = z
  .discriminatedUnion('kind', [decidedView, correctedView, settledView, recoveredView])
  .meta({ id: 'FeedEvent' });

export type EventView = z.infer<typeof eventView>;

/** An event with its place, as it is stored. */
export interface PlacedEvent {
  readonly position: bigint;
  readonly lane: number;
  readonly id: string;
  readonly kind: string;
  readonly claimId: string;
  readonly hospitalId: string;
  readonly schemeCode: string | null;
  readonly payload: unknown;
  readonly occurredAt: Date;
}

/** An event as consumers read it. Throws for an event that nobody of this version writes. */
export function toEventView(event: PlacedEvent): EventView {
  if (event.schemeCode === null) throw new Error(`event ${event.id} belongs to no scheme`);
  const head = {
    position: Number(event.position),
    id: event.id,
    occurredAt: event.occurredAt.toISOString(),
    claimId: event.claimId,
    hospitalId: event.hospitalId,
    schemeCode: event.schemeCode,
  };
  if (event.kind === 'claim.settled') {
    const { extrasPaisa, ...payload } = settledPayload.parse(event.payload);
    return {
      kind: event.kind,
      ...head,
      ...payload,
      insurerPaisa: Number(payload.insurerPaisa),
      ...(extrasPaisa === undefined ? {} : { extrasPaisa: Number(extrasPaisa) }),
    };
  }
  if (event.kind === 'claim.recovered') {
    const payload = recoveredPayload.parse(event.payload);
    return {
      kind: event.kind,
      ...head,
      ...payload,
      recoveredPaisa: Number(payload.recoveredPaisa),
      leftPaisa: Number(payload.leftPaisa),
    };
  }
  if (event.kind === 'claim.corrected') {
    const { differencePaisa, ...payload } = correctedPayload.parse(event.payload);
    const difference = Number(differencePaisa);
    return { kind: event.kind, ...head, ...toDecided(payload), differencePaisa: difference };
  }
  if (event.kind !== 'claim.decided') throw new Error(`unknown kind of event ${event.kind}`);
  return { kind: event.kind, ...head, ...toDecided(decidedPayload.parse(event.payload)) };
}

function toDecided<P extends z.output<typeof decidedPayload>>({ lines, extras, ...payload }: P) {
  return {
    ...payload,
    ...sharesOf(payload),
    lines: lines.map((line) => ({ ...line, ...sharesOf(line) })),
    ...(extras === undefined ? {} : { extras: extras.map(toExtra) }),
  };
}

function toExtra(extra: z.output<typeof extraPayload>) {
  return {
    kind: extra.kind,
    askedPaisa: Number(extra.askedPaisa),
    insurerPaisa: Number(extra.insurerPaisa),
    hospitalBornePaisa: Number(extra.hospitalBornePaisa),
  };
}

interface Shares {
  readonly askedPaisa: bigint;
  readonly insurerPaisa: bigint;
  readonly patientSharePaisa: bigint;
  readonly hospitalBornePaisa: bigint;
}

function sharesOf(shares: Shares) {
  return {
    askedPaisa: Number(shares.askedPaisa),
    insurerPaisa: Number(shares.insurerPaisa),
    patientSharePaisa: Number(shares.patientSharePaisa),
    hospitalBornePaisa: Number(shares.hospitalBornePaisa),
  };
}
