import ts from 'typescript';
import { parse, violationAt, walk, type Source } from './source.js';

/** Globals by which clock, chance, environment or the outside world would get in. */
const IMPURE_GLOBALS: ReadonlySet<string> = new Set([
  'process',
  'globalThis',
  'performance',
  'crypto',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Buffer',
  'require',
  '__dirname',
]);

const IMPURE_MEMBERS: ReadonlySet<string> = new Set(['Date.now', 'Math.random', 'import.meta']);

/** Answers that depend on the machine's time zone or language. */
const LOCAL_METHODS =
  /^(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|to(?:Date|Time)String|toLocale\w*)$/;

/** Everything in the domain that is not a pure function of its arguments, one line each. */
export function purityViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(parse(source), (node) => {
      const why = whyImpure(node);
      if (why !== undefined) found.push(violationAt(node, `${why} is not pure`));
    });
    return found;
  });
}

function whyImpure(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return whyImpureCall(node);
  if (ts.isPropertyAccessExpression(node) || ts.isMetaProperty(node)) {
    const text = node.getText();
    return IMPURE_MEMBERS.has(text) ? text : undefined;
  }
  if (ts.isIdentifier(node)) {
    return IMPURE_GLOBALS.has(node.text) && isFreeName(node) ? node.text : undefined;
  }
  if (ts.isAwaitExpression(node)) return 'await';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isVariableStatement(node) && ts.isSourceFile(node.parent)) {
    return node.declarationList.flags & ts.NodeFlags.Const ? undefined : 'a variable of the module';
  }
  return undefined;
}

function whyImpureCall(node: ts.NewExpression | ts.CallExpression): string | undefined {
  const called = node.expression;
  const count = node.arguments?.length ?? 0;
  if (ts.isIdentifier(called) && called.text === 'Date') {
    if (ts.isCallExpression(node)) return 'Date()';
    if (count === 0) return 'new Date() without an instant';
    if (count > 1) return 'new Date(year, month, …) in the time zone of the machine';
  }
  if (ts.isPropertyAccessExpression(called) && LOCAL_METHODS.test(called.name.text)) {
    return `.${called.name.text}() of the machine's time zone or language`;
  }
  return undefined;
}

/** A name used as such: not a member, not a key, not declared here under the same name. */
function isFreeName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) return false;
  if (ts.isMethodDeclaration(parent) || ts.isQualifiedName(parent)) return false;
  return !ts.isParameter(parent) && !ts.isVariableDeclaration(parent);
}
