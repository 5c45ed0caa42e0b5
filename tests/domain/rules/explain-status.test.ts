import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { CLAIM_STATUSES } from '../../../src/domain/claim/lifecycle.js';
import { LANGUAGES } from '../../../src/domain/rules/explain.js';
import { rupees } from '../../../src/domain/money.js';
import { explainCorrection } from '../../../src/domain/rules/explain-correction.js';
import { explainStatus } from '../../../src/domain/rules/explain-status.js';

/** What these mean the decision's own heading says. */
const TOLD_BY_THE_DECISION = ['approved', 'partial', 'denied', 'pended'];

t.test('every status that the decision does not tell is told in both languages', async (t) => {
  for (const status of CLAIM_STATUSES) {
    for (const language of LANGUAGES) {
      const told = explainStatus('LHR-7', status, language);
      if (TOLD_BY_THE_DECISION.includes(status)) {
        t.equal(told, undefined, `${status} is told by the decision`);
        continue;
      }
      t.match(told, /LHR-7/, `${status} names the claim in ${language}`);
      t.match(told, language === 'ur' ? /[\u0621-\u06d3].*۔$/ : /^[A-Z].*\.$/);
      t.notMatch(told, /[{}]/);
    }
  }
});

t.test('the number of the claim stands apart from the Urdu around it', async (t) => {
  t.equal(explainStatus('LHR-7', 'paid', 'ur'), 'کلیم \u2068LHR-7\u2069 کی ادائیگی ہو چکی ہے۔');
});

t.test(
  'a correction is told with its day, reason, source and what was payable before',
  async (t) => {
    const correction = {
      correctedOn: isoDate('2024-05-04'),
      reason: 'The ward book says otherwise',
      source: 'Visit 7',
      insurerBeforePaisa: rupees(12_000),
    };
    t.equal(
      explainCorrection(correction, 'en'),
      'Corrected by an adjudicator on 4 May 2024: “The ward book says otherwise” (source: Visit 7). Before it, Rs 12,000 was payable.',
    );
    t.equal(
      explainCorrection(correction, 'ur'),
      'جانچ افسر نے 4 مئی 2024 کو تصحیح کی: ”\u2068The ward book says otherwise\u2069“ (ماخذ: \u2068Visit 7\u2069)۔ اس سے پہلے 12,000 روپے قابلِ ادائیگی تھے۔',
    );
  },
);
