import { createHash, randomFillSync } from 'node:crypto';
import { UUID, V7Generator } from 'uuidv7';
import type { Lane } from '../domain/ids.js';

const LANES = 256;

/** The lane of a family, for ever: the first byte of the SHA-256 of its id. */
export function laneOfFamily(familyId: string): Lane {
  return firstByte(createHash('sha256').update(familyId).digest());
}

/** The lane of a number nobody is known for: the first byte of its keyed hash. */
export function laneOfHash(hash: Uint8Array): Lane {
  return firstByte(hash);
}

function firstByte(bytes: Uint8Array): Lane {
  const [byte] = bytes;
  if (byte === undefined) throw new RangeError('no bytes to take a lane from');
  return byte as Lane;
}

/** Chance is drawn for many ids at once: each draw costs as much as ten ids. */
const chance = new Uint32Array(1_024);
let chanceUsed = chance.length;

function nextUint32(): number {
  if (chanceUsed === chance.length) {
    randomFillSync(chance);
    chanceUsed = 0;
  }
  return chance[chanceUsed++] ?? 0;
}

const ids = new V7Generator({ nextUint32 });

/**
 * A new id of a family-keyed thing: UUIDv7 whose last byte is the lane. Ids made one after the other
 * in one process sort in that order (the generator counts within a millisecond, above the last byte).
 */
export function newId(lane: Lane): string {
  const bytes = Uint8Array.from(ids.generate().bytes);
  bytes[15] = lane;
  return UUID.ofInner(bytes).toString();
}

const TIMESTAMP_BYTES = 6;

/**
 * A new id that sorts after an earlier one of the same lane, even where the process that made that one
 * has a clock ahead of ours: then it takes the earlier one's millisecond plus one.
 */
export function newIdAfter(lane: Lane, earlier: string): string {
  const id = newId(lane);
  if (id > earlier) return id;
  const bytes = Uint8Array.from(UUID.parse(id).bytes);
  const earlierMs = Buffer.from(UUID.parse(earlier).bytes).readUIntBE(0, TIMESTAMP_BYTES);
  Buffer.from(bytes.buffer).writeUIntBE(earlierMs + 1, 0, TIMESTAMP_BYTES);
  return UUID.ofInner(bytes).toString();
}

/** Where the rows of an id live. Undefined when the text is no UUID. */
export function laneOfId(id: string): Lane | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
  return Number.parseInt(id.slice(-2), 16) as Lane;
}

/** A contiguous range of lanes that one drain works through. */
export interface Shard {
  readonly no: number;
  readonly first: Lane;
  readonly last: Lane;
}

/** Cuts the lanes into a number of contiguous ranges, as equal as they can be. */
export function shardsOf(count: number): readonly Shard[] {
  if (!Number.isInteger(count) || count < 1 || count > LANES) {
    throw new RangeError(`shards must be 1 to ${LANES}: ${count}`);
  }
  return Array.from({ length: count }, (_, no) => ({
    no,
    first: Math.floor((no * LANES) / count) as Lane,
    last: (Math.floor(((no + 1) * LANES) / count) - 1) as Lane,
  }));
}

export function shardOf(shards: readonly Shard[], lane: Lane): Shard {
  const found = shards.find((shard) => shard.first <= lane && lane <= shard.last);
  if (found === undefined) throw new RangeError(`no shard holds lane ${lane}`);
  return found;
}
