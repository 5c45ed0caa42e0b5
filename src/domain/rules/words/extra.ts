import type { Reason } from '../reason.js';

const BORNE = {
  en: 'The hospital bears it; the family may not be asked to give it back.',
  ur: 'یہ رقم ہسپتال کے ذمے ہے؛ خاندان سے واپس نہ لی جائے۔',
} as const;
const DISCHARGE_WRONG = {
  en: 'If the discharge was written wrongly, send a revision with the right one.',
  ur: 'اگر رخصتی کی قسم غلط لکھی گئی تو درست قسم کے ساتھ ترمیم بھیجیں۔',
} as const;
const ADJUDICATOR = {
  en: 'An adjudicator decides; the hospital has nothing to do.',
  ur: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
} as const;
const SEND_PAPERS = {
  en: 'Send the insurer papers that show otherwise; the decision can be corrected again.',
  ur: 'اس کے برعکس دکھانے والی دستاویز بیمہ کنندہ کو بھیجیں؛ فیصلے کی دوبارہ تصحیح ہو سکتی ہے۔',
} as const;

/** Money for the family beside the treatment. */
export const EXTRA_REASONS = {
  EXTRA_NOT_GIVEN: {
    params: { extra: 'extra', admittedOn: 'date' },
    en: {
      says: 'For admissions on {admittedOn} the scheme gives the family nothing for {extra}.',
      remedy: BORNE.en,
    },
    ur: {
      says: '{admittedOn} کے داخلوں میں سکیم خاندان کو {extra} نہیں دیتی۔',
      remedy: BORNE.ur,
    },
  },
  EXTRA_TWICE: {
    params: { extra: 'extra' },
    en: { says: 'The claim asks twice for {extra}, which one stay has once.', remedy: BORNE.en },
    ur: {
      says: 'کلیم میں {extra} دو بار مانگا گیا، جو ایک داخلے میں ایک بار ملتا ہے۔',
      remedy: BORNE.ur,
    },
  },
  EXTRA_WITHOUT_TREATMENT: {
    params: { extra: 'extra' },
    en: {
      says: 'No treatment of this claim is paid, and without it nothing is paid for {extra}.',
      remedy: 'If the treatment is paid after all, so is this.',
    },
    ur: {
      says: 'اس کلیم میں کسی علاج کی ادائیگی نہیں ہوئی، اور اس کے بغیر {extra} نہیں دیا جاتا۔',
      remedy: 'اگر علاج کی ادائیگی ہو گئی تو یہ بھی ادا ہو گا۔',
    },
  },
  EXTRA_OTHER_TREATMENT: {
    params: { extra: 'extra' },
    en: {
      says: 'The scheme pays {extra} beside other treatment than that of this claim.',
      remedy: BORNE.en,
    },
    ur: {
      says: 'سکیم {extra} کسی اور درجے یا قسم کے علاج کے ساتھ دیتی ہے، اس کلیم کے علاج کے ساتھ نہیں۔',
      remedy: BORNE.ur,
    },
  },
  TRANSPORT_WITHOUT_DISCHARGE: {
    params: {},
    en: {
      says: 'Transport is paid to who is discharged alive; by the claim the person died or absconded.',
      remedy: DISCHARGE_WRONG.en,
    },
    ur: {
      says: 'سفری خرچ زندہ رخصتی پر ملتا ہے؛ کلیم کے مطابق فرد وفات پا گیا یا بغیر اطلاع چلا گیا۔',
      remedy: DISCHARGE_WRONG.ur,
    },
  },
  BURIAL_WITHOUT_DEATH: {
    params: {},
    en: {
      says: 'Burial is paid when the person dies in hospital, and the claim does not say so.',
      remedy: DISCHARGE_WRONG.en,
    },
    ur: {
      says: 'تدفین کا خرچ ہسپتال میں وفات پر ملتا ہے، اور کلیم میں وفات درج نہیں۔',
      remedy: DISCHARGE_WRONG.ur,
    },
  },
  ALLOWANCE_WITHOUT_DELIVERY: {
    params: {},
    en: {
      says: 'The maternity allowance is paid to the mother for a delivery, and no maternity package of hers is paid on this claim.',
      remedy: 'Claim it with the stay in which she delivered.',
    },
    ur: {
      says: 'زچگی الاؤنس ماں کو ولادت پر ملتا ہے، اور اس کلیم میں اس کے کسی زچگی پیکیج کی ادائیگی نہیں۔',
      remedy: 'اسے ولادت والے داخلے کے کلیم میں مانگیں۔',
    },
  },
  SHIFTING_WITHOUT_REFERRAL: {
    params: {},
    en: {
      says: 'Shifting is paid for who is referred to a hospital in another district, and by the claim the person was not referred.',
      remedy: DISCHARGE_WRONG.en,
    },
    ur: {
      says: 'منتقلی کا خرچ دوسرے ضلع کے ہسپتال بھیجنے پر ملتا ہے، اور کلیم کے مطابق فرد کہیں نہیں بھیجا گیا۔',
      remedy: DISCHARGE_WRONG.ur,
    },
  },
  SHIFTING_IN_DISTRICT: {
    params: { district: 'text' },
    en: {
      says: 'Shifting is paid to another district, and the person stayed in {district}.',
      remedy: 'If it was another district, send a revision that names it.',
    },
    ur: {
      says: 'منتقلی کا خرچ دوسرے ضلع کے لیے ہے، اور فرد ضلع {district} ہی میں رہا۔',
      remedy: 'اگر ضلع دوسرا تھا تو اسے درج کر کے ترمیم بھیجیں۔',
    },
  },
  SHIFTING_TO_UNKNOWN: {
    params: {},
    en: {
      says: 'The claim does not say to which district the person was shifted.',
      remedy: 'Send a revision that names the district.',
    },
    ur: {
      says: 'کلیم میں درج نہیں کہ فرد کس ضلع میں منتقل ہوا۔',
      remedy: 'ضلع درج کر کے ترمیم بھیجیں۔',
    },
  },
  SHIFTING_FROM_UNKNOWN: {
    params: {},
    en: {
      says: 'The registry does not know in which district the hospital is.',
      remedy: ADJUDICATOR.en,
    },
    ur: { says: 'رجسٹری میں ہسپتال کا ضلع درج نہیں۔', remedy: ADJUDICATOR.ur },
  },
  EXTRA_PAID_OUTSIDE: {
    params: { extra: 'extra', paidOn: 'date', admittedOn: 'date', receivedOn: 'date' },
    en: {
      says: 'By the claim the family had {extra} on {paidOn}: not between the admission on {admittedOn} and the claim’s receipt on {receivedOn}.',
      remedy: 'Send a revision with the day on which the family had it.',
    },
    ur: {
      says: 'کلیم کے مطابق خاندان کو {extra} {paidOn} کو ملا، جو {admittedOn} کے داخلے اور {receivedOn} کو کلیم کی وصولی کے درمیان نہیں۔',
      remedy: 'خاندان کو رقم ملنے کی درست تاریخ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  EXTRA_ABOVE_AMOUNT: {
    params: { extra: 'extra', asked: 'money', allowed: 'money' },
    en: { says: 'Of {asked} asked for {extra} the scheme gives {allowed}.', remedy: BORNE.en },
    ur: {
      says: '{extra} کے لیے مانگی گئی رقم {asked} میں سے سکیم {allowed} دیتی ہے۔',
      remedy: BORNE.ur,
    },
  },
  EXTRA_ABOVE_DAYS: {
    params: { extra: 'extra', asked: 'money', allowed: 'money', rate: 'money', days: 'count' },
    en: {
      says: 'Of {asked} asked for {extra} the scheme gives {allowed}: {rate} a day for {days} days of this stay.',
      remedy: BORNE.en,
    },
    ur: {
      says: '{extra} کے لیے مانگی گئی رقم {asked} میں سے سکیم {allowed} دیتی ہے: اس داخلے کے {days} دنوں کے لیے {rate} روزانہ۔',
      remedy: BORNE.ur,
    },
  },
  EXTRA_DAYS_MISSING: {
    params: { extra: 'extra' },
    en: {
      says: 'The scheme pays {extra} by the day, and the claim does not say for how many days.',
      remedy: 'Send a revision that states the days.',
    },
    ur: {
      says: 'سکیم {extra} روزانہ کے حساب سے دیتی ہے، اور کلیم میں دنوں کی تعداد درج نہیں۔',
      remedy: 'دنوں کی تعداد درج کر کے ترمیم بھیجیں۔',
    },
  },
  EXTRA_AMOUNT_UNCERTAIN: {
    params: { extra: 'extra', allowed: 'money' },
    en: {
      says: 'The scheme’s record of what it gives for {extra} is uncertain; {allowed} at most is held.',
      remedy: ADJUDICATOR.en,
    },
    ur: {
      says: 'سکیم کے ریکارڈ میں {extra} کی رقم یقینی نہیں؛ زیادہ سے زیادہ {allowed} مختص ہیں۔',
      remedy: ADJUDICATOR.ur,
    },
  },
  EXTRA_DISALLOWED: {
    params: { extra: 'extra', because: 'text', source: 'text' },
    en: {
      says: 'An adjudicator has disallowed what was asked for {extra}: “{because}” (source: {source}).',
      remedy: SEND_PAPERS.en,
    },
    ur: {
      says: 'جانچ افسر نے {extra} کی منظوری واپس لے لی: ”{because}“ (ماخذ: {source})۔',
      remedy: SEND_PAPERS.ur,
    },
  },
  EXTRA_HELD_DOWN: {
    params: { extra: 'extra', allowed: 'money', because: 'text', source: 'text' },
    en: {
      says: 'An adjudicator allows {allowed} at most for {extra}: “{because}” (source: {source}).',
      remedy: SEND_PAPERS.en,
    },
    ur: {
      says: 'جانچ افسر {extra} کے لیے زیادہ سے زیادہ {allowed} منظور کرتا ہے: ”{because}“ (ماخذ: {source})۔',
      remedy: SEND_PAPERS.ur,
    },
  },
  EXTRA_COUNT_SPENT: {
    params: { extra: 'extra', times: 'count' },
    en: {
      says: 'What the scheme gives for {extra} has been had {times} times in this policy year, and that is all of it.',
      remedy: BORNE.en,
    },
    ur: {
      says: 'اس پالیسی سال میں {extra} {times} بار مل چکا ہے، اور یہی اس کی حد ہے۔',
      remedy: BORNE.ur,
    },
  },
  EXTRA_COUNT_UNCLEAR: {
    params: { extra: 'extra', times: 'count' },
    en: {
      says: 'What the scheme gives for {extra} may have been had {times} times in this policy year already; an open claim, the number or the year’s beginning is not certain yet.',
      remedy: ADJUDICATOR.en,
    },
    ur: {
      says: 'اس پالیسی سال میں {extra} شاید پہلے ہی {times} بار مل چکا ہو؛ کوئی کھلا کلیم، تعداد یا سال کا آغاز ابھی یقینی نہیں۔',
      remedy: ADJUDICATOR.ur,
    },
  },
} as const satisfies Record<string, Reason>;
