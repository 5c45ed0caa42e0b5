import t from 'tap';
import type { Transaction } from '../../src/db/index.js';
import { basisPoints, rupees } from '../../src/domain/money.js';
import { isoDate } from '../../src/domain/calendar.js';
import { registerFamilies, registerHospitals, registerPackages } from '../../src/registry/index.js';
import { brokenBooks, openStay, potsOf } from '../support/admissions.js';
import { faultsOf, isProblem, keepsNothing, openApi, sendClaim } from '../support/api.js';
import {
  aClaim,
  BEGINS,
  drainAll,
  RATES,
  SCHEME_CODE,
  stayDay,
  TEST_KEYS,
  type PackageCode,
} from '../support/world.js';

const share = { value: basisPoints(1_000), source: 'demo-world' } as const;
const api = await openApi(t, {
  families: 7,
  terms: {
    coPay: [{ from: BEGINS, sector: 'public', share }],
    stayDocuments: [{ kind: { value: 'referral_letter', source: 'demo-world' } }],
  },
});
const { world } = api;
const personOf = (family: number, member = 0) => {
  const person = world.families[family]?.[member];
  if (person === undefined) throw new Error('nobody there');
  return person;
};
const cnicOf = (family: number, member = 0): string => personOf(family, member).cnic;
const DOCUMENTS = ['discharge_summary', 'referral_letter'].map((kind) => ({
  kind,
  sha256: 'a'.repeat(64),
}));

interface Pot {
  readonly tier: string;
  readonly scope: 'member' | 'family';
  readonly amountPaisa: number;
  readonly availablePaisa: number;
  readonly heldPaisa: number;
  readonly heldByStaysPaisa: number;
  readonly heldByClaimsPaisa: number;
  readonly consumedPaisa: number;
}

interface Checked {
  readonly known: boolean;
  readonly covered: boolean;
  readonly terms?: { readonly from: string; readonly policyYearOn: string };
  readonly findings: readonly { reason: string; en: { says: string }; ur: { says: string } }[];
  readonly pots: readonly Pot[];
  readonly openStays: { readonly person: number; readonly family: number };
  readonly packages: readonly {
    readonly lineNo: number;
    readonly packageCode: string;
    readonly listed: boolean;
    readonly tier?: string;
    readonly tariffPaisa?: number;
    readonly insurerPaisa?: number;
    readonly patientSharePaisa?: number;
    readonly hospitalBornePaisa?: number;
    readonly needsPreAuthorisation?: boolean;
    readonly documents: readonly string[];
    readonly hospitals: readonly { code: string; nearness: string }[];
  }[];
  readonly stayDocuments: readonly { kind: string }[];
}

const VERIFICATION = { method: 'biometric', reference: 'BVS-77' };
const check = (body: Record<string, unknown>, key?: string, query = '') =>
  api.post(`/v1/eligibility-checks${query}`, {
    body: { verification: VERIFICATION, day: stayDay(0), ...body },
    key,
    idempotencyKey: null,
  });

async function checked(body: Record<string, unknown>): Promise<Checked> {
  const answer = await check(body);
  if (answer.statusCode !== 200) throw new Error(`a check was refused: ${answer.body}`);
  return answer.json<Checked>();
}

const inRupees = (pot: Pot): string =>
  [
    pot.scope,
    pot.amountPaisa,
    pot.availablePaisa,
    pot.heldPaisa,
    pot.heldByStaysPaisa,
    pot.heldByClaimsPaisa,
    pot.consumedPaisa,
  ]
    .map((part) => (typeof part === 'number' ? part / 100 : part))
    .join(' ');

t.test('the balance is the ledger’s: stays, pended and decided claims of a family', async (t) => {
  await openStay(api, { cnic: cnicOf(0), admittedOn: stayDay(9) });
  await openStay(api, { cnic: cnicOf(0, 1), admittedOn: stayDay(9) });
  const more = { documents: DOCUMENTS };
  await sendClaim(api, aClaim({ cnic: cnicOf(0), more }));
  await sendClaim(
    api,
    aClaim({ cnic: cnicOf(0), admittedOn: stayDay(4), packageCode: 'CH-PAPER' }),
  );
  await drainAll(api.runtime);
  const before = await potsOf(api, personOf(0).familyId);
  t.same(before, ['family 25200 9000', 'member 16200 9000', 'member 9000 0']);
  const answer = await checked({ cnic: cnicOf(0) });
  t.same(answer.openStays, { person: 1, family: 2 });
  const secondary = answer.pots.filter(({ tier }) => tier === 'secondary');
  t.same(secondary.map(inRupees), [
    'member 40000 14800 16200 9000 7200 9000',
    'family 200000 165800 25200 18000 7200 9000',
  ]);
  t.same(answer.pots.filter(({ tier }) => tier === 'priority').map(inRupees), [
    'family 400000 400000 0 0 0 0',
  ]);
  t.match(answer, { covered: true, terms: { from: BEGINS, policyYearOn: '2024-07-01' } });
  t.same(await potsOf(api, personOf(0).familyId), before, 'asking moves nothing');
  t.same(await brokenBooks(api), []);
  const nextYear = await checked({ cnic: cnicOf(0), day: '2025-07-01' });
  t.ok(nextYear.pots.every(({ availablePaisa, amountPaisa }) => availablePaisa === amountPaisa));
});

