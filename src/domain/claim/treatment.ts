import type { Claim } from './claim.js';

/**
 * Whether all treatment is denied, line by line: then the claim is. No missing paper could make it payable,
 * so that none is asked for, and no extra is paid beside treatment that is not.
 */
export function everyLineDenied({ lines }: Claim, denied: ReadonlySet<number>): boolean {
  return lines.length > 0 && lines.every(({ lineNo }) => denied.has(lineNo));
}
