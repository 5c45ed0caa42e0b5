import t from 'tap';
import { purityViolations } from './purity-rules.js';
import { sourcesUnder } from './source.js';

t.test('the domain knows no clock, chance, environment or outside world', async (t) => {
  const sources = sourcesUnder('src/domain', ['.ts']);
  t.ok(sources.length > 5, 'the sources were found');
  t.same(purityViolations(sources), []);
});

t.test('every impurity is noticed', async (t) => {
  const impure = [
    'const now = new Date();',
    'const now = new Date;',
    'const text = Date();',
    'const then = new Date(2026, 2, 7);',
    'const at = Date.now();',
    'const chance = Math.random();',
    "const home = process.env['HOME'];",
    'const all = globalThis.process;',
    'const id = crypto.randomUUID();',
    'const took = performance.now();',
    'const day = (date: Date) => date.getDate();',
    "const text = (n: bigint) => n.toLocaleString('ur-PK');",
    'const f = async () => 1;',
    'setTimeout(() => 1, 5);',
    'let count = 0;',
    'const here = import.meta.url;',
  ];
  for (const text of impure) {
    t.ok(purityViolations([{ path: 'src/domain/x.ts', text }]).length > 0, text);
  }
});

t.test('pure code passes', async (t) => {
  const text = `
    export const day = (text: string) => new Date(text).getUTCDate();
    export function sum(values: readonly bigint[]): bigint {
      let total = 0n;
      for (const value of values) total += value;
      return total;
    }
    export interface Claim { process: string; crypto?: boolean }
    export const claim: Claim = { process: 'Math.random() and new Date() in a text' };
  `;
  t.same(purityViolations([{ path: 'src/domain/x.ts', text }]), []);
});
