import type { WorkQueue } from './queue.js';

/** Hints closer together than this are one hint. */
const COALESCE_MS = 5;

export interface Hinter {
  /** Says that there is work under a key. Returns at once: a hint may be lost, work may not. */
  hint(key: string): void;
  /** Sends what is still to be sent. */
  close(): Promise<void>;
}

/**
 * Coalesces hints: at most one message a key every few milliseconds, one in flight at a time. A queue
 * that fails is told of once, until it has served again.
 */
export function createHinter(queue: WorkQueue, onError: (error: Error) => void): Hinter {
  const wanted = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let failing = false;

  const send = async (): Promise<void> => {
    const keys = [...wanted];
    wanted.clear();
    const results = await Promise.allSettled(keys.map((key) => queue.ask(key)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined && !failing) onError(failed.reason as Error);
    failing = failed !== undefined;
  };
  const flush = (): void => {
    timer = undefined;
    sending = sending.then(send);
  };
  return {
    hint: (key) => {
      wanted.add(key);
      timer ??= setTimeout(flush, COALESCE_MS);
    },
    close: async () => {
      if (timer !== undefined) {
        clearTimeout(timer);
        flush();
      }
      await sending;
    },
  };
}
