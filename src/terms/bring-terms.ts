import { openDatabase } from '../db/index.js';
import { REAL_SCHEMES } from '../domain/scheme/schemes/index.js';
import { systemClock } from '../platform/clock.js';
import { adjustOpenCover } from './adjust-open-cover.js';
import { loadTerms } from './load-terms.js';
import { tellApplied, tellLoaded } from './tell.js';

const STATEMENT_MS = 60_000;

/**
 * Brings the project's own terms into a database that has older ones, as the owner, and lets open cover
 * follow. An edition that somebody has replaced since stays replaced. Also goes on with an adjustment
 * that was cut off. Throws TermsRefused, and then nothing is changed.
 */
export async function bringTerms(ownerUrl: string, say: (line: string) => void): Promise<void> {
  const options = { name: 'sehat-terms', max: 2, statementTimeoutMs: STATEMENT_MS };
  const owner = openDatabase(ownerUrl, options);
  try {
    const editions = REAL_SCHEMES.flatMap(({ terms }) => terms);
    const loading = { actor: 'migrate', now: systemClock.now(), again: false };
    const loaded = await loadTerms(owner, editions, loading);
    const changed = loaded.filter(({ outcome }) => outcome !== 'unchanged');
    for (const line of changed.flatMap(tellLoaded)) say(line);
    const applied = await adjustOpenCover({ owner, clock: systemClock });
    for (const line of applied.flatMap(tellApplied)) say(line);
  } finally {
    await owner.end({ timeout: 5 });
  }
}
