import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One file as the checks see it; self-tests make such values up. */
export interface Source {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The files below a folder whose names end in one of the endings, in the order of their paths. */
export function sourcesUnder(folder: string, endings: readonly string[]): Source[] {
  return readdirSync(path.join(top, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(top, name), 'utf8') }));
}

/** The syntax tree, with parents. */
export function parse(source: Source): ts.SourceFile {
  return ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
}

/** Visits every node below and including `node`. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `path:line: message`, so that an editor can jump there. */
export function violationAt(node: ts.Node, message: string): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName}:${line + 1}: ${message}`;
}

/** Every module a file names: import, export from, import type, import() and require(). */
export function importsOf(file: ts.SourceFile): { specifier: string; node: ts.Node }[] {
  const found: { specifier: string; node: ts.Node }[] = [];
  walk(file, (node) => {
    const named = moduleNamedBy(node);
    if (named !== undefined && ts.isStringLiteralLike(named)) {
      found.push({ specifier: named.text, node });
    }
  });
  return found;
}

function moduleNamedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isImport || isRequire ? node.arguments[0] : undefined;
}
