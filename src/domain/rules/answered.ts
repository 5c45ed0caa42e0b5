import type { Statement } from './finding.js';
import type { Rule, RuleEdition } from './rule.js';

/**
 * The rulebook where an adjudicator has answered what some rules ask of him: their questions are not put
 * again. What a rule denies or takes off, what it asks of others, and a line it cannot price stay as they
 * are.
 */
export function answering(rulebook: readonly Rule[], codes: readonly string[]): readonly Rule[] {
  return rulebook.map((rule) =>
    codes.includes(rule.code)
      ? {
          ...rule,
          editions: Object.fromEntries(
            Object.entries(rule.editions).map(([from, edition]) => [from, unasked(edition)]),
          ),
        }
      : rule,
  );
}

function unasked(edition: RuleEdition): RuleEdition {
  return (input) => {
    const spoken = edition(input);
    const statements = Array.isArray(spoken)
      ? (spoken as readonly Statement[])
      : [spoken as Statement];
    return statements.filter((statement) => !isAnswered(statement));
  };
}

function isAnswered({ kind, owner, ceilings }: Statement): boolean {
  return kind === 'pend' && owner === 'adjudicator' && ceilings.length === 0;
}
