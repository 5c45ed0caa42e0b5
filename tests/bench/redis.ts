import { spawn, spawnSync } from 'node:child_process';

/** A Redis of the bench's own, without persistence, where the machine has the program. */
export function startRedis(): { readonly url: string; stop(): void } | undefined {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  );
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}
