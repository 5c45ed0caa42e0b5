import t, { type Test } from 'tap';
import { addDays, isoDate } from '../../src/domain/calendar.js';
import type { PendOwner } from '../../src/domain/claim/claim.js';
import { rupees } from '../../src/domain/money.js';
import { adjudicate } from '../../src/domain/rules/adjudicate.js';
import {
  explainFinding,
  LANGUAGES,
  paramsFromJson,
  paramsToJson,
} from '../../src/domain/rules/explain.js';
import type { CaseFacts } from '../../src/domain/rules/facts.js';
import type { Finding, Params } from '../../src/domain/rules/finding.js';
import type { ReasonCode } from '../../src/domain/rules/reasons.js';
import type { Rule } from '../../src/domain/rules/rule.js';
import type { CaseBuilder } from './builders/a-case.js';

/** What a finding must be; only what is named is compared, the order is that of the judge. */
interface Expected {
  readonly kind: Finding['kind'];
  readonly reason: ReasonCode;
  readonly owner?: PendOwner;
  readonly lineNo?: number;
  readonly params?: Params;
  readonly amountPaisa?: bigint;
  readonly cuts?: Finding['cuts'];
}

interface Details {
  readonly line?: number;
  readonly params?: Params;
  /** Rupees taken off the insurer's share. */
  readonly off?: number;
}

function details({ line, params, off }: Details): Omit<Expected, 'kind' | 'reason'> {
  return {
    ...(line === undefined ? {} : { lineNo: line }),
    ...(params === undefined ? {} : { params }),
    ...(off === undefined ? {} : { amountPaisa: rupees(off) }),
  };
}

export function passes(): readonly Expected[] {
  return [];
}

export function denies(reason: ReasonCode, more: Details = {}): readonly Expected[] {
  return [{ kind: 'deny', reason, ...details(more) }];
}

export function pends(
  owner: PendOwner,
  reason: ReasonCode,
  more: Details = {},
): readonly Expected[] {
  return [{ kind: 'pend', owner, reason, ...details(more) }];
}

export function reduces(reason: ReasonCode, more: Details = {}): readonly Expected[] {
  return [{ kind: 'reduce', reason, ...details(more) }];
}

interface RuleCase {
  readonly given: CaseBuilder;
  /** Rules that judge before it, where it speaks of what they denied. */
  readonly beside?: readonly Rule[];
  readonly then: readonly Expected[];
}

/** The fault on the day a rule comes into force, and on the day before, when it has nothing to say. */
export function fromFirstDay(
  firstDay: string,
  fault: (admittedOn: string) => CaseBuilder,
  then: readonly Expected[],
): Readonly<Record<string, RuleCase>> {
  const dayBefore = addDays(isoDate(firstDay), -1);
  return {
    [`speaks of an admission on ${firstDay}, its first day`]: { given: fault(firstDay), then },
    [`has no edition for an admission on ${dayBefore}, the day before`]: {
      given: fault(dayBefore),
      then: pends('adjudicator', 'RULE_NOT_IN_FORCE'),
    },
  };
}

/**
 * Runs a rule alone, through the judge, over a table of named cases. Fails where a declared reason
 * has no case, or an edition has none on its first day and on the day before.
 */
export function ruleCases(rule: Rule, table: Readonly<Record<string, RuleCase>>): void {
  void t.test(`${rule.code}: ${rule.title.en}`, async (t) => {
    const seen = new Set<string>();
    const days = new Set<string>();
    for (const [name, { given, beside = [], then }] of Object.entries(table)) {
      const facts = given.build();
      days.add(facts.claim.admittedOn);
      const found = findingsOf(rule, facts, beside);
      for (const finding of found) seen.add(finding.reason);
      t.strictSame(
        found.map((finding, at) => namedIn(then[at], finding)),
        then,
        name,
      );
      for (const finding of found) assertTellable(t, finding);
    }
    for (const reason of rule.reasons) t.ok(seen.has(reason), `a case gives ${reason}`);
    for (const date of Object.keys(rule.editions)) {
      const dayBefore = addDays(isoDate(date), -1);
      t.ok(days.has(date), `a case is admitted on ${date}, when an edition begins`);
      t.ok(days.has(dayBefore), `a case is admitted on ${dayBefore}, the day before`);
    }
    const undeclared = [...seen].filter(
      (reason) => reason !== 'RULE_NOT_IN_FORCE' && !rule.reasons.some((each) => each === reason),
    );
    t.same(undeclared, [], 'gives no reason it does not declare');
  });
}

/** Of a finding, the fields that the case names; all of it where the case expects none. */
function namedIn(expected: Expected | undefined, finding: Finding): Partial<Finding> {
  if (expected === undefined) return finding;
  return Object.fromEntries(
    Object.entries(finding).filter(([field]) => Object.hasOwn(expected, field)),
  );
}

function findingsOf(rule: Rule, facts: CaseFacts, beside: readonly Rule[]): readonly Finding[] {
  const judgement = adjudicate(facts, [rule, ...beside]);
  const found = judgement.findings.filter((finding) => finding.rule === rule.code);
  const silent = found.length === 0;
  if (silent !== judgement.passed.includes(rule.code)) {
    throw new Error(`${rule.code} must either speak or be listed as passed`);
  }
  return found;
}

function assertTellable(t: Test, finding: Finding): void {
  const json = JSON.parse(JSON.stringify(paramsToJson(finding.reason, finding.params))) as Record<
    string,
    string | number
  >;
  t.same(paramsFromJson(finding.reason, json), finding.params, `${finding.reason} survives JSON`);
  for (const language of LANGUAGES) {
    const { says, remedy } = explainFinding(finding, language);
    t.notMatch(`${says} ${remedy}`, /[{}]/, `${finding.reason} is told in ${language}`);
  }
}
