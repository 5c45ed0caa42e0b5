/** Which earlier stays a claim asks for, and which of those are its own. */
import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import type { ClaimId } from '../../../src/domain/ids.js';
import type { PackageFacts } from '../../../src/domain/rules/facts.js';
import {
  historyNeedOf,
  isAskedFor,
  isAskedOfFamily,
  isCertainBefore,
  newestFirst,
  pastLines,
  wasSessionsOnly,
  type HistoryNeed,
} from '../../../src/domain/rules/history.js';
import type { PackageLimits, Terms } from '../../../src/domain/scheme/terms.js';
import { aCase, aPackage, MEMBER, someTerms } from '../../support/builders/a-case.js';
import { aHistory, aPastLine, aPastStay, leftOn } from '../../support/builders/a-past-stay.js';

// Admitted on 3 March 2024; the policy year begins on 1 January.
const admission = { admittedOn: isoDate('2024-03-03'), personId: MEMBER, newborn: false };
const newYear = isoDate('2024-01-01');
const figure = <T>(value: T) => ({ value, source: 'demo-world' as const });

/** One package a set of limits: A, B, C … in their order. */
function listed(...limits: readonly (PackageLimits | undefined)[]): Record<string, PackageFacts> {
  const codes = limits.map((each, at) => {
    const code = String.fromCharCode(65 + at);
    return [code, { package: aPackage({ code, limits: each }) }] as const;
  });
  return Object.fromEntries(codes);
}

interface Asking {
  readonly packages: Readonly<Record<string, PackageFacts>>;
  readonly terms?: Terms | undefined;
  readonly need: HistoryNeed | undefined;
}

const plain = someTerms();
const nothingOfFamily = { familyCodes: [], familySince: newYear };

