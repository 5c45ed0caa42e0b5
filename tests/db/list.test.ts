import fc from 'fast-check';
import t from 'tap';
import { list, openDatabase } from '../../src/db/index.js';
import { testDatabase } from '../support/database.js';

t.test('any texts arrive as they are', async (t) => {
  const { superUrl } = await testDatabase(t);
  const database = openDatabase(superUrl, { max: 1, statementTimeoutMs: 20_000, name: 'list' });
  t.teardown(() => database.end({ timeout: 5 }));
  // PostgreSQL holds no NUL in a text.
  const text = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('"', '\\', '\n', '\t', '\u001f', '{', '}', ',', 'ا', '😀'),
      }),
      fc.jsonValue().map((value) => JSON.stringify(value)),
    )
    .filter((candidate) => !candidate.includes('\0'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { minLength: 1 }), async (texts) => {
      const rows = await database<{ value: string | null }[]>`
        select value from unnest(${list(texts)}::text::text[]) with ordinality as u(value, no)
        order by no`;
      t.same(
        rows.map(({ value }) => value),
        texts,
      );
    }),
    { numRuns: 200 },
  );
});
