import { everyLineDenied } from '../claim/treatment.js';
import { staysOverlap } from '../claim/overlap.js';
import { needsPreAuthorisation, wantsPreAuthorisation } from '../coverage/holds.js';
import { drawDown, roomIn } from '../coverage/pots.js';
import { caseAllowance, rankSitting, wardAllowance, wardDaysOf } from '../pricing/allowance.js';
import { begunWithinLimit, coverClaim } from '../pricing/cover-claim.js';
import { applyStep, askedLines, deniedLine } from '../pricing/steps.js';
import { SOURCES, type Source } from '../scheme/sources.js';
import { unmatchedDaysWithoutTerms } from '../scheme/terms.js';
import { adjudicate, extrasDrawn } from './adjudicate.js';
import { CLN_001 } from './catalogue/CLN-001-length-of-stay.js';
import { CLN_002 } from './catalogue/CLN-002-sex-for-package.js';
import { CLN_003 } from './catalogue/CLN-003-age-for-package.js';
import { CLN_004 } from './catalogue/CLN-004-diagnosis-plausible.js';
import { CLN_005 } from './catalogue/CLN-005-emergency-plausible.js';
import { CLN_006 } from './catalogue/CLN-006-implants-in-date.js';
import { CLN_007 } from './catalogue/CLN-007-readmission.js';
import { CLN_008 } from './catalogue/CLN-008-side-of-body.js';
import { DOC_001 } from './catalogue/DOC-001-documents-declared.js';
import { DOC_002 } from './catalogue/DOC-002-documents-of-stay.js';
import { DUP_001 } from './catalogue/DUP-001-exact-duplicate.js';
import { DUP_002 } from './catalogue/DUP-002-overlapping-stay.js';
import { ELG_001 } from './catalogue/ELG-001-enrolled.js';
import { ELG_002 } from './catalogue/ELG-002-alive-on-admission.js';
import { ELG_003 } from './catalogue/ELG-003-scheme-in-force.js';
import { ELG_004 } from './catalogue/ELG-004-terms-in-force.js';
import { ELG_005 } from './catalogue/ELG-005-admissions-open.js';
import { ELG_006 } from './catalogue/ELG-006-number-not-blocked.js';
import { ELG_007 } from './catalogue/ELG-007-one-family.js';
import { ELG_008 } from './catalogue/ELG-008-newborn-with-mother.js';
import { ELG_009 } from './catalogue/ELG-009-address-in-scheme.js';
import { ELG_010 } from './catalogue/ELG-010-not-back-dated.js';
import { EMP_001 } from './catalogue/EMP-001-empanelled.js';
import { EMP_002 } from './catalogue/EMP-002-licensed.js';
import { EMP_003 } from './catalogue/EMP-003-not-suspended.js';
import { EMP_004 } from './catalogue/EMP-004-speciality-allowed.js';
import { EMP_005 } from './catalogue/EMP-005-grade-for-tier.js';
import { EXC_001 } from './catalogue/EXC-001-not-excluded.js';
import { EXC_002 } from './catalogue/EXC-002-not-reserved.js';
import { EXC_003 } from './catalogue/EXC-003-extra-given.js';
import { EXC_004 } from './catalogue/EXC-004-occasion-of-extra.js';
import { LIM_001 } from './catalogue/LIM-001-sum-insured.js';
import { LIM_002 } from './catalogue/LIM-002-once-in-life.js';
import { LIM_003 } from './catalogue/LIM-003-days-between.js';
import { LIM_004 } from './catalogue/LIM-004-times-a-year.js';
import { LIM_005 } from './catalogue/LIM-005-waiting-period.js';
import { LIM_006 } from './catalogue/LIM-006-admissions-a-year.js';
import { LIM_007 } from './catalogue/LIM-007-amount-of-extra.js';
import { LIM_008 } from './catalogue/LIM-008-extras-a-year.js';
import { PAU_001 } from './catalogue/PAU-001-pre-authorised.js';
import { PAU_002 } from './catalogue/PAU-002-package-as-granted.js';
import { PAU_003 } from './catalogue/PAU-003-within-grant.js';
import { PKG_001 } from './catalogue/PKG-001-package-known.js';
import { PKG_002 } from './catalogue/PKG-002-tariff.js';
import { PKG_003 } from './catalogue/PKG-003-patient-share.js';
import { PKG_004 } from './catalogue/PKG-004-several-operations.js';
import { PKG_005 } from './catalogue/PKG-005-parts-of-package.js';
import { PKG_006 } from './catalogue/PKG-006-exclusive-packages.js';
import { PKG_007 } from './catalogue/PKG-007-follow-up.js';
import { PKG_008 } from './catalogue/PKG-008-corrected-by-adjudicator.js';
import { TIM_001 } from './catalogue/TIM-001-dates-in-order.js';
import { TIM_002 } from './catalogue/TIM-002-in-filing-time.js';
import { entryFor, extrasGiven, isMaternity, payableExtras } from './extras.js';
import { isCertainBefore, pastLines, wasSessionsOnly } from './history.js';
import {
  isSessionsOnly,
  packageFactsOf,
  packageOf,
  rateOf,
  standingOf,
  touchesDiagnosis,
  touchesLine,
} from './lookup.js';
import { REASONS, type Reason, type ReasonCode } from './reasons.js';
import type { Rule } from './rule.js';

