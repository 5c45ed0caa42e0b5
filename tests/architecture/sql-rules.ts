import ts from 'typescript';
import { parse, violationAt, walk, type Source } from './source.js';

/** Files that may hold SQL: the stores, the database's own folder, and what founds a database. */
const MAY_HOLD_SQL = [/\.store\.ts$/, /^src\/db\//, /^src\/platform\/embedded-postgres\//];

/** Files that may name the cover tables. */
const MAY_TOUCH_COVER = [/^src\/ledger\//, /^src\/db\//];

/** Names under which the clients and transactions of postgres.js and drizzle's template travel. */
const SQL_TAGS: ReadonlySet<string> = new Set(['sql', 'tx', 'db', 'database', 'transaction']);

const STATEMENT =
  /^\s*(?:with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\b|select\s+(?:[*\d$]|\w+\s*\(|[^]*\bfrom\s+[\w."$]+)|insert\s+into\b|update\s+[\w."]+(?:\s+\w+)?\s+set\b|delete\s+from\b|truncate\s|merge\s+into\b|copy\s+[\w."]+\s|create\s+(?:table|role|database|schema|index|extension)\b|alter\s+(?:table|role)\b|grant\s+\w|set\s+(?:local|role|session)\b|lock\s+table\b|notify\s+\w)/i;

const COVER_TABLE = /\bcover_(?:account|balance|entry)\b/i;
const COVER_TABLE_OBJECTS: ReadonlySet<string> = new Set([
  'coverAccount',
  'coverBalance',
  'coverEntry',
]);

/** What db gives to acts that begin a transaction or a pool. */
const OPENERS: ReadonlySet<string> = new Set([
  'inTransaction',
  'inScope',
  'inScopedSnapshot',
  'inSnapshot',
  'openDatabase',
]);

/** SQL outside the stores, transactions opened in a store, and cover tables outside the ledger, one line each. */
export function sqlViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    const sqlAllowed = isAllowed(source.path, MAY_HOLD_SQL);
    const coverAllowed = isAllowed(source.path, MAY_TOUCH_COVER);
    walk(parse(source), (node) => {
      if (!sqlAllowed && holdsSql(node)) {
        found.push(violationAt(node, 'SQL belongs in a *.store.ts'));
      }
      if (source.path.endsWith('.store.ts') && opensTransaction(node)) {
        found.push(violationAt(node, 'a store is given its transaction, the act opens it'));
      }
      if (!coverAllowed && touchesCover(node)) {
        found.push(violationAt(node, 'only the ledger touches the cover tables'));
      }
    });
    return found;
  });
}

/** Imports one of db's openers, or calls `.begin(`, as postgres.js and drizzle's clients do. */
function opensTransaction(node: ts.Node): boolean {
  if (ts.isImportSpecifier(node)) {
    return OPENERS.has((node.propertyName ?? node.name).text);
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return ['begin', 'transaction'].includes(node.expression.name.text);
}

function isAllowed(path: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(path));
}

function holdsSql(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) {
    return SQL_TAGS.has(lastName(node.tag)) || STATEMENT.test(textOf(node.template));
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    // postgres.js runs any string with .unsafe(), which is how a statement would hide.
    return node.expression.name.text === 'unsafe';
  }
  const isPlainText =
    (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) &&
    !ts.isTaggedTemplateExpression(node.parent);
  return isPlainText && isPassedOn(node) && STATEMENT.test(textOf(node));
}

/** Text given to a call or kept in a constant; help texts and messages do not begin as SQL does. */
function isPassedOn(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) || ts.isVariableDeclaration(node.parent);
}

function touchesCover(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) {
    return COVER_TABLE.test(node.text);
  }
  return (
    ts.isImportSpecifier(node) &&
    COVER_TABLE_OBJECTS.has((node.propertyName ?? node.name).text) &&
    importedFromSchema(node)
  );
}

function importedFromSchema(node: ts.ImportSpecifier): boolean {
  const { moduleSpecifier } = node.parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.includes('/schema/');
}

/** `tx` of `tx`, `this.tx`, `tx<Row[]>`; empty where the tag is no name. */
function lastName(tag: ts.Expression): string {
  if (ts.isIdentifier(tag)) return tag.text;
  if (ts.isPropertyAccessExpression(tag)) return tag.name.text;
  return '';
}

function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((span) => `$1${span.literal.text}`).join('');
  }
  return '';
}
