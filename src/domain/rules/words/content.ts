import type { Reason } from '../reason.js';

/** What a claim says of the stay: diagnoses, papers, implants, and when it came. */
export const CONTENT_REASONS = {
  GRADE_NOT_FOR_TIER: {
    params: { grade: 'text', tier: 'tier', package: 'text' },
    en: {
      says: 'On the day of admission the hospital’s grade was {grade}, which may not give {tier} care; package {package} is that.',
      remedy:
        'If the grade on record is wrong, ask the insurer to correct it; then send a revision.',
    },
    ur: {
      says: 'داخلے کے دن ہسپتال کا درجہ {grade} تھا، جس میں {tier} علاج کی اجازت نہیں؛ پیکیج {package} ایسا ہی علاج ہے۔',
      remedy: 'اگر درج شدہ درجہ غلط ہے تو بیمہ کنندہ سے درست کروائیں، پھر ترمیم بھیجیں۔',
    },
  },
  GRADE_MAYBE_NOT_FOR_TIER: {
    params: { grade: 'text', tier: 'tier', package: 'text' },
    en: {
      says: 'A hospital of grade {grade} may not be allowed {tier} care, which package {package} is; the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: 'درجہ {grade} کے ہسپتال کو شاید {tier} علاج کی اجازت نہیں، جو پیکیج {package} ہے؛ سکیم کے ریکارڈ میں یہ یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
  DIAGNOSIS_NOT_OF_PACKAGE: {
    params: { package: 'text', diagnosis: 'text' },
    en: {
      says: 'None of the diagnoses is one for which package {package} is given; the principal one is {diagnosis}.',
      remedy:
        'An adjudicator reads the record of the stay; if a diagnosis is wrong or missing, send a revision.',
    },
    ur: {
      says: 'کوئی درج تشخیص ایسی نہیں جس پر پیکیج {package} دیا جاتا ہے؛ بنیادی تشخیص {diagnosis} ہے۔',
      remedy:
        'جانچ افسر داخلے کا ریکارڈ دیکھے گا؛ اگر تشخیص غلط یا کم درج ہوئی ہے تو ترمیم بھیجیں۔',
    },
  },
  EMERGENCY_FOR_ELECTIVE: {
    params: { package: 'text' },
    en: {
      says: 'The claim states an emergency, but package {package} is planned treatment.',
      remedy:
        'An adjudicator reads the record of the stay; if it was planned, send a revision that says so.',
    },
    ur: {
      says: 'کلیم میں ہنگامی داخلہ درج ہے، مگر پیکیج {package} پہلے سے طے شدہ علاج ہے۔',
      remedy: 'جانچ افسر داخلے کا ریکارڈ دیکھے گا؛ اگر علاج طے شدہ تھا تو ترمیم میں لکھیں۔',
    },
  },
  IMPLANT_MISSING: {
    params: { package: 'text' },
    en: {
      says: 'Package {package} includes an implant, and none is named with its batch and expiry.',
      remedy: 'Send a revision with batch and expiry of every implant used.',
    },
    ur: {
      says: 'پیکیج {package} میں امپلانٹ شامل ہے، مگر کسی امپلانٹ کا بیچ نمبر اور میعاد درج نہیں۔',
      remedy: 'استعمال شدہ ہر امپلانٹ کے بیچ نمبر اور میعاد کے ساتھ ترمیم بھیجیں۔',
    },
  },
  IMPLANT_EXPIRED: {
    params: { package: 'text', batch: 'text', expiresOn: 'date', usedOn: 'date' },
    en: {
      says: 'The implant of batch {batch} under package {package} expired on {expiresOn}, before it was used on {usedOn} or later.',
      remedy: 'If batch, expiry or procedure date is wrong, send a revision with the right one.',
    },
    ur: {
      says: 'پیکیج {package} کے امپلانٹ، بیچ {batch}، کی میعاد {expiresOn} کو ختم ہو گئی تھی، جبکہ استعمال {usedOn} کو یا بعد میں ہوا۔',
      remedy: 'اگر بیچ، میعاد یا عمل کی تاریخ غلط ہے تو درست اندراج کے ساتھ ترمیم بھیجیں۔',
    },
  },
  IMPLANT_MAYBE_EXPIRED: {
    params: { package: 'text', batch: 'text', expiresOn: 'date' },
    en: {
      says: 'The implant of batch {batch} under package {package} expired on {expiresOn}, within the stay, and the claim does not say when it was used.',
      remedy: 'Send a revision with the start of the procedure.',
    },
    ur: {
      says: 'پیکیج {package} کے امپلانٹ، بیچ {batch}، کی میعاد {expiresOn} کو داخلے کے دوران ختم ہوئی، اور کلیم میں استعمال کا وقت درج نہیں۔',
      remedy: 'عمل شروع ہونے کے وقت کے ساتھ ترمیم بھیجیں۔',
    },
  },
  STAY_DOCUMENT_MISSING: {
    params: { document: 'text' },
    en: {
      says: 'A stay that began and ended as this one wants the document {document}, and the claim does not declare it.',
      remedy: 'Send a revision that declares it.',
    },
    ur: {
      says: 'اس طرح شروع اور ختم ہونے والے داخلے کے لیے دستاویز {document} درکار ہے، جو کلیم میں درج نہیں۔',
      remedy: 'دستاویز درج کر کے ترمیم بھیجیں۔',
    },
  },
  STAY_DOCUMENT_MAYBE_MISSING: {
    params: { document: 'text' },
    en: {
      says: 'The document {document} is not declared, and the scheme’s record of whether such a stay wants it is uncertain.',
      remedy: 'An adjudicator decides; the hospital may declare it with a revision.',
    },
    ur: {
      says: 'دستاویز {document} درج نہیں، اور سکیم کے ریکارڈ میں یہ یقینی نہیں کہ ایسے داخلے کے لیے درکار ہے۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال یہ دستاویز ترمیم کے ساتھ درج کر سکتا ہے۔',
    },
  },
  FILED_TOO_LATE: {
    params: { days: 'count', limit: 'count' },
    en: {
      says: 'The claim came {days} days after discharge; the scheme takes none after {limit}.',
      remedy: 'If the date of discharge is wrong, send a revision with the right one.',
    },
    ur: {
      says: 'کلیم رخصتی کے {days} دن بعد آیا؛ سکیم {limit} دن کے بعد کلیم نہیں لیتی۔',
      remedy: 'اگر رخصتی کی تاریخ غلط ہے تو درست تاریخ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  FILED_LATE: {
    params: { days: 'count', limit: 'count' },
    en: {
      says: 'The claim came {days} days after discharge; one that comes after {limit} is looked at by a person.',
      remedy: 'An adjudicator asks why it was late.',
    },
    ur: {
      says: 'کلیم رخصتی کے {days} دن بعد آیا؛ {limit} دن کے بعد آنے والا کلیم افسر خود دیکھتا ہے۔',
      remedy: 'جانچ افسر تاخیر کی وجہ پوچھے گا۔',
    },
  },
} as const satisfies Record<string, Reason>;
