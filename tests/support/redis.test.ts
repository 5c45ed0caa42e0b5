import { Redis } from 'ioredis';
import t from 'tap';
import { redisUrl, skipWithoutRedis, startRedis } from './redis.js';

t.test(
  'a private Redis can be wiped and stopped without harm to the shared one',
  { skip: skipWithoutRedis },
  async (t) => {
    const shared = new Redis(redisUrl ?? '');
    const own = await startRedis();
    const client = new Redis(own.url, { retryStrategy: () => null });
    client.on('error', () => undefined);
    const key = `redis.test.${process.pid}`;
    try {
      await shared.set(key, 'kept', 'EX', 60);
      await client.set(key, 'wiped');
      await client.flushall();
      t.equal(await client.exists(key), 0);
      t.equal(await shared.get(key), 'kept');
      const [, saves] = (await client.config('GET', 'save')) as string[];
      t.equal(saves, '', 'nothing is written to disk');
      await own.stop();
      await t.rejects(client.ping());
      t.equal(await shared.ping(), 'PONG');
    } finally {
      client.disconnect();
      await shared.del(key);
      shared.disconnect();
      await own.stop();
    }
  },
);
