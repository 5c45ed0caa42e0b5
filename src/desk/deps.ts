import type { Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { CnicKeys } from '../platform/cnic-keys.js';
import type { PlanJudge } from './plan.js';

export interface DeskDeps {
  /** The app role's pool: reads in scope. */
  readonly database: Database;
  /** The judge role's pool: it alone moves cover. */
  readonly judgeDatabase: Database;
  readonly keys: CnicKeys;
  readonly clock: Clock;
  /** Readies the judge over the reference data of now, before any lock is taken. */
  readonly readyPlanJudge: () => Promise<PlanJudge>;
}

/** Who asks, and under which key of his. */
export interface Asking {
  /** The API key, for the trail. */
  readonly keyId: string;
  /** Idempotency-Key as it was sent. */
  readonly key: string;
}
