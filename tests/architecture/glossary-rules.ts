import ts from 'typescript';
import { parse, violationAt, walk, type Source } from './source.js';

/** Words the glossary gives up, and the word to use; matched on the parts of a name. */
const BANNED_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    insuree: 'person or member',
    insurees: 'people or members',
    household: 'family',
    households: 'families',
    patients: 'people',
    manager: 'the name of what it does',
    helper: 'the name of what it does',
    helpers: 'the name of what they do',
    util: 'the name of what it does',
    utils: 'the name of what they do',
    misc: 'the name of what it is',
    blacklist: 'exclusion',
    rejected: 'denied (a decision) or refused (malformed input)',
    rejection: 'denial (a decision) or refusal (malformed input)',
    rejections: 'denials or refusals',
  }),
);

/** What JavaScript and its libraries call so themselves. */
const NOT_OURS: ReadonlySet<string> = new Set(['unhandledRejection', 'PromiseRejectedResult']);

/** Names we gave that the glossary does not know, one line each. Imports keep their maker's names. */
export function glossaryViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const found: string[] = [];
    walk(parse(source), (node) => {
      const name = nameGivenBy(node);
      if (name === undefined || NOT_OURS.has(name.text)) return;
      const why = whyBanned(name.text) ?? whyBadFunction(node, name.text);
      if (why !== undefined) found.push(violationAt(name, `${name.text}: ${why}`));
    });
    return found;
  });
}

/** Names in SQL: whatever stands outside comments and quoted values. */
export function sqlGlossaryViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const code = source.text
      .replace(/--.*$/gm, '')
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/'(?:[^']|'')*'/g, "''");
    const names = new Set(code.match(/[A-Za-z_]\w*/g) ?? []);
    return [...names].flatMap((name) => {
      const why = whyBanned(name);
      return why === undefined ? [] : [`${source.path}: ${name}: ${why}`];
    });
  });
}

type Named = ts.Identifier | ts.StringLiteral | ts.PrivateIdentifier;

/** The name a declaration, a field or an object's key gives; names merely used are not looked at. */
function nameGivenBy(node: ts.Node): Named | undefined {
  const gives =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node);
  if (!gives) return undefined;
  const { name } = node;
  if (name === undefined) return undefined;
  const isName = ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name);
  return isName ? name : undefined;
}

function whyBanned(name: string): string | undefined {
  const words = wordsOf(name);
  for (const [at, word] of words.entries()) {
    if (word === 'patient' && words[at + 1] !== 'share') {
      return '"patient" stands only in "patient share"; say person';
    }
    const instead = BANNED_WORDS.get(word);
    if (instead !== undefined) return `say ${instead}`;
  }
  // Promise executors call it reject; anything longer is about a claim.
  if (words[0] === 'reject' && words.length > 1 && name !== 'rejectUnauthorized') {
    return 'say deny (a decision) or refuse (malformed input)';
  }
  return undefined;
}

function whyBadFunction(node: ts.Node, name: string): string | undefined {
  const isFunction =
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    (ts.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      ts.isFunctionLike(node.initializer));
  if (!isFunction) return undefined;
  if (/^process(?:[A-Z]|$)/.test(name)) return 'say what is done, not that it is processed';
  return /^handle\w*Data$/.test(name) ? 'say what is done with which data' : undefined;
}

/** `rejectedClaims` and `rejected_claims` are `rejected`, `claims`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase());
}
