import t from 'tap';
import { testDatabase } from '../../support/database.js';
import { runFeedLoad } from '../../support/feed-load.js';

/** `SEHAT_FEED_ROWS=50000 npm test -- tests/slices/feeds/killed-reader.test.ts` for the long run. */
const rows = Number(process.env['SEHAT_FEED_ROWS'] ?? 6_000);
const kills = Math.max(3, Math.floor(rows / 5_000));

t.test(
  'a reader killed at random while four writers run misses nothing and repeats nothing',
  async (t) => {
    const urls = await testDatabase(t);
    const result = await runFeedLoad(urls, { rows, kills, withinMs: 150_000 });
    const { written, kept } = result;
    t.comment(`${rows} rows, reader killed ${result.kills} times, ${result.seconds.toFixed(1)} s`);
    t.equal(written.size, rows);
    t.equal(kept.length, rows);
    t.equal(result.kills >= kills, true, 'the reader was killed as often as wanted');

    const gap = kept.findIndex(([position], index) => position !== index + 1);
    t.equal(gap, -1, 'positions are 1, 2, 3 … as they were kept');
    const ids = new Set(kept.map(([, id]) => id));
    t.equal(ids.size, rows, 'no event twice');
    t.same(
      [...written].filter((id) => !ids.has(id)),
      [],
      'every committed event was read',
    );

    const ordinals = new Map<string, number>();
    const wrong = kept.filter(([, , claimId, ordinal]) => {
      const before = ordinals.get(claimId) ?? 0;
      ordinals.set(claimId, ordinal);
      return ordinal !== before + 1;
    });
    t.same(wrong, [], 'the second decision of a claim comes after its first');
    t.ok([...ordinals.values()].filter((ordinal) => ordinal === 2).length > rows / 50);
  },
);
