/**
 * Real-shaped claims through the engine, held against a count that knows nothing of it. The claim set
 * is not part of the project: without it beside the checkout the test is skipped, saying so.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { inTransaction, openDatabase } from '../../../src/db/index.js';
import { loadReference } from '../../../src/registry/index.js';
import {
  decideReplay,
  loadReplay,
  readReplayBeneficiaries,
  readReplayClaims,
} from '../../../src/replay/index.js';
import { systemClock } from '../../../src/platform/clock.js';
import { testDatabase } from '../../support/database.js';
import { drainDepsOf, openTestRuntime, TEST_KEYS } from '../../support/world.js';
import { countByHand, type HandCount } from './count-by-hand.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/inpatient-claims', import.meta.url));
const skip = existsSync(FOLDER)
  ? false
  : 'needs the claim set ../shared/data/inpatient-claims beside the project';
/** Every twentieth beneficiary, and everyone with more than one stay in a hundred days. */
const SAMPLE = 20;

t.test('duplicates and overlaps are those that a count by hand finds', { skip }, async (t) => {
  const urls = await testDatabase(t);
  await loadReference(urls.ownerUrl);
  const all = await readReplayClaims(FOLDER);
  const whole = countByHand(all);
  const chosen = await sample(whole);
  const claims = all.filter((claim) => chosen.has(claim.beneficiaryId));
  const beneficiaries = (await readReplayBeneficiaries(FOLDER)).filter((one) =>
    chosen.has(one.beneficiaryId),
  );
  const runtime = await openTestRuntime(t, urls);
  const drain = drainDepsOf(runtime);
  const owner = openDatabase(urls.ownerUrl, { name: 'test', max: 2, statementTimeoutMs: 60_000 });
  t.teardown(() => owner.end());
  const nothing = (): void => undefined;
  const deps = {
    owner,
    drain,
    keys: TEST_KEYS,
    clock: systemClock,
    onFamilies: nothing,
    onClaims: nothing,
  };
  t.equal(await loadReplay(deps, claims, beneficiaries), claims.length);
  t.equal((await decideReplay(drain)).decided, claims.length, 'every claim is decided');
  t.equal(await loadReplay(deps, claims, beneficiaries), 0, 'a second load stores nothing');

  const found = await inTransaction(owner, async (tx) => {
    const rows = await tx<{ no: string; outcome: string; reasons: string[] }[]>`
      select c.hospital_claim_no as no, d.outcome,
        array(select f.reason from finding f where f.lane = d.lane and f.decision_id = d.id) as reasons
      from claim c join decision d on d.lane = c.lane and d.id = c.decision_id`;
    return new Map(rows.map((row) => [row.no, row]));
  });
  const withReason = (reason: string): string[] =>
    [...found.values()].filter((row) => row.reasons.includes(reason)).map((row) => row.no);
  t.same(withReason('EXACT_DUPLICATE').sort(), [...whole.duplicates].sort(), 'exact duplicates');

  const overlapping = new Set(withReason('STAYS_OVERLAP'));
  t.same(
    [...overlapping].filter((no) => !whole.overlaps.has(no)),
    [],
    'nothing else is an overlap',
  );
  for (const [no, partners] of whole.overlaps) {
    if (overlapping.has(no) || found.get(no)?.outcome === 'denied') continue;
    const live = partners.filter((partner) => found.get(partner)?.outcome !== 'denied');
    t.same(live, [], `${no} overlaps only stays that were denied`);
  }
  t.ok(whole.transfers > 20, 'the set holds same-day transfers');
});

async function sample(whole: HandCount): Promise<ReadonlySet<string>> {
  const beneficiaries = await readReplayBeneficiaries(FOLDER);
  return new Set(
    beneficiaries
      .map((one) => one.beneficiaryId)
      .filter((id, index) => index % SAMPLE === 0 || whole.beneficiaries.has(id)),
  );
}
