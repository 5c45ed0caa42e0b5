import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import { termsToJson } from '../../src/registry/index.js';
import { aCap, aLayer, someTerms } from '../support/builders/a-case.js';
import { testDatabase } from '../support/database.js';
import { environmentOf, runSehat } from '../support/sehat.js';

const sehat = (...args: readonly string[]) => runSehat(['terms', ...args]);

t.test('sehat terms, as typed: no database is asked', async (t) => {
  const folder = t.testdir();
  const file = path.join(folder, 'terms.json');

  const shown = await sehat('show', 'PB-UHI');
  t.equal(shown.code, 0, shown.err);
  writeFileSync(file, shown.out);
  const sound = await sehat('check', file);
  t.equal(sound.code, 0, sound.out);
  t.match(sound.out, /^note: uncertain: PB-UHI from 2022-01-01, \/coPay\/2\/share: Later in 2023/m);
  t.match(sound.out, /^2 editions, 0 faults, \d+ notes\.$/m);

  const tiers = { secondary: [aLayer('one', [aCap('family', 0)])], priority: [] };
  const editions = [
    someTerms({ tiers, from: isoDate('2024-01-01'), to: isoDate('2024-06-30') }),
    someTerms({ from: isoDate('2024-08-01') }),
  ];
  writeFileSync(file, `[${editions.map((terms) => termsToJson(terms)).join()}]`);
  const broken = await sehat('check', file);
  t.equal(broken.code, 1);
  t.same(broken.out.trim().split('\n'), [
    'fault: gap: CHAI from 2024-08-01, /from: no terms are in force from 2024-07-01 to 2024-07-31, and nothing says why',
    'fault: unreachable: CHAI from 2024-01-01, /tiers/secondary/0/caps/0: a cap of nothing: the layer is never drawn on',
    '2 editions, 2 faults, 0 notes.',
  ]);

  writeFileSync(file, readFileSync(file, 'utf8').replace('"CHAI"', '7'));
  const refused = await sehat('check', file);
  t.equal(refused.code, 1);
  t.match(refused.out, /^refused: \/0\/schemeCode: /m);

  const absent = await sehat('check', path.join(folder, 'absent.json'));
  t.equal(absent.code, 1);
  t.match(absent.out, /^refused: .*absent\.json cannot be read: /);
  const nowhere = await sehat('show', 'NOWHERE');
  t.equal(nowhere.code, 1);
  t.match(nowhere.err, /^There are no terms for NOWHERE; there are those of KP-SCP, FED-SSP/m);
});

t.test('sehat terms load, as typed', async (t) => {
  const env = environmentOf(await testDatabase(t));
  const file = path.join(t.testdir(), 'terms.json');
  const load = (from: string) => runSehat(['terms', 'load', from], env);

  const known = await load('PB-UHI');
  t.equal(known.code, 0, known.err);
  t.match(known.out, /^PB-UHI from 2022-01-01: nothing to change, edition 1 says the same\.$/m);

  const shown = (await sehat('show', 'PB-UHI')).out;
  const amount = /"value": "(\d+)"/.exec(shown)?.[1] ?? '';
  const lower = String(BigInt(amount) - 100n);
  writeFileSync(file, shown.replace(`"value": "${amount}"`, `"value": "${lower}"`));
  const corrected = await load(file);
  t.equal(corrected.code, 0, corrected.out + corrected.err);
  t.match(corrected.out, /^PB-UHI from \S+: corrected, edition 2 is in force now\.$/m);
  t.match(corrected.out, new RegExp(`^ {2}/.*/value: "${amount}" → "${lower}"$`, 'm'));
  t.match(corrected.out, /edition 2: cover of 0 families adjusted/);
  const again = await load(file);
  t.notMatch(again.out, /corrected|adjusted/);

  writeFileSync(file, shown.replace(`"value": "${amount}"`, '"value": "0"'));
  const faulty = await load(file);
  t.equal(faulty.code, 1);
  t.match(faulty.out, /^refused: unreachable: PB-UHI from /m);
  t.match(faulty.out, /^Nothing was loaded\.$/m);
  const back = await load('PB-UHI');
  t.match(back.out, /edition 3 is in force now/);
});
