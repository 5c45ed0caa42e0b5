import type { IsoDate } from '../calendar.js';
import type { Paisa } from '../money.js';
import { dateInWords, fill, moneyInWords, textInWords, type Language } from './explain.js';

/** A correction as far as people are told of it. */
export interface TellableCorrection {
  readonly correctedOn: IsoDate;
  readonly reason: string;
  readonly source: string;
  /** What the decision before it paid. */
  readonly insurerBeforePaisa: Paisa;
}

const SENTENCES: Readonly<Record<Language, string>> = {
  en: 'Corrected by an adjudicator on {day}: “{reason}” (source: {source}). Before it, {before} was payable.',
  ur: 'جانچ افسر نے {day} کو تصحیح کی: ”{reason}“ (ماخذ: {source})۔ اس سے پہلے {before} قابلِ ادائیگی تھے۔',
};

/** Why the newest decision is not the one before it, in one sentence of one language. */
export function explainCorrection(correction: TellableCorrection, language: Language): string {
  return fill(SENTENCES[language], {
    day: dateInWords(correction.correctedOn, language),
    reason: textInWords(correction.reason, language),
    source: textInWords(correction.source, language),
    before: moneyInWords(correction.insurerBeforePaisa, language),
  });
}
