import type { Reason } from '../reason.js';

/** What is left of the family's cover. */
export const LIMIT_REASONS = {
  SUM_INSURED_SPENT: {
    params: { tier: 'tier', asked: 'money' },
    en: {
      says: 'Nothing is left of the year’s cover for {tier} care; {asked} cannot be paid.',
      remedy:
        'The amount may not be charged to the family for treatment given under the card. A wrong balance can be appealed.',
    },
    ur: {
      says: 'اس سال {tier} علاج کی کوریج میں کچھ باقی نہیں؛ {asked} ادا نہیں ہو سکتے۔',
      remedy:
        'کارڈ پر دیے گئے علاج کی یہ رقم خاندان سے نہیں لی جا سکتی۔ بقایا غلط ہو تو اپیل ہو سکتی ہے۔',
    },
  },
  SUM_INSURED_PART_LEFT: {
    params: { tier: 'tier', left: 'money', asked: 'money' },
    en: {
      says: 'Only {left} of {asked} can be paid: that is all the year’s cover left for {tier} care.',
      remedy: 'The difference may not be charged to the family. A wrong balance can be appealed.',
    },
    ur: {
      says: '{asked} میں سے صرف {left} ادا ہو سکتے ہیں: اس سال {tier} علاج کی اتنی ہی کوریج باقی ہے۔',
      remedy: 'فرق خاندان سے نہیں لیا جا سکتا۔ بقایا غلط ہو تو اپیل ہو سکتی ہے۔',
    },
  },
  CARRIED_PAST_LIMIT: {
    params: { tier: 'tier', amount: 'money' },
    en: {
      says: '{amount} of {tier} care is beyond the year’s cover and is paid all the same: the scheme carries maternity, life-saving care, confirmed emergencies and stays begun within the limit past it.',
      remedy: 'Nothing need be done: the amount is booked as excess.',
    },
    ur: {
      says: '{tier} علاج کے {amount} سال کی کوریج سے زائد ہیں اور پھر بھی ادا ہوں گے: زچگی، جان بچانے والا علاج، تصدیق شدہ ہنگامی علاج اور حد کے اندر شروع ہونے والا قیام حد کے بعد بھی جاری رہتا ہے۔',
      remedy: 'کچھ کرنے کی ضرورت نہیں: رقم زائد از حد کھاتے میں درج ہوگی۔',
    },
  },
  LAYER_NEEDS_APPROVAL: {
    params: { tier: 'tier', layer: 'text', amount: 'money' },
    en: {
      says: '{amount} of {tier} care would come from the layer “{layer}”, which needs an approval that nobody has given.',
      remedy: 'The approver of that layer decides; the amount is held meanwhile.',
    },
    ur: {
      says: '{tier} علاج کے {amount} پرت ”{layer}“ سے ادا ہونے ہیں، جس کے لیے منظوری لازم ہے اور ابھی نہیں ملی۔',
      remedy: 'اس پرت کا منظوری دہندہ فیصلہ کرے گا؛ تب تک رقم مختص رہے گی۔',
    },
  },
  EMERGENCY_UNCONFIRMED: {
    params: { tier: 'tier', amount: 'money' },
    en: {
      says: '{amount} of {tier} care is beyond the year’s cover. The hospital states an emergency, which nobody else has confirmed yet.',
      remedy:
        'A medical officer or adjudicator confirms the emergency, and the amount is paid; otherwise it is not.',
    },
    ur: {
      says: '{tier} علاج کے {amount} سال کی کوریج سے زائد ہیں۔ ہسپتال نے ہنگامی حالت لکھی ہے جس کی ابھی کسی اور نے تصدیق نہیں کی۔',
      remedy: 'طبی افسر یا جانچ افسر ہنگامی حالت کی تصدیق کرے تو رقم ادا ہوگی، ورنہ نہیں۔',
    },
  },
  CAP_UNCERTAIN: {
    params: { tier: 'tier', layer: 'text', cap: 'money' },
    en: {
      says: 'The limit of {cap} in the layer “{layer}” of {tier} care decides this claim, and the scheme’s record of it is uncertain.',
      remedy: 'An adjudicator decides; the hospital has nothing to do.',
    },
    ur: {
      says: '{tier} علاج کی پرت ”{layer}“ کی حد {cap} سے اس کلیم کا فیصلہ ہوتا ہے، اور سکیم کے ریکارڈ میں یہ حد یقینی نہیں۔',
      remedy: 'جانچ افسر فیصلہ کرے گا؛ ہسپتال کو کچھ نہیں کرنا۔',
    },
  },
} as const satisfies Record<string, Reason>;
