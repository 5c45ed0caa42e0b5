import { createHash } from 'node:crypto';
import { describeRulebook, RULEBOOK } from '../domain/rules/rulebook.js';
import type { Rule } from '../domain/rules/rule.js';

/** The rulebook in use and the fingerprint that each decision keeps of it. */
export interface Judge {
  readonly rulebook: readonly Rule[];
  readonly fingerprint: string;
}

/** The judge over the project's rulebook. Equal code gives an equal fingerprint. */
export function createJudge(): Judge {
  const text = JSON.stringify(describeRulebook());
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { rulebook: RULEBOOK, fingerprint };
}
