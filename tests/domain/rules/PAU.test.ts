import { isoDate } from '../../../src/domain/calendar.js';
import { PAU_001 } from '../../../src/domain/rules/catalogue/PAU-001-pre-authorised.js';
import { PAU_002 } from '../../../src/domain/rules/catalogue/PAU-002-package-as-granted.js';
import { PAU_003 } from '../../../src/domain/rules/catalogue/PAU-003-within-grant.js';
import type { CareTier, Terms } from '../../../src/domain/scheme/terms.js';
import { rupees } from '../../../src/domain/money.js';
import { aCase, until } from '../../support/builders/a-case.js';
import {
  denies,
  fromFirstDay,
  passes,
  pends,
  reduces,
  ruleCases,
} from '../../support/rule-cases.js';

const wanting = (tiers: readonly CareTier[], uncertain = false): Partial<Terms> => ({
  preAuthorisation: {
    tiers: { value: tiers, source: 'demo-world', ...(uncertain ? { uncertain } : {}) },
  },
});
/** A stay for a package of priority care, at 10,000 a case. */
const heart = () =>
  aCase().withPackage({ code: 'CHAI-H', tier: 'priority' }).withLines({
    packageCode: 'CHAI-H',
  });
const asked = heart().withTerms(wanting(['priority']));
const params = { package: 'CHAI-H', tier: 'priority', admittedOn: isoDate('2024-03-03') };

ruleCases(PAU_001, {
  'passes where the terms want none': { given: heart(), then: passes() },
  'passes with one in force': {
    given: asked.withPreAuthorisation(['CHAI-H', 1, 10_000]),
    then: passes(),
  },
  'passes another tier': {
    given: aCase().withTerms(wanting(['priority'])),
    then: passes(),
  },
  'denies the line of the tier, and no other': {
    given: asked.withLines({}, { packageCode: 'CHAI-H' }),
    then: denies('NOT_PRE_AUTHORISED', { line: 2, params, off: 10_000 }),
  },
  'asks about an emergency, and takes nothing': {
    given: asked.withClaim({ admissionType: 'emergency' }),
    then: pends('adjudicator', 'EMERGENCY_NOT_PRE_AUTHORISED', { line: 1, params, off: 0 }),
  },
  'asks about one that an officer confirmed': {
    given: asked.withGrants({ emergencyConfirmed: true }),
    then: pends('adjudicator', 'EMERGENCY_NOT_PRE_AUTHORISED', { line: 1 }),
  },
  'asks where it is uncertain whether it was wanted': {
    given: heart().withTerms(wanting(['priority'], true)),
    then: pends('adjudicator', 'MAYBE_NOT_PRE_AUTHORISED', { line: 1, off: 0 }),
  },
  'leaves what the list does not know to its own rule': {
    given: aCase()
      .withTerms(wanting(['priority', 'secondary']))
      .withPackage({ code: 'CHAI-1', ...until('2024-03-02') })
      .withLines({ packageCode: 'CHAI-9' }),
    then: passes(),
  },
  ...fromFirstDay('2000-01-01', (day) => asked.admittedOn(day), denies('NOT_PRE_AUTHORISED')),
});

