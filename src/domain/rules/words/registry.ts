import type { Reason } from '../reason.js';

/** What the registry has of a person beside the membership itself. */
export const REGISTRY_REASONS = {
  HEAD_BLOCKED: {
    params: { admittedOn: 'date', blockedOn: 'date' },
    en: {
      says: 'NADRA has blocked the CNIC of the head of the family since {blockedOn}; on the day of admission, {admittedOn}, it was not lifted, and the family is not eligible until it is.',
      remedy:
        'If the block was lifted before that day, the family has NADRA confirm it to the registry; then send a revision of this claim.',
    },
    ur: {
      says: 'نادرا نے {blockedOn} سے خاندان کے سربراہ کا شناختی کارڈ بلاک کر رکھا ہے؛ داخلے کے دن {admittedOn} کو بھی یہ بلاک تھا، اور بحالی تک خاندان اہل نہیں۔',
      remedy:
        'اگر کارڈ اس دن سے پہلے بحال ہو چکا تھا تو خاندان نادرا سے رجسٹری میں تصدیق کروائے، پھر کلیم کی ترمیم بھیجیں۔',
    },
  },
  PERSON_BLOCKED: {
    params: { admittedOn: 'date', blockedOn: 'date' },
    en: {
      says: 'NADRA has blocked the person’s own CNIC or B-form number since {blockedOn}, also on the day of admission, {admittedOn}; the head’s is not blocked.',
      remedy: 'An adjudicator decides whether the family’s cover reaches this person.',
    },
    ur: {
      says: 'نادرا نے {blockedOn} سے اس فرد کا اپنا شناختی کارڈ یا ب فارم نمبر بلاک کر رکھا ہے، داخلے کے دن {admittedOn} کو بھی؛ سربراہ کا کارڈ بلاک نہیں۔',
      remedy: 'جانچ افسر طے کرے گا کہ خاندان کی کوریج اس فرد تک پہنچتی ہے یا نہیں۔',
    },
  },
  MEMBER_OF_ANOTHER_FAMILY: {
    params: { admittedOn: 'date' },
    en: {
      says: 'On the day of admission, {admittedOn}, the person was registered in another family, whose cover is not this one’s.',
      remedy:
        'If the registry is wrong, the family corrects it with NADRA; then send a revision of this claim.',
    },
    ur: {
      says: 'داخلے کے دن {admittedOn} کو یہ فرد کسی اور خاندان میں درج تھا، جس کی کوریج الگ ہے۔',
      remedy: 'اگر رجسٹری میں غلطی ہے تو خاندان نادرا سے درست کروائے، پھر کلیم کی ترمیم بھیجیں۔',
    },
  },
  REGISTERED_IN_TWO_FAMILIES: {
    params: { admittedOn: 'date' },
    en: {
      says: 'On the day of admission, {admittedOn}, the registry had the person in two families at once.',
      remedy:
        'The insurer must say which family’s cover it was; an adjudicator then decides. The hospital has nothing to do.',
    },
    ur: {
      says: 'داخلے کے دن {admittedOn} کو یہ فرد رجسٹری میں بیک وقت دو خاندانوں میں درج تھا۔',
      remedy:
        'بیمہ کنندہ بتائے کہ کوریج کس خاندان کی تھی؛ پھر جانچ افسر فیصلہ کرے گا۔ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  NEWBORN_ON_MANS_NUMBER: {
    params: {},
    en: {
      says: 'The claim is for a newborn, but the number on it is a man’s; a newborn is claimed on its mother’s.',
      remedy: 'Send a revision with the mother’s number, or with the child’s own if it has one.',
    },
    ur: {
      says: 'کلیم نوزائیدہ بچے کا ہے مگر درج نمبر مرد کا ہے؛ نوزائیدہ کا کلیم ماں کے نمبر پر ہوتا ہے۔',
      remedy: 'ماں کے نمبر کے ساتھ ترمیم بھیجیں، یا بچے کا اپنا نمبر ہو تو اس کے ساتھ۔',
    },
  },
  NEWBORN_BORN_AFTER_STAY: {
    params: { bornOn: 'date', dischargedOn: 'date' },
    en: {
      says: 'The newborn is said to be born on {bornOn}, after its own discharge on {dischargedOn}.',
      remedy: 'Send a revision with the right day of birth, or the right days of the stay.',
    },
    ur: {
      says: 'نوزائیدہ کی پیدائش {bornOn} بتائی گئی ہے، جو خود اس کے ڈسچارج {dischargedOn} کے بعد ہے۔',
      remedy: 'پیدائش کی درست تاریخ، یا قیام کی درست تاریخوں کے ساتھ ترمیم بھیجیں۔',
    },
  },
  NEWBORN_TOO_OLD: {
    params: { bornOn: 'date', days: 'count', most: 'count' },
    en: {
      says: 'The child was born on {bornOn} and {days} days old at admission; it may come on its mother’s number up to {most} days.',
      remedy:
        'An adjudicator reads the record of birth; the hospital may send the child’s own number with a revision.',
    },
    ur: {
      says: 'بچہ {bornOn} کو پیدا ہوا اور داخلے پر {days} دن کا تھا؛ ماں کے نمبر پر {most} دن تک داخل ہو سکتا ہے۔',
      remedy:
        'جانچ افسر پیدائش کا ریکارڈ دیکھے گا؛ ہسپتال بچے کا اپنا نمبر ترمیم کے ساتھ بھیج سکتا ہے۔',
    },
  },
  NEWBORN_WITHOUT_MOTHERS_STAY: {
    params: { admittedOn: 'date', days: 'count' },
    en: {
      says: 'No stay of the mother is on record that covers {admittedOn} or began in the {days} days before, when a newborn may be admitted on her number.',
      remedy:
        'An adjudicator reads the record of birth; the hospital may send it, or the child’s own number, with a revision.',
    },
    ur: {
      says: 'ماں کا کوئی ایسا داخلہ درج نہیں جس میں {admittedOn} شامل ہو یا جو اس سے پہلے {days} دن میں شروع ہوا ہو، جب نوزائیدہ ماں کے نمبر پر داخل ہو سکتا ہے۔',
      remedy:
        'جانچ افسر پیدائش کا ریکارڈ دیکھے گا؛ ہسپتال یہ ریکارڈ یا بچے کا اپنا نمبر ترمیم کے ساتھ بھیج سکتا ہے۔',
    },
  },
  ADDRESS_OUTSIDE_SCHEME: {
    params: { district: 'text', admittedOn: 'date' },
    en: {
      says: 'The person’s permanent address is in district {district}, where the scheme was not in force on {admittedOn}.',
      remedy:
        'An adjudicator looks at the address of that day, and whether the person is covered wherever the address is.',
    },
    ur: {
      says: 'اس فرد کا مستقل پتہ ضلع {district} میں ہے، جہاں {admittedOn} کو سکیم نافذ نہیں تھی۔',
      remedy: 'جانچ افسر اس دن کا پتہ دیکھے گا، اور یہ کہ فرد پتے سے قطع نظر کوریج میں ہے یا نہیں۔',
    },
  },
  REGISTERED_AFTER_ADMISSION: {
    params: { registeredOn: 'date', memberFrom: 'date', admittedOn: 'date' },
    en: {
      says: 'The person was registered in the family on {registeredOn}, after the admission on {admittedOn}, with a membership dated back to {memberFrom}.',
      remedy:
        'An adjudicator looks at why the registration was dated back; the hospital has nothing to do.',
    },
    ur: {
      says: 'یہ فرد {admittedOn} کے داخلے کے بعد {registeredOn} کو خاندان میں درج ہوا، اور رکنیت پچھلی تاریخ {memberFrom} سے لکھی گئی۔',
      remedy: 'جانچ افسر دیکھے گا کہ اندراج پچھلی تاریخ سے کیوں ہوا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
} as const satisfies Record<string, Reason>;
