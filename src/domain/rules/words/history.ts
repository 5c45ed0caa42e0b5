import type { Reason } from '../reason.js';

/** A person's own earlier treatment, and packages beside each other. Never another hospital's name. */
export const HISTORY_REASONS = {
  PART_OF_PACKAGE: {
    params: { package: 'text', whole: 'text' },
    en: {
      says: 'Package {package} is a part of package {whole}, whose price already holds it.',
      remedy: 'If {whole} was not given, send a revision without it.',
    },
    ur: {
      says: 'پیکیج {package}، پیکیج {whole} کا حصہ ہے اور اس کی قیمت میں شامل ہے۔',
      remedy: 'اگر {whole} نہیں دیا گیا تو اس کے بغیر ترمیم بھیجیں۔',
    },
  },
  PACKAGES_HOLD_EACH_OTHER: {
    params: { package: 'text', whole: 'text' },
    en: {
      says: 'The scheme’s list says of package {package} and of package {whole} that each is a part of the other.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'سکیم کی فہرست کے مطابق پیکیج {package} اور پیکیج {whole} ایک دوسرے کا حصہ ہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  PACKAGES_EXCLUSIVE: {
    params: { package: 'text', other: 'text' },
    en: {
      says: 'Package {package} and package {other} cannot be given in one stay.',
      remedy: 'Send a revision with the one that was given.',
    },
    ur: {
      says: 'پیکیج {package} اور پیکیج {other} ایک داخلے میں ساتھ نہیں دیے جا سکتے۔',
      remedy: 'جو پیکیج دیا گیا صرف اسی کے ساتھ ترمیم بھیجیں۔',
    },
  },
  FOLLOW_UP_INSIDE: {
    params: { package: 'text', otherDischargedOn: 'date', days: 'count', followUpDays: 'count' },
    en: {
      says: 'Follow-up {package}, {days} days after the discharge of {otherDischargedOn}, is inside the price of that stay for {followUpDays} days.',
      remedy: 'Nothing need be sent; the family may not be charged for it.',
    },
    ur: {
      says: '{otherDischargedOn} کی رخصتی کے {days} دن بعد کا معائنہ {package} اس داخلے کی قیمت میں شامل ہے، جو {followUpDays} دن کے لیے ہے۔',
      remedy: 'کچھ بھیجنے کی ضرورت نہیں؛ خاندان سے اس کی رقم نہ لی جائے۔',
    },
  },
  FOLLOW_UP_MAYBE_INSIDE: {
    params: { package: 'text', otherDischargedOn: 'date', days: 'count', followUpDays: 'count' },
    en: {
      says: 'Follow-up {package}, {days} days after the discharge of {otherDischargedOn}, may be inside the price of that stay for {followUpDays} days; that stay or those days are not certain yet.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: '{otherDischargedOn} کی رخصتی کے {days} دن بعد کا معائنہ {package} شاید اس داخلے کی قیمت میں شامل ہو، جو {followUpDays} دن کے لیے ہے؛ وہ داخلہ یا یہ مدت ابھی یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  READMISSION: {
    params: {
      otherDischargedOn: 'date',
      diagnosis: 'text',
      days: 'count',
      withinDays: 'count',
    },
    en: {
      says: 'This person left another stay for the same cause, {diagnosis}, on {otherDischargedOn}, {days} days before this admission; within {withinDays} days a person looks.',
      remedy: 'An adjudicator reads the discharge summaries of both stays.',
    },
    ur: {
      says: 'یہ فرد اسی وجہ ({diagnosis}) کے ایک اور داخلے سے {otherDischargedOn} کو، یعنی اس داخلے سے {days} دن پہلے رخصت ہوا؛ {withinDays} دن کے اندر جانچ لازم ہے۔',
      remedy: 'جانچ افسر دونوں داخلوں کی رخصتی کے خلاصے دیکھے گا۔',
    },
  },
  SIDE_MISSING: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} is for one side of the body, and the claim does not say which.',
      remedy: 'Send a revision that names the side: left, right or both.',
    },
    ur: {
      says: 'پیکیج {package} جسم کی ایک جانب کے لیے ہے، اور کلیم میں جانب درج نہیں۔',
      remedy: 'جانب (بائیں، دائیں یا دونوں) درج کر کے ترمیم بھیجیں۔',
    },
  },
  ONCE_IN_LIFE: {
    params: { package: 'text', otherAdmittedOn: 'date' },
    en: {
      says: 'Package {package} can be given once in a life, and this person had it in the stay that began on {otherAdmittedOn}.',
      remedy: 'If another package describes the treatment, send a revision with its code.',
    },
    ur: {
      says: 'پیکیج {package} زندگی میں ایک بار ہو سکتا ہے، اور یہ فرد {otherAdmittedOn} کو شروع ہونے والے داخلے میں اسے لے چکا ہے۔',
      remedy: 'اگر علاج کسی اور پیکیج میں آتا ہے تو اس کے کوڈ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  SAME_SIDE_AGAIN: {
    params: { package: 'text', otherAdmittedOn: 'date' },
    en: {
      says: 'Package {package} can be given once to each side of the body, and this person had it on this side in the stay that began on {otherAdmittedOn}.',
      remedy: 'If it was the other side, send a revision that names it.',
    },
    ur: {
      says: 'پیکیج {package} جسم کی ہر جانب ایک بار ہو سکتا ہے، اور یہ فرد {otherAdmittedOn} کو شروع ہونے والے داخلے میں اسی جانب اسے لے چکا ہے۔',
      remedy: 'اگر دوسری جانب تھی تو اسے درج کر کے ترمیم بھیجیں۔',
    },
  },
  ONCE_IN_LIFE_UNCLEAR: {
    params: { package: 'text', otherAdmittedOn: 'date' },
    en: {
      says: 'Package {package} can be given once, and another claim has it for the stay that began on {otherAdmittedOn}; which of the two is right is not certain.',
      remedy: 'Check package, side and dates; an adjudicator compares both claims.',
    },
    ur: {
      says: 'پیکیج {package} ایک بار ہو سکتا ہے، اور {otherAdmittedOn} کو شروع ہونے والے داخلے کے کلیم میں بھی موجود ہے؛ یہ یقینی نہیں کہ دونوں میں سے درست کون سا ہے۔',
      remedy: 'پیکیج، جانب اور تاریخیں جانچ لیں؛ جانچ افسر دونوں کلیموں کا موازنہ کرے گا۔',
    },
  },
  ONCE_ASKED_TWICE: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} can be given once, or once to each side, and this claim asks for it more often.',
      remedy: 'Send a revision with what was done, once.',
    },
    ur: {
      says: 'پیکیج {package} ایک بار، یا ہر جانب ایک بار، ہو سکتا ہے، اور اس کلیم میں زیادہ بار مانگا گیا ہے۔',
      remedy: 'جو علاج ہوا وہ ایک بار لکھ کر ترمیم بھیجیں۔',
    },
  },
  HISTORY_TOO_LONG: {
    params: { package: 'text' },
    en: {
      says: 'This person’s earlier stays are too many to say of package {package} how often it was given.',
      remedy: 'An adjudicator counts; the hospital has nothing to do.',
    },
    ur: {
      says: 'اس فرد کے پچھلے داخلے اتنے زیادہ ہیں کہ پیکیج {package} کی گنتی نہیں ہو سکی۔',
      remedy: 'جانچ افسر گنتی کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  TOO_SOON_AGAIN: {
    params: { package: 'text', otherDischargedOn: 'date', days: 'count', minDays: 'count' },
    en: {
      says: 'Package {package} was given in the stay that ended on {otherDischargedOn}, {days} days before this admission; {minDays} days must lie between.',
      remedy: 'If the dates or the package are wrong, send a revision with the right ones.',
    },
    ur: {
      says: 'پیکیج {package}، {otherDischargedOn} کو ختم ہونے والے داخلے میں، یعنی اس داخلے سے {days} دن پہلے، دیا گیا؛ درمیان میں {minDays} دن لازم ہیں۔',
      remedy: 'اگر تاریخیں یا پیکیج غلط ہوں تو درست اندراج کے ساتھ ترمیم بھیجیں۔',
    },
  },
  MAYBE_TOO_SOON: {
    params: {
      package: 'text',
      otherAdmittedOn: 'date',
      otherDischargedOn: 'date',
      minDays: 'count',
    },
    en: {
      says: 'Another claim has package {package} for a stay from {otherAdmittedOn} to {otherDischargedOn}, and {minDays} days must lie between; which of the two is right is not certain.',
      remedy: 'Check the dates of this stay; an adjudicator compares both claims.',
    },
    ur: {
      says: 'ایک اور کلیم میں {otherAdmittedOn} تا {otherDischargedOn} کے داخلے کے لیے پیکیج {package} موجود ہے، اور درمیان میں {minDays} دن لازم ہیں؛ یہ یقینی نہیں کہ دونوں میں سے درست کون سا ہے۔',
      remedy: 'اس داخلے کی تاریخیں جانچ لیں؛ جانچ افسر دونوں کلیموں کا موازنہ کرے گا۔',
    },
  },
  YEARLY_COUNT_SPENT: {
    params: { package: 'text', times: 'count' },
    en: {
      says: 'The {times} times a year that the scheme gives package {package} were used before this line.',
      remedy: 'The next policy year begins anew; other packages are not touched.',
    },
    ur: {
      says: 'سکیم میں پیکیج {package} سال میں {times} بار ہے، اور یہ تعداد اس مد سے پہلے پوری ہو چکی۔',
      remedy: 'اگلے پالیسی سال میں گنتی نئے سرے سے ہوگی؛ دوسرے پیکیج متاثر نہیں۔',
    },
  },
  YEARLY_COUNT_PARTLY: {
    params: { package: 'text', times: 'count', left: 'count' },
    en: {
      says: 'Of the {times} times a year that the scheme gives package {package}, {left} are left: fewer than this line asks for.',
      remedy: 'Send a revision whose quantity is what is left.',
    },
    ur: {
      says: 'سکیم میں پیکیج {package} سال میں {times} بار ہے؛ اب صرف {left} باقی ہیں، جو اس مد میں مانگی گئی تعداد سے کم ہیں۔',
      remedy: 'باقی تعداد کے ساتھ ترمیم بھیجیں۔',
    },
  },
  YEARLY_COUNT_UNCLEAR: {
    params: { package: 'text', times: 'count' },
    en: {
      says: 'With claims that are not decided yet, or by a policy year that is uncertain, package {package} may have been given its {times} times a year already.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'زیرِ غور کلیموں سمیت، یا پالیسی سال یقینی نہ ہونے کی وجہ سے، ہو سکتا ہے کہ پیکیج {package} کی سالانہ {times} بار کی حد پوری ہو چکی ہو۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  WAITING_PERIOD: {
    params: { package: 'text', waitingDays: 'count', memberOn: 'date', payableOn: 'date' },
    en: {
      says: 'Package {package} is paid after {waitingDays} days of membership; this person, a member since {memberOn}, has it from {payableOn} on.',
      remedy: 'If the membership began earlier, the registry must say so first.',
    },
    ur: {
      says: 'پیکیج {package} رکنیت کے {waitingDays} دن بعد ملتا ہے؛ یہ فرد {memberOn} سے رکن ہے اور اسے {payableOn} سے ملے گا۔',
      remedy: 'اگر رکنیت پہلے شروع ہوئی تھی تو پہلے اندراج درست کرایا جائے۔',
    },
  },
  ADMISSIONS_SPENT: {
    params: { admissions: 'count' },
    en: {
      says: 'The {admissions} admissions that the scheme gives a member in a policy year were used before this one.',
      remedy: 'If this was a transfer or a session, send a revision that says so.',
    },
    ur: {
      says: 'سکیم ایک رکن کو پالیسی سال میں {admissions} داخلے دیتی ہے، جو اس سے پہلے پورے ہو چکے۔',
      remedy: 'اگر یہ منتقلی یا نشست تھی تو ترمیم میں بتائیں۔',
    },
  },
  ADMISSIONS_MAYBE_SPENT: {
    params: { admissions: 'count' },
    en: {
      says: 'The {admissions} admissions that the scheme gives a member in a policy year may have been used before this one; the other claims or the number are not certain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'سکیم ایک رکن کو پالیسی سال میں {admissions} داخلے دیتی ہے، جو شاید اس سے پہلے پورے ہو چکے ہوں؛ دوسرے کلیم یا یہ تعداد یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
} as const satisfies Record<string, Reason>;
