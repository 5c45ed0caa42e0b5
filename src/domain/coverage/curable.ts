import type { Judgement } from '../rules/adjudicate.js';
import type { ReasonCode } from '../rules/reasons.js';

/**
 * Denials that a paper can turn: the registry's record, a licence or a statement on the claim was
 * wrong, and a document can show it. All others rest on a fact of the day that no paper changes.
 */
const CURABLE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'NOT_A_MEMBER',
  'DIED_BEFORE_ADMISSION',
  'HEAD_BLOCKED',
  'MEMBER_OF_ANOTHER_FAMILY',
  'NOT_LICENSED',
  'SEX_EXCLUDES_PACKAGE',
]);

/** Whether a denied claim may come back with papers: cover held for its stay then stays held. */
export function isCurable({ outcome, findings, lines }: Judgement): boolean {
  // An extra that is denied says nothing of the treatment.
  const extras = lines.flatMap(({ lineNo, extra }) => (extra === undefined ? [] : [lineNo]));
  const denials = findings.filter(
    ({ kind, lineNo }) => kind === 'deny' && (lineNo === undefined || !extras.includes(lineNo)),
  );
  return (
    outcome === 'denied' &&
    denials.length > 0 &&
    denials.every((finding) => CURABLE.has(finding.reason))
  );
}
