import { createHash } from 'node:crypto';
import { textOfSignals } from '../domain/risk/signals.js';
import { describeRulebook, RULEBOOK } from '../domain/rules/rulebook.js';
import type { Rule } from '../domain/rules/rule.js';
import type { RiskKnown } from '../risk/index.js';

/** The rulebook in use and the fingerprint that each decision keeps of it and of the signals. */
export interface Judge {
  readonly rulebook: readonly Rule[];
  readonly fingerprint: string;
  /** What is known of other families and hospitals; absent: no signal is asked. */
  readonly risk?: RiskKnown | undefined;
}

/** The judge over the project's rulebook. Equal code gives an equal fingerprint. */
export function createJudge(risk?: RiskKnown): Judge {
  const text = JSON.stringify([describeRulebook(), textOfSignals()]);
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { rulebook: RULEBOOK, fingerprint, ...(risk === undefined ? {} : { risk }) };
}