const ASKING: Readonly<Record<string, Asking>> = {
  'nothing is asked where neither package nor terms limit anything': {
    packages: listed(undefined, {}, { sided: true, onceInLife: false, followUp: false }),
    terms: plain,
    need: undefined,
  },
  'a package that the scheme never listed asks nothing': {
    packages: { X: {} },
    terms: plain,
    need: undefined,
  },
  'once in life looks back to the beginning': {
    packages: listed({ onceInLife: true }),
    terms: plain,
    need: { codes: ['A'], since: isoDate('0001-01-01'), ...nothingOfFamily },
  },
  'so many days between: 30 days before 3 March 2024 is 2 February': {
    packages: listed({ daysBetween: 30 }),
    terms: plain,
    need: { codes: ['A'], since: isoDate('2024-02-02'), ...nothingOfFamily },
  },
  'so many times a year looks back to the year’s first day': {
    packages: listed({ timesAYear: 2 }),
    terms: plain,
    need: { codes: ['A'], since: newYear, ...nothingOfFamily },
  },
  'so many times for the family asks for the others too': {
    packages: listed({ familyTimesAYear: 2 }),
    terms: plain,
    need: { codes: ['A'], since: newYear, familyCodes: ['A'], familySince: newYear },
  },
  'a year that begins in July began in July of last year': {
    packages: listed({ timesAYear: 1, familyTimesAYear: 3 }),
    terms: someTerms({ policyYearStart: figure({ month: 7, day: 1 }) }),
    need: {
      codes: ['A'],
      since: isoDate('2023-07-01'),
      familyCodes: ['A'],
      familySince: isoDate('2023-07-01'),
    },
  },
  'without terms no year is known, and what is counted by year cannot be asked': {
    packages: listed({ timesAYear: 2, familyTimesAYear: 2 }),
    need: undefined,
  },
  'without terms what needs no year is asked all the same': {
    packages: listed({ daysBetween: 30, timesAYear: 1, followUp: true }),
    need: {
      codes: ['A'],
      since: isoDate('2024-02-02'),
      familyCodes: [],
      familySince: isoDate('2024-03-03'),
    },
  },
  'the longest look back of several packages is taken, their codes in order': {
    packages: {
      ...listed({ timesAYear: 1 }, { daysBetween: 90 }, { daysBetween: 10 }),
      AA: { package: aPackage({ code: 'AA', limits: { timesAYear: 1 } }) },
    },
    terms: plain,
    // 90 days before 3 March 2024, over a 29 February: 4 December 2023.
    need: { codes: ['A', 'AA', 'B', 'C'], since: isoDate('2023-12-04'), ...nothingOfFamily },
  },
  'once in a life asks for the packages on the same organ too, however far back': {
    packages: listed({ onceInLife: true, sameOrganAs: ['B', 'Y'] }, { daysBetween: 90 }),
    terms: plain,
    need: { codes: ['A', 'B', 'Y'], since: isoDate('0001-01-01'), ...nothingOfFamily },
  },
  'the longer look back of one package is taken': {
    packages: listed({ daysBetween: 30, timesAYear: 1 }, { daysBetween: 90, timesAYear: 1 }),
    terms: plain,
    need: { codes: ['A', 'B'], since: isoDate('2023-12-04'), ...nothingOfFamily },
  },
  'codes counted for the family stand in order too': {
    packages: {
      Z: { package: aPackage({ code: 'Z', limits: { familyTimesAYear: 1 } }) },
      ...listed({ familyTimesAYear: 1 }, { timesAYear: 1 }),
    },
    terms: plain,
    need: { codes: ['A', 'B', 'Z'], since: newYear, familyCodes: ['A', 'Z'], familySince: newYear },
  },
  'terms on readmission ask for every stay of those days': {
    packages: listed(undefined),
    terms: someTerms({ readmissionDays: figure(30) }),
    need: {
      codes: [],
      since: isoDate('2024-03-03'),
      wholeSince: isoDate('2024-02-02'),
      ...nothingOfFamily,
    },
  },
  'terms on admissions a year ask for every stay of the year': {
    packages: listed(undefined),
    terms: someTerms({ admissionsAYear: figure(4) }),
    need: {
      codes: [],
      since: isoDate('2024-03-03'),
      wholeSince: newYear,
      ...nothingOfFamily,
    },
  },
  'follow-up asks for every stay of the follow-up’s days': {
    packages: listed({ followUp: true }),
    terms: someTerms({ followUpDays: figure(15) }),
    need: {
      codes: [],
      since: isoDate('2024-03-03'),
      wholeSince: isoDate('2024-02-17'),
      ...nothingOfFamily,
    },
  },
  'days of follow-up in the terms ask nothing for another package': {
    packages: listed({ followUp: false }),
    terms: someTerms({ followUpDays: figure(15) }),
    need: undefined,
  },
  'a follow-up where the terms give no days asks nothing': {
    packages: listed({ followUp: true }),
    terms: plain,
    need: undefined,
  },
  'the longest of all is taken for whole stays, beside what packages ask': {
    packages: listed({ daysBetween: 90 }, { followUp: true }),
    terms: someTerms({
      readmissionDays: figure(30),
      admissionsAYear: figure(4),
      followUpDays: figure(15),
    }),
    need: {
      codes: ['A'],
      since: isoDate('2023-12-04'),
      wholeSince: newYear,
      ...nothingOfFamily,
    },
  },
};

for (const [name, { packages, terms, need }] of Object.entries(ASKING)) {
  void t.test(name, async (t) => {
    t.strictSame(historyNeedOf(admission, packages, terms), need);
  });
}

void t.test('who is not known, or was just born, has no history', async (t) => {
  const packages = listed({ onceInLife: true });
  t.equal(historyNeedOf({ ...admission, newborn: true }, packages, plain), undefined);
  t.equal(historyNeedOf({ ...admission, personId: undefined }, packages, plain), undefined);
});

