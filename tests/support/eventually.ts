import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is true, or gives up at the deadline.
 * @param withinMs 10 s unless told
 * @throws what the question last threw, or that it never became true
 */
export async function eventually(
  question: () => boolean | Promise<boolean>,
  { withinMs = 10_000, everyMs = 20, what = 'the condition' } = {},
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await question()) return;
    if (Date.now() > deadline) throw new Error(`${what} did not become true in ${withinMs} ms`);
    await pause(everyMs);
  }
}
