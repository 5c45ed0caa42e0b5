import t from 'tap';
import { brokenBooks, openStay, potsOf, type Stay } from '../../support/admissions.js';
import { openApi, sendClaim, type Api } from '../../support/api.js';
import { aClaim, drainAll, SCHEME_CODE, stayDay } from '../../support/world.js';

const api = await openApi(t, { families: 12, members: 2 });
const person = (family: number, member = 0) => {
  const found = api.world.families[family]?.[member];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const adjudicator = await api.keyFor([
  { role: 'adjudicator', scope: { kind: 'scheme', id: SCHEME_CODE } },
]);

interface Decided {
  readonly outcome: string;
  readonly insurerPaisa: number;
  readonly findings: readonly { reason: string }[];
  readonly draws: readonly { layer: string; amountPaisa: number }[];
}

async function decide(api: Api, body: unknown): Promise<Decided & { id: string }> {
  const id = await sendClaim(api, body);
  await drainAll(api.runtime);
  const answer = await api.get(`/v1/claims/${id}/decision`);
  return { ...answer.json<Decided>(), id };
}

const stayOf = async (id: string): Promise<Stay> =>
  (await api.get(`/v1/admissions/${id}`)).json<Stay>();
const reasonsOf = (decided: Decided): readonly string[] =>
  decided.findings.map(({ reason }) => reason);
const act = (id: string, name: string, body: unknown, key?: string) =>
  api.post(`/v1/admissions/${id}/${name}`, { body, ...(key === undefined ? {} : { key }) });

t.test(
  'a stay holds its tariff at once; its claim takes the hold and the rest is free',
  async (t) => {
    const { cnic, familyId } = person(0);
    const stay = await openStay(api, { cnic, packages: ['CH-MED', 'CH-PAPER'] });
    t.match(stay, { status: 'open', covered: true, withinLimit: true, heldPaisa: 1_800_000 });
    t.same(await potsOf(api, familyId), ['family 18000 0', 'member 18000 0']);
    t.same(await brokenBooks(api), []);
    const body = aClaim({ cnic, asked: 9_000, more: { admissionNo: stay.admissionNo } });
    const decided = await decide(api, body);
    t.match(decided, { outcome: 'approved', insurerPaisa: 900_000 });
    t.same(await potsOf(api, familyId), ['family 0 9000', 'member 0 9000']);
    t.match(await stayOf(stay.id), { status: 'claimed', claimId: decided.id, heldPaisa: 0 });
    t.same(await brokenBooks(api), []);
  },
);

t.test('an open stay leaves that much less for others of the family', async (t) => {
  const { cnic, familyId } = person(1);
  const stays = [0, 1, 2].map((nth) => ({ cnic, admittedOn: stayDay(nth) }));
  for (const draft of stays) await openStay(api, draft);
  const fourth = await openStay(api, { cnic, admittedOn: stayDay(3), packages: ['CH-BIRTH'] });
  t.match(fourth, { withinLimit: false, plannedPaisa: 1_800_000, heldPaisa: 1_000_000 });
  t.same(await potsOf(api, familyId), ['family 40000 0', 'member 40000 0'], 'to the last rupee');
  const later = await openStay(api, { cnic, admittedOn: stayDay(4) });
  t.match(later, { withinLimit: false, heldPaisa: 0 });
  const decided = await decide(api, aClaim({ cnic, admittedOn: stayDay(5) }));
  t.equal(decided.outcome, 'denied', 'a claim without an admission finds no room');
  t.same(await brokenBooks(api), []);
});

t.test('one rupee left does not carry an operation', async (t) => {
  const { cnic, familyId } = person(2);
  await openStay(api, { cnic, packages: ['CH-MED', 'CH-MED', 'CH-MED'] });
  const first = await openStay(api, { cnic, admittedOn: stayDay(1), packages: ['CH-PAPER'] });
  await decide(api, aClaim({ cnic, admittedOn: stayDay(9), asked: 1_999 }));
  t.same(await potsOf(api, familyId), ['family 38000 1999', 'member 38000 1999']);
  const stay = await openStay(api, { cnic, admittedOn: stayDay(2) });
  t.match(stay, { withinLimit: false, heldPaisa: 100 }, 'the desk hears so at admission');
  const more = { admissionNo: stay.admissionNo };
  const decided = await decide(api, aClaim({ cnic, admittedOn: stayDay(2), more }));
  t.match(decided, { outcome: 'partial', insurerPaisa: 100 });
  t.match(reasonsOf(decided), ['SUM_INSURED_PART_LEFT']);
  t.equal((await stayOf(first.id)).heldPaisa, 800_000, 'what another stay holds is untouched');
  t.same(await brokenBooks(api), []);
});

t.test('complications of a stay begun within the limit are carried past it', async (t) => {
  const { cnic, familyId } = person(3);
  const stay = await openStay(api, { cnic, packages: ['CH-MED'] });
  await openStay(api, { cnic, admittedOn: stayDay(2), packages: ['CH-MED', 'CH-MED', 'CH-MED'] });
  const price = (packageCode: string, rupees: number) => ({
    packageCode,
    unitPricePaisa: rupees * 100,
  });
  const lines = [price('CH-MED', 10_000), price('CH-DIAL', 5_000)];
  const more = { admissionNo: stay.admissionNo, lines };
  const decided = await decide(api, aClaim({ cnic, more }));
  t.match(decided, { outcome: 'approved', insurerPaisa: 1_500_000 });
  t.match(reasonsOf(decided), ['CARRIED_PAST_LIMIT']);
  t.same(decided.draws.map(({ layer }) => layer).sort(), ['excess', 'secondary']);
  t.same(await potsOf(api, familyId), ['family 30000 10000', 'member 30000 10000']);
  t.same(await brokenBooks(api), []);
});

t.test('another treatment than the planned one is not carried', async (t) => {
  const { cnic } = person(4);
  const stay = await openStay(api, { cnic, packages: ['CH-DIAL'] });
  t.equal(stay.withinLimit, true);
  const packages = ['CH-MED', 'CH-MED', 'CH-MED', 'CH-DIAL'] as const;
  await openStay(api, { cnic, admittedOn: stayDay(2), packages });
  const more = { admissionNo: stay.admissionNo };
  const decided = await decide(api, aClaim({ cnic, asked: 10_000, more }));
  t.match(decided, { outcome: 'partial', insurerPaisa: 500_000 }, 'what its stay had held');
  t.same(reasonsOf(decided), ['SUM_INSURED_PART_LEFT']);
});

t.test(
  'a hospital calls it an emergency, and it pends; an officer confirms, and it is carried',
  async (t) => {
    const { cnic } = person(5);
    await openStay(api, { cnic, packages: ['CH-MED', 'CH-MED', 'CH-MED', 'CH-MED'] });
    const emergency = { admissionType: 'emergency' };
    const [one, two] = [
      await openStay(api, { cnic, admittedOn: stayDay(3), more: emergency }),
      await openStay(api, { cnic, admittedOn: stayDay(6), more: emergency }),
    ];
    const basis = { reason: 'Seen by the medical officer on the ward' };
    t.equal((await act(two.id, 'emergency-confirmation', basis)).statusCode, 403, 'not by itself');
    const confirmed = await act(two.id, 'emergency-confirmation', basis, adjudicator);
    t.match(confirmed.json(), { emergencyConfirmed: true });
    const claimFor = (stay: Stay, nth: number) =>
      aClaim({
        cnic,
        admittedOn: stayDay(nth),
        more: { ...emergency, admissionNo: stay.admissionNo },
      });
    const pended = await decide(api, claimFor(one, 3));
    t.equal(pended.outcome, 'pended');
    t.match(reasonsOf(pended), ['SUM_INSURED_SPENT', 'EMERGENCY_UNCONFIRMED']);
    const carried = await decide(api, claimFor(two, 6));
    t.match(carried, { outcome: 'approved', insurerPaisa: 1_000_000 });
    t.same(reasonsOf(carried), ['CARRIED_PAST_LIMIT']);
    t.same(await brokenBooks(api), []);
  },
);

t.test(
  'a denial that papers can cure keeps the hold; one that nothing can gives it back',
  async (t) => {
    const { cnic, familyId, personId } = person(6);
    const stay = await openStay(api, { cnic });
    const died = (on: string | null) =>
      api.asOwner((tx) => tx`update person set died_on = ${on} where id = ${personId}`);
    const more = { admissionNo: stay.admissionNo };
    await died('2024-05-05');
    const denied = await decide(api, aClaim({ cnic, more }));
    t.same([denied.outcome, reasonsOf(denied)], ['denied', ['DIED_BEFORE_ADMISSION']]);
    t.same(await potsOf(api, familyId), ['family 10000 0', 'member 10000 0']);
    t.match(await stayOf(stay.id), { status: 'open', heldPaisa: 1_000_000 });
    t.same(await brokenBooks(api), []);
    await died(null);
    const revised = await api.post(`/v1/claims/${denied.id}/revisions`, {
      body: aClaim({ cnic, asked: 9_500, more }),
    });
    t.equal(revised.statusCode, 202);
    await drainAll(api.runtime);
    t.same(await potsOf(api, familyId), ['family 0 9500', 'member 0 9500']);
    const twin = await openStay(api, { cnic, admittedOn: stayDay(0) });
    const again = await decide(
      api,
      aClaim({ cnic, asked: 9_500, more: { admissionNo: twin.admissionNo } }),
    );
    t.same(reasonsOf(again), ['EXACT_DUPLICATE']);
    t.same(await potsOf(api, familyId), ['family 0 9500', 'member 0 9500'], 'released at once');
    t.match(await stayOf(twin.id), { status: 'claimed', heldPaisa: 0 });
    t.same(await brokenBooks(api), []);
  },
);

t.test('a pended claim takes the hold with it, and its revision takes it on', async (t) => {
  const { cnic, familyId } = person(7);
  const stay = await openStay(api, { cnic, packages: ['CH-PAPER'] });
  const more = { admissionNo: stay.admissionNo };
  const pended = await decide(api, aClaim({ cnic, packageCode: 'CH-PAPER', more }));
  t.equal(pended.outcome, 'pended');
  t.same(await potsOf(api, familyId), ['family 8000 0', 'member 8000 0'], 'held once, not twice');
  t.same(await brokenBooks(api), []);
  const documents = [{ kind: 'discharge_summary', sha256: 'a'.repeat(64) }];
  await api.post(`/v1/claims/${pended.id}/revisions`, {
    body: aClaim({ cnic, packageCode: 'CH-PAPER', asked: 7_000, more: { ...more, documents } }),
  });
  await drainAll(api.runtime);
  t.same(await potsOf(api, familyId), ['family 0 7000', 'member 0 7000']);
  t.same(await brokenBooks(api), []);
});

t.test(
  'change, extension and cancellation move the hold; discharge and transfer keep it',
  async (t) => {
    const { cnic, familyId } = person(8);
    const stay = await openStay(api, { cnic });
    const plan = { dischargeOn: '2024-07-13' };
    const changed = await act(stay.id, 'changes', {
      ...plan,
      lines: [{ packageCode: 'CH-PAPER' }, { packageCode: 'CH-DIAL', quantity: 2 }],
    });
    t.match(changed.json(), { heldPaisa: 1_800_000, withinLimit: true, status: 'open' });
    t.same(await potsOf(api, familyId), ['family 18000 0', 'member 18000 0']);
    const longer = { dischargeOn: '2024-07-20', reason: 'Fever' };
    t.match((await act(stay.id, 'extensions', longer)).json(), { dischargeOn: '2024-07-20' });
    t.equal((await act(stay.id, 'extensions', longer)).statusCode, 400, 'no longer than before');
    const discharge = { dischargedAt: '2024-07-19T11:00:00+05:00', dischargeType: 'home' };
    t.match((await act(stay.id, 'discharge', discharge)).json(), {
      status: 'discharged',
      endedOn: '2024-07-19',
      heldPaisa: 1_800_000,
    });
    t.equal((await act(stay.id, 'extensions', longer)).statusCode, 409, 'it is over');
    t.match((await act(stay.id, 'cancellation', { reason: 'No claim' })).json(), {
      status: 'cancelled',
      heldPaisa: 0,
    });
    t.same(await potsOf(api, familyId), ['family 0 0', 'member 0 0']);
    const moved = await openStay(api, { cnic, admittedOn: stayDay(6) });
    const transfer = { at: '2024-07-29T10:00:00+05:00', toHospitalCode: 'T-2', reason: 'ICU' };
    t.match((await act(moved.id, 'transfer', transfer)).json(), { status: 'transferred' });
    t.same(await potsOf(api, familyId), ['family 10000 0', 'member 10000 0']);
    t.same(await brokenBooks(api), []);
  },
);

t.test('a stay that the rules deny is opened with nothing held, and says why', async (t) => {
  const { cnic, familyId, personId } = person(9);
  await api.asOwner((tx) => tx`update person set died_on = '2024-05-05' where id = ${personId}`);
  const stay = await openStay(api, { cnic });
  t.match(stay, { status: 'open', covered: false, withinLimit: false, heldPaisa: 0 });
  t.match(stay.findings, [{ kind: 'deny', reason: 'DIED_BEFORE_ADMISSION' }]);
  t.same(await potsOf(api, familyId), []);
});

t.test('priority care is not held at admission', async (t) => {
  const { cnic, familyId } = person(10);
  const stay = await openStay(api, { cnic, packages: ['CH-MED', 'CH-HEART'] });
  t.match(stay, { withinLimit: false, plannedPaisa: 11_000_000, heldPaisa: 1_000_000 });
  t.same(await potsOf(api, familyId, 'priority'), []);
});

t.test('a claim of another hospital, or a second one, does not take the hold', async (t) => {
  const { cnic, familyId } = person(11);
  const stay = await openStay(api, { cnic });
  const more = { admissionNo: stay.admissionNo };
  await sendClaim(api, aClaim({ cnic, admittedOn: stayDay(3), more }), { key: api.otherKey });
  await drainAll(api.runtime);
  t.same(await potsOf(api, familyId), ['family 10000 10000', 'member 10000 10000']);
  await decide(api, aClaim({ cnic, more }));
  await decide(api, aClaim({ cnic, admittedOn: stayDay(6), more }));
  t.same(await potsOf(api, familyId), ['family 0 30000', 'member 0 30000']);
  t.same(await brokenBooks(api), []);
});
