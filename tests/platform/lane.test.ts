import fc from 'fast-check';
import t from 'tap';
import type { Lane } from '../../src/domain/ids.js';
import { laneOfId, newId, newIdAfter } from '../../src/platform/lane.js';

const aLane = fc.integer({ min: 0, max: 255 }).map((no) => no as Lane);

t.test('an id sorts after the earlier one, however far ahead that one’s clock was', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(aLane, fc.integer({ min: -90_000, max: 90_000 }), (lane, skewMs) => {
        const earlier = withClockAhead(newId(lane), skewMs);
        const id = newIdAfter(lane, earlier);
        return id > earlier && laneOfId(id) === lane;
      }),
    ),
  );
});

t.test('ids made one after the other sort in that order', async (t) => {
  const ids = Array.from({ length: 2_000 }, () => newId(7 as Lane));
  t.same([...ids].sort(), ids);
  t.equal(new Set(ids).size, ids.length);
});

/** The id as a process would have made it whose clock is ahead by so much. */
function withClockAhead(id: string, ms: number): string {
  const digits = id.replaceAll('-', '');
  const at = (Number.parseInt(digits.slice(0, 12), 16) + ms).toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}${id.slice(13)}`;
}
