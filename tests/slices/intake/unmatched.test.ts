/** What becomes of a claim whose number the registry does not know: filed again, or denied in time. */
import t, { type Test } from 'tap';
import { denyUnmatched } from '../../../src/adjudication/index.js';
import { inTransaction } from '../../../src/db/index.js';
import type { Cnic } from '../../../src/domain/ids.js';
import { refileLearned } from '../../../src/intake/index.js';
import { laneOfHash, laneOfId } from '../../../src/platform/lane.js';
import {
  findPeopleByHash,
  hashOfNumber,
  registerFamilies,
  unseal,
} from '../../../src/registry/index.js';
import { startUnmatchedSweep } from '../../../src/workers.js';
import { isProblem, openApi, sendClaim } from '../../support/api.js';
import { eventually } from '../../support/eventually.js';
import {
  aClaim,
  BEGINS,
  drainAll,
  drainDepsOf,
  SCHEME_CODE,
  stayDay,
  TEST_KEYS,
} from '../../support/world.js';
import { storyTeller } from '../adjudication/scene.js';

const api = await openApi(t);
const { runtime, world, clock } = api;
const story = storyTeller(runtime);
const DAY = 86_400_000;

const refile = () => refileLearned({ ...runtime, database: runtime.app });
const deny = () => denyUnmatched(drainDepsOf(runtime));
const hashOf = (cnic: string): Buffer => hashOfNumber(TEST_KEYS, cnic as Cnic);

/** The registry learns a family of one. */
async function learn(cnic: string) {
  const member = {
    cnic,
    name: 'Newly enrolled',
    sex: 'female' as const,
    bornOn: '1990-05-05' as never,
    relation: 'head',
    memberFrom: BEGINS,
  };
  return api.asOwner(async (tx) => {
    await registerFamilies(tx, TEST_KEYS, [
      { schemeCode: SCHEME_CODE, districtPcode: 'PK518', enrolledOn: BEGINS, members: [member] },
    ]);
    const person = (await findPeopleByHash(tx, [hashOf(cnic)])).get(hashOf(cnic).toString('hex'));
    if (person === undefined) throw new Error('the family was not registered');
    return person;
  });
}

/** A claim for a number that nobody is known for, decided once. */
async function unmatched(cnic: string, more: Record<string, unknown> = {}): Promise<string> {
  const id = await sendClaim(api, aClaim({ cnic, ...more }));
  await drainAll(runtime);
  return id;
}

async function successorOf(id: string): Promise<string> {
  const answer = await api.get(`/v1/claims/${id}`);
  const { supersededBy } = answer.json<{ supersededBy?: string }>();
  if (supersededBy === undefined) throw new Error(`nothing took the place of ${id}`);
  return supersededBy;
}

async function isPended(t: Test, id: string): Promise<void> {
  t.match(await story(id), {
    status: 'pended',
    pendOwner: 'registry',
    schemeCode: null,
    decisions: [{ ordinal: 1, outcome: 'pended', reasons: ['PERSON_UNKNOWN'] }],
    entries: [],
  });
}

t.test('a claim is filed again when the registry has learned its person', async (t) => {
  const cnic = world.strangerCnic(0);
  const id = await unmatched(cnic, { more: { contactNumber: '0300-0000042' } });
  await isPended(t, id);
  t.equal(laneOfId(id), laneOfHash(hashOf(cnic)), 'in the lane of its number');
  t.equal(await refile(), 0, 'while nobody is known there is nothing to file');

  const person = await learn(cnic);
  clock.move(DAY);
  t.equal(await refile(), 1);
  t.match(await story(id), { status: 'superseded', pendOwner: null });
  const newer = await successorOf(id);
  t.equal(laneOfId(newer), person.lane, 'in the lane of the family');
  t.match((await api.get(`/v1/claims/${newer}`)).json(), {
    status: 'received',
    revisionOf: id,
    revisionNo: 2,
  });
  t.equal(await refile(), 0, 'once');
  await drainAll(runtime);
  t.match(await story(newer), {
    status: 'approved',
    schemeCode: SCHEME_CODE,
    decisions: [{ ordinal: 1, insurerPaisa: 1_000_000n }],
    entries: [{ to: 'consumed' }],
  });
  const [kept] = await api.asOwner(
    (tx) => tx<{ person_id: string; contact: { keyId: string; cipher: string } }[]>`
      select person_id, content -> 'contact' as contact from claim where id = ${newer}`,
  );
  t.equal(kept?.person_id, person.personId);
  const sealed = {
    keyId: kept?.contact.keyId ?? '',
    cipher: Buffer.from(kept?.contact.cipher ?? '', 'base64'),
  };
  t.equal(unseal(TEST_KEYS, sealed, newer), '03000000042', 'the contact is sealed for the new row');
});

