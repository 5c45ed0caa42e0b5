import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import t from 'tap';
import { inTransaction } from '../../../src/db/index.js';
import { dayInKarachi, type IsoDate } from '../../../src/domain/calendar.js';
import { basisPoints } from '../../../src/domain/money.js';
import type { RiskFacts } from '../../../src/domain/risk/facts.js';
import { loadDemo } from '../../../src/demo/load.js';
import { RiskMemory } from '../../../src/demo/risk-memory.js';
import type { RiskCase } from '../../../src/risk/known.js';
import { readDecided } from '../../../src/risk/projection.store.js';
import { changeOf } from '../../../src/risk/project.js';
import { projectProfiles, RiskKnown } from '../../../src/risk/index.js';
import { sampleOf } from '../../../src/risk/audit-sample.js';
import { PeersCache, wordsOf } from '../../../src/risk/peers-cache.js';
import { testDatabase } from '../../support/database.js';
import { failingAfter } from '../../support/failing-database.js';
import { openTestRuntime } from '../../support/world.js';

const urls = await testDatabase(t);
const runtime = await openTestRuntime(t, urls);
const { judgeDatabase: database, clock } = runtime;
const dataFolder = mkdtempSync(path.join(tmpdir(), 'sehat-demo-'));
await loadDemo({ ...runtime, ...urls, dataFolder, say: () => undefined, size: 'small' });
await projectProfiles({ database });

interface Row extends RiskCase {
  readonly schemeCode: string;
  readonly districtPcode: string;
}

/** Every claim whose family is known, as the drain would pick it up. */
const claims = await inTransaction(
  database,
  (tx) => tx<Row[]>`
    select c.id, c.hospital_id as "hospitalId", c.family_id as "familyId", c.person_id as "personId",
      c.admitted_on as "admittedOn", c.discharged_on as "dischargedOn",
      c.revision_of as "revisionOf", c.content, f.scheme_code as "schemeCode",
      f.district_pcode as "districtPcode"
    from claim c join family f on f.lane = c.lane and f.id = c.family_id order by c.id`,
);

/** Which of equals are named first, and which operation of several, is nobody's matter. */
function settled({ surgeons, phone, content, family, far, ...facts }: RiskFacts) {
  return {
    ...facts,
    phone: phone?.count,
    content: content?.count,
    family: family && { ...family, claims: family.claims.length },
    far: far && { ...far, claims: far.claims.length },
    surgeons: surgeons.map(({ claims: others, elsewhere, ...day }) => ({
      ...day,
      others: others.length,
      elsewhere: elsewhere?.minutes,
    })),
  };
}

t.test('what the judge reads is what the same events make in memory', async (t) => {
  const reference = await runtime.reference.current();
  const known = new RiskKnown({ database, reference: runtime.reference, clock });
  const peers = await known.peers.current();
  const read = await inTransaction(database, (tx) =>
    known.read(tx, peers, reference, claims, (claim) => claim as Row),
  );
  t.equal(read.size, claims.length);
  t.ok(claims.length > 150, `${claims.length} claims`);

  const today: IsoDate = dayInKarachi(clock.now());
  const memory = new RiskMemory(
    wordsOf(reference, today),
    (id) => reference.hospitals.get(id)?.districtPcode,
  );
  const decided = await inTransaction(database, (tx) =>
    readDecided(tx, { no: 0, of: 1 }, { after: 0n, upTo: 1_000_000n }),
  );
  const changes = decided.map(changeOf);
  memory.fold(changes);
  memory.refresh();
  const differing = changes.flatMap(({ claimId, stay }) => {
    const facts = read.get(claimId);
    if (stay === undefined || facts === undefined) return [];
    const [there, here] = [settled(facts), settled(memory.factsOf(stay))].map((each) =>
      JSON.stringify(each),
    );
    return there === here ? [] : [{ there, here }];
  });
  t.same(differing, []);
  const facts = [...read.values()];
  t.ok(
    facts.some(({ surgeons }) => surgeons.length > 0),
    'some share a surgeon’s day',
  );
  t.ok(
    facts.some(({ busiest }) => (busiest?.others ?? 0) > 0),
    'some share nights',
  );
  t.ok(
    facts.some(({ peers: { procedure } }) => (procedure?.peers.of ?? 0) > 0),
    'all have peers',
  );
});

t.test(
  'the audit sample is the keyed hash of the claim, at the rate of its hospital',
  async (t) => {
    const sample = { key: Buffer.alloc(32, 3), usual: basisPoints(100) };
    const known = new RiskKnown({ database, reference: runtime.reference, clock, sample });
    const [reference, peers] = await Promise.all([
      runtime.reference.current(),
      known.peers.current(),
    ]);
    const read = await inTransaction(database, (tx) =>
      known.read(tx, peers, reference, claims, (claim) => claim as Row),
    );
    const ranks = claims.map(({ hospitalId }) => known.peers.rankOf(hospitalId) ?? -1);
    t.ok(Math.max(...ranks) >= 95 && Math.min(...ranks) < 50, 'hospitals are ranked');
    for (const { id, hospitalId } of claims) {
      const facts = read.get(id);
      t.same(facts?.profile, known.peers.rankOf(hospitalId), 'with the hospital’s profile');
      t.same(facts?.sampled, sampleOf(sample, id, known.peers.rankOf(hospitalId)));
    }
    const plain = await inTransaction(database, (tx) =>
      new RiskKnown({ database, reference: runtime.reference, clock }).read(
        tx,
        peers,
        reference,
        claims,
        (claim) => claim as Row,
      ),
    );
    t.ok(
      [...plain.values()].every(({ sampled }) => sampled === undefined),
      'none without a key',
    );
  },
);

t.test('profiles that cannot be read keep no claim waiting', async (t) => {
  // Four statements read the peers; the profiles take more.
  const failing = failingAfter(database, 4);
  const peers = new PeersCache(failing, runtime.reference, clock, true);
  t.ok(await peers.current());
  t.ok(claims.every(({ hospitalId }) => peers.rankOf(hospitalId) === undefined));
  await t.rejects(
    new PeersCache(failingAfter(database, 1), runtime.reference, clock).current(),
    /killed/,
  );
});

t.test('what was decided before was known when the rest was judged, and kept', async (t) => {
  const rows = await inTransaction(
    database,
    (tx) => tx<{ kept: boolean; known: boolean }[]>`
      select facts ? 'risk' as kept, facts -> 'risk' -> 'peers' ? 'procedure' as known
      from decision where ordinal = 1 order by decided_at`,
  );
  t.ok(rows.filter(({ kept }) => kept).length > 150);
  t.ok(rows.filter(({ known }) => known).length > 50, 'and of many of them peers were known');
});
