/** What is written about the code is held against the code: the map, the words, the decisions, links. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { sourcesUnder } from './source.js';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file: string): string => readFileSync(path.join(top, file), 'utf8');
const decisions = readdirSync(path.join(top, 'src/decisions')).sort();

/** Cells of the tables of a page, row by row, without their heads. */
function rowsOf(page: string): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ -]+\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const inCode = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

t.test('the map has a line for every folder of src, and for no other', async (t) => {
  const folders = readdirSync(path.join(top, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/`);
  const told = rowsOf(read('src/README.md')).flatMap(([first]) => inCode(first));
  t.same(told.sort(), folders.sort());
});

t.test('files that the map names are there', async (t) => {
  const named = inCode(read('src/README.md')).filter((name) =>
    /^[a-z-]+\/\S+\.(ts|md)$/.test(name),
  );
  t.ok(named.length > 30, `${named.length} files are named`);
  const inSrc = (name: string) => existsSync(path.join(top, 'src', name));
  const missing = named.filter(
    (name) => !inSrc(name) && !existsSync(path.join(top, name)) && name !== 'cli/x.command.ts',
  );
  t.same(missing, []);
});

t.test('every word of the glossary is used in the code as it says', async (t) => {
  const code = [
    ...sourcesUnder('src', ['.ts', '.mjs']),
    ...sourcesUnder('migrations', ['.sql']),
  ].map(({ text, path: file }) => `${file}\n${text}`);
  const words = new Set(rowsOf(read('src/GLOSSARY.md')).flatMap((row) => inCode(row[2])));
  t.ok(words.size > 60, `${words.size} words of code`);
  const unused = [...words].filter((word) => {
    const pattern = new RegExp(`(?<![A-Za-z0-9_])${word.replace(/[.]/g, '\\.')}(?![A-Za-z0-9_])`);
    return !code.some((text) => pattern.test(text));
  });
  t.same(unused, []);
});

t.test('every decision has its number, its parts and its bound', async (t) => {
  t.ok(decisions.length >= 15);
  decisions.forEach((file, index) => {
    const page = read(`src/decisions/${file}`);
    const number = String(index + 1).padStart(3, '0');
    t.match(file, new RegExp(`^${number}-[a-z0-9-]+\\.md$`));
    t.match(page, new RegExp(`^# ${number} \\S`), file);
    t.match(page, /^\*\*Status:\*\* (accepted|superseded by \d{3}|refused)$/m, file);
    const parts = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    t.same(parts, ['Context', 'Decision', 'Options', 'Consequences'], file);
    t.ok(page.split('\n').length <= 61, `${file} is at most 60 lines`);
    t.ok(rowsOf(page).length >= 2, `${file} weighs two options at least`);
  });
});

t.test('links between pages lead somewhere', async (t) => {
  const pages = [
    'README.md',
    'src/README.md',
    'src/GLOSSARY.md',
    'src/domain/rules/CHANGELOG.md',
    'openapi/CHANGELOG.md',
    ...decisions.map((file) => `src/decisions/${file}`),
  ];
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target.replace(/#.*$/, ''))
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
      .map((target) => path.posix.join(path.posix.dirname(page), target)),
  );
  t.ok(links.length >= 8, `${links.length} links`);
  t.same(
    links.filter((target) => !existsSync(path.join(top, target))),
    [],
  );
});

t.test('the README names the variables of the configuration and no others', async (t) => {
  const configured = [
    ...read('src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+[A-Z]): /gm),
  ].map(([, name = '']) => name);
  t.ok(configured.length >= 10, `${configured.length} variables`);
  const example = read('.env.example');
  const readme = read('README.md');
  t.same(
    configured.filter((name) => !example.includes(`#${name}=`)),
    [],
    'all stand in .env.example',
  );
  const told = [...readme.matchAll(/`([A-Z][A-Z_]+_[A-Z]+)`/g)].map(([, name = '']) => name);
  t.ok(told.length >= 8);
  t.same(
    told.filter((name) => !configured.includes(name)),
    [],
  );
});
