import { Readable } from 'node:stream';
import t, { type Test } from 'tap';
import { inTransaction, openDatabase, type Database } from '../../../src/db/index.js';
import { rupees } from '../../../src/domain/money.js';
import { REAL_SCHEMES } from '../../../src/domain/scheme/schemes/index.js';
import {
  openImport,
  registerSchemes,
  writeImport,
  type ImportCounts,
  type ImportKind,
  type LineReport,
} from '../../../src/registry/index.js';
import { readReference } from '../../../src/registry/reference.store.js';
import { testDatabase } from '../../support/database.js';
import { TEST_KEYS } from '../../support/world.js';

const SCHEME = 'KP-SCP';

async function registry(t: Test): Promise<Database> {
  const { ownerUrl } = await testDatabase(t);
  const owner = openDatabase(ownerUrl, { name: 'test', max: 4, statementTimeoutMs: 30_000 });
  t.teardown(() => owner.end({ timeout: 5 }));
  await inTransaction(owner, (tx) => registerSchemes(tx, REAL_SCHEMES));
  return owner;
}

interface Imported extends Partial<ImportCounts> {
  readonly told: readonly string[];
}

/** Imports a file; counts that are 0 are left out, and every line told is one text. */
async function importing(owner: Database, kind: ImportKind, file: string): Promise<Imported> {
  const { rows } = await openImport(kind, () => Readable.from([file]));
  const told: string[] = [];
  const target = { schemeCode: SCHEME, keys: TEST_KEYS };
  const onLine = ({ line, kind: as, says }: LineReport): void => {
    told.push(`${line} ${as}: ${says.join('; ')}`);
  };
  const counts = await writeImport(owner, kind, rows as never, target, onLine);
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return { ...(Object.fromEntries(some) as Partial<ImportCounts>), told };
}

async function versionOf(owner: Database): Promise<bigint> {
  const [row] = await owner<{ version: bigint }[]>`select version from registry_version`;
  return row?.version ?? 0n;
}

const PACKAGES = 'code,name,tier,from,alos_days,documents\n';
const RATES = 'package_code,grade,rate_pkr,from\n';

t.test('the same file twice changes nothing the second time', async (t) => {
  const owner = await registry(t);
  const packages = `${PACKAGES}P1,One,secondary,2024-01-01,3,a;b\nP2,Two,priority,2024-01-01,,\n`;
  const rates = `${RATES}P1,A,100.50,2024-01-01\nP1,B,90,2024-01-01\n`;
  t.same(await importing(owner, 'packages', packages), { rows: 2, inserted: 2, told: [] });
  t.same(await importing(owner, 'tariff', rates), { rows: 2, inserted: 2, told: [] });
  const version = await versionOf(owner);
  t.same(await importing(owner, 'packages', packages), { rows: 2, unchanged: 2, told: [] });
  t.same(await importing(owner, 'tariff', rates), { rows: 2, unchanged: 2, told: [] });
  t.equal(await versionOf(owner), version, 'nobody is told to read again');
  const stored = await owner`select code, tier, alos_days, documents from package order by code`;
  t.same(stored, [
    { code: 'P1', tier: 'secondary', alos_days: 3, documents: ['a', 'b'] },
    { code: 'P2', tier: 'priority', alos_days: null, documents: [] },
  ]);
});

t.test('what is there is never overwritten; another first day adds an edition', async (t) => {
  const owner = await registry(t);
  await importing(owner, 'packages', `${PACKAGES}P1,One,secondary,2024-01-01,3,\n`);
  const changed = await importing(
    owner,
    'packages',
    `${PACKAGES}P1,One,secondary,2024-01-01,4,\nP1,One,secondary,2025-01-01,4,\n`,
  );
  t.match(changed, { rows: 2, inserted: 1, refused: 1 });
  t.match(changed.told, [/^2 refused: the registry has it from the same day with other content/]);
  t.same(await owner`select from_on, alos_days from package order by from_on`, [
    { from_on: '2024-01-01', alos_days: 3 },
    { from_on: '2025-01-01', alos_days: 4 },
  ]);
});

