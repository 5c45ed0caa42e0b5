import type { Reason } from '../reason.js';

/** Whether the hospital may be paid for a stay begun on that day. */
export const EMPANELMENT_REASONS = {
  NOT_EMPANELLED: {
    params: { admittedOn: 'date' },
    en: {
      says: 'The hospital was not on the scheme’s panel on the day of admission, {admittedOn}.',
      remedy:
        'Send the contract that was in force on that day, with a revision. The family may not be charged for treatment given under the card.',
    },
    ur: {
      says: 'داخلے کے دن {admittedOn} کو ہسپتال سکیم کے پینل پر نہیں تھا۔',
      remedy:
        'اس دن نافذ معاہدہ ترمیم کے ساتھ بھیجیں۔ کارڈ پر دیے گئے علاج کی رقم خاندان سے نہ لی جائے۔',
    },
  },
  TIER_NOT_EMPANELLED: {
    params: { tier: 'tier', package: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is {tier} care, and on {admittedOn} the hospital was not empanelled for {tier} care.',
      remedy: 'If the contract covers this tier, ask the insurer to record it and send a revision.',
    },
    ur: {
      says: 'پیکیج {package} کا درجۂ علاج {tier} ہے، اور {admittedOn} کو ہسپتال {tier} علاج کے لیے پینل پر نہیں تھا۔',
      remedy: 'اگر معاہدے میں یہ درجہ شامل ہے تو بیمہ کنندہ سے درج کروا کر ترمیم بھیجیں۔',
    },
  },
  LICENCE_UNKNOWN: {
    params: {},
    en: {
      says: 'No licence of the Healthcare Commission is on record for this hospital.',
      remedy:
        'The hospital gives the insurer its licence with dates; an adjudicator then decides this claim.',
    },
    ur: {
      says: 'اس ہسپتال کا ہیلتھ کیئر کمیشن کا کوئی لائسنس درج نہیں۔',
      remedy: 'ہسپتال لائسنس تاریخوں سمیت بیمہ کنندہ کو دے؛ پھر جانچ افسر فیصلہ کرے گا۔',
    },
  },
  NOT_LICENSED: {
    params: { admittedOn: 'date' },
    en: {
      says: 'No licence of the Healthcare Commission covered the hospital on the day of admission, {admittedOn}.',
      remedy: 'If a licence covered that day, give it to the insurer and send a revision.',
    },
    ur: {
      says: 'داخلے کے دن {admittedOn} کو ہسپتال کے پاس ہیلتھ کیئر کمیشن کا کوئی لائسنس نافذ نہیں تھا۔',
      remedy: 'اگر اس دن لائسنس موجود تھا تو بیمہ کنندہ کو دیں اور ترمیم بھیجیں۔',
    },
  },
  HOSPITAL_SUSPENDED: {
    params: { suspendedOn: 'date', admittedOn: 'date' },
    en: {
      says: 'The hospital was suspended from the panel from {suspendedOn}, and the admission on {admittedOn} falls within the suspension.',
      remedy:
        'Stays begun before the suspension are paid; for this one, an appeal against the suspension itself is the only way.',
    },
    ur: {
      says: 'ہسپتال {suspendedOn} سے پینل سے معطل تھا، اور {admittedOn} کا داخلہ معطلی کے دوران ہوا۔',
      remedy:
        'معطلی سے پہلے شروع ہونے والے داخلے ادا ہوتے ہیں؛ اس کے لیے صرف معطلی کے خلاف اپیل ممکن ہے۔',
    },
  },
  SPECIALITY_NOT_ALLOWED: {
    params: { speciality: 'text', package: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} belongs to {speciality}, which the hospital was not allowed to practise under the scheme on {admittedOn}.',
      remedy:
        'If the hospital had this speciality on that day, ask the insurer to record it and send a revision.',
    },
    ur: {
      says: 'پیکیج {package} کا شعبہ {speciality} ہے، جس کی ہسپتال کو {admittedOn} کو سکیم کے تحت اجازت نہیں تھی۔',
      remedy: 'اگر اس دن ہسپتال میں یہ شعبہ منظور تھا تو بیمہ کنندہ سے درج کروا کر ترمیم بھیجیں۔',
    },
  },
  SPECIALITIES_UNKNOWN: {
    params: {},
    en: {
      says: 'No speciality is on record for this hospital, so the packages cannot be checked against them.',
      remedy: 'The hospital declares its specialities to the insurer; an adjudicator then decides.',
    },
    ur: {
      says: 'اس ہسپتال کا کوئی شعبہ درج نہیں، اس لیے پیکیج شعبوں سے نہیں ملائے جا سکتے۔',
      remedy: 'ہسپتال اپنے شعبے بیمہ کنندہ کو بتائے؛ پھر جانچ افسر فیصلہ کرے گا۔',
    },
  },
} as const satisfies Record<string, Reason>;
