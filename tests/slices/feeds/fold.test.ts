import fc from 'fast-check';
import t from 'tap';
import { contributionOf, type DecidedStay } from '../../../src/domain/utilisation/contribution.js';
import { isoDate } from '../../../src/domain/calendar.js';
import { paisa, rupees, ZERO } from '../../../src/domain/money.js';
import { fold, type DecidedEvent } from '../../../src/feeds/fold.js';
import type { Contribution } from '../../../src/feeds/utilisation.store.js';

const line = (over: Partial<DecidedStay['lines'][number]> = {}): DecidedStay['lines'][number] => ({
  packageCode: 'KETTLE-1',
  dayCare: false,
  askedPaisa: rupees(100),
  insurerPaisa: rupees(70),
  patientSharePaisa: rupees(20),
  hospitalBornePaisa: rupees(10),
  ...over,
});

const stay = (over: Partial<DecidedStay> = {}): DecidedStay => ({
  schemeCode: 'CHAI',
  districtPcode: 'PK518',
  hospitalId: 'hospital-1',
  admittedOn: isoDate('2024-02-27'),
  dischargedOn: isoDate('2024-03-02'),
  died: false,
  outcome: 'partial',
  lines: [line()],
  ...over,
});

t.test('a claim, its days and a death count once, on the row of its first line', async (t) => {
  const rows = contributionOf(
    stay({
      died: true,
      lines: [
        line({ packageCode: 'B' }),
        line({ packageCode: 'A' }),
        line({ packageCode: 'B', insurerPaisa: ZERO, hospitalBornePaisa: rupees(80) }),
      ],
    }),
  );
  t.same(
    rows.map((row) => [row.packageCode, row.claims, row.stayDays, row.deaths]),
    [
      ['B', 1, 4, 1],
      ['A', 0, 0, 0],
    ],
  );
  const [first] = rows;
  t.match(first, {
    paidLines: 1,
    deniedLines: 1,
    askedPaisa: rupees(200),
    insurerPaisa: rupees(70),
    pendedInsurerPaisa: ZERO,
    hospitalBornePaisa: rupees(90),
  });
});

t.test('money of a pended claim is told as held, lines of a denied one as denied', async (t) => {
  const [pended] = contributionOf(stay({ outcome: 'pended' }));
  t.match(pended, { pendedLines: 1, paidLines: 0, pendedInsurerPaisa: rupees(70) });
  const nothing = { insurerPaisa: ZERO, patientSharePaisa: ZERO, hospitalBornePaisa: rupees(100) };
  const [denied] = contributionOf(stay({ outcome: 'denied', lines: [line(nothing)] }));
  t.match(denied, { deniedLines: 1, paidLines: 0, insurerPaisa: ZERO });
});

t.test('only a visit of nothing but day-care is day-care, and it has no days', async (t) => {
  const day = line({ dayCare: true });
  const visit = contributionOf(stay({ lines: [day, day] }));
  t.same(
    visit.map((row) => [row.setting, row.claims, row.stayDays]),
    [['day_care', 1, 0]],
  );
  const both = contributionOf(stay({ lines: [day, line({ packageCode: 'X' })] }));
  t.same(
    both.map((row) => row.setting),
    ['stay', 'stay'],
  );
});

/** Decisions of a few claims, some of which replace others, in an order that keeps each claim's own. */
const aHistory = fc
  .array(
    fc.record({
      claim: fc.integer({ min: 0, max: 5 }),
      asked: fc.integer({ min: 1, max: 50 }),
      hospital: fc.integer({ min: 0, max: 1 }),
      code: fc.constantFrom('A', 'B'),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((drafts) =>
    drafts.map(({ claim, asked, hospital, code }): DecidedEvent => {
      const amount = paisa(asked);
      const lines = [
        line({
          packageCode: code,
          askedPaisa: amount,
          insurerPaisa: amount,
          patientSharePaisa: ZERO,
          hospitalBornePaisa: ZERO,
        }),
      ];
      return {
        lane: 1,
        claimId: `claim-${claim}`,
        // Claims 4 and 5 are revisions of 1 and 2, and may be heard of before them.
        revisionOf: claim >= 4 ? `claim-${claim - 3}` : undefined,
        rows: contributionOf(stay({ hospitalId: `hospital-${hospital}`, lines })),
      };
    }),
  );

/** The slow, obvious way: the last event of each claim that nobody replaced. */
function asked(history: readonly DecidedEvent[]): Record<string, number> {
  const replaced = new Set(history.map((event) => event.revisionOf));
  const sums: Record<string, number> = {};
  for (const claimId of new Set(history.map((event) => event.claimId))) {
    if (replaced.has(claimId)) continue;
    const last = history.filter((event) => event.claimId === claimId).at(-1);
    for (const row of last?.rows ?? []) {
      const key = `${row.hospitalId}/${row.packageCode}`;
      sums[key] = (sums[key] ?? 0) + Number(row.askedPaisa);
    }
  }
  return sums;
}

t.test('folded in any pieces, each live claim counts once with its last decision', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(aHistory, fc.integer({ min: 1, max: 25 }), (history, pieceSize) => {
        const stored = new Map<string, Contribution>();
        const sums = new Map<string, number>();
        for (let at = 0; at < history.length; at += pieceSize) {
          const piece = history.slice(at, at + pieceSize);
          const { contributions, differences } = fold(piece, [...stored.values()]);
          for (const entry of contributions) stored.set(entry.claimId, entry);
          for (const row of differences) {
            const key = `${row.hospitalId}/${row.packageCode}`;
            sums.set(key, (sums.get(key) ?? 0) + Number(row.askedPaisa));
          }
        }
        const left = Object.fromEntries([...sums].filter(([, sum]) => sum !== 0));
        t.same(left, asked(history));
        return true;
      }),
      { numRuns: 200 },
    ),
  );
});
