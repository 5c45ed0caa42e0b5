import type { Reason } from '../reason.js';

/** What was to be granted before treatment. */
export const PRE_AUTHORISATION_REASONS = {
  NOT_PRE_AUTHORISED: {
    params: { package: 'text', tier: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is {tier} care, which wants a pre-authorisation, and none was in force for the admission on {admittedOn}.',
      remedy:
        'If one was granted, ask the insurer which stay it stands for; planned care without one is not paid.',
    },
    ur: {
      says: 'پیکیج {package} {tier} علاج ہے جس کے لیے پیشگی منظوری درکار ہے، اور {admittedOn} کے داخلے کے لیے کوئی منظوری نافذ نہ تھی۔',
      remedy:
        'اگر منظوری دی گئی تھی تو بیمہ کنندہ سے پوچھیں کہ وہ کس داخلے کی ہے؛ منظوری کے بغیر طے شدہ علاج ادا نہیں ہوتا۔',
    },
  },
  EMERGENCY_NOT_PRE_AUTHORISED: {
    params: { package: 'text', tier: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is {tier} care, which wants a pre-authorisation; for the emergency of {admittedOn} none was asked for in time.',
      remedy: 'An adjudicator looks at why none could be asked for.',
    },
    ur: {
      says: 'پیکیج {package} {tier} علاج ہے جس کے لیے پیشگی منظوری درکار ہے؛ {admittedOn} کی ایمرجنسی کے لیے وقت پر کوئی نہیں مانگی گئی۔',
      remedy: 'جانچ افسر دیکھے گا کہ منظوری کیوں نہیں مانگی جا سکی۔',
    },
  },
  MAYBE_NOT_PRE_AUTHORISED: {
    params: { package: 'text', tier: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is {tier} care; whether the scheme wanted a pre-authorisation for it on {admittedOn} is uncertain, and none was in force.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'پیکیج {package} {tier} علاج ہے؛ یہ یقینی نہیں کہ {admittedOn} کو سکیم اس کے لیے پیشگی منظوری مانگتی تھی یا نہیں، اور کوئی منظوری نافذ نہ تھی۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  PACKAGE_NOT_PRE_AUTHORISED: {
    params: { package: 'text', granted: 'text' },
    en: {
      says: 'Package {package} is not what was pre-authorised for this stay ({granted}).',
      remedy:
        'An adjudicator looks at why another treatment was given. Ask for an enhancement as soon as the plan changes.',
    },
    ur: {
      says: 'پیکیج {package} وہ نہیں جس کی اس داخلے کے لیے پیشگی منظوری دی گئی تھی ({granted})۔',
      remedy: 'جانچ افسر دیکھے گا کہ دوسرا علاج کیوں ہوا۔ منصوبہ بدلتے ہی منظوری میں اضافہ مانگیں۔',
    },
  },
  OVER_PRE_AUTHORISATION: {
    params: { package: 'text', granted: 'money', allowed: 'money' },
    en: {
      says: 'Of package {package} {granted} was pre-authorised for this stay, and the tariff would allow {allowed}: what is over is not paid.',
      remedy: 'More than was granted wants an enhancement before discharge.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے اس داخلے پر {granted} کی پیشگی منظوری تھی، جبکہ نرخ کے مطابق {allowed} بنتے ہیں: زائد رقم ادا نہیں ہوگی۔',
      remedy: 'منظوری سے زیادہ کے لیے ڈسچارج سے پہلے اضافے کی منظوری درکار ہے۔',
    },
  },
} as const satisfies Record<string, Reason>;
