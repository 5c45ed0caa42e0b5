export interface Sweep {
  stop(): Promise<void>;
}

/**
 * Runs something soon and then about every `everyMs`, one run at a time, at moments that differ from
 * process to process. A plain timer and no job: it goes on when the queue has lost everything.
 */
export function startSweep(
  everyMs: number,
  run: () => Promise<void>,
  onError: (error: Error) => void,
): Sweep {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const next = (): void => {
    if (stopped) return;
    // Jitter of a quarter either way, so that many processes do not sweep in step.
    timer = setTimeout(tick, everyMs * (0.75 + Math.random() / 2));
  };
  const tick = (): void => {
    running = run()
      .catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(next);
  };
  // A process that starts may be the one that others wait for.
  timer = setTimeout(tick, (everyMs * Math.random()) / 4);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
