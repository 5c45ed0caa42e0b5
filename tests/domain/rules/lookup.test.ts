/** What rules look up of a claim, where there is little or nothing to find. */
import t from 'tap';
import {
  isSessionsOnly,
  packageFactsOf,
  packageOf,
  rateOf,
  touchesLine,
} from '../../../src/domain/rules/lookup.js';
import { aCase, aLine, until } from '../../support/builders/a-case.js';

void t.test('a package that the scheme never listed has neither edition nor rate', async (t) => {
  const facts = aCase().build();
  for (const packageCode of ['UNHEARD-OF', 'toString', 'constructor']) {
    const line = aLine({ packageCode });
    t.equal(packageFactsOf(facts, line), undefined);
    t.equal(packageOf(facts, line), undefined);
    t.equal(rateOf(facts, line), undefined);
  }
});

void t.test('an edition counts on its last day, and not on the day after', async (t) => {
  // Admitted on 3 March 2024.
  const listed = (day: string) => aCase().withPackage(until(day), until(day)).build();
  t.ok(packageOf(listed('2024-03-03'), aLine()));
  t.ok(rateOf(listed('2024-03-03'), aLine()));
  t.equal(packageOf(listed('2024-03-02'), aLine()), undefined);
  t.equal(rateOf(listed('2024-03-02'), aLine()), undefined);
});

void t.test('sessions only: every line is one, and there is a line', async (t) => {
  const sessions = aCase().withPackage({ session: true });
  t.equal(isSessionsOnly(sessions.build()), true);
  const beside = sessions.withPackage({ code: 'CHAI-2' });
  t.equal(isSessionsOnly(beside.withLines({}, { packageCode: 'CHAI-2' }).build()), false);
  t.equal(isSessionsOnly(sessions.withLines().build()), false);
});

void t.test('a package without a group is in none', async (t) => {
  const [plain, cardiac] = [aCase().build(), aCase().withPackage({ group: 'cardiac' }).build()];
  t.equal(touchesLine(plain, { groups: ['cardiac'] }, aLine()), false);
  t.equal(touchesLine(cardiac, { groups: ['cardiac'] }, aLine()), true);
  t.equal(touchesLine(cardiac, { groups: ['renal'] }, aLine()), false);
  t.equal(touchesLine(plain, { packages: ['CHAI-1'] }, aLine()), true);
  t.equal(touchesLine(plain, { everything: true }, aLine()), true);
  t.equal(touchesLine(plain, {}, aLine()), false);
});
