import type { Outcome, PendOwner } from '../claim/claim.js';
import type { Paisa } from '../money.js';
import type { Totals } from '../pricing/steps.js';
import type { ExtraKind } from '../scheme/terms.js';
import {
  explainFinding,
  extraInWords,
  fill,
  moneyInWords,
  textInWords,
  type JsonParams,
  type Language,
} from './explain.js';
import type { Bearer, Params } from './finding.js';
import type { ReasonCode } from './reasons.js';

/** A finding as far as people are told of it; straight from the judge or as stored. */
export interface TellableFinding {
  readonly rule: string;
  readonly reason: ReasonCode;
  readonly params: Params | JsonParams;
  readonly lineNo?: number | undefined;
  readonly amountPaisa: Paisa;
  readonly bearer?: Bearer | undefined;
}

export interface TellableLine extends Totals {
  readonly lineNo: number;
  readonly packageCode: string;
  /** Money for the family, which the hospital advanced, instead of a package. */
  readonly extra?: ExtraKind | undefined;
}

export interface TellableDecision {
  readonly hospitalClaimNo: string;
  readonly outcome: Outcome;
  readonly pendOwner?: PendOwner | undefined;
  readonly totals: Totals;
  readonly lines: readonly TellableLine[];
  /** Those that the reader may see: a hospital never sees risk. */
  readonly findings: readonly TellableFinding[];
}

type Headings = Readonly<Record<Exclude<Outcome, 'pended'> | PendOwner, string>>;

const HEADINGS: Readonly<Record<Language, Headings>> = {
  en: {
    approved: 'Claim {claim} is approved: {insurer} of {asked} asked is payable.',
    partial: 'Claim {claim} is approved in part: {insurer} of {asked} asked is payable.',
    denied: 'Claim {claim} is denied: nothing of {asked} asked is payable.',
    registry:
      'Claim {claim} waits for the registry to learn the person; {asked} is asked, nothing is priced yet.',
    hospital: 'Claim {claim} waits for the hospital; {insurer} of {asked} asked is held meanwhile.',
    adjudicator:
      'Claim {claim} waits for an adjudicator; {insurer} of {asked} asked is held meanwhile.',
    approver: 'Claim {claim} waits for an approver; {insurer} of {asked} asked is held meanwhile.',
  },
  ur: {
    approved: 'کلیم {claim} منظور ہے: مانگی گئی رقم {asked} میں سے {insurer} قابلِ ادائیگی ہیں۔',
    partial: 'کلیم {claim} جزوی منظور ہے: مانگی گئی رقم {asked} میں سے {insurer} قابلِ ادائیگی ہیں۔',
    denied: 'کلیم {claim} نامنظور ہے: مانگی گئی رقم {asked} میں سے کچھ قابلِ ادائیگی نہیں۔',
    registry:
      'کلیم {claim} رجسٹری میں فرد کے اندراج کا منتظر ہے؛ {asked} مانگے گئے، ابھی قیمت طے نہیں ہوئی۔',
    hospital: 'کلیم {claim} ہسپتال کا منتظر ہے؛ {asked} میں سے {insurer} تب تک مختص ہیں۔',
    adjudicator: 'کلیم {claim} جانچ افسر کا منتظر ہے؛ {asked} میں سے {insurer} تب تک مختص ہیں۔',
    approver: 'کلیم {claim} منظوری دہندہ کا منتظر ہے؛ {asked} میں سے {insurer} تب تک مختص ہیں۔',
  },
};

const LINES: Readonly<Record<Language, string>> = {
  en: 'Line {line}, package {package}: asked {asked}; scheme {insurer}; patient share {share}; borne by hospital {borne}.',
  ur: 'مد {line}، پیکیج {package}: مانگے گئے {asked}؛ سکیم {insurer}؛ خاندان کا حصہ {share}؛ ہسپتال کے ذمے {borne}۔',
};

const EXTRAS: Readonly<Record<Language, string>> = {
  en: 'Line {line}, {extra}, for the family: asked {asked}; scheme {insurer}; borne by hospital {borne}.',
  ur: 'مد {line}، {extra}، خاندان کے لیے: مانگے گئے {asked}؛ سکیم {insurer}؛ ہسپتال کے ذمے {borne}۔',
};

type Group = Bearer | 'nobody';
const GROUPS: readonly Group[] = ['hospital', 'patient_share', 'nobody'];

const GROUP_HEADINGS: Readonly<Record<Language, Readonly<Record<Group, string>>>> = {
  en: {
    hospital: 'Borne by the hospital, never to be charged to the family:',
    patient_share: 'The family’s patient share:',
    nobody: 'Without an amount of its own:',
  },
  ur: {
    hospital: 'ہسپتال کے ذمے، خاندان سے نہیں لیا جا سکتا:',
    patient_share: 'خاندان کا حصہ:',
    nobody: 'جن کی اپنی کوئی رقم نہیں:',
  },
};

const FINDINGS: Readonly<Record<Language, Readonly<Record<'claim' | 'line', string>>>> = {
  en: {
    claim: '- {rule}, {amount}: {says} {remedy}',
    line: '- {rule}, line {line}, {amount}: {says} {remedy}',
  },
  ur: {
    claim: '- {rule}، {amount}: {says} {remedy}',
    line: '- {rule}، مد {line}، {amount}: {says} {remedy}',
  },
};

/**
 * A whole decision as a person would write it: outcome and rupees, each line, then what was found,
 * grouped by who bears it. One paragraph a line, in one language.
 */
export function explainDecision(decision: TellableDecision, language: Language): string {
  const { outcome, pendOwner, totals, hospitalClaimNo } = decision;
  const heading = outcome === 'pended' ? (pendOwner ?? 'adjudicator') : outcome;
  const money = moneyWords(totals, language);
  const groups = GROUPS.flatMap((group) => explainGroup(decision.findings, group, language));
  return [
    fill(HEADINGS[language][heading], { ...money, claim: textInWords(hospitalClaimNo, language) }),
    ...decision.lines.map((line) => explainLine(line, language)),
    ...groups,
  ].join('\n');
}

function moneyWords(totals: Totals, language: Language): Record<string, string> {
  return {
    asked: moneyInWords(totals.askedPaisa, language),
    insurer: moneyInWords(totals.insurerPaisa, language),
    share: moneyInWords(totals.patientSharePaisa, language),
    borne: moneyInWords(totals.hospitalBornePaisa, language),
  };
}

function explainLine(line: TellableLine, language: Language): string {
  const { extra, lineNo, packageCode } = line;
  const words = { ...moneyWords(line, language), line: String(lineNo) };
  return extra === undefined
    ? fill(LINES[language], { ...words, package: textInWords(packageCode, language) })
    : fill(EXTRAS[language], { ...words, extra: extraInWords(extra, language) });
}

function explainGroup(
  findings: readonly TellableFinding[],
  group: Group,
  language: Language,
): readonly string[] {
  const own = findings.filter((finding) => groupOf(finding) === group);
  if (own.length === 0) return [];
  return [
    GROUP_HEADINGS[language][group],
    ...own.map((finding) =>
      fill(FINDINGS[language][finding.lineNo === undefined ? 'claim' : 'line'], {
        ...explainFinding(finding, language),
        rule: textInWords(finding.rule, language),
        line: String(finding.lineNo ?? ''),
        amount: moneyInWords(finding.amountPaisa, language),
      }),
    ),
  ];
}

function groupOf(finding: TellableFinding): Group {
  return finding.amountPaisa > 0n ? (finding.bearer ?? 'hospital') : 'nobody';
}
