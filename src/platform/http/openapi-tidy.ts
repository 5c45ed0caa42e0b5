/** Largest whole number of JSON: a bound that is written on every integer and says nothing. */
const NO_BOUND = Number.MAX_SAFE_INTEGER;
const PREFIX = '#/components/schemas/';
/** Every named schema is written twice: as it is sent, with this at the end of its name, and as given. */
const AS_SENT = /Input$/;

type Schemas = Readonly<Record<string, unknown>>;

interface Document {
  readonly paths?: unknown;
  readonly components?: { readonly schemas?: Schemas } | undefined;
}

/**
 * The document without what only hides the contract from a reader: patterns that spell out a format
 * already named, bounds that every integer has, and named schemas that no operation uses. One used
 * only as it is sent has its plain name.
 */
export function tidyDocument<T extends object>(document: T): T {
  const clean = withoutNoise(document) as T & Document;
  const schemas = clean.components?.schemas ?? {};
  const used = usedBy(clean.paths, schemas);
  const nameOf = (name: string): string => {
    const plain = name.replace(AS_SENT, '');
    return used.has(plain) ? name : plain;
  };
  const kept = Object.entries(schemas)
    .filter(([name]) => used.has(name))
    .map(([name, schema]) => [nameOf(name), schema]);
  const renamed = mapRefs({ ...clean, components: undefined }, nameOf) as T;
  const components = {
    ...clean.components,
    schemas: mapRefs(Object.fromEntries(kept), nameOf),
  };
  return { ...renamed, components };
}

function withoutNoise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (typeof value !== 'object' || value === null) return value;
  const isFormatted = 'format' in value && 'type' in value && value.type === 'string';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => {
        if (key === 'pattern') return !(isFormatted && typeof inner === 'string');
        return !((key === 'maximum' || key === 'minimum') && Math.abs(Number(inner)) === NO_BOUND);
      })
      .map(([key, inner]) => [key, withoutNoise(inner)]),
  );
}

/** Names of schemas that something refers to, directly or through others. */
function usedBy(from: unknown, schemas: Schemas): ReadonlySet<string> {
  const used = new Set<string>();
  const look = (value: unknown): void => {
    mapRefs(value, (name) => {
      if (!used.has(name)) {
        used.add(name);
        look(schemas[name]);
      }
      return name;
    });
  };
  look(from);
  return used;
}

/** The same value with every reference to a named schema renamed. */
function mapRefs(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapRefs(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX)
        ? `${PREFIX}${rename(inner.slice(PREFIX.length))}`
        : mapRefs(inner, rename),
    ]),
  );
}
