import t from 'tap';
import { preferredType } from '../../src/platform/http/accept.js';

const OFFERED = ['application/json', 'text/csv'];

const CASES: readonly (readonly [accept: string | undefined, type: string])[] = [
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv;q=0.4, application/json;q=0.6', 'application/json'],
  ['text/csv;q=0.6, application/json;q=0.4', 'text/csv'],
  ['*/*;q=0.1, text/csv', 'text/csv'],
  ['application/json;q=0, */*', 'text/csv'],
  ['text/csv;q=0', 'application/json'],
  ['text/csv;q=high', 'application/json'],
  ['image/png', 'application/json'],
  ['application/json, text/csv', 'application/json'],
];

for (const [accept, type] of CASES) {
  t.test(`Accept: ${accept ?? 'absent'}`, async (t) => {
    t.equal(preferredType(accept, OFFERED), type);
  });
}

t.test('with nothing to offer nobody can be served', async (t) => {
  t.throws(() => preferredType('*/*', []), RangeError);
});