ruleCases(PAU_002, {
  'passes without one: another rule speaks of that': { given: heart(), then: passes() },
  'passes what was granted': {
    given: heart().withPreAuthorisation(['CHAI-1', 1, 500], ['CHAI-H', 1, 10_000]),
    then: passes(),
  },
  'asks about another package, naming what was granted': {
    given: heart().withPreAuthorisation(['CHAI-X', 1, 10_000], ['CHAI-Y', 1, 10_000]),
    then: pends('adjudicator', 'PACKAGE_NOT_PRE_AUTHORISED', {
      line: 1,
      params: { package: 'CHAI-H', granted: 'CHAI-X, CHAI-Y' },
      off: 0,
    }),
  },
  'passes secondary care beside it, which wants none': {
    given: heart()
      .withLines({ packageCode: 'CHAI-H' }, { packageCode: 'CHAI-1' })
      .withPreAuthorisation(['CHAI-H', 1, 10_000]),
    then: passes(),
  },
  'asks about secondary care where the terms want it for that too': {
    given: aCase()
      .withTerms(wanting(['secondary']))
      .withPreAuthorisation(['CHAI-H', 1, 10_000]),
    then: pends('adjudicator', 'PACKAGE_NOT_PRE_AUTHORISED', { line: 1 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => heart().withPreAuthorisation(['CHAI-X', 1, 10_000]).admittedOn(day),
    pends('adjudicator', 'PACKAGE_NOT_PRE_AUTHORISED'),
  ),
});

ruleCases(PAU_003, {
  'passes without one': { given: heart(), then: passes() },
  'passes just what was granted': {
    given: heart().withPreAuthorisation(['CHAI-H', 1, 10_000]),
    then: passes(),
  },
  'cuts to what was granted': {
    given: heart().withPreAuthorisation(['CHAI-H', 1, 9_999]),
    then: reduces('OVER_PRE_AUTHORISATION', {
      line: 1,
      params: { package: 'CHAI-H', granted: rupees(9_999), allowed: rupees(10_000) },
      off: 1,
    }),
  },
  'shares one grant between two lines, in their order': {
    given: heart()
      .withLines({ packageCode: 'CHAI-H' }, { packageCode: 'CHAI-H' })
      .withPreAuthorisation(['CHAI-H', 1, 14_000]),
    then: reduces('OVER_PRE_AUTHORISATION', {
      line: 2,
      params: { package: 'CHAI-H', granted: rupees(4_000), allowed: rupees(10_000) },
      off: 6_000,
    }),
  },
  'adds up what was granted in several lines of one package': {
    given: heart()
      .withLines({ packageCode: 'CHAI-H', quantity: 2 })
      .withPreAuthorisation(['CHAI-H', 1, 10_000], ['CHAI-H', 1, 9_000]),
    then: reduces('OVER_PRE_AUTHORISATION', { line: 1, off: 1_000 }),
  },
  'leaves nothing for a line after one that took it all': {
    given: heart()
      .withLines({ packageCode: 'CHAI-H' }, { packageCode: 'CHAI-H' })
      .withPreAuthorisation(['CHAI-H', 1, 10_000]),
    then: reduces('OVER_PRE_AUTHORISATION', { line: 2, off: 10_000 }),
  },
  'compares each line with what its own package was granted': {
    given: heart()
      .withPackage({ code: 'CHAI-J', tier: 'priority' }, { ratePaisa: rupees(2_000) })
      .withLines(
        { packageCode: 'CHAI-J', unitPricePaisa: rupees(2_000) },
        { packageCode: 'CHAI-H' },
      )
      .withPreAuthorisation(['CHAI-J', 1, 2_000], ['CHAI-H', 1, 7_000]),
    then: reduces('OVER_PRE_AUTHORISATION', { line: 2, off: 3_000 }),
  },
  'leaves another package to its own rule': {
    given: heart().withPreAuthorisation(['CHAI-X', 1, 1]),
    then: passes(),
  },
  'leaves secondary care alone, which the tariff bounds': {
    given: aCase().withPreAuthorisation(['CHAI-1', 1, 1]),
    then: passes(),
  },
  'cuts secondary care where the terms want one for it': {
    given: aCase()
      .withTerms(wanting(['secondary']))
      .withPreAuthorisation(['CHAI-1', 1, 4_000]),
    then: reduces('OVER_PRE_AUTHORISATION', { line: 1, off: 6_000 }),
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) => heart().withPreAuthorisation(['CHAI-H', 1, 1]).admittedOn(day),
    reduces('OVER_PRE_AUTHORISATION'),
  ),
});
