import { REAL_SCHEMES } from '../domain/scheme/schemes/index.js';
import { inTransaction, openDatabase } from '../db/index.js';
import { SCHEME_DISTRICTS } from './reference/scheme-districts.js';
import { registerSchemeDistricts, registerSchemes } from './register.js';
import { findSchemes } from './import/import.store.js';

const STATEMENT_MS = 60_000;

/**
 * Puts the districts and the real schemes with their dated terms into the database, as the owner.
 * A scheme that is there already stays as it is: its terms are brought in by `bringTerms`.
 */
export async function loadReference(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, {
    name: 'sehat-registry',
    max: 1,
    statementTimeoutMs: STATEMENT_MS,
  });
  try {
    await inTransaction(owner, async (tx) => {
      const known = new Set((await findSchemes(tx)).map(({ code }) => code));
      const missing = REAL_SCHEMES.filter(({ code }) => !known.has(code));
      if (missing.length === 0) return;
      await registerSchemes(tx, missing);
      for (const { schemeCode, districts } of SCHEME_DISTRICTS) {
        if (!known.has(schemeCode)) await registerSchemeDistricts(tx, schemeCode, districts);
      }
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}
