import type { Reason } from '../reason.js';

/** What the scheme does not pay, or not here, or not now. */
export const EXCLUSION_REASONS = {
  TREATMENT_EXCLUDED: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} is excluded from the scheme for admissions on {admittedOn}.',
      remedy: 'If another package describes the treatment, send a revision with its code.',
    },
    ur: {
      says: 'پیکیج {package}، {admittedOn} کے داخلوں کے لیے سکیم سے خارج ہے۔',
      remedy: 'اگر علاج کسی اور پیکیج میں آتا ہے تو اس کے کوڈ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  TREATMENT_MAYBE_EXCLUDED: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'Package {package} may be excluded from the scheme for admissions on {admittedOn}; the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'پیکیج {package}، {admittedOn} کے داخلوں کے لیے سکیم سے خارج ہو سکتا ہے؛ سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  DIAGNOSIS_EXCLUDED: {
    params: { diagnosis: 'text', admittedOn: 'date' },
    en: {
      says: 'The principal diagnosis, {diagnosis}, is excluded from the scheme for admissions on {admittedOn}.',
      remedy: 'If the diagnosis was written wrongly, send a revision with the right one.',
    },
    ur: {
      says: 'بنیادی تشخیص {diagnosis}، {admittedOn} کے داخلوں کے لیے سکیم سے خارج ہے۔',
      remedy: 'اگر تشخیص غلط لکھی گئی تو درست تشخیص کے ساتھ ترمیم بھیجیں۔',
    },
  },
  DIAGNOSIS_BESIDE_EXCLUDED: {
    params: { diagnosis: 'text', admittedOn: 'date' },
    en: {
      says: 'Diagnosis {diagnosis} is excluded from the scheme for admissions on {admittedOn}, but it is not the principal one.',
      remedy: 'An adjudicator decides whether it was the cause of the stay.',
    },
    ur: {
      says: 'تشخیص {diagnosis}، {admittedOn} کے داخلوں کے لیے سکیم سے خارج ہے، مگر یہ بنیادی تشخیص نہیں۔',
      remedy: 'جانچ افسر طے کرے گا کہ داخلے کی وجہ یہی تھی یا نہیں۔',
    },
  },
  DIAGNOSIS_MAYBE_EXCLUDED: {
    params: { diagnosis: 'text', admittedOn: 'date' },
    en: {
      says: 'Diagnosis {diagnosis} may be excluded from the scheme for admissions on {admittedOn}; the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'تشخیص {diagnosis}، {admittedOn} کے داخلوں کے لیے سکیم سے خارج ہو سکتی ہے؛ سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  RESERVED_TO_PUBLIC: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'For admissions on {admittedOn} the scheme pays package {package} in public hospitals only.',
      remedy:
        'Refer such cases to a public hospital on the panel. The family may not be charged for treatment given under the card.',
    },
    ur: {
      says: '{admittedOn} کے داخلوں میں پیکیج {package} کی ادائیگی صرف سرکاری ہسپتالوں میں ہوتی ہے۔',
      remedy:
        'ایسی صورت میں پینل کے سرکاری ہسپتال بھیجیں۔ کارڈ پر دیے گئے علاج کی رقم خاندان سے نہ لی جائے۔',
    },
  },
  RESERVED_TO_PRIVATE: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'For admissions on {admittedOn} the scheme pays package {package} in private hospitals only.',
      remedy: 'If the stay began earlier, send a revision with the right day of admission.',
    },
    ur: {
      says: '{admittedOn} کے داخلوں میں پیکیج {package} کی ادائیگی صرف نجی ہسپتالوں میں ہوتی ہے۔',
      remedy: 'اگر داخلہ پہلے ہوا تھا تو درست تاریخِ داخلہ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  MAYBE_RESERVED: {
    params: { package: 'text', admittedOn: 'date' },
    en: {
      says: 'On {admittedOn} package {package} may have been kept for hospitals of the other sector; the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: '{admittedOn} کو پیکیج {package} شاید دوسرے شعبے کے ہسپتالوں کے لیے مخصوص تھا؛ سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  ADMISSIONS_SUSPENDED: {
    params: { suspendedOn: 'date', admittedOn: 'date' },
    en: {
      says: 'From {suspendedOn} the scheme took no new stays but emergencies with pre-authorisation, and the admission on {admittedOn} was none.',
      remedy:
        'If it was an emergency, send a revision that says so; an adjudicator then looks for the pre-authorisation.',
    },
    ur: {
      says: '{suspendedOn} سے سکیم میں پیشگی منظوری والی ہنگامی صورتوں کے سوا نئے داخلے بند تھے، اور {admittedOn} کا داخلہ ایسا نہیں تھا۔',
      remedy: 'اگر یہ ہنگامی داخلہ تھا تو ترمیم میں بتائیں؛ پھر جانچ افسر پیشگی منظوری دیکھے گا۔',
    },
  },
  EMERGENCY_NOT_AUTHORISED: {
    params: { suspendedOn: 'date', admittedOn: 'date' },
    en: {
      says: 'From {suspendedOn} the scheme took emergencies only by pre-authorisation, and none is on record for the admission on {admittedOn}.',
      remedy: 'An adjudicator decides; the hospital may send what was granted, with a revision.',
    },
    ur: {
      says: '{suspendedOn} سے سکیم ہنگامی داخلے صرف پیشگی منظوری پر لیتی تھی، اور {admittedOn} کے داخلے کی کوئی پیشگی منظوری درج نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال منظوری ترمیم کے ساتھ بھیج سکتا ہے۔',
    },
  },
  SUSPENSION_UNCERTAIN: {
    params: { suspendedOn: 'date', admittedOn: 'date' },
    en: {
      says: 'From {suspendedOn} the scheme took no new stays but emergencies with pre-authorisation; whether it still did so on {admittedOn} is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: '{suspendedOn} سے سکیم میں پیشگی منظوری والی ہنگامی صورتوں کے سوا نئے داخلے بند تھے؛ {admittedOn} کو بھی ایسا تھا یا نہیں، یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
} as const satisfies Record<string, Reason>;
