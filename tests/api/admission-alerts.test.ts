import t from 'tap';
import { aStay, openStay } from '../support/admissions.js';
import { openApi } from '../support/api.js';
import { SCHEME_CODE } from '../support/world.js';
import { isoDate } from '../../src/domain/calendar.js';

const api = await openApi(t, { families: 4 });
const [here, there] = api.world.hospitals;
const person = (family: number) => api.world.families[family]?.[0]?.cnic ?? '';
const adjudicatorOf = (id: string) =>
  api.keyFor([{ role: 'adjudicator', scope: { kind: 'scheme', id } }]);
const adjudicator = await adjudicatorOf(SCHEME_CODE);

interface Alerts {
  readonly on: string;
  readonly alerts: readonly {
    kind: string;
    hospitalId: string;
    admissionIds: string[];
    count: number;
  }[];
}

const ask = async (key = adjudicator): Promise<Alerts> => {
  const answer = await api.get('/v1/admission-alerts', { key });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<Alerts>();
};
const today = isoDate('2024-09-01');

t.test('a stay planned to end today is in order; a day later it is too long', async (t) => {
  const stay = await openStay(api, { cnic: person(0), admittedOn: isoDate('2024-08-30') });
  t.same(await ask(), { on: today, alerts: [] });
  api.clock.move(86_400_000);
  const late = { kind: 'open_too_long', hospitalId: here, admissionIds: [stay.id], count: 1 };
  t.same((await ask()).alerts, [late]);
  const body = { dischargedAt: '2024-09-01T12:00:00+05:00', dischargeType: 'home' };
  await api.post(`/v1/admissions/${stay.id}/discharge`, { body });
  t.same((await ask()).alerts, [], 'over when it is discharged');
});

t.test(
  'one person open in two hospitals is seen at once, and not one who was transferred',
  async (t) => {
    const draft = { cnic: person(1), admittedOn: isoDate('2024-09-01'), nights: 5 };
    const one = await openStay(api, draft);
    const two = await openStay(api, draft, api.otherKey);
    const [alert, ...others] = (await ask()).alerts;
    t.same(others, []);
    t.match(alert, { kind: 'open_in_two_hospitals', count: 2, admissionIds: [one.id, two.id] });
    t.same((await ask(await adjudicatorOf('NO-SUCH-SCHEME'))).alerts, [], 'not of this scheme');
    const body = { at: '2024-09-01T20:00:00+05:00', toHospitalCode: 'T-2', reason: 'ICU' };
    await api.post(`/v1/admissions/${one.id}/transfer`, { body });
    t.same((await ask()).alerts, []);
  },
);

t.test('a hospital with more open stays than beds is named with how many', async (t) => {
  await api.asOwner((tx) => tx`update hospital_standing set beds = 2 where hospital_id = ${there}`);
  const draft = (nth: number) =>
    aStay({ cnic: person(2), admittedOn: isoDate('2024-09-01'), nights: 9 + nth });
  const key = api.otherKey;
  t.equal((await api.post('/v1/admissions', { key, body: draft(0) })).statusCode, 201);
  t.same((await ask()).alerts, [], 'two stays in two beds');
  t.equal((await api.post('/v1/admissions', { key, body: draft(1) })).statusCode, 201);
  const full = { kind: 'above_beds', hospitalId: there, admissionIds: [], count: 1 };
  t.same((await ask()).alerts, [full]);
});
