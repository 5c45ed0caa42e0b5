/** Which denials keep a stay's cover held until papers come, through the whole rulebook. */
import t from 'tap';
import { isoDate } from '../../src/domain/calendar.js';
import { isCurable } from '../../src/domain/coverage/curable.js';
import { adjudicate } from '../../src/domain/rules/adjudicate.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import { aCase, EVER, until, type CaseBuilder } from '../support/builders/a-case.js';
import { asks } from '../support/builders/an-extra.js';

// The stay is 3 to 7 March 2024: one line of 10,000 rupees, paid as asked unless a case says why not.
const unlicensed = { licences: [{ ...until('2024-03-02'), kind: 'regular' as const }] };
const twice = { identical: true, admittedOn: isoDate('2024-03-03') };
const forMen = aCase().withPackage({ code: 'BAL-1', sex: 'male' });
const spent = aCase().withConsumed('secondary', 60_000, 60_000);

interface Situation {
  readonly given: CaseBuilder;
  readonly denials: readonly string[];
  readonly curable: boolean;
}

const SITUATIONS: Readonly<Record<string, Situation>> = {
  'no licence on record for the day: a certificate can show one': {
    given: aCase().withHospital(unlicensed),
    denials: ['NOT_LICENSED'],
    curable: true,
  },
  'dead, says the registry': {
    given: aCase().withPerson({ diedOn: isoDate('2024-03-02') }),
    denials: ['DIED_BEFORE_ADMISSION'],
    curable: true,
  },
  'the head’s number was blocked': {
    given: aCase().withFamily({ headBlocked: [{ from: isoDate('2024-03-01') }] }),
    denials: ['HEAD_BLOCKED'],
    curable: true,
  },
  'no member of the family any more': {
    given: aCase().withPerson({ memberships: [until('2024-03-02')] }),
    denials: ['NOT_A_MEMBER'],
    curable: true,
  },
  'a member of another family instead': {
    given: aCase().withPerson({ memberships: [until('2024-03-02')], otherMemberships: [EVER] }),
    denials: ['NOT_A_MEMBER', 'MEMBER_OF_ANOTHER_FAMILY'],
    curable: true,
  },
  'an operation for men on a woman, the claim’s only line': {
    given: forMen.withLines({ packageCode: 'BAL-1' }),
    denials: ['SEX_EXCLUDES_PACKAGE'],
    curable: true,
  },
  'curable, and a paper is missing besides': {
    given: aCase()
      .withHospital(unlicensed)
      .withPackage({ documents: ['operation_note'] }),
    denials: ['NOT_LICENSED'],
    curable: true,
  },
  'the same stay claimed twice: no paper makes it another one': {
    given: aCase().withStays(twice),
    denials: ['EXACT_DUPLICATE'],
    curable: false,
  },
  'a licence may be shown, the duplicate stays one': {
    given: aCase().withStays(twice).withHospital(unlicensed),
    denials: ['EXACT_DUPLICATE', 'NOT_LICENSED'],
    curable: false,
  },
  'nothing payable for want of cover: no rule denied it': {
    given: spent,
    denials: [],
    curable: false,
  },
  'one line denied and the other paid: the claim itself is not denied': {
    given: forMen.withLines({ packageCode: 'BAL-1' }, {}),
    denials: ['SEX_EXCLUDES_PACKAGE'],
    curable: false,
  },
  'an extra that the scheme does not give says nothing of the treatment': {
    given: asks([], { kind: 'transport' }).withHospital(unlicensed),
    denials: ['NOT_LICENSED', 'EXTRA_NOT_GIVEN'],
    curable: true,
  },
  'nor does it save what no paper can': {
    given: asks([], { kind: 'transport' }).withStays(twice),
    denials: ['EXACT_DUPLICATE', 'EXTRA_NOT_GIVEN'],
    curable: false,
  },
  'paid as asked': { given: aCase(), denials: [], curable: false },
};

for (const [name, { given, denials, curable }] of Object.entries(SITUATIONS)) {
  void t.test(name, async (t) => {
    const judgement = adjudicate(given.build(), RULEBOOK);
    const found = judgement.findings.filter(({ kind }) => kind === 'deny');
    t.same(
      found.map(({ reason }) => reason),
      denials,
    );
    t.equal(isCurable(judgement), curable);
  });
}

void t.test('without cover the claim is denied all the same', async (t) => {
  t.equal(adjudicate(spent.build(), RULEBOOK).outcome, 'denied');
});
