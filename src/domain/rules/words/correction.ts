import type { Reason } from '../reason.js';

/** What an adjudicator corrected, in his own words and with what they rest on. */
export const CORRECTION_REASONS = {
  LINE_DISALLOWED: {
    params: { package: 'text', because: 'text', source: 'text' },
    en: {
      says: 'An adjudicator has disallowed package {package}: “{because}” (source: {source}).',
      remedy: 'Send the insurer papers that show otherwise; the decision can be corrected again.',
    },
    ur: {
      says: 'جانچ افسر نے پیکیج {package} کی منظوری واپس لے لی: ”{because}“ (ماخذ: {source})۔',
      remedy:
        'اس کے برعکس دکھانے والی دستاویز بیمہ کنندہ کو بھیجیں؛ فیصلے کی دوبارہ تصحیح ہو سکتی ہے۔',
    },
  },
  LINE_HELD_DOWN: {
    params: { package: 'text', allowed: 'money', because: 'text', source: 'text' },
    en: {
      says: 'An adjudicator allows {allowed} at most for package {package}: “{because}” (source: {source}).',
      remedy: 'Send the insurer papers that show otherwise; the decision can be corrected again.',
    },
    ur: {
      says: 'جانچ افسر پیکیج {package} کے لیے زیادہ سے زیادہ {allowed} منظور کرتا ہے: ”{because}“ (ماخذ: {source})۔',
      remedy:
        'اس کے برعکس دکھانے والی دستاویز بیمہ کنندہ کو بھیجیں؛ فیصلے کی دوبارہ تصحیح ہو سکتی ہے۔',
    },
  },
  QUANTITY_NOT_RECOGNISED: {
    params: {
      package: 'text',
      asked: 'count',
      recognised: 'count',
      because: 'text',
      source: 'text',
    },
    en: {
      says: 'Of {asked} asked of package {package} an adjudicator recognises {recognised}: “{because}” (source: {source}).',
      remedy: 'Send the insurer papers that show otherwise; the decision can be corrected again.',
    },
    ur: {
      says: 'پیکیج {package} کی مانگی گئی تعداد {asked} میں سے جانچ افسر {recognised} تسلیم کرتا ہے: ”{because}“ (ماخذ: {source})۔',
      remedy:
        'اس کے برعکس دکھانے والی دستاویز بیمہ کنندہ کو بھیجیں؛ فیصلے کی دوبارہ تصحیح ہو سکتی ہے۔',
    },
  },
} as const satisfies Record<string, Reason>;
