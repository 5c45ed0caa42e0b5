import fc from 'fast-check';
import { createHash, randomUUID } from 'node:crypto';
import t from 'tap';
import { maskCnic } from '../../src/platform/cnic-mask.js';
import { createLog, guardLine } from '../../src/platform/log.js';

function capture() {
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
}

const SCRIPTS = ['0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'];

t.test('masks thirteen digits, plain or grouped, in Latin, Arabic and Urdu digits', async (t) => {
  const digits = fc.array(fc.nat(9), { minLength: 13, maxLength: 13 });
  const separator = fc.constantFrom('', '-', '–', ' ');
  const around = fc.constantFrom('', ' ', 'cnic=', 'CNIC', '"', '(', '۔', '\n', 'شناختی');
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        digits,
        separator,
        fc.constantFrom(...SCRIPTS),
        around,
        (number, sep, script, by) => {
          const plain = number.map((digit) => script[digit]).join('');
          const text = [plain.slice(0, 5), plain.slice(5, 12), plain.slice(12)].join(sep);
          return maskCnic(`${by}${text}${by}`) === `${by}[cnic]${by}`;
        },
      ),
    ),
  );
});

t.test('leaves UUIDs, hashes, instants, money and longer numbers alone', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.uuid(), (id) => maskCnic(`${id} 5 ms`) === `${id} 5 ms`),
      { numRuns: 2_000 },
    ),
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8 }), (bytes) => {
        const hash = createHash('sha256').update(bytes).digest('hex');
        return maskCnic(hash) === hash && maskCnic(`sha256:${hash}`) === `sha256:${hash}`;
      }),
      { numRuns: 2_000 },
    ),
  );
  const kept = [
    'a4210112345671bcdef0',
    '12345678-1234-7123-8123-123456789012',
    '2026-03-07T10:15:30.123Z',
    '12345678901234',
    '123456789012',
    '0.4210112345671',
    '+92-300-1234567',
  ];
  for (const text of kept) t.equal(maskCnic(text), text);
});

t.test(
  'no identity number survives in message, field, key, number, error or nesting',
  async (t) => {
    const { log, lines, last } = capture();
    log.info('unknown person\n4210112345671 at the desk');
    t.equal(last()['msg'], 'unknown person\n[cnic] at the desk');
    log.info({ person: { number: 4210112345671, list: ['۴۲۱۰۱۱۲۳۴۵۶۷۱'] }, '42101-1234567-1': 1 });
    t.match(last(), { person: { number: '[cnic]', list: ['[cnic]'] }, '[cnic]': 1 });
    log.error({ err: new Error('duplicate key (cnic)=(4210112345671)') }, 'failed');
    t.match(last(), { err: { message: 'duplicate key (cnic)=([cnic])' } });
    log.child({ who: '4210112345671' }).warn('%s again', '42101-1234567-1');
    t.match(last(), { who: '[cnic]', msg: '[cnic] again' });
    t.notMatch(lines.join(''), /42101|۴۲/);
  },
);

t.test('credentials and bodies are cut by name, at three depths', async (t) => {
  const { log, lines, last } = capture();
  log.info({
    body: { a: 1 },
    req2: { headers: { authorization: 'Bearer k' } },
    db: { password: 'p' },
  });
  t.match(last(), {
    body: '[redacted]',
    req2: { headers: { authorization: '[redacted]' } },
    db: { password: '[redacted]' },
  });
  t.notMatch(lines.join(''), /Bearer|"p"/);
});

t.test('a line keeps its ISO time, level name, ids and figures', async (t) => {
  const { log, last } = capture();
  const id = randomUUID();
  log.info({ id, ms: 12.3456789012345, payablePaisa: 12_500_000 }, 'decided');
  const line = last();
  t.match(line, {
    level: 'info',
    id,
    ms: 12.3456789012345,
    payablePaisa: 12_500_000,
    msg: 'decided',
  });
  t.match(line['time'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

t.test('a line that cannot be parsed is withheld rather than written unmasked', async (t) => {
  t.notMatch(guardLine('not json 4210112345671\n'), /42101/);
  t.equal(guardLine('not json\n'), 'not json\n');
});
