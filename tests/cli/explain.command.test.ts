import path from 'node:path';
import t from 'tap';
import { inTransaction } from '../../src/db/index.js';
import { aClaim, drainAll, openOwner, submit } from '../support/world.js';
import { openScene } from '../slices/adjudication/scene.js';
import { environmentOf, runSehat, type Ended } from '../support/sehat.js';

t.test('sehat explain, as typed', async (t) => {
  const { urls, world, runtime } = await openScene(t);
  const [[mother, father] = []] = world.families;
  if (mother === undefined || father === undefined) throw new Error('no family');
  const folder = t.testdir();
  const sehat = (...args: string[]): Promise<Ended> =>
    runSehat(['explain', ...args], {
      ...environmentOf(urls),
      SEHAT_DATA_FOLDER: path.join(folder, 'data'),
    });
  const [dear = '', papers = ''] = await submit(runtime, world.hospitals[0], [
    aClaim({ cnic: mother.cnic, hospitalClaimNo: 'LHR-1', asked: 12_000.5 }),
    aClaim({ cnic: father.cnic, hospitalClaimNo: 'LHR-2', packageCode: 'CH-PAPER' }),
  ]);
  t.equal(await drainAll(runtime), 2);
  // Received after the others were decided, and under a number that one of them bears too.
  const [waiting = ''] = await submit(runtime, world.hospitals[1], [
    aClaim({ cnic: father.cnic, hospitalClaimNo: 'LHR-2' }),
  ]);
  const owner = openOwner(urls);
  t.teardown(() => owner.end());
  await inTransaction(
    owner,
    (tx) => tx`
      insert into finding (lane, decision_id, finding_no, rule, reason, kind, phase, params,
        amount_paisa, cuts)
      select lane, decision_id, 99, 'RSK-999', 'PERSON_UNKNOWN', 'pend', 'risk', '{}', 0, '[]'
      from claim where id = ${dear}`,
  );

  const english = await sehat(dear, '--lang', 'en');
  t.equal(english.code, 0, english.err);
  const [id, heading, line, group, finding] = english.out.split('\n');
  t.equal(id, `[${dear}]`);
  t.equal(heading, 'Claim LHR-1 is approved in part: Rs 10,000 of Rs 12,000.50 asked is payable.');
  t.equal(
    line,
    'Line 1, package CH-MED: asked Rs 12,000.50; scheme Rs 10,000; patient share Rs 0; borne by hospital Rs 2,000.50.',
  );
  t.equal(group, 'Borne by the hospital, never to be charged to the family:');
  t.match(finding, /^- PKG-002, line 1, Rs 2,000\.50: .+\. .+\.$/, 'a sentence and what to do');
  t.match(english.out, /RSK-999/, 'whoever runs the engine reads what the risk rules found');

  const urdu = await sehat('LHR-1', '--lang', 'ur', '--for-hospital');
  t.equal(urdu.code, 0, urdu.err);
  t.match(urdu.out, /جزوی منظور ہے/);
  t.match(urdu.out, /2,000\.50 روپے/);
  t.notMatch(urdu.out, /RSK-999/, 'a hospital never reads it');
  t.notMatch(urdu.out, /approved/);

  const both = await sehat('LHR-2');
  t.equal(both.code, 0, both.err);
  t.same(
    both.out.match(/^\[.+\]$/gm),
    [waiting, papers, waiting, papers].map((each) => `[${each}]`),
    'each claim of the number, newest first, in both languages',
  );
  t.match(both.out, /Claim LHR-2 has been received and waits to be decided\./);
  t.match(both.out, /Claim LHR-2 waits for the hospital; .+ is held meanwhile\./);
  t.match(both.out, /فیصلے کا منتظر ہے۔/);

  const nowhere = await sehat('LHR-3', '--lang', 'en');
  t.equal(nowhere.code, 1);
  t.equal(nowhere.out, '');
  t.match(nowhere.err, /^No claim has the id or number LHR-3\.$/m);

  const french = await sehat('LHR-1', '--lang', 'fr');
  t.equal(french.code, 1);
  t.match(french.err, /It is not en, ur or both\./);
});
