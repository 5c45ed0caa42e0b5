/** Money for families in tests: what the terms give, and how a hospital asks for it. */
import { addDays } from '../../src/domain/calendar.js';
import { rupees } from '../../src/domain/money.js';
import type { Extra, Figure } from '../../src/domain/scheme/terms.js';
import { aClaim, FIRST_DAY, type ClaimDraft } from './world.js';

const invented = <T>(value: T): Figure<T> => ({ value, source: 'demo-world' });

/** Transport three times a year for the family, burial once for a member. */
export const GIVEN: readonly Extra[] = [
  { kind: 'transport', amountPaisa: invented(rupees(1_000)), timesAYear: invented(3) },
  {
    kind: 'burial',
    amountPaisa: invented(rupees(10_000)),
    scope: 'member',
    timesAYear: invented(1),
  },
];

/** An extra that the family had on the day of discharge. */
export function anExtra(
  kind: Extra['kind'],
  amount: number,
  { admittedOn = FIRST_DAY, nights = 2 }: Pick<ClaimDraft, 'admittedOn' | 'nights'> = {},
) {
  const paidOn = addDays(admittedOn, nights);
  return { kind, askedPaisa: amount * 100, paidOn, receiptSha256: 'e'.repeat(64) };
}

/** A claim that asks for transport beside its treatment: 1,000 rupees unless told. */
export function withTransport(draft: ClaimDraft, amount = 1_000) {
  const extras = [anExtra('transport', amount, draft)];
  return aClaim({ ...draft, more: { ...draft.more, extras } });
}