t.test('what it says of each package is what the claim is then decided to pay', async (t) => {
  const plans: readonly (readonly PackageCode[])[] = [
    ['CH-MED'],
    ['CH-PAPER'],
    ['CH-HEART'],
    ['CH-MED', 'CH-PAPER'],
    // The member has 40,000 a year: little is left from here on.
    ['CH-MED', 'CH-DIAL'],
    ['CH-MED'],
    ['CH-BIRTH'],
    ['CH-HEART', 'CH-MED'],
  ];
  let fullyPaid = 0;
  let cut = 0;
  for (const [nth, plan] of plans.entries()) {
    const admittedOn = stayDay(nth);
    const cnic = cnicOf(1);
    const asked = { cnic, day: admittedOn, packageCodes: plan, nights: 2, diagnoses: ['J18.9'] };
    const { packages } = await checked(asked);
    const lines = plan.map((packageCode) => ({
      packageCode,
      quantity: 1,
      unitPricePaisa: RATES[packageCode] * 100,
    }));
    const id = await sendClaim(
      api,
      aClaim({ cnic, admittedOn, more: { lines, documents: DOCUMENTS } }),
    );
    await drainAll(api.runtime);
    const decision = (await api.get(`/v1/claims/${id}/decision`)).json<{
      lines: readonly Record<string, unknown>[];
    }>();
    const amountsOf = (line: object) => {
      const { packageCode, insurerPaisa, patientSharePaisa, hospitalBornePaisa } = line as Record<
        string,
        unknown
      >;
      return { packageCode, insurerPaisa, patientSharePaisa, hospitalBornePaisa };
    };
    t.strictSame(packages.map(amountsOf), decision.lines.map(amountsOf), plan.join(' '));
    t.same(
      packages.map(({ tariffPaisa }) => tariffPaisa),
      plan.map((code) => RATES[code] * 100),
    );
    for (const { hospitalBornePaisa } of packages) {
      if (hospitalBornePaisa === 0) fullyPaid += 1;
      else cut += 1;
    }
  }
  t.ok(fullyPaid >= 5 && cut >= 2, `${fullyPaid} paid whole, ${cut} cut by the limit`);
});

t.test('tells tier, pre-authorisation and papers, and a code that nobody listed', async (t) => {
  const packageCodes = ['CH-PAPER', 'CH-HEART', 'CH-NONE'];
  const { packages, stayDocuments, findings } = await checked({ cnic: cnicOf(2), packageCodes });
  t.match(packages, [
    { tier: 'secondary', needsPreAuthorisation: false, documents: ['discharge_summary'] },
    { tier: 'priority', needsPreAuthorisation: true, documents: [] },
    { listed: false, documents: [], hospitals: [] },
  ]);
  t.notOk('insurerPaisa' in (packages[2] ?? {}), 'no amount is made up');
  t.same(stayDocuments, [{ kind: 'referral_letter' }]);
  t.notOk(
    findings.some(({ reason }) => /DOCUMENT/.test(reason)),
    'papers are told, not missed',
  );
  t.ok(findings.some(({ reason }) => reason === 'PACKAGE_UNKNOWN'));
});

t.test('says why somebody is not covered, in both languages', async (t) => {
  const before = await checked({ cnic: cnicOf(2), day: '2023-06-01' });
  t.equal(before.covered, false);
  t.ok(before.findings.length > 0);
  t.same(before.pots, [], 'no terms, no pots');
  for (const { en, ur } of before.findings) {
    t.match(en.says, /[a-z]/);
    t.match(ur.says, /[\u0600-\u06FF]/);
  }
  const today = (await check({ cnic: cnicOf(2), day: undefined })).json<{ day: string }>();
  t.equal(today.day, '2024-09-01', 'today in Karachi unless told');
});

t.test('hospitals with the speciality: the family’s district, then its province', async (t) => {
  const hospital = (code: string, districtPcode: string, speciality = 'eye') => ({
    code,
    name: `Hospital ${code} (invented)`,
    districtPcode,
    invented: true,
    standings: [{ from: BEGINS, sector: 'public' as const, grade: 'A', beds: 10 }],
    licences: [{ from: BEGINS, kind: 'regular' as const, licenceNo: `L-${code}` }],
    empanelments: [{ from: BEGINS, schemeCode: SCHEME_CODE, tiers: ['secondary'] as const }],
    suspensions: [] as { from: typeof BEGINS; schemeCode: string; reason: string }[],
    specialities: [{ from: BEGINS, speciality }],
  });
  const many = Array.from({ length: 10 }, (_, nth) => hospital(`P-${10 + nth}`, 'PK501'));
  const suspended = {
    ...hospital('D-0', 'PK518'),
    suspensions: [{ from: BEGINS, schemeCode: SCHEME_CODE, reason: 'invented' }],
  };
  await api.asOwner(async (tx: Transaction) => {
    await registerHospitals(tx, [
      ...many,
      suspended,
      hospital('D-2', 'PK518'),
      hospital('D-1', 'PK518'),
      hospital('D-3', 'PK518', 'teeth'),
      hospital('A-FAR', 'PK601'),
    ]);
    const eye = {
      code: 'CH-EYE',
      nameEn: 'CH-EYE (invented)',
      from: BEGINS,
      tier: 'secondary' as const,
      speciality: 'eye',
      dayCare: false,
      session: false,
      maternity: false,
      lifeSaving: false,
      documents: [],
    };
    const rate = { packageCode: 'CH-EYE', grade: 'A', from: BEGINS, basis: 'case' as const };
    await registerPackages(tx, SCHEME_CODE, [eye], [{ ...rate, ratePaisa: rupees(3_000) }]);
  });
  const { packages } = await checked({ cnic: cnicOf(2), packageCodes: ['CH-EYE'] });
  const told = packages[0]?.hospitals.map(({ code, nearness }) => `${code} ${nearness}`);
  t.same(told, [
    'D-1 district',
    'D-2 district',
    ...Array.from({ length: 8 }, (_, nth) => `P-${10 + nth} province`),
  ]);
});

