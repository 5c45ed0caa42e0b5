/**
 * The media type to answer in: of those offered, the one an Accept header likes best; the first
 * offered when it names none of them, since an answer in the usual type helps more than a 406.
 * Quality values as in RFC 9110, 12.5.1; of equals the one offered first.
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string {
  const [usual] = offered;
  if (usual === undefined) throw new RangeError('no media type is offered');
  const ranges = (accept ?? '').split(',').map(toRange);
  let best = { type: usual, quality: 0 };
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > best.quality) best = { type, quality };
  }
  return best.type;
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function toRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { type, quality: Number.isFinite(quality) ? quality : 0 };
}

/** The most specific range that fits decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const [group = ''] = type.split('/');
  for (const wanted of [type, `${group}/*`, '*/*']) {
    const found = ranges.find((range) => range.type === wanted);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
