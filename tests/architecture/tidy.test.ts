import t from 'tap';
import { sourcesUnder } from './source.js';
import { tidyViolations } from './tidy-rules.js';

const lines = (count: number) => 'call();\n'.repeat(count);
// Put together here, so that this file does not hold what it looks for.
const leftover = ['TO', 'DO'].join('');

t.test('files and functions are short, and nothing is left over', async (t) => {
  const sources = [...sourcesUnder('src', ['.ts', '.mjs']), ...sourcesUnder('tests', ['.ts'])];
  t.ok(sources.length > 30, 'the sources were found');
  t.same(
    tidyViolations(sources.filter(({ path }) => path !== 'tests/architecture/tidy-rules.ts')),
    [],
  );
});

t.test('a file of 401 lines and a function of 71 are noticed, 400 and 70 are not', async (t) => {
  const check = (text: string) => tidyViolations([{ path: 'src/x.ts', text }]);
  t.same(check(lines(400)), []);
  t.match(check(lines(401)), [/401 lines of code/]);
  t.same(check(`function f() {\n${lines(68)}}`), []);
  t.match(check(`function f() {\n${lines(69)}}`), [/71 lines of code/]);
  t.match(check(`const f = () => {\n${lines(69)}};`), [/71 lines of code/]);
  t.same(
    check(`function f() {\n// why\n\n/* and\n so on */\n${lines(68)}}`),
    [],
    'comments are free',
  );
  const keywords = 'for (;;) {\n  break;\n}\n'.repeat(24);
  t.match(check(`function f() {\n${keywords}}`), [/74 lines of code/], 'every token counts');
  t.match(check(`/** ${leftover}: later */\n`), [/left over/]);
});

t.test('silenced tests are noticed', async (t) => {
  const check = (text: string) => tidyViolations([{ path: 'tests/x.test.ts', text }]);
  for (const text of [
    "t.only('x', async () => {});",
    "t.skip('x');",
    "test.todo('x');",
    "t.test('x', { skip: true }, async () => {});",
    "t.test('x', { only: true }, async () => {});",
  ]) {
    t.equal(check(text).length, 1, text);
  }
  t.same(check("t.test('x', { skip: chromium ? false : 'no Chromium' }, async () => {});"), []);
});
