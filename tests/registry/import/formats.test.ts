import t from 'tap';
import { readAll } from './reading.js';

t.test('packages: every column becomes its property', async (t) => {
  const columns = [
    'code,name,tier,from,to,group,speciality,day_care,session,maternity,life_saving,sex',
    'min_age_years,max_age_years,max_stay_days,alos_days,documents,source',
    'waiting_days,once_in_life,days_between,times_a_year,family_times_a_year,sided,operation',
    'follow_up,staged,elective,implanted,includes,exclusive_with,diagnoses,same_organ_as',
  ].join(',');
  const file = `${columns}
P1,Delivery,secondary,2024-01-01,2024-12-31,gynaecology,obstetrics,false,false,true,true,female,14,50,9,3,discharge_summary; consent,Gazette 7,90,true,180,2,4,true,true,true,true,true,true,P8;P9,P7,O80; O82.1,P5
P2,Plain,priority,2024-01-01,,,,,,,,,,,,,,,,false,,,,,,,,,,,,,
P3,Bad,priority,2024-01-01,2023-01-01,,,,,,,,50,14,,,,,,,,,,,,,,,,,,,
P4,Bad,priority,2024-01-01,,,,yes,,,,x,,,,,,,,,,0,,,,,,,,,,x1,
`;
  t.same(await readAll('packages', file), [
    {
      kind: 'taken',
      line: 2,
      notes: [],
      row: {
        package: {
          code: 'P1',
          nameEn: 'Delivery',
          tier: 'secondary',
          from: '2024-01-01',
          to: '2024-12-31',
          group: 'gynaecology',
          speciality: 'obstetrics',
          dayCare: false,
          session: false,
          maternity: true,
          lifeSaving: true,
          sex: 'female',
          minAgeYears: 14,
          maxAgeYears: 50,
          maxStayDays: 9,
          alosDays: 3,
          documents: ['discharge_summary', 'consent'],
          source: 'Gazette 7',
          limits: {
            waitingDays: 90,
            onceInLife: true,
            sameOrganAs: ['P5'],
            daysBetween: 180,
            timesAYear: 2,
            familyTimesAYear: 4,
            sided: true,
            operation: true,
            followUp: true,
            staged: true,
            elective: true,
            implanted: true,
            includes: ['P8', 'P9'],
            exclusiveWith: ['P7'],
            diagnoses: ['O80', 'O821'],
          },
        },
        rates: [],
      },
    },
    {
      kind: 'taken',
      line: 3,
      notes: [],
      row: {
        package: {
          code: 'P2',
          nameEn: 'Plain',
          tier: 'priority',
          from: '2024-01-01',
          dayCare: false,
          session: false,
          maternity: false,
          lifeSaving: false,
          documents: [],
        },
        rates: [],
      },
    },
    {
      kind: 'refused',
      line: 4,
      notes: [],
      reasons: ['to is before 2024-01-01', 'max_age_years is below min_age_years 50'],
    },
    {
      kind: 'refused',
      line: 5,
      notes: [],
      reasons: [
        'day_care must be true or false',
        'sex must be male or female',
        'times_a_year is not between 1 and 366',
        'diagnoses.0 is no beginning of an ICD-10 code',
      ],
    },
  ]);
});

t.test('hospitals: one dated fact a row, and nothing that belongs to another fact', async (t) => {
  const file = `hospital_code,fact,from,to,name,district_pcode,invented,sector,grade,beds,licence_kind,licence_no,tiers,reason,speciality
H1,hospital,,,Invented A,PK528,true,,,,,,,,
H1,standing,2024-01-01,,,,,private,B,120,,,,,
H1,licence,2024-01-01,2025-12-31,,,,,,,regular,L-1,,,
H1,empanelment,2024-01-01,,,,,,,,,,priority;secondary,,
H1,suspension,2024-03-01,2024-04-01,,,,,,,,,,below standard,
H1,speciality,2024-01-01,,,,,,,,,,,,eye
H2,hospital,,,Invented B,XX1,,,,,,,,,
H1,standing,2025-01-01,,,,,private,B,many,,L-1,,,
H1,empanelment,2025-01-01,,,,,,,,,,tertiary,,
H1,ward,,,,,,,,,,,,,
`;
  const rows = await readAll('hospitals', file);
  t.same(
    rows.slice(0, 6).map((result) => (result.kind === 'taken' ? result.row : result)),
    [
      {
        fact: 'hospital',
        hospital_code: 'H1',
        name: 'Invented A',
        district_pcode: 'PK528',
        invented: true,
      },
      {
        fact: 'standing',
        hospital_code: 'H1',
        from: '2024-01-01',
        sector: 'private',
        grade: 'B',
        beds: 120,
      },
      {
        fact: 'licence',
        hospital_code: 'H1',
        from: '2024-01-01',
        to: '2025-12-31',
        licence_kind: 'regular',
        licence_no: 'L-1',
      },
      {
        fact: 'empanelment',
        hospital_code: 'H1',
        from: '2024-01-01',
        tiers: ['secondary', 'priority'],
      },
      {
        fact: 'suspension',
        hospital_code: 'H1',
        from: '2024-03-01',
        to: '2024-04-01',
        reason: 'below standard',
      },
      { fact: 'speciality', hospital_code: 'H1', from: '2024-01-01', speciality: 'eye' },
    ],
  );
  t.match(rows.slice(6), [
    { kind: 'refused', line: 8, reasons: ['district_pcode is not the P-code of a district'] },
    {
      kind: 'refused',
      line: 9,
      reasons: [/^beds is not a whole number$/, /^licence_no does not belong on this row$/],
    },
    { kind: 'refused', line: 10, reasons: [/^tiers must be of secondary, priority/] },
    { kind: 'refused', line: 11, reasons: [/^fact must be hospital, standing/] },
  ]);
});

