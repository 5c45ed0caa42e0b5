/**
 * Stands in for `async-hook-domain` in test processes. That one follows every promise to tell which test a
 * stray fault belongs to; here it belongs to the file.
 */
import process from 'node:process';

type OnError = (error: unknown, type: string) => unknown;

const living: Domain[] = [];

export class Domain {
  constructor(readonly onerror: OnError) {
    living.push(this);
  }

  destroy(): void {
    const place = living.indexOf(this);
    if (place >= 0) living.splice(place, 1);
  }
}

for (const type of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(type, (error: unknown) => {
    const [first] = living;
    if (first === undefined) throw error;
    first.onerror(error, type);
  });
}
