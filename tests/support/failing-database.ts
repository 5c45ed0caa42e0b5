/** A database that fails in the middle, for tests of what must stand or fall together. */
import type { Database } from '../../src/db/index.js';

/** A pool whose transactions are ended by their nth statement. */
export function failingAfter(pool: Database, statements: number): Database {
  return new Proxy(pool, {
    get: (target, name) => {
      if (name !== 'begin') return Reflect.get(target, name) as unknown;
      return (mode: string, work: (tx: object) => Promise<unknown>) =>
        target.begin(mode, async (tx) => {
          let left = statements;
          const counting = new Proxy(tx, {
            apply: (inner, self, args: unknown[]) => {
              const isStatement = Array.isArray(args[0]) && 'raw' in args[0];
              if (isStatement && (left -= 1) < 0) throw new Error('killed');
              return Reflect.apply(inner, self, args) as unknown;
            },
          });
          return work(counting);
        });
    },
  });
}
