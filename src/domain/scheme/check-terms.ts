import { addDays } from '../calendar.js';
import { checkEdition } from './check-edition.js';
import type { Remark } from './remark.js';
import type { Terms } from './terms.js';

/**
 * Reads editions of terms as a whole: what contradicts itself, what no day or no claim can reach, days
 * without terms or with two, borrowed figures in a real scheme, and every uncertain figure.
 * @param isReal whether a scheme, by its code, is one that exists
 */
export function checkTerms(
  editions: readonly Terms[],
  isReal: (schemeCode: string) => boolean,
): readonly Remark[] {
  const schemes = [...new Set(editions.map(({ schemeCode }) => schemeCode))].sort();
  return schemes.flatMap((schemeCode) => {
    const own = editions
      .filter((edition) => edition.schemeCode === schemeCode)
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    return [
      ...own.flatMap((edition, at) => follows(own[at - 1], edition)),
      ...own.flatMap((edition) => checkEdition(edition, isReal(schemeCode))),
    ];
  });
}

/** How an edition stands to the one before it. */
function follows(before: Terms | undefined, edition: Terms): readonly Remark[] {
  const { schemeCode, from, gapBefore } = edition;
  const remark = (kind: Remark['kind'], path: string, says: string, fault = true): Remark[] => [
    { kind, fault, schemeCode, edition: from, path, says },
  ];
  const needless = (): readonly Remark[] =>
    gapBefore === undefined
      ? []
      : remark('contradiction', '/gapBefore', 'a gap is explained where there is none');
  if (before === undefined) return needless();
  if (before.to === undefined || before.to >= from) {
    const until = before.to === undefined ? 'without end' : `until ${before.to}`;
    return remark('overlap', '/from', `the edition from ${before.from} is in force ${until}`);
  }
  const firstDay = addDays(before.to, 1);
  if (firstDay === from) return needless();
  const days = `no terms are in force from ${firstDay} to ${addDays(from, -1)}`;
  return gapBefore === undefined
    ? remark('gap', '/from', `${days}, and nothing says why`)
    : remark('gap', '/from', `${days}: ${gapBefore.value}, by ${gapBefore.source}`, false);
}