/** Every rule, by code. The order says nothing: money steps and phases decide what comes first. */
export const RULEBOOK: readonly Rule[] = [
  CLN_001,
  CLN_002,
  CLN_003,
  CLN_004,
  CLN_005,
  CLN_006,
  CLN_007,
  CLN_008,
  DOC_001,
  DOC_002,
  DUP_001,
  DUP_002,
  ELG_001,
  ELG_002,
  ELG_003,
  ELG_004,
  ELG_005,
  ELG_006,
  ELG_007,
  ELG_008,
  ELG_009,
  ELG_010,
  EMP_001,
  EMP_002,
  EMP_003,
  EMP_004,
  EMP_005,
  EXC_001,
  EXC_002,
  EXC_003,
  EXC_004,
  LIM_001,
  LIM_002,
  LIM_003,
  LIM_004,
  LIM_005,
  LIM_006,
  LIM_007,
  LIM_008,
  PAU_001,
  PAU_002,
  PAU_003,
  PKG_001,
  PKG_002,
  PKG_003,
  PKG_004,
  PKG_005,
  PKG_006,
  PKG_007,
  PKG_008,
  TIM_001,
  TIM_002,
];

/** What rules lean on: a change here changes decisions as much as one in a rule. */
const ENGINE = [
  adjudicate,
  applyStep,
  askedLines,
  begunWithinLimit,
  caseAllowance,
  coverClaim,
  deniedLine,
  drawDown,
  entryFor,
  everyLineDenied,
  extrasDrawn,
  extrasGiven,
  isCertainBefore,
  isMaternity,
  isSessionsOnly,
  needsPreAuthorisation,
  packageFactsOf,
  packageOf,
  pastLines,
  payableExtras,
  rankSitting,
  rateOf,
  roomIn,
  standingOf,
  staysOverlap,
  touchesDiagnosis,
  touchesLine,
  unmatchedDaysWithoutTerms,
  wantsPreAuthorisation,
  wardAllowance,
  wardDaysOf,
  wasSessionsOnly,
];

/** A rule as plain data: what is published of it, and the text of each edition. */
export interface RuleDescription {
  readonly code: string;
  readonly title: Rule['title'];
  readonly phase: Rule['phase'];
  readonly step: Rule['step'];
  readonly bearer: Rule['bearer'];
  readonly authority: readonly { readonly clause: string; readonly document: Source }[];
  readonly reasons: readonly ({ readonly code: ReasonCode } & Reason)[];
  readonly editions: readonly { readonly from: string; readonly source: string }[];
  /** Text of the functions that the editions call. */
  readonly parts: readonly string[];
}

export interface RulebookDescription {
  readonly rules: readonly RuleDescription[];
  /** Text of the functions that rules share, in the order of their names. */
  readonly engine: readonly string[];
}

/**
 * The rulebook as plain data, in the order of codes, for publishing and for a fingerprint (hashing is
 * done outside the pure core). Function text is taken as it runs.
 */
export function describeRulebook(rulebook: readonly Rule[] = RULEBOOK): RulebookDescription {
  const rules = [...rulebook].sort((a, b) => (a.code < b.code ? -1 : 1)).map(describeRule);
  return { rules, engine: ENGINE.map(String) };
}

function describeRule(rule: Rule): RuleDescription {
  const { code, title, phase, step, bearer } = rule;
  return {
    code,
    title,
    phase,
    step,
    bearer,
    authority: rule.authority.map(({ document, clause }) => ({
      clause,
      document: SOURCES[document],
    })),
    reasons: rule.reasons.map((reason) => ({ code: reason, ...REASONS[reason] })),
    editions: Object.keys(rule.editions)
      .sort()
      .map((from) => ({ from, source: String(rule.editions[from]) })),
    parts: (rule.parts ?? []).map(String),
  };
}
