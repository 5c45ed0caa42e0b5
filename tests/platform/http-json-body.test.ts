import fc from 'fast-check';
import t from 'tap';
import { MAX_JSON_DEPTH, nestsDeeper, parseJson } from '../../src/platform/http/json-body.js';
import { Problem } from '../../src/platform/http/problems.js';

function refusal(text: string | Buffer): Problem {
  try {
    parseJson(Buffer.from(text as string));
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was taken');
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** JSON without the keys that are refused wherever they stand (the cases below show that). */
const trusted = fc
  .jsonValue({ maxDepth: 8 })
  .filter((value) => !/"(__proto__|constructor)":/.test(JSON.stringify(value)));

t.test('takes what JSON.parse takes', async (t) => {
  fc.assert(
    fc.property(trusted, (value) => {
      const text = JSON.stringify(value);
      t.same(parseJson(Buffer.from(text)), JSON.parse(text));
    }),
    { numRuns: 50 },
  );
});

t.test('counts nesting as a slow recursion does, whatever the strings hold', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), (value, limit) => {
        const bytes = Buffer.from(JSON.stringify(value));
        return nestsDeeper(bytes, limit) === depthOf(value) > limit;
      }),
      { numRuns: 300 },
    ),
  );
  t.equal(nestsDeeper(Buffer.from('"[[[[\\"[[["'), 0), false, 'brackets in strings do not count');
});

t.test('takes 32 levels, refuses 33 and half a million without overflowing', async (t) => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  t.ok(parseJson(Buffer.from(nested(MAX_JSON_DEPTH))));
  for (const levels of [MAX_JSON_DEPTH + 1, 500_000]) {
    const problem = refusal(nested(levels));
    t.equal(problem.status, 400);
    t.match(problem.detail, /nests deeper than 32/);
  }
  t.equal(refusal('{"a":'.repeat(100_000)).status, 400);
});

t.test('refuses what cannot be stored or trusted', async (t) => {
  const cases: Record<string, [string | Buffer, RegExp]> = {
    'nothing at all': ['', /none was sent/],
    'invalid UTF-8': [Buffer.from([0x22, 0xc3, 0x28, 0x22]), /not valid UTF-8/],
    'an overlong NUL': [Buffer.from([0x22, 0xc0, 0x80, 0x22]), /not valid UTF-8/],
    'half a document': ['{"a":', /not valid JSON/],
    'a __proto__ key': ['{"__proto__":{"admin":true}}', /not valid JSON/],
    'an escaped __proto__ key': ['{"\\u005f_proto__":{"admin":true}}', /not valid JSON/],
    'constructor.prototype': ['{"constructor":{"prototype":{}}}', /not valid JSON/],
  };
  for (const [name, [text, detail]] of Object.entries(cases)) {
    const problem = refusal(text);
    t.equal(problem.type, '/problems/malformed', name);
    t.match(problem.detail, detail, name);
  }
});

t.test('points at NUL and lone surrogates, and leaves whole pairs alone', async (t) => {
  const problem = refusal('{"name":"a\\u0000b","tags":["ok","\\ud800"],"k\\u0000":1}');
  t.same(
    problem.faults?.map((fault) => fault.pointer),
    ['/body/name', '/body/tags/1', '/body'],
  );
  t.same(parseJson(Buffer.from('{"smile":"\\ud83d\\ude00"}')), { smile: '😀' });
});

t.test('never quotes the text it refuses', async (t) => {
  t.notMatch(JSON.stringify(refusal('{"cnic": 4210112345671x}').toBody('r')), /42101/);
});
