import { createHmac } from 'node:crypto';
import type { BasisPoints } from '../domain/money.js';
import type { Sampled } from '../domain/risk/facts.js';
import { auditRateOf } from '../domain/risk/sample.js';

/** The secret and the usual rate of the audit sample. */
export interface AuditSample {
  /** 32 bytes: who has it can tell which claims are chosen. */
  readonly key: Buffer;
  readonly usual: BasisPoints;
}

const WHOLE = 2 ** 32;

/**
 * Whether a claim is in the audit sample: the keyed hash of its id, as a number, lies below the rate. Without
 * the key nobody can tell beforehand, and asked again it says the same.
 */
export function sampleOf(
  { key, usual }: AuditSample,
  claimId: string,
  profile: number | undefined,
): Sampled | undefined {
  const rate = auditRateOf(usual, profile);
  const drawn = createHmac('sha256', key).update(`audit:${claimId}`).digest().readUInt32BE(0);
  return drawn < (rate / 10_000) * WHOLE ? { rate, raised: rate > usual } : undefined;
}
