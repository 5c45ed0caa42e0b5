import type { Reason } from '../reason.js';

/** Whether the care fits the person and the stay. */
export const CARE_REASONS = {
  STAY_TOO_LONG: {
    params: { days: 'count', maxDays: 'count' },
    en: {
      says: 'The stay lasted {days} days; the packages on this claim are given at most {maxDays}.',
      remedy: 'An adjudicator reads the discharge summary; check the dates of the stay.',
    },
    ur: {
      says: 'داخلہ {days} دن رہا؛ اس کلیم کے پیکیجوں کے لیے زیادہ سے زیادہ {maxDays} دن ہیں۔',
      remedy: 'جانچ افسر رخصتی کا خلاصہ دیکھے گا؛ داخلے کی تاریخیں جانچ لیں۔',
    },
  },
  WARD_DAYS_EXCEED_STAY: {
    params: { wardDays: 'count', days: 'count' },
    en: {
      says: 'The claim states {wardDays} ward days, more than a stay of {days} days can hold.',
      remedy: 'Send a revision with the right ward days or the right dates.',
    },
    ur: {
      says: 'کلیم میں {wardDays} وارڈ دن درج ہیں، جو {days} دن کے داخلے میں ممکن نہیں۔',
      remedy: 'وارڈ کے درست دنوں یا درست تاریخوں کے ساتھ ترمیم بھیجیں۔',
    },
  },
  SEX_EXCLUDES_PACKAGE: {
    params: { package: 'text', sex: 'sex' },
    en: {
      says: 'Package {package} cannot be given to this person: registry and claim both say {sex}.',
      remedy: 'If the package or the person is wrong, send a revision with the right one.',
    },
    ur: {
      says: 'پیکیج {package} اس فرد کو نہیں دیا جا سکتا: رجسٹری اور کلیم دونوں میں جنس {sex} درج ہے۔',
      remedy: 'اگر پیکیج یا فرد غلط درج ہوا ہے تو درست اندراج کے ساتھ ترمیم بھیجیں۔',
    },
  },
  SEX_DISPUTED: {
    params: { package: 'text', sex: 'sex' },
    en: {
      says: 'Package {package} does not fit the sex {sex}, which either the registry or the claim gives for this person, but not both.',
      remedy: 'An adjudicator compares the record of the stay with the registry.',
    },
    ur: {
      says: 'پیکیج {package} جنس {sex} کے لیے نہیں، اور یہ جنس رجسٹری یا کلیم میں سے صرف ایک میں درج ہے۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ رجسٹری سے ملا کر دیکھے گا۔',
    },
  },
  SEX_UNKNOWN: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} is for one sex only, and neither registry nor claim gives the person’s sex.',
      remedy: 'An adjudicator reads the record of the stay.',
    },
    ur: {
      says: 'پیکیج {package} صرف ایک جنس کے لیے ہے، اور فرد کی جنس نہ رجسٹری میں درج ہے نہ کلیم میں۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ دیکھے گا۔',
    },
  },
  AGE_BELOW_PACKAGE: {
    params: { package: 'text', age: 'count', minAge: 'count' },
    en: {
      says: 'The person was {age} years old on admission; package {package} is given from {minAge} years.',
      remedy: 'An adjudicator reads the record of the stay; check the package and the person.',
    },
    ur: {
      says: 'داخلے کے دن فرد کی عمر {age} سال تھی؛ پیکیج {package} کم از کم {minAge} سال سے دیا جاتا ہے۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ دیکھے گا؛ پیکیج اور فرد کا اندراج جانچ لیں۔',
    },
  },
  AGE_ABOVE_PACKAGE: {
    params: { package: 'text', age: 'count', maxAge: 'count' },
    en: {
      says: 'The person was {age} years old on admission; package {package} is given up to {maxAge} years.',
      remedy: 'An adjudicator reads the record of the stay; check the package and the person.',
    },
    ur: {
      says: 'داخلے کے دن فرد کی عمر {age} سال تھی؛ پیکیج {package} زیادہ سے زیادہ {maxAge} سال تک دیا جاتا ہے۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ دیکھے گا؛ پیکیج اور فرد کا اندراج جانچ لیں۔',
    },
  },
  AGE_UNKNOWN: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} has an age limit, and the registry has no date of birth for the person.',
      remedy: 'An adjudicator reads the record of the stay.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے عمر کی حد ہے، اور رجسٹری میں فرد کی تاریخِ پیدائش درج نہیں۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ دیکھے گا۔',
    },
  },
} as const satisfies Record<string, Reason>;
