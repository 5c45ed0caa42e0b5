import type { Judgement } from '../domain/rules/adjudicate.js';
import type { ClaimBody } from './claim.contract.js';
import type { SubmitDeps } from './submit-claims.js';

export interface DryRunResult {
  readonly judgement: Judgement;
  readonly rulebookFingerprint: string;
  readonly termsFingerprint?: string | undefined;
}

/** Judges a claim as it would be decided now, and stores nothing of it. */
export type DryRun = (
  asked: { readonly hospitalId: string; readonly keyId: string },
  body: ClaimBody,
) => Promise<DryRunResult>;

export interface IntakeDeps extends SubmitDeps {
  readonly dryRun: DryRun;
}
