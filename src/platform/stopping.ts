/** The orderly end of a process. */
import closeWithGrace from 'close-with-grace';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_LOOK_MS = 250;

/** What the end of a process needs. */
export interface Stopping {
  /** The last resort: after this long the process ends whatever is still open. */
  readonly withinMs: number;
  /** Told why the process stops, and that it still does. */
  readonly log: (line: string) => void;
}

/**
 * Runs the act once, at the first stop signal or the first uncaught error, and ends the process
 * when it is done: code 0, or 1 after an error or when time ran out.
 *
 * Further signals change nothing. One Ctrl-C arrives several times (from the terminal, from npm,
 * from our own start), and a database that is stopped under a draining service would turn an
 * orderly end into a crash.
 * @returns a function that stops the process as a signal would
 */
export function stopWithGrace(
  act: (why: { error: Error | undefined }) => Promise<void>,
  { withinMs, log }: Stopping,
): () => void {
  const grace = closeWithGrace(
    {
      delay: withinMs,
      skip: [...STOP_SIGNALS],
      logger: {
        error: (what: unknown) => log(what instanceof Error ? (what.stack ?? '') : String(what)),
      },
    },
    async ({ err }) => {
      if (err) log(`Stopping after an error: ${err.stack ?? err.message}`);
      await act({ error: err });
    },
  );
  // A closed terminal is a reason to stop in peace (SIGHUP), not an error of every line we print.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EIO') throw error;
    });
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    grace.close();
  };
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (!stopping) log(`Stopping (${signal}): what is being worked on is finished first …`);
      stop();
    });
  }
  whenNpmEnds(() => {
    if (!stopping) log('Stopping (npm has ended): what is being worked on is finished first …');
    stop();
  });
  return stop;
}

/**
 * Under npm a SIGTERM ends npm and its shell, and reaches nobody else: that our parent is gone
 * is then the only sign. Without npm nothing is watched, so that nohup works as everywhere.
 */
function whenNpmEnds(act: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, PARENT_LOOK_MS);
  watch.unref();
}
