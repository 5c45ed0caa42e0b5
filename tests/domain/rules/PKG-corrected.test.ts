import { isoDate } from '../../../src/domain/calendar.js';
import type { LineCorrection } from '../../../src/domain/claim/correction.js';
import { rupees } from '../../../src/domain/money.js';
import { PKG_008 } from '../../../src/domain/rules/catalogue/PKG-008-corrected-by-adjudicator.js';
import { aCase, type CaseBuilder } from '../../support/builders/a-case.js';
import { denies, fromFirstDay, passes, reduces, ruleCases } from '../../support/rule-cases.js';

const why = { because: 'Two kettles were never boiled', source: 'Visit of 3 May' };
const said = { package: 'CHAI-1', ...why };

function corrected(given: CaseBuilder, ...lines: readonly LineCorrection[]): CaseBuilder {
  return given.with({ correction: { reason: why.because, source: why.source, lines, stay: {} } });
}
const three = aCase().withLines({ quantity: 1, askedQuantity: 3 });
const twoLines = aCase().withLines({}, {});

ruleCases(PKG_008, {
  'passes a claim that nobody corrected': { given: aCase(), then: passes() },
  'passes a line of which nothing is said': {
    given: corrected(twoLines, { lineNo: 2, packageCode: 'CHAI-1' }),
    then: passes(),
  },
  'takes off what is not recognised, at the price asked': {
    given: corrected(three, { lineNo: 1, quantity: 1 }),
    then: reduces('QUANTITY_NOT_RECOGNISED', {
      line: 1,
      params: { ...said, asked: 3, recognised: 1 },
      off: 20_000,
    }),
  },
  'holds a line down to what is allowed at most, and no other': {
    given: corrected(twoLines, { lineNo: 2, atMostPaisa: rupees(4_000) }),
    then: reduces('LINE_HELD_DOWN', {
      line: 2,
      params: { ...said, allowed: rupees(4_000) },
      off: 6_000,
    }),
  },
  'speaks without money where the line is worth no more anyway': {
    given: corrected(aCase(), { lineNo: 1, atMostPaisa: rupees(10_000) }),
    then: reduces('LINE_HELD_DOWN', { line: 1, off: 0 }),
  },
  'denies a line of which nothing is allowed': {
    given: corrected(twoLines, { lineNo: 1, atMostPaisa: rupees(0) }),
    then: denies('LINE_DISALLOWED', { line: 1, params: said, off: 10_000 }),
  },
  'says both of a line, and the lower carries the money': {
    given: corrected(three, { lineNo: 1, quantity: 1, atMostPaisa: rupees(4_000) }),
    then: [
      ...reduces('QUANTITY_NOT_RECOGNISED', { line: 1, off: 0 }),
      ...reduces('LINE_HELD_DOWN', { line: 1, off: 26_000 }),
    ],
  },
  ...fromFirstDay(
    '2000-01-01',
    (day) =>
      corrected(aCase().withClaim({ admittedOn: isoDate(day) }), {
        lineNo: 1,
        atMostPaisa: rupees(0),
      }),
    denies('LINE_DISALLOWED', { line: 1 }),
  ),
});