t.test('a rate is for a package on the list', async (t) => {
  const owner = await registry(t);
  await importing(owner, 'packages', `${PACKAGES}P1,One,secondary,2024-01-01,,\n`);
  t.same(await importing(owner, 'tariff', `${RATES}P1,A,1,2024-01-01\nP9,A,1,2024-01-01\n`), {
    rows: 2,
    inserted: 1,
    refused: 1,
    told: ['3 refused: package P9 is not on the list of KP-SCP'],
  });
});

t.test('what a package asks, and rates by ward, come back as the file says them', async (t) => {
  const owner = await registry(t);
  const packages = (sided: string) =>
    `code,name,tier,from,sided,days_between,includes\nP1,One,secondary,2024-01-01,${sided},180,P8;P9\nP2,Two,secondary,2024-01-01,,,\n`;
  t.match(await importing(owner, 'packages', packages('true')), { inserted: 2 });
  t.match(await importing(owner, 'packages', packages('true')), { unchanged: 2 });
  t.match(await importing(owner, 'packages', packages('false')), { unchanged: 1, refused: 1 });
  const rates = `package_code,grade,basis,rate_pkr,hdu_rate_pkr,icu_rate_pkr,icu_ventilator_rate_pkr,from
P1,A,ward_day,1800,2700,3600,4500,2024-01-01
P1,B,ward_day,1500,,3000.50,,2024-01-01
P2,A,case,9000,,,,2024-01-01
P2,B,case,9000,,12000,,2024-01-01
`;
  t.same(await importing(owner, 'tariff', rates), {
    rows: 4,
    inserted: 3,
    refused: 1,
    told: ['5 refused: icu_rate_pkr is for a rate by ward_day'],
  });
  t.match(await importing(owner, 'tariff', rates), { unchanged: 3 });

  const reference = await inTransaction(owner, (tx) => readReference(tx));
  const [one, two] = ['P1', 'P2'].map((code) => reference.packages.get(`${SCHEME}/${code}`)?.[0]);
  t.same(one?.limits, { sided: true, daysBetween: 180, includes: ['P8', 'P9'] });
  t.equal(two?.limits, undefined);
  const wards = (key: string) => reference.rates.get(`${SCHEME}/${key}`)?.[0]?.wardRatesPaisa;
  t.same(wards('P1/A'), {
    hdu: rupees(2_700),
    icu: rupees(3_600),
    icu_ventilator: rupees(4_500),
  });
  t.same(wards('P1/B'), { icu: 300_050n });
  t.equal(wards('P2/A'), undefined);
});

t.test('hospitals with what is dated of them', async (t) => {
  const owner = await registry(t);
  const header =
    'hospital_code,fact,from,to,name,district_pcode,sector,grade,beds,licence_kind,licence_no,tiers,reason,speciality\n';
  const file = `${header}H1,hospital,,,Invented A,PK528,,,,,,,,
H1,standing,2024-01-01,,,,private,B,120,,,,,
H1,licence,2024-01-01,,,,,,,regular,L-1,,,
H1,empanelment,2024-01-01,,,,,,,,,secondary;priority,,
H1,suspension,2024-03-01,2024-04-01,,,,,,,,,below standard,
H1,speciality,2024-01-01,,,,,,,,,,,eye
H1,speciality,2024-01-01,,,,,,,,,,,ent
H2,standing,2024-01-01,,,,private,B,120,,,,,
`;
  const unknown = '9 refused: no row says which hospital H2 is';
  const first = await importing(owner, 'hospitals', file);
  t.same(first, { rows: 8, inserted: 7, refused: 1, told: [unknown] });
  const again = await importing(owner, 'hospitals', file);
  t.same(again, { rows: 8, unchanged: 7, refused: 1, told: [unknown] });
  const more = await importing(
    owner,
    'hospitals',
    `${header}H1,standing,2024-01-01,,,,private,A,120,,,,,\nH1,standing,2025-01-01,,,,private,A,150,,,,,\n`,
  );
  t.match(more, { inserted: 1, refused: 1, told: [/^2 refused: the registry has it/] });
  t.same(await owner`select from_on, grade, beds from hospital_standing order by from_on`, [
    { from_on: '2024-01-01', grade: 'B', beds: 120 },
    { from_on: '2025-01-01', grade: 'A', beds: 150 },
  ]);
  t.match(await owner`select scheme_code, tiers from empanelment`, [
    { scheme_code: SCHEME, tiers: ['secondary', 'priority'] },
  ]);
});

