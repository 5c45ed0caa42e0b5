import t from 'tap';
import { isoDate } from '../../../src/domain/calendar.js';
import { paisa, rupees } from '../../../src/domain/money.js';
import { adjudicate } from '../../../src/domain/rules/adjudicate.js';
import { explainDecision } from '../../../src/domain/rules/explain-decision.js';
import {
  dateInWords,
  explainFinding,
  fill,
  LANGUAGES,
  moneyInWords,
  paramsFromJson,
  paramsToJson,
  textInWords,
} from '../../../src/domain/rules/explain.js';
import { RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import type { CaseFacts } from '../../../src/domain/rules/facts.js';
import { basisPoints } from '../../../src/domain/money.js';
import { ALL_EXTRAS, asks } from '../../support/builders/an-extra.js';
import { aCap, aCase, aLayer, EVER, until } from '../../support/builders/a-case.js';

void t.test('money and dates are written out in both languages', async (t) => {
  t.equal(moneyInWords(paisa(1_234_567), 'en'), 'Rs 12,345.67');
  t.equal(moneyInWords(paisa(1_234_567), 'ur'), '12,345.67 روپے');
  t.equal(moneyInWords(rupees(0), 'en'), 'Rs 0');
  t.equal(dateInWords(isoDate('2024-03-03'), 'en'), '3 March 2024');
  t.equal(dateInWords(isoDate('2024-12-31'), 'ur'), '31 دسمبر 2024');
});

void t.test('months bear the names that the Unicode locales give them', async (t) => {
  for (const language of LANGUAGES) {
    const named = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ur-PK', {
      month: 'long',
      timeZone: 'UTC',
    });
    for (let month = 1; month <= 12; month += 1) {
      const day = isoDate(`2024-${String(month).padStart(2, '0')}-09`);
      t.equal(dateInWords(day, language), `9 ${named.format(new Date(day))} 2024`);
    }
  }
});

