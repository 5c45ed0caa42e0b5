import { Readable } from 'node:stream';
import t from 'tap';
import { FileRefused, readRecords } from '../../../src/registry/import/csv-records.js';
import { openImport } from '../../../src/registry/import/read-import.js';
import { readAll } from './reading.js';

const HEADER = 'package_code,grade,rate_pkr,from\n';

t.test('good rows are taken, with the line on which each begins', async (t) => {
  const rows = await readAll(
    'tariff',
    `\ufeff${HEADER}P1,A,100.50,2024-01-01\n\nP2,A,7,2024-01-01\n`,
  );
  t.match(rows, [
    {
      kind: 'taken',
      line: 2,
      row: { packageCode: 'P1', grade: 'A', basis: 'case', ratePaisa: 10_050n, from: '2024-01-01' },
    },
    { kind: 'taken', line: 4, row: { packageCode: 'P2', ratePaisa: 700n } },
  ]);
});

t.test('a row across lines is counted from where it begins', async (t) => {
  const file =
    'code,name,tier,from\nP1,"two\nlines",secondary,2024-01-01\nP2,x,nowhere,2024-01-01\n';
  const rows = await readAll('packages', file);
  t.match(rows, [
    { kind: 'taken', line: 2, row: { package: { nameEn: 'two\nlines' } } },
    { kind: 'refused', line: 4, reasons: ['tier must be secondary or priority'] },
  ]);
});

t.test('every fault of a row is told at once, and its neighbours are taken', async (t) => {
  const rows = await readAll(
    'tariff',
    `${HEADER}P1,A,1,2024-01-01\nP 2,,-3,2024-02-30\nP3,A,1,2024-01-01\n`,
  );
  t.same(
    rows.map(({ kind }) => kind),
    ['taken', 'refused', 'taken'],
  );
  t.same(rows[1], {
    kind: 'refused',
    line: 3,
    reasons: [
      'package_code is not a code of letters and digits',
      'grade is missing',
      'rate_pkr is not an amount in rupees such as 1234.50',
      'from is not a date YYYY-MM-DD',
    ],
    notes: [],
  });
});

t.test('one key, two contents: both are refused, each naming the other', async (t) => {
  const rows = await readAll(
    'tariff',
    `${HEADER}P1,A,1,2024-01-01\nP2,A,1,2024-01-01\nP1,A,2,2024-01-01\n`,
  );
  t.match(rows, [
    {
      kind: 'refused',
      line: 2,
      reasons: ['P1 grade A from 2024-01-01 stands on line 4 too, with other content'],
    },
    { kind: 'taken', line: 3 },
    {
      kind: 'refused',
      line: 4,
      reasons: ['P1 grade A from 2024-01-01 stands on line 2 too, with other content'],
    },
  ]);
});

t.test('the same row again is told as repeated and taken once', async (t) => {
  const row = 'P1,A,1,2024-01-01\n';
  const rows = await readAll('tariff', HEADER + row + row + row);
  t.same(
    rows.map(({ kind, line }) => [kind, line]),
    [
      ['taken', 2],
      ['repeated', 3],
      ['repeated', 4],
    ],
  );
});

t.test('another first day is another key', async (t) => {
  const rows = await readAll('tariff', `${HEADER}P1,A,1,2024-01-01\nP1,A,2,2024-07-01\n`);
  t.ok(rows.every(({ kind }) => kind === 'taken'));
});

t.test(
  'too many or too few columns, bytes that are not UTF-8 and NUL refuse the row alone',
  async (t) => {
    const file = Buffer.concat([
      Buffer.from(`${HEADER}P1,A,1,2024-01-01,more\nP2,A,1\nP3,`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(',1,2024-01-01\nP4,A\u0000,1,2024-01-01\nP5,A,1,2024-01-01\n'),
    ]);
    const rows = await readAll('tariff', file);
    t.match(rows, [
      { kind: 'refused', reasons: ['has 5 columns where the header has 4'] },
      { kind: 'refused', reasons: ['has 3 columns where the header has 4', 'from is missing'] },
      { kind: 'refused', reasons: ['is not UTF-8'] },
      { kind: 'refused', reasons: ['holds a NUL character'] },
      { kind: 'taken' },
    ]);
  },
);

t.test('a file that cannot be trusted is refused whole, before any row is given', async (t) => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /is empty/],
    ['package_code,grade\nP1,A\n', /lacks the columns rate_pkr, from/],
    [`${HEADER.trim()},colour\n`, /unknown columns colour/],
    [`${HEADER.trim()},grade\n`, /names twice: grade/],
    [`${HEADER}P1,A,1,2024-01-01\nP2,"A" b,1,2024-01-01\n`, /no CSV that can be read/],
    [`${HEADER}P1,A,1,2024-01-01\nP2,"A,1,2024-01-01\n`, /no CSV that can be read/],
    [`${HEADER}P1,${'A'.repeat(100_000)},1,2024-01-01\n`, /no CSV that can be read/],
  ];
  for (const [file, message] of cases) {
    let given = 0;
    const reading = (async () => {
      const { rows } = await openImport('tariff', () => Readable.from([file]));
      for await (const _ of rows) given += 1;
    })();
    await t.rejects(reading, { name: 'FileRefused', message });
    t.equal(given, 0);
  }
});

t.test('an error of the file itself is passed on', async (t) => {
  const open = () =>
    new Readable({
      read() {
        this.destroy(new Error('disk is gone'));
      },
    });
  await t.rejects(openImport('tariff', open), { message: 'disk is gone' });
});

t.test('a file beyond the bound of rows is refused', async (t) => {
  const open = () => Readable.from([HEADER, 'P1,A,1,2024-01-01\n'.repeat(11)]);
  let given = 0;
  const reading = (async () => {
    for await (const _ of readRecords(open, 10)) given += 1;
  })();
  await t.rejects(reading, new FileRefused('The file has more than 10 rows.'));
  t.equal(given, 10);
});
