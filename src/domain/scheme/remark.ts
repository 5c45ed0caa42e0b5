import type { IsoDate } from '../calendar.js';

export const REMARK_KINDS = [
  'contradiction',
  'gap',
  'overlap',
  'unreachable',
  'borrowed',
  'uncertain',
] as const;

/** Something that a reader of a scheme's terms should know before they are put in force. */
export interface Remark {
  readonly kind: (typeof REMARK_KINDS)[number];
  /** A fault must be mended; anything else is told because it will be seen in decisions. */
  readonly fault: boolean;
  readonly schemeCode: string;
  /** First day of the edition it is about. */
  readonly edition: IsoDate;
  /** JSON pointer into the edition. */
  readonly path: string;
  readonly says: string;
}

/** What a check says of a place, before it is said of which edition. */
export type Said = Omit<Remark, 'schemeCode' | 'edition'>;

export function fault(kind: Remark['kind'], path: string, says: string): Said {
  return { kind, fault: true, path, says };
}
