/** A failure of the embedded PostgreSQL; the message is one sentence for the person at the terminal. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What to do where PostgreSQL cannot be run as a child; ends every such sentence. */
export const USE_OWN_DATABASE =
  'set DATABASE_URL and its companions to a PostgreSQL of your own (see .env.example)';
