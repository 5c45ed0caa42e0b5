import { REAL_SCHEMES } from '../domain/scheme/schemes/index.js';
import { inTransaction, openDatabase } from '../db/index.js';
import { SCHEME_DISTRICTS } from './reference/scheme-districts.js';
import { registerSchemeDistricts, registerSchemes } from './register.js';
import { knowsSchemes } from './register.store.js';

const STATEMENT_MS = 60_000;

/**
 * Puts the districts and the real schemes with their dated terms into the database, as the owner.
 * What is there already stays as it is; nothing is written when nothing is missing.
 */
export async function loadReference(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, {
    name: 'sehat-registry',
    max: 1,
    statementTimeoutMs: STATEMENT_MS,
  });
  try {
    await inTransaction(owner, async (tx) => {
      const editions = REAL_SCHEMES.flatMap(({ terms }) => terms);
      if (await knowsSchemes(tx, editions)) return;
      await registerSchemes(tx, REAL_SCHEMES);
      for (const { schemeCode, districts } of SCHEME_DISTRICTS) {
        await registerSchemeDistricts(tx, schemeCode, districts);
      }
    });
  } finally {
    await owner.end({ timeout: 5 });
  }
}
