import type { Reason } from '../reason.js';

/** The stay: its dates, its papers, and other stays of the same person. Never another hospital's name. */
export const STAY_REASONS = {
  EXACT_DUPLICATE: {
    params: { otherAdmittedOn: 'date', otherDischargedOn: 'date' },
    en: {
      says: 'This claim repeats one already held: same person, hospital, dates ({otherAdmittedOn} to {otherDischargedOn}), diagnoses, packages and amounts.',
      remedy:
        'Nothing need be sent: the first claim stands. If these were two stays, send a revision with what differs.',
    },
    ur: {
      says: 'یہ کلیم پہلے سے موجود کلیم کی نقل ہے: وہی فرد، ہسپتال، تاریخیں ({otherAdmittedOn} تا {otherDischargedOn})، تشخیص، پیکیج اور رقوم۔',
      remedy:
        'کچھ بھیجنے کی ضرورت نہیں: پہلا کلیم برقرار ہے۔ اگر یہ دو الگ داخلے تھے تو فرق کے ساتھ ترمیم بھیجیں۔',
    },
  },
  DUPLICATE_OR_TWIN: {
    params: { otherAdmittedOn: 'date', otherDischargedOn: 'date' },
    en: {
      says: 'A newborn’s claim with the same dates ({otherAdmittedOn} to {otherDischargedOn}), diagnoses, packages and amounts is already held on this mother’s number: a repeat, or a twin.',
      remedy: 'An adjudicator reads the birth records of both and decides.',
    },
    ur: {
      says: 'اسی ماں کے نمبر پر انہی تاریخوں ({otherAdmittedOn} تا {otherDischargedOn})، تشخیص، پیکیج اور رقوم کا نومولود کلیم پہلے سے موجود ہے: یا نقل ہے یا جڑواں بچہ۔',
      remedy: 'جانچ افسر دونوں پیدائشوں کا ریکارڈ دیکھ کر فیصلہ کرے گا۔',
    },
  },
  STAYS_OVERLAP: {
    params: {
      admittedOn: 'date',
      dischargedOn: 'date',
      otherAdmittedOn: 'date',
      otherDischargedOn: 'date',
    },
    en: {
      says: 'This stay, {admittedOn} to {dischargedOn}, overlaps another stay of the same person, {otherAdmittedOn} to {otherDischargedOn}: one of the two must be wrong.',
      remedy: 'Check the dates of admission and discharge; an adjudicator compares both stays.',
    },
    ur: {
      says: 'یہ داخلہ ({admittedOn} تا {dischargedOn}) اسی فرد کے ایک اور داخلے ({otherAdmittedOn} تا {otherDischargedOn}) سے ٹکراتا ہے: دونوں میں سے ایک غلط ہے۔',
      remedy: 'داخلے اور رخصتی کی تاریخیں دیکھ لیں؛ جانچ افسر دونوں داخلوں کا موازنہ کرے گا۔',
    },
  },
  DOCUMENT_MISSING: {
    params: { document: 'text', package: 'text' },
    en: {
      says: 'Package {package} needs the document “{document}”, and the claim does not declare it.',
      remedy: 'Send a revision that declares this document.',
    },
    ur: {
      says: 'پیکیج {package} کے لیے دستاویز ”{document}“ لازم ہے، جو کلیم میں درج نہیں۔',
      remedy: 'یہ دستاویز شامل کر کے کلیم کی ترمیم بھیجیں۔',
    },
  },
  DISCHARGE_BEFORE_ADMISSION: {
    params: { admittedOn: 'date', dischargedOn: 'date' },
    en: {
      says: 'The discharge, {dischargedOn}, is before the admission, {admittedOn}.',
      remedy: 'Send a revision with the right dates.',
    },
    ur: {
      says: 'رخصتی کی تاریخ {dischargedOn} داخلے کی تاریخ {admittedOn} سے پہلے ہے۔',
      remedy: 'درست تاریخوں کے ساتھ ترمیم بھیجیں۔',
    },
  },
  ADMISSION_AFTER_RECEIPT: {
    params: { admittedOn: 'date', receivedOn: 'date' },
    en: {
      says: 'The admission, {admittedOn}, is later than the day this claim was received, {receivedOn}.',
      remedy: 'Send a revision with the right date of admission.',
    },
    ur: {
      says: 'داخلے کی تاریخ {admittedOn} کلیم ملنے کے دن {receivedOn} کے بعد کی ہے۔',
      remedy: 'داخلے کی درست تاریخ کے ساتھ ترمیم بھیجیں۔',
    },
  },
  DISCHARGE_AFTER_RECEIPT: {
    params: { dischargedOn: 'date', receivedOn: 'date' },
    en: {
      says: 'The claim was received on {receivedOn}, before the discharge it states, {dischargedOn}.',
      remedy: 'A claim is for a finished stay: send a revision after the discharge.',
    },
    ur: {
      says: 'کلیم {receivedOn} کو ملا، جبکہ اس میں درج رخصتی {dischargedOn} کی ہے۔',
      remedy: 'کلیم مکمل ہو چکے داخلے کا ہوتا ہے: رخصتی کے بعد ترمیم بھیجیں۔',
    },
  },
  PROCEDURE_OUTSIDE_STAY: {
    params: { procedureOn: 'date', admittedOn: 'date', dischargedOn: 'date' },
    en: {
      says: 'A procedure on {procedureOn} lies outside the stay, {admittedOn} to {dischargedOn}.',
      remedy:
        'Send a revision with the right time of the procedure or the right dates of the stay.',
    },
    ur: {
      says: '{procedureOn} کا عمل داخلے کی مدت ({admittedOn} تا {dischargedOn}) سے باہر ہے۔',
      remedy: 'عمل کے درست وقت یا داخلے کی درست تاریخوں کے ساتھ ترمیم بھیجیں۔',
    },
  },
  PROCEDURE_ENDS_BEFORE_START: {
    params: { package: 'text' },
    en: {
      says: 'The procedure of package {package} ends before it starts.',
      remedy: 'Send a revision with the right start and end of the procedure.',
    },
    ur: {
      says: 'پیکیج {package} کا عمل شروع ہونے سے پہلے ختم دکھایا گیا ہے۔',
      remedy: 'عمل کے آغاز اور اختتام کے درست وقت کے ساتھ ترمیم بھیجیں۔',
    },
  },
} as const satisfies Record<string, Reason>;
