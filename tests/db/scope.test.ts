import t from 'tap';
import { inScope, inTransaction, NO_ROWS, openDatabase } from '../../src/db/index.js';
import { testDatabase } from '../support/database.js';

t.test(
  'the scope stands before the first statement of a request, however it is written',
  async (t) => {
    const { appUrl } = await testDatabase(t);
    const database = openDatabase(appUrl, { name: 'test', max: 1, statementTimeoutMs: 5_000 });
    t.teardown(() => database.end());
    const scope = { ...NO_ROWS, schemes: ['a "quoted" one', 'B'] };
    const expected = [{ schemes: ['a "quoted" one', 'B'] }];

    t.same(
      await inScope(database, scope, (tx) => tx`select scope_schemes() as schemes`),
      expected,
      'returned as it is',
    );
    t.same(
      await inScope(database, scope, async (tx) => tx`select scope_schemes() as schemes`),
      expected,
      'returned by an async function',
    );
    t.same(
      await inScope(database, scope, async (tx) => {
        const [first] = await Promise.all([
          tx`select scope_schemes() as schemes`,
          tx`select scope_hospitals() as hospitals`,
        ]);
        return first;
      }),
      expected,
      'sent along with another one',
    );
    t.same(
      await inTransaction(database, (tx) => tx`select scope_schemes() as schemes`),
      [{ schemes: [] }],
      'gone with its transaction',
    );
  },
);
