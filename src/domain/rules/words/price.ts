import type { Reason } from '../reason.js';

/** What a package is worth, and what the family pays of it. */
export const PRICE_REASONS = {
  PACKAGE_UNKNOWN: {
    params: { package: 'text' },
    en: {
      says: 'The scheme’s list has no package {package}.',
      remedy: 'Send a revision with the code from the scheme’s package list.',
    },
    ur: {
      says: 'سکیم کی فہرست میں پیکیج {package} موجود نہیں۔',
      remedy: 'سکیم کی پیکیج فہرست کے کوڈ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  PACKAGE_NOT_DATED: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is on the scheme’s list, but no edition of it was in force on {admittedOn}.',
      remedy: 'An adjudicator finds which edition applied; the hospital has nothing to do.',
    },
    ur: {
      says: 'پیکیج {package} سکیم کی فہرست میں ہے مگر {admittedOn} کو اس کا کوئی نسخہ نافذ نہیں تھا۔',
      remedy: 'جانچ افسر طے کرے گا کہ کون سا نسخہ لاگو تھا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  PACKAGE_AWAITS_PERSON: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} cannot be priced until the person, and with it the scheme, is known.',
      remedy: 'It is priced when the registry learns the person; nothing need be sent.',
    },
    ur: {
      says: 'جب تک فرد اور اس کی سکیم معلوم نہ ہو، پیکیج {package} کی قیمت طے نہیں ہو سکتی۔',
      remedy: 'رجسٹری میں اندراج ہوتے ہی قیمت طے ہو جائے گی؛ کچھ بھیجنے کی ضرورت نہیں۔',
    },
  },
  ABOVE_TARIFF: {
    params: {
      asked: 'money',
      allowed: 'money',
      package: 'text',
      rate: 'money',
      quantity: 'count',
      implant: 'money',
    },
    en: {
      says: '{asked} is asked for package {package}; the tariff allows {allowed}: rate {rate} × {quantity}, implants {implant}.',
      remedy: 'The difference is borne by the hospital and may not be charged to the family.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے {asked} مانگے گئے؛ نرخ نامے کے مطابق {allowed} بنتے ہیں: نرخ {rate} × {quantity}، امپلانٹ {implant}۔',
      remedy: 'فرق ہسپتال برداشت کرے گا اور خاندان سے نہیں لیا جا سکتا۔',
    },
  },
  ABOVE_WARD_RATE: {
    params: { asked: 'money', allowed: 'money', package: 'text', rate: 'money', days: 'count' },
    en: {
      says: '{asked} is asked for package {package}; {days} ward days at {rate} a day allow {allowed}.',
      remedy: 'The difference is borne by the hospital and may not be charged to the family.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے {asked} مانگے گئے؛ {days} وارڈ دن، {rate} یومیہ کے حساب سے {allowed} بنتے ہیں۔',
      remedy: 'فرق ہسپتال برداشت کرے گا اور خاندان سے نہیں لیا جا سکتا۔',
    },
  },
  ABOVE_WARD_RATES: {
    params: {
      asked: 'money',
      allowed: 'money',
      package: 'text',
      general: 'count',
      hdu: 'count',
      icu: 'count',
      ventilator: 'count',
    },
    en: {
      says: '{asked} is asked for package {package}; the ward rates allow {allowed} for {general} days in a general ward, {hdu} in high dependency, {icu} in intensive care and {ventilator} on a ventilator.',
      remedy: 'The difference is borne by the hospital and may not be charged to the family.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے {asked} مانگے گئے؛ جنرل وارڈ کے {general}، ہائی ڈیپنڈنسی کے {hdu}، انتہائی نگہداشت کے {icu} اور وینٹی لیٹر کے {ventilator} دنوں کے لیے وارڈ کے نرخوں کے مطابق {allowed} بنتے ہیں۔',
      remedy: 'فرق ہسپتال برداشت کرے گا اور خاندان سے نہیں لیا جا سکتا۔',
    },
  },
  WARD_DAYS_MISSING: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} is paid per ward day, and the claim states no ward days.',
      remedy: 'Send a revision with the days in each ward.',
    },
    ur: {
      says: 'پیکیج {package} کی ادائیگی وارڈ کے دنوں کے حساب سے ہے، اور کلیم میں وارڈ کے دن درج نہیں۔',
      remedy: 'ہر وارڈ کے دنوں کے ساتھ ترمیم بھیجیں۔',
    },
  },
  RATE_UNKNOWN: {
    params: { package: 'text', grade: 'text', admittedOn: 'date' },
    en: {
      says: 'The tariff has no rate for package {package} in a hospital of grade {grade} on {admittedOn}.',
      remedy: 'The insurer must record the rate; the hospital has nothing to do.',
    },
    ur: {
      says: '{admittedOn} کو گریڈ {grade} کے ہسپتال کے لیے پیکیج {package} کا نرخ درج نہیں۔',
      remedy: 'بیمہ کنندہ نرخ درج کرے؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  GRADE_UNKNOWN: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'The hospital has no grade on record for {admittedOn}, so package {package} has no rate.',
      remedy: 'The insurer must record the grade; the hospital has nothing to do.',
    },
    ur: {
      says: '{admittedOn} کو ہسپتال کا گریڈ درج نہیں، اس لیے پیکیج {package} کا نرخ معلوم نہیں۔',
      remedy: 'بیمہ کنندہ گریڈ درج کرے؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  IMPLANT_PRICE_MISSING: {
    params: { package: 'text', ceiling: 'money' },
    en: {
      says: 'Package {package} is asked above its rate for an implant whose price the claim does not state; up to {ceiling} can be allowed for implants.',
      remedy: 'Send a revision with the price of each implant.',
    },
    ur: {
      says: 'پیکیج {package} میں نرخ سے زائد رقم ایسے امپلانٹ کی ہے جس کی قیمت درج نہیں؛ امپلانٹ کے لیے {ceiling} تک کی گنجائش ہے۔',
      remedy: 'ہر امپلانٹ کی قیمت کے ساتھ ترمیم بھیجیں۔',
    },
  },
  FURTHER_OPERATION: {
    params: { rank: 'count', share: 'share', allowed: 'money', shared: 'money' },
    en: {
      says: 'This is operation number {rank} of one sitting, by price: {share} of the {allowed} that the tariff allows alone, {shared}.',
      remedy:
        'The difference is borne by the hospital and may not be charged to the family. If the operations were on different days, send a revision with their times.',
    },
    ur: {
      says: 'قیمت کے لحاظ سے یہ ایک ہی نشست کا آپریشن نمبر {rank} ہے: نرخ نامے کے {allowed} کا {share}، یعنی {shared}۔',
      remedy:
        'فرق ہسپتال برداشت کرے گا اور خاندان سے نہیں لیا جا سکتا۔ اگر آپریشن الگ دنوں میں ہوئے تو ان کے اوقات کے ساتھ ترمیم بھیجیں۔',
    },
  },
  SITTING_SHARES_UNCERTAIN: {
    params: { rank: 'count', share: 'share' },
    en: {
      says: 'This is operation number {rank} of one sitting, by price, for which {share} of the tariff may apply; the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'قیمت کے لحاظ سے یہ ایک ہی نشست کا آپریشن نمبر {rank} ہے، جس پر نرخ کا {share} لاگو ہو سکتا ہے؛ سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  PATIENT_SHARE: {
    params: { share: 'share', priced: 'money', amount: 'money' },
    en: {
      says: 'The family’s patient share is {share} of {priced}: {amount}.',
      remedy: 'The hospital collects exactly this amount from the family and gives a receipt.',
    },
    ur: {
      says: 'خاندان کا حصہ {priced} کا {share} ہے: {amount}۔',
      remedy: 'ہسپتال خاندان سے صرف یہی رقم لے اور رسید دے۔',
    },
  },
  PATIENT_SHARE_UNCERTAIN: {
    params: { share: 'share', priced: 'money' },
    en: {
      says: 'A patient share of {share} of {priced} may have applied to this admission, but the scheme’s record of it is uncertain.',
      remedy:
        'An adjudicator decides; until then the hospital collects nothing from the family for it.',
    },
    ur: {
      says: 'اس داخلے پر {priced} کا {share} خاندان کا حصہ ہو سکتا ہے، مگر سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ اس وقت تک ہسپتال خاندان سے یہ رقم نہ لے۔',
    },
  },
} as const satisfies Record<string, Reason>;
