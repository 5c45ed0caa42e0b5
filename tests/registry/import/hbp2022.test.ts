import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { openImport } from '../../../src/registry/import/read-import.js';
import { readAll } from './reading.js';

const HEADER =
  'procedure_code,package_code,specialty,package_name,procedure_name,base_rate_inr,implant_name,implant_cost_inr,level_of_care,alos_days,is_day_care,auto_approved,pre_auth_docs,claim_docs\n';
const row = (
  code: string,
  over: { specialty?: string; rate?: string; level?: string; alos?: string },
) =>
  [
    code,
    'SG001',
    `"${over.specialty ?? 'General Surgery'}"`,
    'Package',
    'Procedure',
    over.rate ?? '1000.0',
    'Stent',
    '250',
    over.level ?? 'Secondary',
    over.alos ?? '3',
    'false',
    'false',
    'Notes',
    '"Discharge summary, X-ray film."',
  ].join(',') + '\n';

t.test('a row becomes a package; its rupees are not Pakistan’s and are not taken', async (t) => {
  const rows = await readAll('packages', HEADER + row('SG001A', { level: 'Tertiary' }));
  t.same(rows, [
    {
      kind: 'taken',
      line: 2,
      notes: [],
      row: {
        package: {
          code: 'SG001A',
          nameEn: 'Package: Procedure',
          tier: 'priority',
          from: '2022-01-01',
          speciality: 'General Surgery',
          dayCare: false,
          session: false,
          maternity: false,
          lifeSaving: false,
          alosDays: 3,
          documents: ['discharge_summary', 'x_ray_film'],
          source: 'PM-JAY HBP 2022, India; rates in INR not taken',
        },
        rates: [],
      },
    },
  ]);
});

t.test(
  'by a factor that the user names rates are taken, and say that they are illustrative',
  async (t) => {
    const [first] = await readAll('packages', HEADER + row('SG001A', {}), {
      illustrativeRateFactor: 3.5,
      grades: ['A', 'B'],
      from: isoDate('2025-01-01'),
    });
    t.match(first, {
      kind: 'taken',
      row: {
        package: { from: '2025-01-01', source: /illustrative, INR x 3.5/ },
        rates: [
          {
            packageCode: 'SG001A',
            grade: 'A',
            from: '2025-01-01',
            ratePaisa: 350_000n,
            implantCeilingPaisa: 87_500n,
            source: 'Illustrative: PM-JAY HBP 2022, India, INR 1000 x 3.5',
          },
          { grade: 'B', ratePaisa: 350_000n },
        ],
      },
    });
  },
);

t.test('dirty rows are each told, and none is mended in silence', async (t) => {
  const rows = await readAll(
    'packages',
    HEADER +
      row('New Added', {}) +
      row('SG002A', { alos: '0' }) +
      row('SG003A', { level: '' }) +
      row('SG004A', { rate: '1' }) +
      row('SG004A', { rate: '2' }) +
      row('SG005A', { specialty: 'GENERAL SURGERY' }) +
      row('SG006A', { specialty: 'Opthalmology, General Surgery' }) +
      row('SG007A', { specialty: 'Ophthalmology' }) +
      row('SG008A', { specialty: 'Ophthalmology' }),
  );
  t.match(rows, [
    { kind: 'refused', reasons: ['procedure_code is not a code such as SG039A'] },
    { kind: 'taken', notes: ['alos_days 0 is read as not stated'] },
    { kind: 'refused', reasons: [/^level_of_care is empty/] },
    { kind: 'refused', reasons: ['SG004A stands on line 6 too, with other content'] },
    { kind: 'refused', reasons: ['SG004A stands on line 5 too, with other content'] },
    { kind: 'taken', notes: [/"GENERAL SURGERY" is spelt "General Surgery" on more rows/] },
    { kind: 'taken', notes: [/"Opthalmology" is spelt "Ophthalmology" on more rows/] },
    { kind: 'taken', notes: [] },
    { kind: 'taken', notes: [] },
  ]);
});

t.test('an empty level of care is taken as the user says', async (t) => {
  const rows = await readAll('packages', HEADER + row('SG003A', { level: '' }), {
    blankLevel: 'secondary',
  });
  t.match(rows, [{ kind: 'taken', row: { package: { tier: 'secondary' } }, notes: [/as asked/] }]);
});

t.test('options of the Indian list do nothing to other files in silence', async (t) => {
  await t.rejects(readAll('packages', 'code,name,tier,from\n', { illustrativeRateFactor: 2 }), {
    name: 'FileRefused',
  });
});

const REAL = path.resolve('../shared/data/packages-hbp2022.csv');
const absent = existsSync(REAL) ? false : `${REAL} is not there`;

t.test('the real list of 2,015 rows', { skip: absent }, async (t) => {
  const { rows } = await openImport('packages', () => createReadStream(REAL));
  const counts = { taken: 0, refused: 0, repeated: 0 };
  const told = new Map<string, number>();
  for await (const result of rows) {
    counts[result.kind] += 1;
    const said =
      result.kind === 'repeated'
        ? []
        : [...(result.kind === 'refused' ? result.reasons : []), ...result.notes];
    for (const text of said) {
      const kind = text.replace(/".*/, '…').replace(/^\S+ stands on line \d+/, 'key on line');
      told.set(kind, (told.get(kind) ?? 0) + 1);
    }
  }
  t.equal(counts.taken + counts.refused + counts.repeated, 2_015);
  t.equal(told.get('procedure_code is not a code such as SG039A'), 37, 'coded "New Added…"');
  t.equal(told.get('key on line too, with other content'), 8, 'IN033A, SN038, SO058, SU002');
  t.equal(told.get('alos_days 0 is read as not stated'), 425);
  t.equal(told.get('level_of_care is empty: the tier, and so the pot, is not known'), 376);
  t.ok((told.get('specialty …') ?? 0) > 50, 'two spellings of specialities');
});
