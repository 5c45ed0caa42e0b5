/** Reads pages of scenarios and names every fault with its line. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { scenarioPage, type ScenarioPage } from './scenario.js';

export type Reading =
  | { readonly page: ScenarioPage; readonly faults: readonly [] }
  | { readonly page: undefined; readonly faults: readonly string[] };

/** The pages of a folder, by file name. */
export function pagesIn(
  folder: string,
): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

/** One page, or all that is wrong with it: `file:line: where: what`. */
export function readPage(file: string, text: string): Reading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings].map(
    ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: ${message}`,
  );
  if (broken.length > 0) return { page: undefined, faults: broken };
  const parsed = scenarioPage.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return { page: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue) => {
    const place = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    return `${file}:${lineOf(document, lines, place)}: ${place.join('.')}: ${issue.message}`;
  });
  return { page: undefined, faults };
}

/** The line of the deepest part of a path that is there: what is missing has none of its own. */
function lineOf(
  document: Document,
  lines: LineCounter,
  place: readonly (string | number)[],
): number {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(place.slice(0, depth), true);
    if (typeof node !== 'object' || node === null || !('range' in node)) continue;
    const [start] = node.range as [number, number, number];
    return lines.linePos(start).line;
  }
  return 1;
}
