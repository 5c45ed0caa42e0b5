import postgres from 'postgres';
import { maskCnic } from '../platform/cnic-mask.js';

/**
 * Classes of SQLSTATE that say something about the data of a claim: bad values and broken
 * constraints. All others (connection, resources, conflicts with others, shutdown) pass by themselves.
 */
const OF_THE_DATA = ['21', '22', '23', '42', 'P0'];
/** A table, column or right that is missing is the fault of the installation: claims wait for it. */
const OF_THE_INSTALLATION = ['42P01', '42703', '42883', '42501'];
const MAX_FAULT_LENGTH = 500;

/** Why a claim cannot be decided, or undefined when the error is not about any claim. */
export function culpritFault(error: unknown): string | undefined {
  if (error instanceof postgres.PostgresError) {
    if (!OF_THE_DATA.includes(error.code.slice(0, 2))) return undefined;
    if (OF_THE_INSTALLATION.includes(error.code)) return undefined;
    const constraint = error.constraint_name ? ` (${error.constraint_name})` : '';
    return shorten(`${error.code} ${error.message}${constraint}`);
  }
  if (!(error instanceof Error)) return shorten(String(error));
  return 'code' in error ? undefined : shorten(`${error.name}: ${error.message}`);
}

function shorten(text: string): string {
  return maskCnic(text).slice(0, MAX_FAULT_LENGTH);
}
