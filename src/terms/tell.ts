import type { AppliedTerms } from './adjust-open-cover.js';
import type { LoadedEdition } from './load-terms.js';

/** Differences told of one edition; more are counted. */
const MOST_DIFFERENCES = 50;

/** What became of an edition, for whoever loaded it: first a sentence, then each difference. */
export function tellLoaded({
  terms,
  editionNo,
  outcome,
  differences,
}: LoadedEdition): readonly string[] {
  const name = `${terms.schemeCode} from ${terms.from}`;
  switch (outcome) {
    case 'unchanged':
      return [`${name}: nothing to change, edition ${editionNo} says the same.`];
    case 'added':
      return [`${name}: added.`];
    case 'older':
      return [`${name}: left as it is, edition ${editionNo} was recorded since.`];
    case 'corrected': {
      const more = differences.length - MOST_DIFFERENCES;
      return [
        `${name}: corrected, edition ${editionNo} is in force now.`,
        ...differences
          .slice(0, MOST_DIFFERENCES)
          .map(({ path, was = 'nothing', is = 'nothing' }) => `  ${path}: ${was} → ${is}`),
        ...(more > 0 ? [`  … and ${more} more differences`] : []),
      ];
    }
  }
}

export function tellApplied({
  terms,
  editionNo,
  families,
  pots,
  holds,
}: AppliedTerms): readonly string[] {
  const name = `${terms.schemeCode} from ${terms.from}, edition ${editionNo}`;
  return [`${name}: cover of ${families} families adjusted (${pots} pots, ${holds} holds less).`];
}