t.test('who is unknown, and whom a window may not see, are answered alike', async (t) => {
  const [HOSPITAL, , OTHER] = world.hospitals;
  const elsewhere = '9888800000001';
  await api.asOwner((tx) =>
    registerFamilies(tx, TEST_KEYS, [
      {
        schemeCode: SCHEME_CODE,
        districtPcode: 'PK501',
        enrolledOn: BEGINS,
        members: [
          {
            cnic: elsewhere,
            name: 'Member 1',
            sex: 'female',
            bornOn: isoDate('1990-05-05'),
            relation: 'head',
            memberFrom: BEGINS,
          },
        ],
      },
    ]),
  );
  const window = await api.keyFor([{ role: 'window', scope: { kind: 'district', id: 'PK518' } }]);
  const asked = `?hospitalId=${HOSPITAL}`;
  const unknown = await check({ cnic: world.strangerCnic(1) }, window, asked);
  t.equal(unknown.statusCode, 200);
  t.same(Object.keys(unknown.json()).sort(), ['known', 'notice']);
  t.equal((await check({ cnic: elsewhere }, window, asked)).body, unknown.body);
  t.equal((await check({ cnic: world.strangerCnic(1) })).body, unknown.body);
  t.match((await check({ cnic: cnicOf(3) }, window, asked)).json(), { known: true });
  t.match((await check({ cnic: elsewhere })).json(), { known: true }, 'a desk sees who is there');
  t.same(faultsOf(await check({ cnic: cnicOf(3) }, window)), ['/query/hospitalId missing']);
  const far = await api.keyFor([{ role: 'window', scope: { kind: 'province', id: 'PK6' } }]);
  isProblem(t, await check({ cnic: cnicOf(3) }, far, asked), 403, 'forbidden');
  isProblem(
    t,
    await check({ cnic: cnicOf(3) }, undefined, `?hospitalId=${OTHER}`),
    403,
    'forbidden',
  );
});

t.test('keeps nothing but a trace without the number, and tells no other stay', async (t) => {
  const cnic = cnicOf(4);
  await openStay(api, { cnic, admissionNo: 'ELSEWHERE-9' }, api.otherKey);
  await keepsNothing(t, api, async () => {
    const answer = await check({ cnic, packageCodes: ['CH-MED'] });
    t.match(answer.json(), { known: true, openStays: { person: 1, family: 1 } });
    const { familyId, personId } = personOf(4);
    for (const secret of [cnic, familyId, personId, 'ELSEWHERE-9', world.hospitals[1]]) {
      t.notOk(answer.body.includes(secret), `${secret} is not told`);
    }
  });
  const rows = await api.asOwner(
    (tx) => tx<{ subject: string; text: string; details: object }[]>`
      select subject, concat(actor, subject, details) as text, details
      from audit_event where act = 'eligibility.check' order by at, id`,
  );
  const own = rows.filter(({ subject }) => subject === personOf(4).personId);
  t.same(
    own.map(({ details }) => details),
    [{ hospitalId: world.hospitals[0], ...VERIFICATION }],
  );
  t.ok(rows.some(({ subject }) => subject === 'unknown person'));
  for (const { text } of rows) t.notMatch(text, /(?<![\da-f])\d{13}(?![\da-f])/);
  const broken = await check({ cnic: '12', verification: { method: 'card', reference: cnic } });
  t.same(faultsOf(broken), ['/body/cnic custom', '/body/verification/reference custom']);
  t.notMatch(broken.body, cnic);
});

t.test('one key asks sixty times a minute and no more', async (t) => {
  const id = world.hospitals[2];
  const key = await api.keyFor([{ role: 'hospital', scope: { kind: 'hospital', id } }]);
  const statuses = [];
  for (let nth = 0; nth < 61; nth += 1) {
    statuses.push((await check({ cnic: cnicOf(5) }, key)).statusCode);
  }
  t.same([...new Set(statuses.slice(0, 60))], [200]);
  t.equal(statuses.at(-1), 429);
});
