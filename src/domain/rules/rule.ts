import { isoDate, type IsoDate } from '../calendar.js';
import type { Draw } from '../coverage/pots.js';
import type { Paisa } from '../money.js';
import type { SourceId } from '../scheme/sources.js';
import type { CareTier, ExtraKind } from '../scheme/terms.js';
import type { Bearer, Cut, Finding, MoneyStep, Statement } from './finding.js';
import type { CaseFacts } from './facts.js';
import type { ReasonCode } from './reasons.js';

/** The money of one line so far. asked = insurer + share + borne, at every step. */
export interface LineMoney {
  readonly lineNo: number;
  /** Of an extra its kind: nothing of treatment is known by it. */
  readonly packageCode: string;
  readonly tier?: CareTier | undefined;
  /** The line is no treatment but money for the family. */
  readonly extra?: ExtraKind | undefined;
  readonly askedPaisa: Paisa;
  readonly allowedPaisa: Paisa;
  readonly pricedPaisa: Paisa;
  readonly insurerPaisa: Paisa;
  readonly patientSharePaisa: Paisa;
  readonly hospitalBornePaisa: Paisa;
}

/** How the insurer's share of one tier is met from cover. */
export interface TierCover {
  readonly tier: CareTier;
  readonly wantedPaisa: Paisa;
  readonly draws: readonly Draw[];
  /** Carried past the limit because the scheme says so; booked to excess. */
  readonly carriedPaisa: Paisa;
  /** Waits for an approver; held meanwhile. */
  readonly awaiting: readonly Draw[];
  /** What the lines lose, last line first, because no layer has room. */
  readonly shortfalls: readonly Cut[];
}

/** What a rule is given: the facts, and the money as it stands before the rule's own step. */
export interface RuleInput {
  readonly facts: CaseFacts;
  readonly lines: readonly LineMoney[];
  readonly cover: readonly TierCover[];
  /** Lines that rules of the steps before have denied. */
  readonly denied: ReadonlySet<number>;
}

export type RuleEdition = (input: RuleInput) => Statement | readonly Statement[];

export interface Authority {
  readonly document: SourceId;
  readonly clause: string;
}

export interface Rule {
  /** Family and number, for ever: ELG EMP PAU TIM DUP DOC PKG EXC LIM CLN RSK. */
  readonly code: string;
  readonly title: { readonly en: string; readonly ur: string };
  readonly phase: Finding['phase'];
  /** The money step its reductions belong to. */
  readonly step: MoneyStep;
  readonly bearer: Bearer;
  readonly authority: readonly Authority[];
  readonly reasons: readonly ReasonCode[];
  /** Functions of the rule's own file that its editions call: part of its text, and its fingerprint. */
  readonly parts?: readonly ((...given: never[]) => unknown)[] | undefined;
  /** By first date of admission; the edition in force is the newest that is not later. */
  readonly editions: Readonly<Record<string, RuleEdition>>;
  /** The editions' dates, newest first. */
  readonly dates: readonly string[];
}

type RuleDraft = Omit<Rule, 'step' | 'bearer' | 'dates'> & Partial<Pick<Rule, 'step' | 'bearer'>>;

/** Checks a rule's form once, at load: code, and editions keyed by real dates. */
export function defineRule(draft: RuleDraft): Rule {
  if (!/^(ELG|EMP|PAU|TIM|DUP|DOC|PKG|EXC|LIM|CLN|RSK)-\d{3}$/.test(draft.code)) {
    throw new RangeError(`not a rule code: ${draft.code}`);
  }
  for (const date of Object.keys(draft.editions)) isoDate(date);
  return {
    step: draft.phase === 'limit' ? 'cover' : 'allowed',
    bearer: 'hospital',
    ...draft,
    dates: Object.keys(draft.editions).sort().reverse(),
  };
}

/** The edition in force for an admission, and the day it came into force. */
export function editionOn(
  rule: Rule,
  admittedOn: IsoDate,
): { readonly from: string; readonly judge: RuleEdition } | undefined {
  for (const from of rule.dates) {
    const judge = rule.editions[from];
    if (from <= admittedOn && judge !== undefined) return { from, judge };
  }
  return undefined;
}
