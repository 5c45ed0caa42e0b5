import type { FurtherSentence, Reason } from '../reason.js';

/** How the hospitals lie that a hospital is compared with, each by its own share; those with few stays left out. */
const PEERS_SPREAD = {
  params: { measured: 'count', least: 'count', low: 'share', middle: 'share', high: 'share' },
  en: 'Of the other hospitals with {least} or more stays to compare ({measured} in number) a tenth have a share of {low} or less, half {middle} or less, nine tenths {high} or less.',
  ur: 'موازنے کے لیے کم از کم {least} قیام رکھنے والے دوسرے ہسپتالوں (تعداد: {measured}) میں سے دسویں حصے کا تناسب {low} یا کم، آدھوں کا {middle} یا کم، اور دس میں سے نو کا {high} یا کم ہے۔',
} as const satisfies FurtherSentence;

/** What risk signals say, to adjudicators alone: the claim's numbers, the peers', never a threshold. */
export const RISK_REASONS = {
  BEDS_OVER_DECLARED: {
    params: { on: 'date', occupied: 'count', beds: 'count' },
    en: {
      says: 'In the night of {on} claims of this scheme alone fill {occupied} beds of the hospital, which declares {beds}.',
      remedy: 'Compare with the ward’s register of that night, or count the beds.',
    },
    ur: {
      says: '{on} کی رات صرف اسی سکیم کے کلیموں سے ہسپتال کے {occupied} بستر بھرے ہیں، جبکہ ہسپتال کے ظاہر کردہ بستر {beds} ہیں۔',
      remedy: 'اس رات کے وارڈ رجسٹر سے ملائیں، یا بستر گن لیں۔',
    },
  },
  SURGEON_IN_TWO_PLACES: {
    params: { surgeon: 'text', on: 'date', minutes: 'count' },
    en: {
      says: 'Surgeon “{surgeon}” operates here on {on} while another hospital claims the same surgeon for {minutes} of the same minutes.',
      remedy:
        'Compare both operation notes; make sure that it is one person and not two of one name.',
    },
    ur: {
      says: 'سرجن "{surgeon}" {on} کو یہاں آپریشن کر رہا ہے جبکہ دوسرا ہسپتال انہی میں سے {minutes} منٹ کے لیے اسی سرجن کا کلیم کرتا ہے۔',
      remedy: 'دونوں آپریشن نوٹ ملائیں؛ تسلی کریں کہ یہ ایک ہی شخص ہے، ایک نام کے دو نہیں۔',
    },
  },
  SURGEON_DAY_TOO_LONG: {
    params: { surgeon: 'text', on: 'date', operations: 'count', hours: 'count' },
    en: {
      says: 'Surgeon “{surgeon}” has {operations} operations on {on}, which took {hours} hours in all.',
      remedy: 'Compare with the theatre’s register of that day.',
    },
    ur: {
      says: 'سرجن "{surgeon}" کے {on} کو {operations} آپریشن ہیں جن پر کل {hours} گھنٹے لگے۔',
      remedy: 'اس دن کے آپریشن تھیٹر رجسٹر سے ملائیں۔',
    },
  },
  PROCEDURE_SHARE_HIGH: {
    params: {
      package: 'text',
      cases: 'count',
      of: 'count',
      share: 'share',
      peersShare: 'share',
      hospitals: 'count',
    },
    further: PEERS_SPREAD,
    en: {
      says: 'Package {package} is {cases} of {of} stays ({share}) of its speciality in this hospital, against {peersShare} in {hospitals} hospitals of its kind.',
      remedy: 'Look for what the operation rests on: scan, laboratory, tissue report.',
    },
    ur: {
      says: 'اس ہسپتال میں پیکیج {package} اپنے شعبے کے {of} داخلوں میں سے {cases} ({share}) ہے، جبکہ اسی قسم کے {hospitals} ہسپتالوں میں {peersShare} ہے۔',
      remedy: 'دیکھیں کہ آپریشن کی بنیاد کیا ہے: سکین، لیبارٹری، ٹشو رپورٹ۔',
    },
  },
  FAMILY_SAME_OPERATION: {
    params: { package: 'text', people: 'count', firstOn: 'date', lastOn: 'date' },
    en: {
      says: '{people} other members of the family had package {package} between {firstOn} and {lastOn}.',
      remedy: 'Speak with the family; an operation leaves a scar.',
    },
    ur: {
      says: 'خاندان کے {people} دوسرے ارکان کا بھی {firstOn} اور {lastOn} کے درمیان پیکیج {package} ہوا۔',
      remedy: 'خاندان سے بات کریں؛ آپریشن نشان چھوڑتا ہے۔',
    },
  },
  CAESAREAN_SHARE_HIGH: {
    params: {
      cases: 'count',
      of: 'count',
      share: 'share',
      peersShare: 'share',
      hospitals: 'count',
    },
    further: PEERS_SPREAD,
    en: {
      says: '{cases} of {of} deliveries ({share}) in this hospital are caesarean sections, against {peersShare} in {hospitals} hospitals of its kind.',
      remedy: 'Look for why this mother could not deliver otherwise.',
    },
    ur: {
      says: 'اس ہسپتال میں {of} میں سے {cases} زچگیاں ({share}) بڑے آپریشن سے ہوئیں، جبکہ اسی قسم کے {hospitals} ہسپتالوں میں {peersShare}۔',
      remedy: 'دیکھیں کہ اس ماں کی زچگی دوسری طرح کیوں نہ ہو سکی۔',
    },
  },
  STAYS_UNLIKE_USUAL: {
    params: {
      nights: 'count',
      median: 'count',
      cases: 'count',
      of: 'count',
      share: 'share',
      peersShare: 'share',
    },
    further: PEERS_SPREAD,
    en: {
      says: 'The stay has {nights} nights where {median} are usual; so unlike the usual are {cases} of {of} stays ({share}) of this hospital, and {peersShare} elsewhere with the same packages.',
      remedy: 'Compare with nursing notes and the ward’s register.',
    },
    ur: {
      says: 'قیام {nights} راتوں کا ہے جبکہ عام طور پر {median} ہوتی ہیں؛ اس ہسپتال کے {of} میں سے {cases} قیام ({share}) ایسے غیر معمولی ہیں، اور دوسری جگہ انہی پیکیجوں میں {peersShare}۔',
      remedy: 'نرسنگ نوٹس اور وارڈ رجسٹر سے ملائیں۔',
    },
  },
  FOLLOW_ON_STAYS: {
    params: {
      otherDischargedOn: 'date',
      cases: 'count',
      of: 'count',
      share: 'share',
      peersShare: 'share',
    },
    further: PEERS_SPREAD,
    en: {
      says: 'The same person left this hospital on {otherDischargedOn}; {cases} of {of} of its stays ({share}) so follow on another, and {peersShare} elsewhere.',
      remedy: 'Make sure that the person came back: one stay may have been claimed as two.',
    },
    ur: {
      says: 'یہی فرد {otherDischargedOn} کو اسی ہسپتال سے رخصت ہوا تھا؛ اس کے {of} میں سے {cases} قیام ({share}) اسی طرح دوسرے کے فوراً بعد ہیں، اور دوسری جگہ {peersShare}۔',
      remedy: 'تسلی کریں کہ فرد واقعی واپس آیا: ممکن ہے ایک قیام کے دو کلیم ہوں۔',
    },
  },
  ADMISSIONS_SURGE: {
    params: { weekOn: 'date', admissions: 'count', most: 'count', weeks: 'count' },
    en: {
      says: 'In the week from {weekOn} the hospital admitted {admissions} people of this scheme; in the {weeks} weeks before never more than {most}.',
      remedy: 'Ask what happened: an outbreak, a camp, a new ward, or a list of people never seen.',
    },
    ur: {
      says: '{weekOn} سے شروع ہفتے میں ہسپتال نے اس سکیم کے {admissions} افراد داخل کیے؛ اس سے پہلے {weeks} ہفتوں میں کبھی {most} سے زیادہ نہیں۔',
      remedy: 'پوچھیں کیا ہوا: وبا، کیمپ، نیا وارڈ، یا ایسے لوگوں کی فہرست جو کبھی آئے ہی نہیں۔',
    },
  },
  EMERGENCIES_OF_PLANNED: {
    params: {
      package: 'text',
      cases: 'count',
      of: 'count',
      share: 'share',
      peersShare: 'share',
      hospitals: 'count',
    },
    further: PEERS_SPREAD,
    en: {
      says: 'Package {package} is planned elsewhere; this hospital claims {cases} of {of} such stays ({share}) as emergencies, against {peersShare} in {hospitals} other hospitals.',
      remedy: 'Look for what made it urgent: an emergency is asked for fewer papers beforehand.',
    },
    ur: {
      says: 'پیکیج {package} دوسری جگہ طے شدہ علاج ہے؛ یہ ہسپتال ایسے {of} میں سے {cases} قیام ({share}) ہنگامی بتاتا ہے، جبکہ دوسرے {hospitals} ہسپتالوں میں {peersShare}۔',
      remedy: 'دیکھیں کہ فوری ضرورت کیا تھی: ہنگامی داخلے میں پہلے سے کم کاغذات مانگے جاتے ہیں۔',
    },
  },
  FAR_FROM_HOME_TOGETHER: {
    params: { district: 'text', km: 'count', families: 'count', earlier: 'count', weeks: 'count' },
    en: {
      says: '{families} families of district {district}, {km} km away, came to this hospital within days of one another; {earlier} in the {weeks} weeks before.',
      remedy: 'Telephone some of them: ask whether they were there, and who took them.',
    },
    ur: {
      says: 'ضلع {district} کے {families} خاندان، {km} کلومیٹر دور سے، چند دنوں میں اسی ہسپتال آئے؛ اس سے پہلے {weeks} ہفتوں میں {earlier}۔',
      remedy: 'ان میں سے کچھ کو فون کریں: پوچھیں کہ کیا وہ وہاں تھے اور انہیں کون لے گیا۔',
    },
  },
  PHONE_OF_MANY_FAMILIES: {
    params: { families: 'count' },
    en: {
      says: 'At least {families} other families gave the contact number of this claim.',
      remedy: 'Reach the family by another way than this number.',
    },
    ur: {
      says: 'کم از کم {families} دوسرے خاندانوں نے بھی یہی رابطہ نمبر دیا ہے۔',
      remedy: 'خاندان سے اس نمبر کے علاوہ کسی اور طریقے سے رابطہ کریں۔',
    },
  },
  CONTENT_CLONED: {
    params: { people: 'count' },
    en: {
      says: 'At least {people} other people have the same diagnoses, packages and vital signs to the last digit.',
      remedy: 'Ask for the bedside charts of all of them.',
    },
    ur: {
      says: 'کم از کم {people} دوسرے افراد کی تشخیص، پیکیج اور علاماتِ حیات آخری ہندسے تک یہی ہیں۔',
      remedy: 'ان سب کے بستر کے چارٹ منگوائیں۔',
    },
  },
  IMPLANTS_MANY: {
    params: { package: 'text', implants: 'count', asMany: 'count', of: 'count' },
    further: PEERS_SPREAD,
    en: {
      says: 'Package {package} is claimed with {implants} implants; as many have {asMany} of {of} such stays in other hospitals.',
      remedy: 'Compare stickers and films: each implant can be seen.',
    },
    ur: {
      says: 'پیکیج {package} کا کلیم {implants} امپلانٹ کے ساتھ ہے؛ دوسرے ہسپتالوں کے ایسے {of} قیاموں میں سے {asMany} میں اتنے ہیں۔',
      remedy: 'سٹکر اور فلمیں ملائیں: ہر امپلانٹ نظر آ سکتا ہے۔',
    },
  },
  AUDIT_SAMPLE: {
    params: { rate: 'share' },
    en: {
      says: 'Chosen by chance for the audit, at a rate of {rate}; nothing is held against the claim.',
      remedy: 'Look at it as at any other.',
    },
    ur: {
      says: 'آڈٹ کے لیے {rate} کی شرح سے اتفاقاً چنا گیا؛ کلیم پر کوئی اعتراض نہیں۔',
      remedy: 'اسے بھی دوسرے کلیموں کی طرح دیکھیں۔',
    },
  },
} as const satisfies Record<string, Reason>;
