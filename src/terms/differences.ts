/** One place of the terms that says something else now, by JSON pointer. */
export interface Difference {
  readonly path: string;
  /** As JSON; absent where there was nothing, or is nothing any more. */
  readonly was?: string | undefined;
  readonly is?: string | undefined;
}

/** Where two JSON values differ, in the order of the newer one; nothing when they say the same. */
export function differencesOf(was: unknown, is: unknown, path = ''): readonly Difference[] {
  if (isNode(was) && isNode(is) && Array.isArray(was) === Array.isArray(is)) {
    const keys = new Set([...Object.keys(is), ...Object.keys(was)]);
    return [...keys].flatMap((key) => differencesOf(at(was, key), at(is, key), `${path}/${key}`));
  }
  if (was === is) return [];
  return [
    {
      path,
      ...(was === undefined ? {} : { was: JSON.stringify(was) }),
      ...(is === undefined ? {} : { is: JSON.stringify(is) }),
    },
  ];
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function at(node: object, key: string): unknown {
  return Object.hasOwn(node, key) ? (node as Readonly<Record<string, unknown>>)[key] : undefined;
}
