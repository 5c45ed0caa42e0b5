/** Documents that figures and rules are read from. A figure without one of these does not compile. */
export interface Source {
  readonly title: string;
  readonly issuer: string;
  /** When it was published, as precisely as known: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published?: string;
  readonly link?: string;
  /** SHA-256 of the copy held, where one is held. */
  readonly checksum?: string;
}

export const SOURCES = {
  'project-architecture': {
    title: 'Design of the claims engine: what follows from being a fact, not a policy',
    issuer: 'This project',
    published: '2026',
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
