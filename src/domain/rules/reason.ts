/**
 * Kinds of value a sentence can hold: they decide how it is written out, and how it travels as JSON.
 * `share` is basis points, written as a percentage; `tier`, `sex` and `extra` are words of either language.
 */
export type ParamKind = 'money' | 'date' | 'count' | 'share' | 'tier' | 'sex' | 'extra' | 'text';

/** What is said in one language, and what can be done about it. */
export interface Wording {
  readonly says: string;
  readonly remedy: string;
}

/** What is said beside a reason when its numbers are there. */
export interface FurtherSentence {
  readonly params: Readonly<Record<string, ParamKind>>;
  readonly en: string;
  readonly ur: string;
}

/** One reason a rule can give: whole sentences per language, never put together from pieces. */
export interface Reason {
  readonly params: Readonly<Record<string, ParamKind>>;
  readonly en: Wording;
  readonly ur: Wording;
  /** A sentence more, with numbers of its own, where all of them are known. */
  readonly further?: FurtherSentence;
}
