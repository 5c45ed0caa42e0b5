import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { paisa, rupees } from '../../../src/domain/money.js';
import { adjudicate } from '../../../src/domain/rules/adjudicate.js';
import { explainDecision } from '../../../src/domain/rules/explain-decision.js';
import {
  dateInWords,
  explainFinding,
  fill,
  moneyInWords,
  paramsFromJson,
  paramsToJson,
} from '../../../src/domain/rules/explain.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import type { CaseFacts } from '../../../src/domain/rules/facts.js';
import { basisPoints } from '../../../src/domain/money.js';
import { aCase, EVER, until } from '../../support/builders/a-case.js';

void t.test('money and dates are written out in both languages', async (t) => {
  t.equal(moneyInWords(paisa(1_234_567), 'en'), 'Rs 12,345.67');
  t.equal(moneyInWords(paisa(1_234_567), 'ur'), '12,345.67 روپے');
  t.equal(moneyInWords(rupees(0), 'en'), 'Rs 0');
  t.equal(dateInWords(isoDate('2024-03-03'), 'en'), '3 March 2024');
  t.equal(dateInWords(isoDate('2024-12-31'), 'ur'), '31 دسمبر 2024');
});

void t.test('a finding is told with its numbers, from a rule or from JSON', async (t) => {
  const params = { tier: 'secondary', left: rupees(5_000), asked: paisa(1_000_050) };
  const en = explainFinding({ reason: 'SUM_INSURED_PART_LEFT', params }, 'en');
  t.equal(
    en.says,
    'Only Rs 5,000 of Rs 10,000.50 can be paid: that is all the year’s cover left for secondary care.',
  );
  const ur = explainFinding({ reason: 'SUM_INSURED_PART_LEFT', params }, 'ur');
  t.equal(
    ur.says,
    '10,000.50 روپے میں سے صرف 5,000 روپے ادا ہو سکتے ہیں: اس سال ثانوی علاج کی اتنی ہی کوریج باقی ہے۔',
  );
  const json = paramsToJson('SUM_INSURED_PART_LEFT', params);
  t.same(json, { tier: 'secondary', left: '500000', asked: '1000050' });
  t.same(explainFinding({ reason: 'SUM_INSURED_PART_LEFT', params: json }, 'ur'), ur);
  t.strictSame(paramsFromJson('SUM_INSURED_PART_LEFT', json), params);
});

void t.test('a share is a percentage, a code stands apart in a line of Urdu', async (t) => {
  const share = { share: 1_250, priced: rupees(800), amount: rupees(100) };
  t.match(explainFinding({ reason: 'PATIENT_SHARE', params: share }, 'en').says, '12.5% of Rs 800');
  t.match(explainFinding({ reason: 'PATIENT_SHARE', params: share }, 'ur').says, '12.5 فیصد');
  const params = { package: 'CHAI-1' };
  t.match(
    explainFinding({ reason: 'PACKAGE_UNKNOWN', params }, 'ur').says,
    'پیکیج \u2068CHAI-1\u2069 موجود',
  );
  t.match(explainFinding({ reason: 'PACKAGE_UNKNOWN', params }, 'en').says, 'package CHAI-1.');
});

void t.test('parameters that could not be told are refused', async (t) => {
  const refused = (params: Record<string, string | number>) => () =>
    paramsToJson('SEX_DISPUTED', params);
  t.throws(refused({ package: 'CHAI-1' }), { message: /lacks its parameter sex/ });
  t.throws(refused({ package: 'CHAI-1', sex: 'male', cnic: '1' }), {
    message: /declares no parameter cnic/,
  });
  t.throws(refused({ package: 'CHAI-1', sex: 'secondary' }), { message: /not a sex/ });
  t.throws(() => paramsToJson('NOT_A_MEMBER', { admittedOn: '2024-02-30' }), RangeError);
  t.throws(() => paramsFromJson('STAY_TOO_LONG', { days: 1.5, maxDays: 1 }), RangeError);
  t.throws(() => fill('{left} of {asked}', { left: 'Rs 1' }), /no word for \{asked\}/);
});

function told(facts: CaseFacts, language: 'en' | 'ur'): string {
  const judgement = adjudicate(facts, RULEBOOK);
  return explainDecision({ ...judgement, hospitalClaimNo: facts.claim.hospitalClaimNo }, language);
}

const shared = aCase()
  .withLines({ unitPricePaisa: rupees(12_000) })
  .withTerms({
    coPay: [
      { ...EVER, sector: 'private', share: { value: basisPoints(3_000), source: 'demo-world' } },
    ],
  })
  .build();

void t.test('a whole decision reads as a person would write it', async (t) => {
  t.equal(
    told(shared, 'en'),
    [
      'Claim H-1 is approved in part: Rs 7,000 of Rs 12,000 asked is payable.',
      'Line 1, package CHAI-1: asked Rs 12,000; scheme Rs 7,000; patient share Rs 3,000; borne by hospital Rs 2,000.',
      'Borne by the hospital, never to be charged to the family:',
      '- PKG-002, line 1, Rs 2,000: Rs 12,000 is asked for package CHAI-1; the tariff allows Rs 10,000: rate Rs 10,000 × 1, implants Rs 0. The difference is borne by the hospital and may not be charged to the family.',
      'The family’s patient share:',
      '- PKG-003, line 1, Rs 3,000: The family’s patient share is 30% of Rs 10,000: Rs 3,000. The hospital collects exactly this amount from the family and gives a receipt.',
    ].join('\n'),
  );
  const urdu = told(shared, 'ur');
  t.equal(urdu.split('\n').length, 6);
  t.match(urdu, '12,000 روپے');
  t.notMatch(urdu.replace(/\u2068[^\u2069]*\u2069/g, ''), /[A-Za-z{}]/);
});

void t.test('a decision of each kind says whom it waits for, in both languages', async (t) => {
  const cases: readonly [string, CaseFacts, RegExp][] = [
    ['approved', aCase().build(), /is approved: Rs 10,000 of Rs 10,000/],
    [
      'denied',
      aCase().withHospital({ empanelments: [] }).build(),
      /is denied: nothing of Rs 10,000/,
    ],
    ['registry', aCase().withoutPerson().build(), /waits for the registry/],
    [
      'hospital',
      aCase()
        .withPackage({ documents: ['x_ray'] })
        .build(),
      /waits for the hospital/,
    ],
    ['adjudicator', aCase().withHospital({ licences: [] }).build(), /waits for an adjudicator/],
    [
      'a claim-wide finding without money',
      aCase().withHospital({ licences: [] }).build(),
      /Without an amount of its own:\n- EMP-002, Rs 0: No licence/,
    ],
    [
      'a denial with every other fault beside it',
      aCase()
        .withHospital({ empanelments: [], suspensions: [until('2030-01-01')] })
        .build(),
      /- EMP-003, Rs 0: The hospital was suspended/,
    ],
  ];
  for (const [name, facts, says] of cases) {
    t.match(told(facts, 'en'), says, name);
    t.notMatch(told(facts, 'ur').replace(/\u2068[^\u2069]*\u2069/g, ''), /[A-Za-z{}]/, name);
  }
});