const FAMILIES =
  'family_key,district_pcode,enrolled_on,cnic,name,sex,born_on,died_on,relation,member_from\n';
const member = (family: string, no: number, name = 'A', district = 'PK528'): string =>
  `${family},${district},2024-01-01,${9_000_000_000_000 + no},${name},male,1980-01-01,,son,2024-01-01\n`;

t.test('families are found again by their members, and grow', async (t) => {
  const owner = await registry(t);
  const file = FAMILIES + member('F1', 1) + member('F1', 2) + member('F2', 3);
  t.same(await importing(owner, 'families', file), { rows: 3, inserted: 3, told: [] });
  t.same(await importing(owner, 'families', file), { rows: 3, unchanged: 3, told: [] });
  const born = FAMILIES + member('X9', 2) + member('X9', 4);
  t.same(await importing(owner, 'families', born), {
    rows: 2,
    unchanged: 1,
    inserted: 1,
    told: [],
  });
  const sizes = await owner`
    select count(*)::integer as members from member group by family_id order by 1`;
  t.same(sizes, [{ members: 1 }, { members: 3 }]);
  const [accounts] = await owner`select count(*)::integer as made from cover_account`;
  t.same(accounts, { made: 2 }, 'each family has its account');
  const lanes = await owner`
    select 1 from person_directory d join member m on m.person_id = d.person_id
    where m.lane <> d.lane or m.family_id <> d.family_id`;
  t.equal(lanes.length, 0, 'directory and membership agree');
});

t.test('what the registry has otherwise of a family is refused, without its number', async (t) => {
  const owner = await registry(t);
  await importing(owner, 'families', FAMILIES + member('F1', 1) + member('F2', 2));
  const refused = await importing(
    owner,
    'families',
    FAMILIES +
      member('F1', 1, 'B') +
      member('F3', 2, 'A', 'PK501') +
      member('F4', 1) +
      member('F4', 2),
  );
  t.match(refused.told, [
    /^2 refused: the number stands on line 4 too/,
    /^3 refused: the number stands on line 5 too/,
    /^4 refused: the number stands on line 2 too/,
    /^5 refused: the number stands on line 3 too/,
  ]);
  const named = await importing(owner, 'families', FAMILIES + member('F1', 1, 'B'));
  t.match(named.told, [/^2 refused: the registry has this person with another name$/]);
  const moved = await importing(owner, 'families', FAMILIES + member('F1', 1, 'A', 'PK501'));
  t.match(moved.told, [/^2 refused: the registry has this family with another district_pcode/]);
  const mixed = await importing(owner, 'families', FAMILIES + member('F4', 1) + member('F4', 2));
  t.match(mixed.told, [/in different families$/, /in different families$/]);
  t.notMatch([...refused.told, ...named.told, ...mixed.told].join(), /9\d{12}/);
  t.same(await owner`select distinct name from person`, [{ name: 'A' }]);
});

