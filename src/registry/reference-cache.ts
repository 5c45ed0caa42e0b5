import { inSnapshot, type Database, type Transaction } from '../db/index.js';
import type { Reference } from './reference.js';
import { readReference, readVersion } from './reference.store.js';

/**
 * The reference data as a transaction sees it: what was read before it, unless that has changed since.
 * Whoever moves cover asks once the family is locked, so that no pot is opened on terms that were
 * corrected in between.
 */
export async function referenceIn(tx: Transaction, before: Reference): Promise<Reference> {
  return (await readVersion(tx)) === before.version ? before : readReference(tx);
}

/** Reference data kept in memory, and read again when its version has moved on. */
export class ReferenceCache {
  private held: Reference | undefined;
  private reading: Promise<Reference> | undefined;

  constructor(private readonly database: Database) {}

  /** The reference data as of now: one tiny read, and a whole one after a change. */
  async current(): Promise<Reference> {
    const version = await readVersion(this.database);
    if (this.held !== undefined && this.held.version === version) return this.held;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<Reference> {
    this.held = await inSnapshot(this.database, readReference);
    return this.held;
  }
}
