import t from 'tap';
import { addDays, isoDate } from '../../../src/domain/calendar.js';
import {
  actOn,
  aStay,
  brokenBooks,
  openStay,
  potsOf,
  requestIn,
  type PreAuthorised,
} from '../../support/admissions.js';
import { faultsOf, openApi } from '../../support/api.js';
import { conflicts, insurerOf, reasonsOf, TODAY, WANTING } from '../../support/pre-authorised.js';
import { aClaim, drainAll, type ClaimDraft } from '../../support/world.js';

const api = await openApi(t, { families: 16, members: 2, terms: WANTING });
const { grant, find, decide, adjudicator } = await insurerOf(api);
const person = (family: number) => {
  const found = api.world.families[family]?.[0];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const priority = (familyId: string) => potsOf(api, familyId, 'priority');
/** Discharged on the day it began: the clock stands still. */
const heart = (draft: ClaimDraft) => aClaim({ packageCode: 'CH-HEART', nights: 0, ...draft });
const granted = async (cnic: string, more: Record<string, unknown> = {}): Promise<PreAuthorised> =>
  grant((await requestIn(api, { cnic, admissionOn: TODAY, more })).id);
/** What a dry-run wants to know. */
const VERIFIED = {
  officer: 'Desk officer 1',
  method: 'card',
  result: 'verified',
  at: `${TODAY}T08:00:00+05:00`,
};
const urgent = { admissionType: 'emergency' };

t.test('a claim against it takes its hold, and what it leaves is free', async (t) => {
  const { cnic, familyId } = person(0);
  const { id } = await granted(cnic);
  const dryRun = await api.post('/v1/claims/dry-run', {
    body: heart({ cnic, admittedOn: TODAY, asked: 90_000, more: { verification: VERIFIED } }),
  });
  t.match(dryRun.json(), { outcome: 'approved', insurerPaisa: 9_000_000 }, 'as its dry-run says');
  const claimed = await decide(heart({ cnic, admittedOn: TODAY, asked: 90_000 }));
  t.match(claimed, { outcome: 'approved', insurerPaisa: 9_000_000 });
  t.match(await find(id), { status: 'claimed', claimId: claimed.id, heldPaisa: 0 });
  t.same(await priority(familyId), ['family 0 90000']);
  t.same(await brokenBooks(api), []);
});

t.test('a claim over it is cut to what was granted', async (t) => {
  const { cnic, familyId } = person(1);
  await granted(cnic);
  const lines = [{ packageCode: 'CH-HEART', quantity: 2, unitPricePaisa: 10_000_000 }];
  const claimed = await decide(heart({ cnic, admittedOn: TODAY, more: { lines } }));
  t.match(claimed, { outcome: 'partial', insurerPaisa: 10_000_000 });
  t.match(claimed, { hospitalBornePaisa: 10_000_000 });
  t.same(reasonsOf(claimed), ['OVER_PRE_AUTHORISATION']);
  t.same(await priority(familyId), ['family 0 100000']);
});

t.test('a claim without it is denied, and holds nothing; an emergency pends', async (t) => {
  const { cnic, familyId } = person(2);
  const planned = await decide(heart({ cnic, admittedOn: TODAY }));
  t.match(planned, { outcome: 'denied', insurerPaisa: 0 });
  t.same(reasonsOf(planned), ['NOT_PRE_AUTHORISED']);
  t.same(await priority(familyId), []);
  const emergency = await decide(heart({ cnic, admittedOn: addDays(TODAY, -9), more: urgent }));
  t.equal(emergency.outcome, 'pended');
  t.same(reasonsOf(emergency), ['EMERGENCY_NOT_PRE_AUTHORISED']);
  t.same(await priority(familyId), ['family 100000 0'], 'a pended claim holds its share');
  t.same(await brokenBooks(api), []);
});

t.test('a claim for another package pends, its cover held', async (t) => {
  const { cnic, familyId } = person(3);
  const { id } = await granted(cnic, { lines: [{ packageCode: 'CH-MED' }] });
  const claimed = await decide(heart({ cnic, admittedOn: TODAY }));
  t.equal(claimed.outcome, 'pended');
  t.same(reasonsOf(claimed), ['PACKAGE_NOT_PRE_AUTHORISED']);
  t.same(await priority(familyId), ['family 100000 0']);
  t.same(await potsOf(api, familyId), ['family 0 0'], 'what was held for the other is free');
  t.match(await find(id), { status: 'claimed' });
});

t.test('a claim outside its days is one without it', async (t) => {
  const { cnic } = person(4);
  const { id } = await granted(cnic);
  const late = await decide(heart({ cnic, admittedOn: addDays(TODAY, -1) }));
  t.same(reasonsOf(late), ['NOT_PRE_AUTHORISED']);
  t.match(await find(id), { status: 'granted', heldPaisa: 10_000_000 });
});

t.test('the stay opened with it holds the rest; the claim takes both holds', async (t) => {
  const { cnic, familyId } = person(5);
  const { id } = await granted(cnic);
  const stay = await openStay(api, {
    cnic,
    admittedOn: TODAY,
    packages: ['CH-HEART', 'CH-MED'],
    more: { preAuthorisationId: id },
  });
  t.match(stay, { withinLimit: true, plannedPaisa: 11_000_000, heldPaisa: 1_000_000 });
  t.same(await priority(familyId), ['family 100000 0'], 'held once');
  const again = { body: { ...aStay({ cnic, admittedOn: TODAY }), preAuthorisationId: id } };
  t.same(faultsOf(await api.post('/v1/admissions', again)), [
    '/body/preAuthorisationId not-for-this-stay',
  ]);
  const lines = [
    { packageCode: 'CH-HEART', quantity: 1, unitPricePaisa: 10_000_000 },
    { packageCode: 'CH-MED', quantity: 1, unitPricePaisa: 1_000_000 },
  ];
  const more = { admissionNo: stay.admissionNo, lines };
  const claimed = await decide(heart({ cnic, admittedOn: TODAY, more }));
  t.match(claimed, { outcome: 'approved', insurerPaisa: 11_000_000 });
  t.match(await find(id), { status: 'claimed', claimId: claimed.id });
  t.same(await priority(familyId), ['family 0 100000']);
  t.same(await potsOf(api, familyId), ['family 0 10000']);
  t.same(await brokenBooks(api), []);
});

t.test('a stay cancelled leaves it standing for another', async (t) => {
  const { cnic } = person(6);
  const { id } = await granted(cnic);
  const open = { cnic, admittedOn: TODAY, packages: ['CH-HEART'] as const };
  const stay = await openStay(api, { ...open, more: { preAuthorisationId: id } });
  const why = { body: { reason: 'Sent home' } };
  t.equal((await api.post(`/v1/admissions/${stay.id}/cancellation`, why)).statusCode, 200);
  const left = await find(id);
  t.match(left, { status: 'granted', heldPaisa: 10_000_000 });
  t.notOk(left.admissionId);
  const next = await openStay(api, { ...open, more: { preAuthorisationId: id } });
  t.ok(next.withinLimit);
  t.equal((await find(id)).admissionId, next.id);
});

t.test('for an emergency that has begun: asked for its admission, held beside it', async (t) => {
  const { cnic, familyId } = person(7);
  const packages = ['CH-HEART', 'CH-MED'] as const;
  const stay = await openStay(api, { cnic, admittedOn: TODAY, packages, more: urgent });
  t.match(stay, { withinLimit: false, heldPaisa: 1_000_000 }, 'priority care waits for the grant');
  const lines = packages.map((packageCode) => ({ packageCode }));
  const named = { admissionNo: stay.admissionNo, admissionOn: undefined, lines };
  const asked = await requestIn(api, { cnic, more: { ...named, ...urgent } });
  const url = '/v1/pre-authorisations';
  const twice = { ...named, ...urgent, requestNo: 'P-twice' };
  const { verification } = aStay({ cnic });
  const body = { ...twice, cnic, verification, note: 'Again', dischargeOn: addDays(TODAY, 2) };
  await conflicts(t, api, api.hospitalKey, url, body, /waits for one/);
  t.match(await grant(asked.id), { heldPaisa: 10_000_000, withinLimit: true });
  t.same(await potsOf(api, familyId), ['family 10000 0'], 'secondary care is held once');
  const priced = [
    { packageCode: 'CH-HEART', quantity: 1, unitPricePaisa: 10_000_000 },
    { packageCode: 'CH-MED', quantity: 1, unitPricePaisa: 1_000_000 },
  ];
  const more = { ...urgent, admissionNo: stay.admissionNo, lines: priced };
  const claimed = await decide(heart({ cnic, admittedOn: TODAY, more }));
  t.match(claimed, { outcome: 'approved', insurerPaisa: 11_000_000 });
  t.match(await find(asked.id), { status: 'claimed' });
  t.same(await brokenBooks(api), []);
});

t.test('nothing is granted for a stay that is claimed or cancelled', async (t) => {
  const { cnic } = person(8);
  const packages = ['CH-HEART'] as const;
  const stay = await openStay(api, { cnic, admittedOn: TODAY, packages, more: urgent });
  const named = { admissionNo: stay.admissionNo, admissionOn: undefined };
  const asked = await requestIn(api, { cnic, more: { ...named, ...urgent } });
  const more = { ...urgent, admissionNo: stay.admissionNo };
  t.equal((await decide(heart({ cnic, admittedOn: TODAY, more }))).outcome, 'pended');
  const url = `/v1/pre-authorisations/${asked.id}/grant`;
  await conflicts(t, api, adjudicator, url, { reason: 'Late' }, /is claimed/);
});

t.test('a revision keeps the grant of the claim that it replaces', async (t) => {
  const { cnic, familyId } = person(9);
  const { id } = await granted(cnic, {
    lines: [{ packageCode: 'CH-HEART' }, { packageCode: 'CH-PAPER' }],
  });
  const lines = (paisa: number) => [
    { packageCode: 'CH-HEART', quantity: 1, unitPricePaisa: paisa },
    { packageCode: 'CH-PAPER', quantity: 1, unitPricePaisa: 800_000 },
  ];
  const first = heart({ cnic, admittedOn: TODAY, more: { lines: lines(10_000_000) } });
  const pended = await decide(first);
  t.match(reasonsOf(pended), ['DOCUMENT_MISSING']);
  const documents = [{ kind: 'discharge_summary', sha256: 'a'.repeat(64) }];
  const body = { ...first, hospitalClaimNo: 'C-revised', documents };
  const revised = await api.post(`/v1/claims/${pended.id}/revisions`, { body });
  t.equal(revised.statusCode, 202, revised.body);
  await drainAll(api.runtime);
  const newId = revised.json<{ id: string }>().id;
  const decision = (await api.get(`/v1/claims/${newId}/decision`)).json<{ outcome: string }>();
  t.equal(decision.outcome, 'approved');
  t.match(await find(id), { status: 'claimed', claimId: newId });
  t.same(await priority(familyId), ['family 0 100000']);
  t.same(await brokenBooks(api), []);
});

t.test('cover of another policy year is not the stay’s', async (t) => {
  const { cnic } = person(10);
  const { id } = await granted(cnic, { admissionType: 'emergency' });
  t.match(await find(id), { status: 'granted' });
  const body = {
    ...aStay({ cnic, admittedOn: isoDate('2024-06-29'), packages: ['CH-HEART'] }),
    preAuthorisationId: id,
  };
  const answer = await api.post('/v1/admissions', { body });
  t.match(answer.json<{ faults: { message: string }[] }>().faults[0]?.message, /policy year/);
});

t.test('while the scheme takes pre-authorised emergencies only', async (t) => {
  const only = { value: 'pre_authorised_emergencies' as const, source: 'demo-world' as const };
  const admissionLimits = [{ from: isoDate('2024-08-22'), only }];
  const suspended = await openApi(t, { families: 3, terms: { ...WANTING, admissionLimits } });
  const insurer = await insurerOf(suspended);
  const cnicOf = (family: number) => suspended.world.families[family]?.[0]?.cnic ?? '';
  const without = await insurer.decide(
    aClaim({ cnic: cnicOf(0), admittedOn: TODAY, nights: 0, more: urgent }),
  );
  t.same(reasonsOf(without), ['EMERGENCY_NOT_AUTHORISED']);
  const asking = { cnic: cnicOf(1), admissionOn: TODAY, packages: ['CH-MED'] as const };
  const asked = await requestIn(suspended, { ...asking, more: urgent });
  t.equal(asked.status, 'pended');
  await actOn(suspended, insurer.adjudicator, asked.id, 'grant');
  const body = aClaim({ cnic: cnicOf(1), admittedOn: TODAY, nights: 0, more: urgent });
  t.match(await insurer.decide(body), { outcome: 'approved', insurerPaisa: 1_000_000 });
});