void t.test('only a text with Latin letters stands apart in Urdu', async (t) => {
  t.equal(textInWords('C-7', 'ur'), '\u2068C-7\u2069');
  t.equal(textInWords('17', 'ur'), '17');
  t.equal(textInWords('C-7', 'en'), 'C-7');
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

void t.test('a further sentence has all of its numbers or is not said', async (t) => {
  const params = { package: 'CHAI-1', implants: 4, asMany: 1, of: 80 };
  const further = { measured: 3, least: 20, low: 0, middle: 50, high: 125 };
  const says = 'Package CHAI-1 is claimed with 4 implants; as many have 1 of 80 such stays';
  const [plain, more] = [params, { ...params, ...further }].map((each) => {
    const json = paramsToJson('IMPLANTS_MANY', each);
    t.strictSame(paramsFromJson('IMPLANTS_MANY', json), each, 'there and back');
    return explainFinding({ reason: 'IMPLANTS_MANY', params: json }, 'en').says;
  });
  t.equal(plain, `${says} in other hospitals.`);
  t.equal(
    more,
    `${plain ?? ''} Of the other hospitals with 20 or more stays to compare (3 in number) a tenth have ` +
      'a share of 0% or less, half 0.5% or less, nine tenths 1.25% or less.',
  );
  t.throws(() => paramsToJson('IMPLANTS_MANY', { ...params, low: 0 }), {
    message: /lacks its parameter measured/,
  });
  t.throws(() => paramsToJson('SEX_DISPUTED', { package: 'CHAI-1', sex: 'male', low: 0 }), {
    message: /declares no parameter low/,
  });
});

void t.test('parameters that could not be told are refused', async (t) => {
  const refused = (params: Record<string, string | number>) => () =>
    paramsToJson('SEX_DISPUTED', params);
  t.throws(refused({ package: 'CHAI-1' }), { message: /lacks its parameter sex/ });
  t.throws(refused({ package: 'CHAI-1', sex: 'male', cnic: '1' }), {
    message: /declares no parameter cnic/,
  });
  t.throws(refused({ package: 'CHAI-1', sex: 'secondary' }), { message: /not a sex/ });
  t.throws(() => paramsToJson('NOT_A_MEMBER', { admittedOn: '2024-02-30' }), {
    name: 'RangeError',
    message: 'not a date: 2024-02-30',
  });
  t.throws(() => paramsFromJson('STAY_TOO_LONG', { days: 1.5, maxDays: 1 }), {
    name: 'RangeError',
    message: 'not a count: 1.5',
  });
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
  const code = (text: string) => `\u2068${text}\u2069`;
  const lines = urdu.split('\n');
  t.equal(lines.length, 6);
  t.same(
    [0, 1, 2, 4].map((at) => lines[at]),
    [
      `کلیم ${code('H-1')} جزوی منظور ہے: مانگی گئی رقم 12,000 روپے میں سے 7,000 روپے قابلِ ادائیگی ہیں۔`,
      `مد 1، پیکیج ${code('CHAI-1')}: مانگے گئے 12,000 روپے؛ سکیم 7,000 روپے؛ خاندان کا حصہ 3,000 روپے؛ ہسپتال کے ذمے 2,000 روپے۔`,
      'ہسپتال کے ذمے، خاندان سے نہیں لیا جا سکتا:',
      'خاندان کا حصہ:',
    ],
  );
  t.match(lines[3], `- ${code('PKG-002')}، مد 1، 2,000 روپے: `);
  t.match(lines[5], `- ${code('PKG-003')}، مد 1، 3,000 روپے: `);
  t.notMatch(urdu.replace(/\u2068[^\u2069]*\u2069/g, ''), /[A-Za-z{}]/);
});

void t.test('money for the family is told on a line of its own kind', async (t) => {
  const facts = asks(ALL_EXTRAS, { kind: 'transport' }).build();
  const line = (language: 'en' | 'ur') => told(facts, language).split('\n')[2];
  t.equal(
    line('en'),
    'Line 2, transport, for the family: asked Rs 1,000; scheme Rs 1,000; borne by hospital Rs 0.',
  );
  t.equal(
    line('ur'),
    'مد 2، سفری خرچ، خاندان کے لیے: مانگے گئے 1,000 روپے؛ سکیم 1,000 روپے؛ ہسپتال کے ذمے 0 روپے۔',
  );
});

const NO_MONEY = /Without an amount of its own:\n- EMP-002, Rs 0: No licence/;
const KINDS: Readonly<Record<string, { facts: CaseFacts; en: RegExp; ur: RegExp }>> = {
  approved: {
    facts: aCase().build(),
    en: /is approved: Rs 10,000 of Rs 10,000/,
    ur: / منظور ہے: مانگی گئی رقم 10,000 روپے میں سے 10,000 روپے /,
  },
  denied: {
    facts: aCase().withHospital({ empanelments: [] }).build(),
    en: /is denied: nothing of Rs 10,000/,
    ur: / نامنظور ہے: مانگی گئی رقم 10,000 روپے میں سے کچھ /,
  },
  'waits for the registry': {
    facts: aCase().withoutPerson().build(),
    en: /waits for the registry/,
    ur: /رجسٹری میں فرد کے اندراج کا منتظر ہے؛ 10,000 روپے /,
  },
  'waits for the hospital': {
    facts: aCase()
      .withPackage({ documents: ['x_ray'] })
      .build(),
    en: /waits for the hospital; Rs 10,000 of Rs 10,000/,
    ur: /ہسپتال کا منتظر ہے؛ 10,000 روپے میں سے 10,000 روپے /,
  },
  'waits for an adjudicator': {
    facts: aCase().withHospital({ licences: [] }).build(),
    en: /waits for an adjudicator/,
    ur: /جانچ افسر کا منتظر ہے؛ 10,000 روپے میں سے 10,000 روپے /,
  },
  'waits for an approver': {
    facts: aCase()
      .withTerms({
        tiers: { secondary: [aLayer('reserve', [aCap('family', 60_000)], true)], priority: [] },
      })
      .build(),
    en: /waits for an approver; Rs 10,000 of Rs 10,000/,
    ur: /منظوری دہندہ کا منتظر ہے؛ 10,000 روپے میں سے 10,000 روپے /,
  },
  'a claim-wide finding without money': {
    facts: aCase().withHospital({ licences: [] }).build(),
    en: NO_MONEY,
    ur: /\nجن کی اپنی کوئی رقم نہیں:\n- \u2068EMP-002\u2069، 0 روپے: \S/,
  },
  'a denial with every other fault beside it': {
    facts: aCase()
      .withHospital({ empanelments: [], suspensions: [until('2030-01-01')] })
      .build(),
    en: /- EMP-003, Rs 0: The hospital was suspended/,
    ur: /- \u2068EMP-003\u2069، 0 روپے: \S/,
  },
};

void t.test('a decision of each kind says whom it waits for, in both languages', async (t) => {
  for (const [name, { facts, en, ur }] of Object.entries(KINDS)) {
    t.match(told(facts, 'en'), en, name);
    const urdu = told(facts, 'ur');
    t.match(urdu, ur, name);
    t.notMatch(urdu.replace(/\u2068[^\u2069]*\u2069/g, ''), /[A-Za-z{}]/, name);
  }
});

void t.test('what a stored decision leaves open is told of whoever looks first', async (t) => {
  const { totals, lines } = adjudicate(shared, RULEBOOK);
  const finding = {
    rule: 'PKG-001',
    reason: 'PACKAGE_UNKNOWN',
    params: { package: 'CHAI-1' },
    amountPaisa: rupees(1),
  } as const;
  const decision = { hospitalClaimNo: 'H-1', outcome: 'pended', totals, lines } as const;
  const text = explainDecision({ ...decision, findings: [finding] }, 'en');
  t.match(text, 'Claim H-1 waits for an adjudicator');
  t.match(text, 'Borne by the hospital, never to be charged to the family:\n- PKG-001, Rs 1: ');
});
