import { addDays, dayInKarachi, inForceOn } from '../domain/calendar.js';
import { Peers, type PeerWords } from '../domain/risk/peers.js';
import { monthOf } from '../domain/risk/stay.js';
import { inSnapshot, type Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { Reference, ReferenceCache } from '../registry/index.js';
import { readPeerRows } from './peers.store.js';

/** What hospitals did so long ago says nothing of their peers now. */
const DAYS_KNOWN = 3 * 365;
/** Read again in the background once so old; never used when older than the second. */
const FRESH_MS = 60_000;
const OLDEST_MS = 600_000;

interface Held {
  readonly peers: Peers;
  readonly readAtMs: number;
}

/**
 * What hospitals do, in memory for a minute or so: it moves slowly, is read by every batch, and what was
 * read of it is kept with each decision.
 */
export class PeersCache {
  private held: Held | undefined;
  private reading: Promise<Held> | undefined;

  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceCache,
    private readonly clock: Clock,
  ) {}

  /** The peers as of a while ago; waits only where nothing young enough is held. */
  async current(): Promise<Peers> {
    const ageMs = this.held === undefined ? Infinity : this.nowMs() - this.held.readAtMs;
    if (this.held !== undefined && ageMs < FRESH_MS) return this.held.peers;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    if (this.held === undefined || ageMs >= OLDEST_MS) return (await this.reading).peers;
    // What is held will do for now; a reading that fails is tried again by the next batch.
    this.reading.catch(() => undefined);
    return this.held.peers;
  }

  /** Reads anew the next time: for whoever has just folded and wants it known. */
  forget(): void {
    this.held = undefined;
  }

  private async read(): Promise<Held> {
    const readAtMs = this.nowMs();
    const reference = await this.reference.current();
    const today = dayInKarachi(this.clock.now());
    const since = monthOf(addDays(today, -DAYS_KNOWN));
    const rows = await inSnapshot(this.database, (tx) => readPeerRows(tx, since));
    this.held = { peers: new Peers(rows, wordsOf(reference, today)), readAtMs };
    return this.held;
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

/** What the registry says of packages and hospitals on a day. */
export function wordsOf(reference: Reference, today: ReturnType<typeof dayInKarachi>): PeerWords {
  return {
    packageOf: (schemeCode, packageCode) => {
      const listed = reference.packages.get(`${schemeCode}/${packageCode}`) ?? [];
      const found = inForceOn(listed, today) ?? listed.at(-1);
      if (found === undefined) return undefined;
      const { speciality, maternity, limits } = found;
      if (!maternity) return { speciality };
      return { speciality, delivery: limits?.operation === true ? 'caesarean' : 'natural' };
    },
    gradeOf: (hospitalId) =>
      inForceOn(reference.hospitals.get(hospitalId)?.standings ?? [], today)?.grade,
  };
}