t.test('deserving families are listed, by all their rows alike', async (t) => {
  const owner = await registry(t);
  const columns = `${FAMILIES.trim()},deserving_from,deserving_to\n`;
  const more = (no: number, days: string) => `${member('F1', no).trim()},${days}\n`;
  const mixed = await importing(owner, 'families', columns + more(1, '2023-07-01,') + more(2, ','));
  t.match(mixed.told, [
    /^2 refused: the rows of the family differ in deserving_from$/,
    /^3 refused: the rows of the family differ in deserving_from$/,
  ]);
  const one = columns + more(1, '2023-07-01,2024-06-30');
  t.match(await importing(owner, 'families', one), { inserted: 1 });
  t.match(await importing(owner, 'families', one), { unchanged: 1, told: [] });
  t.same(await owner`select deserving_from, deserving_to from family`, [
    { deserving_from: '2023-07-01', deserving_to: '2024-06-30' },
  ]);
  const other = await importing(owner, 'families', columns + more(1, '2023-07-01,'));
  t.match(other.told, [/^2 refused: the registry has this family with another deserving_to$/]);
});

t.test('blocks, address and registration are kept, for new families and new members', async (t) => {
  const owner = await registry(t);
  const columns = `${FAMILIES.trim()},registered_on,blocked_from,blocked_to,permanent_pcode\n`;
  const more = (family: string, no: number, facts: string) =>
    `${member(family, no).trim()},${facts}\n`;
  const first = columns + more('F1', 1, '2024-02-01,2024-03-01,2024-04-01,PK501');
  t.match(await importing(owner, 'families', first), { inserted: 1 });
  t.match(await importing(owner, 'families', first), { unchanged: 1, told: [] });
  const grown = first + more('F1', 2, ',2024-05-01,,');
  t.match(await importing(owner, 'families', grown), { unchanged: 1, inserted: 1 });
  const kept = await owner`
    select m.registered_on, p.blocked_from, p.blocked_to, p.permanent_pcode
    from person p join member m on m.lane = p.lane and m.person_id = p.id order by p.blocked_from`;
  t.same(kept, [
    {
      registered_on: '2024-02-01',
      blocked_from: '2024-03-01',
      blocked_to: '2024-04-01',
      permanent_pcode: 'PK501',
    },
    { registered_on: null, blocked_from: '2024-05-01', blocked_to: null, permanent_pcode: null },
  ]);
  const other = columns + more('F1', 1, ',2024-03-02,2024-04-01,PK501');
  t.match((await importing(owner, 'families', other)).told, [
    /^2 refused: the registry has this person with another registered_on, blocked_from$/,
  ]);
});

t.test('a family stays one where pieces meet, also around a row that is refused', async (t) => {
  const owner = await registry(t);
  // 666 families of three: the first piece ends inside a family, and its second row is refused.
  const families = Array.from({ length: 900 }, (_, no) =>
    [1, 2, 3].map((each) => member(`F${no}`, no * 10 + each)).join(''),
  );
  const file = FAMILIES + families.join('').replaceAll('9000000006662,A', '9000000006662,');
  const counts = await importing(owner, 'families', file);
  t.match(counts, { rows: 2_700, inserted: 2_699, refused: 1, told: [/name is missing/] });
  const [stored] = await owner`select count(*)::integer as families from family`;
  t.same(stored, { families: 900 });
});

t.test('two imports of one file at once take each row once', async (t) => {
  const owner = await registry(t);
  const file = FAMILIES + Array.from({ length: 60 }, (_, no) => member(`F${no}`, no)).join('');
  const both = await Promise.all([
    importing(owner, 'families', file),
    importing(owner, 'families', file),
  ]);
  t.equal(
    both.reduce((sum, { inserted = 0 }) => sum + inserted, 0),
    60,
  );
  t.equal(
    both.reduce((sum, { unchanged = 0 }) => sum + unchanged, 0),
    60,
  );
});

t.test('no number of a person is stored in clear', async (t) => {
  const owner = await registry(t);
  await importing(owner, 'families', FAMILIES + member('F1', 77));
  for (const table of ['family', 'person', 'member', 'person_directory']) {
    const rows = await owner`select r::text as text from ${owner(table)} r`;
    t.ok(rows.length > 0, table);
    t.notMatch(JSON.stringify(rows), /9000000000077/, table);
  }
});
