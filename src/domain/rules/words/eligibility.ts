import type { Reason } from '../reason.js';

/** Who the person is, and whether the scheme's terms reach the stay. */
export const ELIGIBILITY_REASONS = {
  PERSON_UNKNOWN: {
    params: {},
    en: {
      says: 'The CNIC or B-form number on this claim is not known to the registry.',
      remedy:
        'Check the number against the card. If it is right, nothing need be sent again: the claim is judged when the registry learns the person.',
    },
    ur: {
      says: 'اس کلیم پر درج شناختی کارڈ یا ب فارم نمبر رجسٹری میں موجود نہیں۔',
      remedy:
        'نمبر کو کارڈ سے ملا کر دیکھیں۔ اگر درست ہے تو دوبارہ کچھ نہ بھیجیں: رجسٹری میں اندراج ہوتے ہی کلیم کی جانچ ہو جائے گی۔',
    },
  },
  PERSON_NEVER_KNOWN: {
    params: { days: 'count', limit: 'count' },
    en: {
      says: 'The registry has not known the CNIC or B-form number on this claim for {days} days; after {limit} such a claim is denied.',
      remedy:
        'When the family is enrolled, send a revision of this claim. If the number was mistyped, send a new claim with the right one.',
    },
    ur: {
      says: 'اس کلیم پر درج شناختی کارڈ یا ب فارم نمبر {days} دن سے رجسٹری میں موجود نہیں؛ {limit} دن کے بعد ایسا کلیم مسترد ہوتا ہے۔',
      remedy:
        'خاندان کے اندراج کے بعد اس کلیم کی ترمیم بھیجیں۔ اگر نمبر غلط لکھا گیا تھا تو درست نمبر کے ساتھ نیا کلیم بھیجیں۔',
    },
  },
  MEMBERSHIP_UNKNOWN: {
    params: {},
    en: {
      says: 'The registry knows the person but not the dates of membership in any family.',
      remedy: 'The insurer must complete the family record before this claim can be judged.',
    },
    ur: {
      says: 'رجسٹری اس فرد کو جانتی ہے مگر کسی خاندان کی رکنیت کی تاریخیں درج نہیں۔',
      remedy: 'کلیم کی جانچ سے پہلے بیمہ کنندہ خاندان کا ریکارڈ مکمل کرے۔',
    },
  },
  NOT_A_MEMBER: {
    params: { admittedOn: 'date' },
    en: {
      says: 'On the day of admission, {admittedOn}, the person was not a member of the family.',
      remedy:
        'If the family record is wrong, the family corrects it with NADRA; then send a revision of this claim.',
    },
    ur: {
      says: 'داخلے کے دن {admittedOn} کو یہ فرد خاندان کا رکن نہیں تھا۔',
      remedy:
        'اگر خاندان کا ریکارڈ غلط ہے تو خاندان نادرا سے درست کروائے، پھر کلیم کی ترمیم بھیجیں۔',
    },
  },
  DIED_BEFORE_ADMISSION: {
    params: { diedOn: 'date', admittedOn: 'date' },
    en: {
      says: 'The registry records the death of the person on {diedOn}, before the admission on {admittedOn}.',
      remedy:
        'If the date of death is wrong, the family corrects it with NADRA; if another person was treated, send a revision with that number.',
    },
    ur: {
      says: 'رجسٹری کے مطابق اس فرد کا انتقال {diedOn} کو ہوا، جو {admittedOn} کے داخلے سے پہلے ہے۔',
      remedy:
        'اگر تاریخِ وفات غلط ہے تو خاندان نادرا سے درست کروائے؛ اگر علاج کسی اور فرد کا ہوا ہے تو اس کے نمبر کے ساتھ ترمیم بھیجیں۔',
    },
  },
  SCHEME_NOT_IN_FORCE: {
    params: { admittedOn: 'date', district: 'text' },
    en: {
      says: 'On {admittedOn} the scheme was not in force in the family’s district ({district}).',
      remedy:
        'Nothing can be paid for a stay begun on that day. If the admission date is wrong, send a revision.',
    },
    ur: {
      says: '{admittedOn} کو خاندان کے ضلع ({district}) میں سکیم نافذ نہیں تھی۔',
      remedy:
        'اس دن شروع ہونے والے داخلے کی ادائیگی نہیں ہو سکتی۔ اگر تاریخِ داخلہ غلط ہے تو ترمیم بھیجیں۔',
    },
  },
  SCHEME_DATES_UNKNOWN: {
    params: { district: 'text' },
    en: {
      says: 'It is not recorded when the scheme was in force in the family’s district ({district}).',
      remedy: 'The insurer must record the dates; the hospital has nothing to do.',
    },
    ur: {
      says: 'خاندان کے ضلع ({district}) میں سکیم کے نفاذ کی تاریخیں درج نہیں۔',
      remedy: 'بیمہ کنندہ تاریخیں درج کرے؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  TERMS_UNKNOWN: {
    params: { admittedOn: 'date' },
    en: {
      says: 'The scheme has no terms on record for admissions on {admittedOn}, so there is no cover to draw on.',
      remedy: 'The insurer must record the terms of that day; the hospital has nothing to do.',
    },
    ur: {
      says: '{admittedOn} کے داخلوں کے لیے سکیم کی شرائط درج نہیں، اس لیے کوریج معلوم نہیں۔',
      remedy: 'بیمہ کنندہ اس دن کی شرائط درج کرے؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
} as const satisfies Record<string, Reason>;
