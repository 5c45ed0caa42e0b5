import { covers, isoDate } from '../../../src/domain/calendar.js';
import type { ClaimExtra } from '../../../src/domain/claim/claim.js';
import { rupees } from '../../../src/domain/money.js';
import { REAL_SCHEMES } from '../../../src/domain/scheme/schemes/index.js';
import type { Extra, ExtraKind, Figure } from '../../../src/domain/scheme/terms.js';
import { aCase, type CaseBuilder } from './a-case.js';

export const aFigure = <T>(value: T, uncertain?: true): Figure<T> => ({
  value,
  source: 'demo-world',
  ...(uncertain === undefined ? {} : { uncertain, note: 'unsure' }),
});
export const given = (kind: ExtraKind, amount = 1_000, over: Partial<Extra> = {}): Extra => ({
  kind,
  amountPaisa: aFigure(rupees(amount)),
  ...over,
});
export type Asked = Pick<ClaimExtra, 'kind'> & Partial<ClaimExtra>;

/** A stay of 3 to 7 March 2024 with one line of treatment; extras are lines 2, 3 … */
export const asks = (extras: readonly Extra[], ...asked: readonly Asked[]): CaseBuilder =>
  aCase()
    .withTerms({ extras })
    .withExtras(...asked);
export const ALL_EXTRAS: readonly Extra[] = [
  given('transport'),
  given('burial', 10_000),
  given('maternity_allowance'),
  given('wage_loss', 250, { daysAtMost: aFigure(3) }),
  given('shifting', 2_000),
];

/** By a real scheme's terms of the day of admission. */
export const onDay = (schemeCode: string, day: string, asked: Asked): CaseBuilder => {
  const editions = REAL_SCHEMES.find(({ code }) => code === schemeCode)?.terms ?? [];
  const terms = editions.find((edition) => covers(edition, isoDate(day)));
  return aCase().admittedOn(day).with({ terms }).withExtras(asked);
};