const FAMILIES =
  'family_key,district_pcode,enrolled_on,cnic,name,sex,born_on,died_on,relation,member_from\n';

t.test('families: numbers in any script, and never one in a reason', async (t) => {
  const rows = await readAll(
    'families',
    `${FAMILIES}F1,PK528,2024-01-01,90000-0000001-1,A,male,1980-01-01,,head,2024-01-01
F1,PK528,2024-01-01,۹۰۰۰۰۰۰۰۰۰۰۰۲,B,female,1985-01-01,1984-01-01,spouse,2024-01-01
F1,PK528,2024-01-01,900000000003,C,,,,son,2024-01-01
F1,PK528,2024-01-01,9000000000004,D,,,,son,2024-01-01
F1,PK528,2024-01-01,9000000000004,E,,,,son,2024-01-01
`,
  );
  t.match(rows, [
    { kind: 'taken', row: { cnic: '9000000000011', familyKey: 'F1', sex: 'male' } },
    { kind: 'refused', reasons: ['died_on is before 1985-01-01'] },
    { kind: 'refused', reasons: ['cnic is not the 13 digits of a CNIC or B-form number'] },
    { kind: 'refused', reasons: ['the number stands on line 6 too, with other content'] },
    { kind: 'refused', reasons: ['the number stands on line 5 too, with other content'] },
  ]);
  t.notMatch(JSON.stringify(rows.slice(1)), /9\d{11}/);
});

t.test(
  'families: blocks, addresses and the day of registration, where the file has them',
  async (t) => {
    const head = `${FAMILIES.trim()},registered_on,blocked_from,blocked_to,permanent_pcode,deserving_from,deserving_to\n`;
    const row = (no: number, more: string) =>
      `F${no},PK528,2024-01-01,900000000000${no},A,male,,,head,2024-01-01,${more}\n`;
    const rows = await readAll(
      'families',
      head +
        row(1, '2024-02-01,2024-03-01,2024-04-01,PK501,2023-07-01,') +
        row(2, ',2024-03-01,2024-02-29,,2023-07-01,2023-06-30') +
        row(3, ',,2024-03-01,,,2023-07-01') +
        row(4, ',,,LAHORE,,') +
        row(5, ',,,,,'),
    );
    t.match(rows, [
      {
        kind: 'taken',
        row: {
          registeredOn: '2024-02-01',
          blockedFrom: '2024-03-01',
          blockedTo: '2024-04-01',
          permanentPcode: 'PK501',
          deservingFrom: '2023-07-01',
          deservingTo: undefined,
        },
      },
      {
        kind: 'refused',
        reasons: ['blocked_to is before 2024-03-01', 'deserving_to is before 2023-07-01'],
      },
      {
        kind: 'refused',
        reasons: ['blocked_to needs blocked_from', 'deserving_to needs deserving_from'],
      },
      { kind: 'refused', reasons: ['permanent_pcode is not the P-code of a district'] },
      { kind: 'taken', row: { registeredOn: undefined, blockedFrom: undefined } },
    ]);
  },
);

t.test('families whose rows do not stand together are refused', async (t) => {
  const row = (family: string, no: number) =>
    `${family},PK528,2024-01-01,900000000000${no},A,male,,,head,2024-01-01\n`;
  const rows = await readAll('families', FAMILIES + row('F1', 1) + row('F2', 2) + row('F1', 3));
  t.match(rows, [
    { kind: 'refused', reasons: ['the rows of F1 do not stand together'] },
    { kind: 'taken' },
    { kind: 'refused', reasons: ['the rows of F1 do not stand together'] },
  ]);
});
