import t from 'tap';
import { TapSummary, type FileResult } from './tap-summary.js';

function read(tap: string): { summary: TapSummary; files: FileResult[] } {
  const summary = new TapSummary();
  const files = tap
    .split('\n')
    .map((line) => summary.line(line))
    .filter((result) => result !== undefined);
  return { summary, files };
}

t.test('counts the tests of a file once, whatever is inside them', async (t) => {
  const { summary, files } = read(`TAP version 14
# Subtest: tests/a.test.ts
    # Subtest: pays
        ok 1 - should be equal
        # Subtest: inner
            ok 1 - should be equal
            1..1
        ok 2 - inner # time=2.66ms
        1..2
    ok 1 - pays # time=9.856ms
    ok 2 - bare
    1..2
    # time=56.772ms
ok 1 - tests/a.test.ts # time=56.772ms
1..1`);
  t.same([summary.passed, summary.failed, summary.skipped], [2, 0, []]);
  t.match(files, [{ file: 'tests/a.test.ts', ok: true, passed: 2, faults: [] }]);
});

t.test('keeps what failed with its details, and not what passed', async (t) => {
  const { summary, files } = read(`# Subtest: tests/b.test.ts
    ok 1 - fine
    # Subtest: bad
        not ok 1 - numbers
          ---
          diff: |
            not ok 7 - a line of the diff
          ...
        1..1
    not ok 2 - bad # time=29.531ms
      ---
      at: here
      ...
    1..2
not ok 1 - tests/b.test.ts # time=56.772ms`);
  t.same([summary.passed, summary.failed], [1, 1]);
  const faults = files[0]?.faults.join('\n') ?? '';
  t.match(faults, /not ok 1 - numbers/);
  t.match(faults, /a line of the diff/);
  t.notMatch(faults, /fine/);
});

t.test('names a skipped test by its path and its reason, at any depth', async (t) => {
  const { summary } = read(`# Subtest: tests/c.test.ts
    ok 1 - queue # SKIP redis-server is not installed
    # Subtest: browser
        ok 1 - shows the page # SKIP Chromium is not installed
        1..1
    ok 2 - browser # time=1ms
    1..2
ok 1 - tests/c.test.ts # time=5ms`);
  t.same(summary.skipped, [
    { name: 'tests/c.test.ts: queue', reason: 'redis-server is not installed' },
    { name: 'tests/c.test.ts: browser > shows the page', reason: 'Chromium is not installed' },
  ]);
  t.equal(summary.passed, 1);
});

t.test('counts a file that is skipped as a whole as one skipped test', async (t) => {
  const { summary } = read(`# Subtest: tests/d.test.ts
    1..0 # no chromium
ok 1 - tests/d.test.ts # SKIP no chromium`);
  t.same([summary.passed, summary.failed], [0, 0]);
  t.same(summary.skipped, [{ name: 'tests/d.test.ts', reason: 'no chromium' }]);
});

t.test('calls a file without tests a failure', async (t) => {
  const { summary, files } = read(`# Subtest: tests/e.test.ts
    1..0 # no tests found
ok 4 - tests/e.test.ts # SKIP no tests found`);
  t.same([summary.passed, summary.failed, summary.skipped], [0, 1, []]);
  t.equal(files[0]?.ok, false);
  t.match(files[0]?.faults.at(-1), /holds no test/);
});

t.test('calls a file that ended badly outside its tests one failure more', async (t) => {
  const { summary } = read(`# Subtest: tests/f.test.ts
    ok 1 - fine
    1..1
not ok 1 - tests/f.test.ts # time=1475.85ms
  ---
  exitCode: 1
  ...`);
  t.same([summary.passed, summary.failed], [1, 1]);
});
