import { inSnapshot, type Database } from '../db/index.js';
import {
  decisionsAreDrawn,
  entriesHavePots,
  extrasAreLines,
  feedIsComplete,
  holdsAreOpen,
  ledgerIsDecisions,
  linesAreDecisions,
  potsAreTheirEntries,
  potsAreTheirTerms,
  potsAreWithin,
  readTotals,
  runCheck,
  statusFollowsDecision,
  type Check,
  type CheckResult,
  type Totals,
} from './verify.store.js';
import {
  differencesAreCorrections,
  differencesAreSettled,
  extrasAreRemitted,
  remittancesAreLines,
  runsAreRemittances,
  settledOnce,
} from './verify-payments.store.js';

/** What must agree to the paisa, by name. */
const CHECKS = {
  'pots-are-their-entries': ['Every pot is the sum of its entries', potsAreTheirEntries],
  'pots-are-their-terms': ['Every pot has the amount of its terms', potsAreTheirTerms],
  'entries-have-pots': ['Whatever moved stands in a pot', entriesHavePots],
  'pots-are-within': ['No pot is over its amount', potsAreWithin],
  'ledger-is-decisions': ['The ledger holds and has spent what was decided', ledgerIsDecisions],
  'holds-are-open': ['What is held beside claims is what open stays hold', holdsAreOpen],
  'decisions-are-drawn': ['What a decision pays is drawn on cover', decisionsAreDrawn],
  'extras-are-lines': ['What is for families is on lines and drawn', extrasAreLines],
  'lines-are-decisions': ['Lines add up to their decision', linesAreDecisions],
  'status-follows-decision': ['A claim stands as it was decided', statusFollowsDecision],
  'settled-once': ['A settled claim has one first line, and what corrections changed', settledOnce],
  'differences-are-settled': [
    'What corrections changed is paid or netted once',
    differencesAreSettled,
  ],
  'differences-are-corrections': ['It is what the corrections changed', differencesAreCorrections],
  'extras-are-remitted': ['What is for families is paid as theirs', extrasAreRemitted],
  'remittances-are-lines': ['Lines add up to their remittance', remittancesAreLines],
  'runs-are-remittances': ['Remittances add up to their run', runsAreRemittances],
  'feed-is-complete': ['Every event has its place in the feed', feedIsComplete],
} as const satisfies Record<string, readonly [title: string, check: Check]>;

export type CheckName = keyof typeof CHECKS | 'totals-agree';

export interface NamedResult extends CheckResult {
  readonly name: CheckName;
  readonly title: string;
}

export interface Verification {
  readonly agrees: boolean;
  readonly checks: readonly NamedResult[];
  readonly totals: Totals;
}

/**
 * Proves the books in one snapshot, so that work may go on meanwhile. `database` is the judge role's,
 * which sees all claims; `schemes` limits the proof to some of them.
 */
export async function verifyLedger(
  database: Database,
  schemes?: readonly string[],
): Promise<Verification> {
  return inSnapshot(database, async (tx) => {
    const checks: NamedResult[] = [];
    for (const [name, [title, check]] of Object.entries(CHECKS)) {
      checks.push({ name: name as CheckName, title, ...(await runCheck(tx, check, schemes)) });
    }
    const totals = await readTotals(tx, schemes);
    checks.push(totalsAgree(totals));
    return { agrees: checks.every(({ differing }) => differing === 0), checks, totals };
  });
}

/** Decided = spent from cover, carried past limits and for families = remitted + awaiting a run − recovered − owed. */
function totalsAgree(totals: Totals): NamedResult {
  const expected = totals.decided_paisa;
  const back = totals.recovered_paisa + totals.owed_paisa;
  const sums = {
    'spent in the ledger': totals.spent_paisa,
    'remitted and awaiting a run, less what goes back':
      totals.remitted_paisa + totals.awaiting_paisa - back,
  };
  const differences = Object.entries(sums)
    .filter(([, sum]) => sum !== expected)
    .map(([key, sum]) => ({ key, expected: expected.toString(), found: sum.toString() }));
  return {
    name: 'totals-agree',
    title: 'Decided = spent = remitted + awaiting − recovered − owed',
    checked: Object.keys(sums).length,
    differing: differences.length,
    differences,
  };
}