t.test(
  'two claims for one number are filed in their order, and judged as duplicates',
  async (t) => {
    const cnic = world.strangerCnic(1);
    const draft = { hospitalClaimNo: 'SAME' };
    const first = await unmatched(cnic, draft);
    clock.move(1_000);
    const second = await unmatched(cnic, draft);
    clock.move(1_000);
    const elsewhere = await sendClaim(api, aClaim({ cnic, admittedOn: stayDay(3) }), {
      key: api.otherKey,
    });
    await drainAll(runtime);
    await learn(cnic);
    t.same(
      (await Promise.all([refile(), refile()])).reduce((sum, count) => sum + count, 0),
      3,
      'two sweeps at once file each of them once',
    );
    await drainAll(runtime);
    t.match(await story(await successorOf(first)), { status: 'approved' });
    t.match(await story(await successorOf(second)), {
      status: 'denied',
      decisions: [{ reasons: ['EXACT_DUPLICATE'] }],
    });
    t.match((await api.get(`/v1/claims/${elsewhere}`, { key: api.otherKey })).json(), {
      status: 'superseded',
      supersededBy: /-/,
    });
  },
);

t.test('after thirty days in which nobody became known it is denied', async (t) => {
  const cnic = world.strangerCnic(2);
  const id = await unmatched(cnic);
  clock.move(29 * DAY);
  t.equal(await deny(), 0);
  await isPended(t, id);
  clock.move(DAY);
  t.equal(await deny(), 1);
  t.equal(await deny(), 0, 'once');
  const told = await story(id);
  t.match(told, {
    status: 'denied',
    pendOwner: null,
    decisions: [
      { ordinal: 1, outcome: 'pended' },
      { ordinal: 2, outcome: 'denied', insurerPaisa: 0n, reasons: ['PERSON_NEVER_KNOWN'] },
    ],
    entries: [],
    events: [1, 2],
  });
  t.equal(told.decisions[1]?.facts['unmatchedForDays'], 30, 'with the fact that it was read from');
  const decision = await api.get(`/v1/claims/${id}/decision`);
  t.match(decision.json(), {
    ordinal: 2,
    findings: [
      {
        rule: 'ELG-001',
        params: { days: 30, limit: 30 },
        en: { says: /30 days/ },
        ur: { says: /30/ },
      },
    ],
  });
});

t.test('a denied claim is revised when the registry knows that very number', async (t) => {
  const cnic = world.strangerCnic(3);
  const id = await unmatched(cnic);
  clock.move(30 * DAY);
  t.equal(await deny(), 1);
  const person = await learn(cnic);
  t.equal(await refile(), 0, 'what is denied is for the hospital to send again');
  const known = world.families[0]?.[0]?.cnic ?? '';
  const other = await api.post(`/v1/claims/${id}/revisions`, { body: aClaim({ cnic: known }) });
  isProblem(t, other, 400, 'validation', 'another person');
  const answer = await api.post(`/v1/claims/${id}/revisions`, { body: aClaim({ cnic }) });
  t.equal(answer.statusCode, 202);
  const newer = answer.json<{ id: string }>().id;
  t.equal(laneOfId(newer), person.lane);
  await drainAll(runtime);
  t.match(await story(newer), { status: 'approved' });
  t.equal(await successorOf(id), newer);
});

t.test('a number learned in time is never denied, whichever looks first', async (t) => {
  const cnic = world.strangerCnic(4);
  const id = await unmatched(cnic);
  await learn(cnic);
  clock.move(40 * DAY);
  t.equal(await deny(), 0);
  await isPended(t, id);
  t.equal(await refile(), 1);
  await drainAll(runtime);
  t.match(await story(await successorOf(id)), { status: 'approved' });
});

t.test('the sweep does both, and one that cannot be filed holds up no other', async (t) => {
  const [broken, good, late] = [5, 6, 7].map((index) => world.strangerCnic(index));
  const brokenId = await unmatched(broken ?? '', { more: { contactNumber: '0300-0000043' } });
  const lateId = await unmatched(late ?? '');
  clock.move(30 * DAY);
  const goodId = await unmatched(good ?? '');
  await learn(broken ?? '');
  await learn(good ?? '');
  // Without the encryption keys a sealed contact cannot be sealed anew.
  const blind = {
    ...runtime,
    keys: { ...TEST_KEYS, encryptionKeys: [{ id: 'other', key: Buffer.alloc(32, 1) }] as const },
  };
  const sweep = startUnmatchedSweep(blind, 20);
  try {
    await eventually(
      async () =>
        (await story(goodId)).status === 'superseded' && (await story(lateId)).status === 'denied',
    );
  } finally {
    await sweep.stop();
  }
  await isPended(t, brokenId);
  t.equal(await refile(), 1, 'with the keys it is filed');
});

t.test('every number stays sealed: none is in the rows that were filed', async (t) => {
  const [row] = await inTransaction(
    runtime.judgeDatabase,
    (tx) => tx<{ found: number }[]>`
      select count(*)::integer as found from claim
      where to_jsonb(claim)::text ~ '(^|[^0-9a-f])9[0-9]{12}([^0-9a-f]|$)'`,
  );
  t.equal(row?.found, 0);
});
