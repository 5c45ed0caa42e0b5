import type { Reason } from './reason.js';
import { CARE_REASONS } from './words/care.js';
import { CONTENT_REASONS } from './words/content.js';
import { CORRECTION_REASONS } from './words/correction.js';
import { ELIGIBILITY_REASONS } from './words/eligibility.js';
import { EMPANELMENT_REASONS } from './words/empanelment.js';
import { EXCLUSION_REASONS } from './words/exclusion.js';
import { EXTRA_REASONS } from './words/extra.js';
import { HISTORY_REASONS } from './words/history.js';
import { LIMIT_REASONS } from './words/limit.js';
import { PRE_AUTHORISATION_REASONS } from './words/pre-authorisation.js';
import { PRICE_REASONS } from './words/price.js';
import { REGISTRY_REASONS } from './words/registry.js';
import { RISK_REASONS } from './words/risk.js';
import { STAY_REASONS } from './words/stay.js';

export type { ParamKind, Reason, Wording } from './reason.js';

/** Reasons of the engine itself, which no rule declares. */
const ENGINE_REASONS = {
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

export const ENGINE_REASON_CODES: readonly string[] = Object.keys(ENGINE_REASONS);

/** Every reason a finding can give, in English and Urdu. Codes are for ever; words may improve. */
export const REASONS = {
  ...ENGINE_REASONS,
  ...ELIGIBILITY_REASONS,
  ...REGISTRY_REASONS,
  ...EMPANELMENT_REASONS,
  ...EXCLUSION_REASONS,
  ...STAY_REASONS,
  ...CARE_REASONS,
  ...CONTENT_REASONS,
  ...PRE_AUTHORISATION_REASONS,
  ...PRICE_REASONS,
  ...CORRECTION_REASONS,
  ...LIMIT_REASONS,
  ...HISTORY_REASONS,
  ...RISK_REASONS,
  ...EXTRA_REASONS,
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;
