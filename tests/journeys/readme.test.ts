/**
 * The README's five minutes, run to the letter against the real `npm start` on a database of its own:
 * every command in one shell, every answer held against what the README shows below it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { eventually } from '../support/eventually.js';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 30_000;
/** Printed between the answers of two blocks. */
const MARK = '-- end of block --';

interface Block {
  readonly language: string;
  readonly lines: readonly string[];
}

/** The fenced blocks of one section of the README, in order. */
function blocksOf(section: string): readonly Block[] {
  const readme = readFileSync(path.join(top, 'README.md'), 'utf8');
  const [, text = ''] = readme.split(`\n## ${section}\n`);
  const [own = ''] = text.split(/\n## /);
  return [...own.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    lines: body.trimEnd().split('\n'),
  }));
}

/** What a line shows, without its indentation and the comma that ends it. */
const bare = (line: string): string => line.trim().replace(/,$/, '').replace(/\s+/g, ' ');

/** A line of the README as a pattern: `…` stands for anything. */
function patternOf(line: string): RegExp {
  const parts = bare(line).split(/\s*…\s*/);
  const literal = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`);
}

/** The first expected line that the output does not show, in the order of the README. */
function firstMissing(expected: readonly string[], output: string): string | undefined {
  const shown = output.split('\n').map(bare);
  let from = 0;
  for (const line of expected.filter((text) => text.trim() !== '')) {
    const pattern = patternOf(line);
    const at = shown.findIndex((text, index) => index >= from && pattern.test(text));
    if (at === -1) return line;
    from = at + 1;
  }
  return undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** Only what a terminal has: nothing of the tests' own databases. */
function environment(folder: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    ...{ PATH, HOME },
    SEHAT_DATA_FOLDER: folder,
    SEHAT_DEMO: 'small',
    // Nothing by chance.
    SEHAT_AUDIT_RATE: '0',
    LOG_LEVEL: 'warn',
    PORT: String(port),
  };
}

/** Runs a program and gathers what it prints, errors too. */
function run(program: string, arguments_: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(program, arguments_, { cwd: top, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.errors += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, ended };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await eventually(() => child.exitCode !== null || child.signalCode !== null, {
    withinMs: STOPPED_WITHIN_MS,
    what: 'the end of the service',
  });
}

t.test('the five minutes of the README go as it says', async (t) => {
  const blocks = blocksOf('Five minutes');
  const commands = blocks.filter(({ language }) => language === 'bash');
  t.ok(commands.length >= 9, `${commands.length} blocks of commands were found`);

  const folder = path.join(t.testdir(), 'sehat data');
  const env = environment(folder, await freePort());
  const service = run('npm', ['start'], env);
  t.teardown(() => stop(service.child));
  await eventually(
    () => {
      if (service.child.exitCode !== null) throw new Error(service.said.errors);
      return service.said.output.includes('\nReady: http://127.0.0.1:');
    },
    { withinMs: READY_WITHIN_MS, what: 'the start of the service' },
  );
  t.match(service.said.output, /^ {2}hospital +sehat_\S+ {2}Invented Hospital 01, Peshawar/m);

  const script = commands.map(({ lines }) => [...lines, `echo '${MARK}'`].join('\n')).join('\n');
  const shell = run('bash', ['-e', '-u', '-c', script], env);
  shell.child.stdin.end();
  t.equal(await shell.ended, 0, shell.said.errors);
  const outputs = shell.said.output.split(`${MARK}\n`);
  t.equal(outputs.length, commands.length + 1, 'every block ran to its end');

  let held = 0;
  blocks.forEach((block, index) => {
    const before = blocks[index - 1];
    if (block.language === 'bash' || before === undefined) return;
    const output = outputs[commands.indexOf(before)] ?? '';
    t.equal(firstMissing(block.lines, output), undefined, output);
    held += 1;
  });
  t.ok(held >= 8, `${held} answers were held against the README`);
});

t.test('an answer that differs from what is shown is noticed', async (t) => {
  const shown = ['{', '  "outcome": "approved",', '  "insurerPaisa": 1340000,', '  "id": "…"'];
  const answer = '{\n "outcome": "approved",\n "insurerPaisa": 1340000,\n "id": "0-1"\n}\n';
  t.equal(firstMissing(shown, answer), undefined);
  t.equal(firstMissing(shown, answer.replace('approved', 'denied')), shown[1]);
  t.equal(firstMissing(shown, answer.replace('1340000', '13400000')), shown[2]);
  t.equal(firstMissing([...shown].reverse(), answer), shown[2], 'order counts');
  t.equal(firstMissing(['(1 × …)'], '(1 × 5)'), undefined, 'signs stand for themselves');
});
