import { adjudicate, DRY_RUN_PHASES } from '../domain/rules/adjudicate.js';
import { recordAudit } from '../audit/index.js';
import { inTransaction, type Database, type Transaction } from '../db/index.js';
import { contentOf, daysOf, duplicateKeyOf, type ClaimBody, type DryRun } from '../intake/index.js';
import { normaliseCnic, type Lane } from '../domain/ids.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import { laneOfHash, newId } from '../platform/lane.js';
import {
  findPeopleByHash,
  hashOfNumber,
  personOn,
  termsOn,
  type ReferenceCache,
} from '../registry/index.js';
import { Batch } from './batch.js';
import type { Judge } from './judge.js';
import type { WaitingClaim } from './waiting.store.js';

export interface DryRunDeps {
  /** The judge role's pool: facts of other hospitals are weighed, never shown. */
  readonly database: Database;
  readonly reference: ReferenceCache;
  readonly judge: Judge;
  readonly keys: CnicKeys;
  readonly clock: Clock;
}

/**
 * The judge itself, asked before the claim is sent: same facts, same findings, same rupees as the
 * decision on unchanged facts. Risk and the audit sample never run in it. Each run leaves a trace.
 */
export function createDryRun(deps: DryRunDeps): DryRun {
  return async ({ hospitalId, keyId }, body) => {
    const reference = await deps.reference.current();
    return inTransaction(deps.database, async (tx) => {
      const waiting = await asWaiting(deps, tx, hospitalId, body);
      const batch = await Batch.gather(tx, deps.judge, reference, [waiting], { lock: false });
      const facts = batch.factsOf(waiting);
      const judgement = adjudicate(facts, deps.judge.rulebook, DRY_RUN_PHASES);
      const subject = waiting.personId ?? 'unknown person';
      await recordAudit(
        tx,
        { actor: keyId, act: 'claim.dry_run', subject, details: { hospitalId } },
        deps.clock.now(),
      );
      const scheme = facts.family?.schemeCode;
      const dated =
        scheme === undefined ? undefined : termsOn(reference, scheme, facts.claim.admittedOn);
      return {
        judgement,
        rulebookFingerprint: deps.judge.fingerprint,
        termsFingerprint: dated?.fingerprint,
      };
    });
  };
}

async function asWaiting(
  deps: DryRunDeps,
  tx: Transaction,
  hospitalId: string,
  body: ClaimBody,
): Promise<WaitingClaim> {
  const cnic = normaliseCnic(body.cnic);
  if (cnic === undefined) throw new TypeError('a validated claim has a CNIC');
  const hash = hashOfNumber(deps.keys, cnic);
  const known = (await findPeopleByHash(tx, [hash])).get(hash.toString('hex'));
  const person = known === undefined ? undefined : personOn(known, daysOf(body).admittedOn);
  const lane: Lane = person?.lane ?? laneOfHash(hash);
  const id = newId(lane);
  const content = contentOf(body, id, deps.keys);
  const days = daysOf(content);
  const who = person?.personId ?? id;
  return {
    lane,
    id,
    hospitalId,
    familyId: person?.familyId ?? null,
    personId: person?.personId ?? null,
    ...days,
    duplicateKey: duplicateKeyOf(who, hospitalId, days, content).toString('hex'),
    content,
    revisionOf: null,
    receivedAt: deps.clock.now(),
  };
}
