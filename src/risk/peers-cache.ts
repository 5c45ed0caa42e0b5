import { addDays, dayInKarachi, inForceOn } from '../domain/calendar.js';
import { Peers, type PeerWords } from '../domain/risk/peers.js';
import { monthOf } from '../domain/risk/stay.js';
import { inSnapshot, NO_ROWS, type Database } from '../db/index.js';
import type { Clock } from '../platform/clock.js';
import type { Reference, ReferenceCache } from '../registry/index.js';
import { readPeerRows } from './peers.store.js';
import { readProfiles } from './profiles/read-profiles.js';

/** What hospitals did so long ago says nothing of their peers now. */
const DAYS_KNOWN = 3 * 365;
/** Read again in the background once so old; never used when older than the second. */
const FRESH_MS = 60_000;
const OLDEST_MS = 600_000;

/** Profiles are of whole quarters: an hour is soon enough. */
const PROFILES_FRESH_MS = 3_600_000;
/** Among fewer hospitals nobody is in the highest twentieth. */
const LEAST_PROFILED = 20;

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
  private ranks: ReadonlyMap<string, number> = new Map();
  private rankedAtMs = -Infinity;

  /** `profiles`: whether anybody asks how hospitals rank. */
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceCache,
    private readonly clock: Clock,
    private readonly profiles = false,
  ) {}

  /** How far a hospital stands out by its profile, without its size: 0 to 100; undefined where nobody knows. */
  rankOf(hospitalId: string): number | undefined {
    return this.ranks.get(hospitalId);
  }

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
    if (this.profiles && readAtMs - this.rankedAtMs >= PROFILES_FRESH_MS) {
      // The sample can do with older ranks or none: claims wait for the peers alone. Tried again next time.
      const ranks = await this.rank().catch(() => undefined);
      if (ranks !== undefined) [this.ranks, this.rankedAtMs] = [ranks, readAtMs];
    }
    this.held = { peers: new Peers(rows, wordsOf(reference, today)), readAtMs };
    return this.held;
  }

  /** The share of profiled hospitals that stand out less. */
  private async rank(): Promise<ReadonlyMap<string, number>> {
    const deps = { reader: this.database, clock: this.clock };
    const { hospitals } = await readProfiles(deps, NO_ROWS, {});
    const scored = hospitals.flatMap(({ hospitalId, sizeAdjusted }) =>
      sizeAdjusted === undefined ? [] : [{ hospitalId, sizeAdjusted }],
    );
    if (scored.length < LEAST_PROFILED) return new Map();
    const lower = (score: number): number =>
      scored.filter((other) => other.sizeAdjusted < score).length;
    return new Map(
      scored.map(({ hospitalId, sizeAdjusted }) => [
        hospitalId,
        Math.floor((lower(sizeAdjusted) * 100) / scored.length),
      ]),
    );
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
