/** What must still be told to children when this process ends without having stopped them. */

const farewells = new Set<() => void>();

/**
 * Runs the act when the process ends by itself (process.exit, an uncaught error), unless the
 * returned function was called before. The act must be synchronous; its failure changes nothing.
 */
export function atExit(act: () => void): () => void {
  if (farewells.size === 0) process.on('exit', sayFarewell);
  farewells.add(act);
  return () => {
    farewells.delete(act);
    if (farewells.size === 0) process.off('exit', sayFarewell);
  };
}

function sayFarewell(): void {
  for (const act of farewells) {
    try {
      act();
    } catch {
      // We end anyway; the next start finds and ends what was left.
    }
  }
}
