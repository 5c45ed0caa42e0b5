/** Kinds of number a sentence can hold: they decide how it is written out. */
export type ParamKind = 'money' | 'date' | 'count' | 'text';

/** What is said in one language, and what can be done about it. */
export interface Wording {
  readonly says: string;
  readonly remedy: string;
}

export interface Reason {
  readonly params: Readonly<Record<string, ParamKind>>;
  readonly en: Wording;
  readonly ur: Wording;
}

export const REASONS = {
  RULE_NOT_IN_FORCE: {
    params: { rule: 'text', admittedOn: 'date' },
    en: {
      says: 'Rule {rule} has no edition for admissions on {admittedOn}.',
      remedy: 'The insurer must say which rule applied on that day.',
    },
    ur: {
      says: 'قاعدہ {rule} کا {admittedOn} کے داخلوں کے لیے کوئی نسخہ موجود نہیں۔',
      remedy: 'بیمہ کنندہ بتائے کہ اس دن کون سا قاعدہ نافذ تھا۔',
    },
  },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;
