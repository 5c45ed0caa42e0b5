import { isoDate } from '../../domain/calendar.js';
import { rupees } from '../../domain/money.js';
import type { Cap, Figure, Scheme } from '../../domain/scheme/terms.js';

/** The scheme that files are imported into unless another is named: nobody's, so that no harm is done. */
const TRIAL_SCHEME_CODE = 'TRIAL';

function invented<T>(value: T): Figure<T> {
  return { value, source: 'demo-world', note: 'Invented, to try imported lists on.' };
}

function cap(scope: Cap['scope'], amount: number): Cap {
  return { scope, amountPaisa: invented(rupees(amount)) };
}

/** A make-believe scheme to try lists of packages, hospitals and families on. */
export const TRIAL_SCHEME: Scheme = {
  code: TRIAL_SCHEME_CODE,
  nameEn: 'Make-believe scheme to try imports on',
  nameUr: 'درآمد آزمانے کے لیے فرضی سکیم',
  invented: true,
  terms: [
    {
      schemeCode: TRIAL_SCHEME_CODE,
      from: isoDate('2022-01-01'),
      policyYearStart: invented({ month: 7, day: 1 }),
      tiers: {
        secondary: [
          {
            code: 'secondary',
            caps: [cap('member', 40_000), cap('family', 200_000)],
            needsApproval: false,
          },
        ],
        priority: [{ code: 'priority', caps: [cap('family', 400_000)], needsApproval: false }],
      },
      coPay: [],
      unmatchedDays: invented(30),
    },
  ],
};
