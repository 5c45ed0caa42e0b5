import { z } from 'zod';
import type { Terms } from '../domain/scheme/terms.js';
import { faultsOf } from '../platform/http/zod-faults.js';
import { termsFromJson } from './terms.codec.js';

const MOST_EDITIONS = 1_000;

/** The file is no terms: nothing of it was read. Each fault says where, and what is wrong. */
export class TermsRefused extends Error {
  override readonly name = 'TermsRefused';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads terms as JSON, one edition or a list of them, as the database keeps them. Throws TermsRefused
 * naming every fault of form.
 */
export function readTermsFile(text: string): readonly Terms[] {
  const content = parsed(text);
  const listed = Array.isArray(content);
  const editions: readonly unknown[] = listed ? (content as unknown[]) : [content];
  if (editions.length === 0) throw new TermsRefused(['The file holds no edition.']);
  if (editions.length > MOST_EDITIONS) {
    throw new TermsRefused([`The file holds more than ${MOST_EDITIONS} editions.`]);
  }
  const faults: string[] = [];
  const terms = editions.flatMap((edition, at) => {
    try {
      return termsFromJson(edition);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const found = faultsOf(error, listed ? [at] : []);
      faults.push(...found.map(({ pointer, message }) => `${pointer || '/'}: ${message}`));
      return [];
    }
  });
  if (faults.length > 0) throw new TermsRefused(faults);
  return terms;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new TermsRefused([`The file is no JSON: ${(error as Error).message}`]);
  }
}