void t.test('a stay is asked for from the day on which it ended', async (t) => {
  const need: HistoryNeed = {
    codes: ['CHAI-1', 'CHAI-2'],
    since: isoDate('2024-01-10'),
    familyCodes: ['CHAI-2'],
    familySince: isoDate('2024-01-20'),
  };
  t.ok(isAskedFor(need, leftOn('2024-01-10')), 'on the first day that counts');
  t.notOk(isAskedFor(need, leftOn('2024-01-09')), 'not on the day before');
  const other = [aPastLine({ packageCode: 'OTHER' })];
  t.notOk(isAskedFor(need, leftOn('2024-02-01', { lines: other })), 'not for another package');
  const both = [...other, aPastLine()];
  t.ok(isAskedFor(need, leftOn('2024-02-01', { lines: both })), 'one of its packages is enough');

  const whole = { ...need, wholeSince: isoDate('2024-02-01') };
  t.ok(isAskedFor(whole, leftOn('2024-02-01', { lines: other })), 'whatever its packages');
  t.notOk(isAskedFor(whole, leftOn('2024-01-31', { lines: other })));
  t.ok(isAskedFor(whole, leftOn('2024-01-31')), 'its own packages further back');

  const counted = [aPastLine({ packageCode: 'CHAI-2' })];
  t.ok(isAskedOfFamily(need, leftOn('2024-01-20', { lines: counted })));
  t.notOk(isAskedOfFamily(need, leftOn('2024-01-19', { lines: counted })), 'the day before');
  t.notOk(isAskedOfFamily(need, leftOn('2024-01-20')), 'a package that the family is not held to');
});

void t.test('stays stand newest first, in one order whatever they were read in', async (t) => {
  const [old, a, b, young] = [
    aPastStay('2024-01-01'),
    aPastStay('2024-02-01', { claimId: 'claim-a' as ClaimId }),
    aPastStay('2024-02-01', { claimId: 'claim-b' as ClaimId }),
    aPastStay('2024-02-02'),
  ];
  const wanted = [young, b, a, old];
  t.same([old, a, b, young].sort(newestFirst), wanted);
  t.same([b, young, old, a].sort(newestFirst), wanted);
  t.same([a, old, young, b].sort(newestFirst), wanted);
});

void t.test('earlier lines are those of the same package in the same scheme', async (t) => {
  const [here, there] = [
    aPastStay('2024-02-01', { lines: [aPastLine({ packageCode: 'OTHER' }), aPastLine()] }),
    aPastStay('2024-01-01', { schemeCode: 'DAHI' }),
  ];
  const facts = aCase().with({ history: aHistory([here, there]) });
  t.same(pastLines(facts.build(), 'CHAI-1'), [{ stay: here, line: aPastLine() }]);
  t.same(pastLines(aCase().build(), 'CHAI-1'), [], 'nothing was asked for, nothing is there');
  const elsewhere = facts.withFamily({ schemeCode: 'DAHI' }).build();
  t.same(
    pastLines(elsewhere, 'CHAI-1').map(({ stay }) => stay),
    [there],
    'codes mean something within their scheme only',
  );
  t.same(pastLines(facts.withoutPerson().build(), 'CHAI-1'), [], 'no family, no scheme');
});

void t.test('sessions only: every line of the stay was one', async (t) => {
  const [session, bed] = [aPastLine({ session: true }), aPastLine()];
  const stayOf = (...lines: readonly (typeof bed)[]) => aPastStay('2024-02-01', { lines });
  t.equal(wasSessionsOnly(stayOf(session, session)), true);
  t.equal(wasSessionsOnly(stayOf(session, bed)), false);
  t.equal(wasSessionsOnly(stayOf()), false, 'all its lines were denied: nothing says so');
});

void t.test('a fact to refuse on was decided, and began no later', async (t) => {
  const { claim } = aCase().build();
  t.equal(isCertainBefore(aPastStay('2024-03-03'), claim), true, 'on the same day');
  t.equal(isCertainBefore(aPastStay('2024-03-04'), claim), false, 'later');
  t.equal(isCertainBefore(aPastStay('2024-02-01', { state: 'pended' }), claim), false);
  t.equal(isCertainBefore(aPastStay('2024-02-01', { state: 'settling' }), claim), true);
});
