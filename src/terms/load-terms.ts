import { recordAudit } from '../audit/index.js';
import { inTransaction, type Database, type Transaction } from '../db/index.js';
import { checkTerms } from '../domain/scheme/check-terms.js';
import type { Remark } from '../domain/scheme/remark.js';
import type { Terms } from '../domain/scheme/terms.js';
import { capsOf, readOpenCaps, stopCover } from '../ledger/index.js';
import {
  findSchemes,
  lockImports,
  raiseVersion,
  termsFromJson,
  TermsRefused,
  termsToJson,
} from '../registry/index.js';
import { differencesOf, type Difference } from './differences.js';
import { insertEdition, readRecorded, type RecordedTerms } from './terms.store.js';

/** What became of one edition that was loaded. */
export interface LoadedEdition {
  readonly terms: Terms;
  /** The edition in force for its first day now. */
  readonly editionNo: number;
  /** `older`: it was in force once, and a later recording has taken its place. */
  readonly outcome: 'added' | 'corrected' | 'unchanged' | 'older';
  /** Against the edition in force before. */
  readonly differences: readonly Difference[];
}

interface Loading {
  /** Who loads, for the trail. */
  readonly actor: string;
  readonly now: Date;
  /** Puts an edition in force again that a later recording has replaced; otherwise it stays replaced. */
  readonly again: boolean;
}

/**
 * Brings in terms, as the owner: what differs from the edition in force for its first day becomes the
 * newest edition for that day, and earlier ones stay as decisions have read them. Loaded twice it
 * changes nothing. Cover that is open already follows by `adjustOpenCover`. Throws TermsRefused, and
 * then nothing is loaded: an unknown scheme, faults of the scheme's terms taken together, or a
 * correction that open cover could not follow.
 */
export async function loadTerms(
  owner: Database,
  editions: readonly Terms[],
  loading: Loading,
): Promise<readonly LoadedEdition[]> {
  return inTransaction(owner, async (tx) => {
    await lockImports(tx);
    const schemes = await findSchemes(tx);
    const codes = [...new Set(editions.map(({ schemeCode }) => schemeCode))];
    const unknown = codes.filter((code) => !schemes.some((scheme) => scheme.code === code));
    if (unknown.length > 0)
      throw new TermsRefused(unknown.map((code) => `There is no scheme ${code}.`));
    const recorded = await readRecorded(tx, codes);
    const loaded = editions.map((terms) => compare(terms, recorded, loading.again));
    const changed = loaded.filter(isChange);
    if (changed.length === 0) return loaded;
    const invented = schemes.filter((scheme) => scheme.invented).map(({ code }) => code);
    refuseFaults(inForceAfter(recorded, changed), (code) => !invented.includes(code));
    const corrected = changed.filter(({ outcome }) => outcome === 'corrected');
    if (corrected.length > 0) await stopCover(tx);
    const refused: string[] = [];
    for (const each of corrected) refused.push(...(await unfollowable(tx, each, recorded)));
    if (refused.length > 0) throw new TermsRefused(refused);
    for (const each of changed) await record(tx, each, loading);
    await raiseVersion(tx);
    return loaded;
  });
}

function isChange({ outcome }: LoadedEdition): boolean {
  return outcome === 'added' || outcome === 'corrected';
}

const asJson = (terms: Terms): unknown => JSON.parse(termsToJson(terms));

function compare(terms: Terms, recorded: readonly RecordedTerms[], again: boolean): LoadedEdition {
  const own = recorded.filter((each) => isOf(each, terms));
  const newest = own.at(-1);
  if (newest === undefined) return { terms, editionNo: 1, outcome: 'added', differences: [] };
  const { editionNo } = newest;
  const differences = differencesOf(newest.content, asJson(terms));
  if (differences.length === 0) return { terms, editionNo, outcome: 'unchanged', differences };
  const known = own.some(({ content }) => differencesOf(content, asJson(terms)).length === 0);
  if (known && !again) return { terms, editionNo, outcome: 'older', differences };
  return { terms, editionNo: editionNo + 1, outcome: 'corrected', differences };
}

function isOf(recorded: RecordedTerms, terms: Terms): boolean {
  return recorded.schemeCode === terms.schemeCode && recorded.from === terms.from;
}

/** The editions of the schemes as they would be in force. */
function inForceAfter(
  recorded: readonly RecordedTerms[],
  changed: readonly LoadedEdition[],
): readonly Terms[] {
  const byDay = new Map(
    recorded.map((each) => [`${each.schemeCode}/${each.from}`, termsFromJson(each.content)]),
  );
  for (const { terms } of changed) byDay.set(`${terms.schemeCode}/${terms.from}`, terms);
  return [...byDay.values()];
}

function refuseFaults(editions: readonly Terms[], isReal: (code: string) => boolean): void {
  const faults = checkTerms(editions, isReal).filter(({ fault }) => fault);
  if (faults.length > 0) throw new TermsRefused(faults.map(tellRemark));
}

/** A remark in one line, as it is told to whoever looks after terms. */
export function tellRemark({ kind, schemeCode, edition, path, says }: Remark): string {
  return `${kind}: ${schemeCode} from ${edition}, ${path}: ${says}`;
}

/**
 * Why open cover could not follow a correction: it can be given other amounts, but what was drawn on a
 * cap has nowhere to go when the cap is gone, a new cap of the layer knows nothing of what was drawn,
 * and years that began on another day would have to be cut anew.
 */
async function unfollowable(
  tx: Transaction,
  { terms }: LoadedEdition,
  recorded: readonly RecordedTerms[],
): Promise<readonly string[]> {
  const before = recorded.filter((each) => isOf(each, terms)).at(-1);
  if (before === undefined) return [];
  const open = await readOpenCaps(tx, { schemeCode: terms.schemeCode, termsFromOn: terms.from });
  if (open.length === 0) return [];
  const was = termsFromJson(before.content);
  const place = `${terms.schemeCode} from ${terms.from}`;
  const nameOf = (cap: { layer: string; scope: string }): string => `${cap.layer} by ${cap.scope}`;
  const [had, has] = [capsOf(was).map(nameOf), capsOf(terms).map(nameOf)];
  const layers = new Set(open.map(({ layer }) => layer));
  const isOpen = (name: string): boolean => layers.has(name.slice(0, name.lastIndexOf(' by ')));
  const gone = had.filter((name) => isOpen(name) && !has.includes(name));
  const come = has.filter((name) => isOpen(name) && !had.includes(name));
  const moved =
    differencesOf(was.policyYearStart.value, terms.policyYearStart.value).length === 0
      ? []
      : [`${place}: the policy year cannot begin on another day while cover of it is open`];
  return [
    ...moved,
    ...gone.map((name) => `${place}: the cap ${name} is drawn on and cannot go`),
    ...come.map((name) => `${place}: the cap ${name} cannot come to a layer that is drawn on`),
  ];
}

async function record(
  tx: Transaction,
  { terms, editionNo, outcome, differences }: LoadedEdition,
  { actor, now }: Loading,
): Promise<void> {
  await insertEdition(tx, terms, editionNo, now);
  const { schemeCode, from } = terms;
  const details = { from, editionNo, outcome, differences: differences.length };
  await recordAudit(tx, { actor, act: 'terms.load', subject: schemeCode, details }, now);
}
