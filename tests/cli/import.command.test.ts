import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { testDatabase } from '../support/database.js';
import { environmentOf, runSehat, type Ended } from '../support/sehat.js';

t.test('sehat import, as typed', async (t) => {
  const urls = await testDatabase(t);
  const folder = t.testdir();
  const sehat = (...args: string[]): Promise<Ended> =>
    runSehat(args, {
      ...environmentOf(urls),
      SEHAT_DATA_FOLDER: path.join(folder, 'data'),
    });
  const file = path.join(folder, 'packages.csv');
  const report = path.join(folder, 'report.txt');
  writeFileSync(
    file,
    'code,name,tier,from\nP1,One,secondary,2024-01-01\nP 2,Two,third,2024-01-01\n',
  );

  const first = await sehat('import', 'packages', file, '--report', report);
  t.equal(first.code, 0, first.err);
  t.match(first.out, /packages for scheme TRIAL/);
  t.match(first.out, /inserted +1\n +unchanged +0\n/);
  const refused =
    'line 3: refused: code is not a code of letters and digits; tier must be secondary or priority';
  t.ok(first.out.includes(refused), first.out);
  t.equal(readFileSync(report, 'utf8'), `${refused}\n`);

  const strict = await sehat('import', 'packages', file, '--strict');
  t.equal(strict.code, 1, 'a row is refused');
  t.match(strict.out, /inserted +0\n +unchanged +1\n/);

  const elsewhere = await sehat('import', 'packages', file, '--scheme', 'NOWHERE');
  t.equal(elsewhere.code, 1);
  t.match(elsewhere.err, /^There is no scheme NOWHERE; there are BL-HC, FED-SSP, KP-SCP/m);

  const absent = await sehat('import', 'tariff', path.join(folder, 'absent.csv'));
  t.equal(absent.code, 1);
  t.match(absent.err, /absent\.csv cannot be read/);

  const wrong = await sehat('import', 'tariff', file);
  t.equal(wrong.code, 1);
  t.match(wrong.err, /lacks the columns package_code, grade, rate_pkr/);
});
