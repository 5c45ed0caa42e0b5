import path from 'node:path';
import { importsOf, parse, violationAt, type Source } from './source.js';

/** What kind of place a file is; everything in `src/` that is nothing else is a slice. */
type Area =
  | { kind: 'domain' | 'platform' | 'db' | 'web' | 'cli' | 'demo' | 'root' | 'prestep' }
  | { kind: 'slice'; name: string };

const NAMED_AREAS = ['domain', 'platform', 'db', 'web', 'cli', 'demo'] as const;

/** The only slice that no other part may ask: consumers read it over HTTP. */
const READ_BY_NOBODY = 'feeds';

/** The one package that a pre-step may load: after it is installed, so not when the file is loaded. */
const BUILDS = { file: 'src/build.mjs', specifier: 'esbuild' };

/** Places that put slices together. */
const WIRING: ReadonlySet<string> = new Set(['root', 'cli', 'demo']);

/** Where a path below `src/` belongs; undefined for anything outside `src/`. */
function areaOf(file: string): Area | undefined {
  const parts = file.split('/');
  if (parts[0] !== 'src') return undefined;
  if (parts.length === 2) return { kind: file.endsWith('.mjs') ? 'prestep' : 'root' };
  const folder = parts[1] ?? '';
  const named = NAMED_AREAS.find((area) => area === folder);
  return named === undefined ? { kind: 'slice', name: folder } : { kind: named };
}

/** Every import that the layout forbids, one line each. */
export function importViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(parse(source)).flatMap(({ specifier, node }) => {
      const why = whyForbidden(source.path, specifier);
      return why === undefined ? [] : [violationAt(node, `${why} (${specifier})`)];
    }),
  );
}

function whyForbidden(from: string, specifier: string): string | undefined {
  const area = areaOf(from);
  if (area === undefined) return undefined;
  if (from === BUILDS.file && specifier === BUILDS.specifier) return undefined;
  if (!specifier.startsWith('.')) return whyPackageForbidden(area, specifier);
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const targetArea = areaOf(target);
  if (targetArea === undefined) return whyOutsideForbidden(area, target);
  return whyAreaForbidden(area, targetArea, { from, target });
}

function whyPackageForbidden(area: Area, specifier: string): string | undefined {
  if (area.kind === 'domain') return 'the domain imports nothing from outside itself';
  if (area.kind === 'prestep' && !specifier.startsWith('node:')) {
    return 'a pre-step runs before anything is installed';
  }
  if (area.kind === 'web' && specifier.startsWith('node:')) return 'the web app runs in a browser';
  return undefined;
}

function whyOutsideForbidden(area: Area, target: string): string | undefined {
  if (area.kind === 'web' && target.startsWith('openapi/')) return undefined;
  return target === 'package.json' ? undefined : 'src imports nothing from outside src';
}

function whyAreaForbidden(
  area: Area,
  target: Area,
  files: { from: string; target: string },
): string | undefined {
  if (isSamePlace(area, target)) return undefined;
  if (target.kind === 'prestep' || area.kind === 'prestep') return 'pre-steps stand alone';
  if (area.kind === 'domain') return 'the domain imports only the domain';
  if (area.kind === 'web') return 'the web app sees no server code';
  if (target.kind === 'web') return 'server code imports no web code';
  if (target.kind === 'root' && !WIRING.has(area.kind)) return 'only the wiring imports the wiring';
  if (target.kind === 'cli') return 'nobody imports the commands';
  if (target.kind === 'demo' && !WIRING.has(area.kind)) return 'only the wiring imports the demo';
  if (target.kind === 'slice') return whySliceForbidden(area, target, files.target);
  if (target.kind === 'db') return whyDbForbidden(area, files);
  if (area.kind === 'db' && target.kind === 'platform') return undefined;
  return undefined;
}

function whySliceForbidden(
  area: Area,
  target: Area & { kind: 'slice' },
  file: string,
): string | undefined {
  if (area.kind === 'platform' || area.kind === 'db') return `${area.kind} knows no slice`;
  if (target.name === READ_BY_NOBODY && !WIRING.has(area.kind)) {
    return 'feeds are imported by the wiring alone';
  }
  return file === `src/${target.name}/index.js` ? undefined : 'a slice is entered by its index.ts';
}

/** Acts open transactions with what `db/index.ts` gives; the tables are for stores. */
function whyDbForbidden(area: Area, files: { from: string; target: string }): string | undefined {
  if (area.kind === 'platform') return 'platform does not know the database of the business';
  if (files.target === 'src/db/index.js') return undefined;
  const isTable = files.target.startsWith('src/db/schema/');
  if (isTable && files.from.endsWith('.store.ts')) return undefined;
  return WIRING.has(area.kind) && !isTable ? undefined : 'db is entered by its index.ts';
}

function isSamePlace(area: Area, target: Area): boolean {
  if (area.kind === 'slice' && target.kind === 'slice') return area.name === target.name;
  return area.kind === target.kind;
}
