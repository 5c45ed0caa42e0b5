import ts from 'typescript';
import { parse, violationAt, walk, type Source } from './source.js';

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;
const LEFTOVER = /\b(?:TODO|FIXME|XXX|HACK)\b/;

/** Files and functions that grew too long, leftovers, and tests that silence others. */
export function tidyViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const file = parse(source);
    const codeLines = linesOfCode(file);
    const found: string[] = [];
    if (codeLines.size > MAX_FILE_LINES) {
      found.push(`${source.path}: ${codeLines.size} lines of code, at most ${MAX_FILE_LINES}`);
    }
    found.push(...leftovers(source));
    walk(file, (node) => {
      const why = whyUntidy(node, codeLines, source.path);
      if (why !== undefined) found.push(violationAt(node, why));
    });
    return found;
  });
}

function whyUntidy(node: ts.Node, codeLines: Set<number>, path: string): string | undefined {
  const isTest = path.endsWith('.test.ts');
  if (isTest) return silencesTests(node);
  if (!isFunctionWithBody(node)) return undefined;
  const file = node.getSourceFile();
  const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
  const last = file.getLineAndCharacterOfPosition(node.end).line;
  const length = [...codeLines].filter((line) => line >= first && line <= last).length;
  if (length <= MAX_FUNCTION_LINES) return undefined;
  return `a function of ${length} lines of code, at most ${MAX_FUNCTION_LINES}`;
}

function isFunctionWithBody(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** `t.only`, `t.skip`, `t.todo`, `{ only: true }`, and `skip` or `todo` without a reason. */
function silencesTests(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const called = node.expression.name.text;
    const on = node.expression.expression.getText();
    const silencing = ['only', 'skip', 'todo'].includes(called) && /^(?:t|tap|test)$/.test(on);
    return silencing ? `${on}.${called} silences tests` : undefined;
  }
  if (!ts.isPropertyAssignment(node) || !['only', 'skip', 'todo'].includes(node.name.getText())) {
    return undefined;
  }
  const always = node.initializer.kind === ts.SyntaxKind.TrueKeyword;
  return always ? `${node.name.getText()}: true silences tests` : undefined;
}

/** Numbers of the lines that hold code; blank lines and comments are free. */
function linesOfCode(file: ts.SourceFile): Set<number> {
  const lines = new Set<number>();
  const addTokens = (node: ts.Node): void => {
    if (ts.isJSDoc(node) || node.kind === ts.SyntaxKind.EndOfFileToken) return;
    const children = node.getChildren(file);
    children.forEach(addTokens);
    if (children.length > 0 || node.getWidth(file) === 0) return;
    const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
    const last = file.getLineAndCharacterOfPosition(node.end).line;
    for (let line = first; line <= last; line += 1) lines.add(line);
  };
  addTokens(file);
  return lines;
}

function leftovers(source: Source): string[] {
  return source.text.split('\n').flatMap((text, line) => {
    const found = LEFTOVER.exec(text)?.[0];
    return found === undefined ? [] : [`${source.path}:${line + 1}: ${found} is left over`];
  });
}
