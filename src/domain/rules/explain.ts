import { isIsoDate, type IsoDate } from '../calendar.js';
import type { Sex } from '../claim/claim.js';
import { formatRupees, paisa, type Paisa } from '../money.js';
import type { CareTier, ExtraKind } from '../scheme/terms.js';
import type { Params } from './finding.js';
import { REASONS, type ParamKind, type Reason, type ReasonCode, type Wording } from './reasons.js';

export const LANGUAGES = ['en', 'ur'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Parameters as they are stored and sent: money as a decimal string of paisa. */
export type JsonParams = Readonly<Record<string, string | number>>;

/**
 * Parameters for JSON, by the kinds that the reason declares. Throws a RangeError for a parameter
 * that is missing, not declared, or not of its kind: such a finding could not be told to anybody.
 */
export function paramsToJson(reason: ReasonCode, params: Params): JsonParams {
  return mapParams(reason, params, (kind, value) => {
    const read = readParam(kind, value);
    return typeof read === 'bigint' ? read.toString() : read;
  });
}

/** Parameters as a rule gave them, from JSON. Throws a RangeError as `paramsToJson` does. */
export function paramsFromJson(reason: ReasonCode, json: JsonParams): Params {
  return mapParams(reason, json, readParam);
}

/** A reason with its numbers in, in one language; parameters as a rule gives them or as JSON. */
export function explainFinding(
  finding: { readonly reason: ReasonCode; readonly params: Params | JsonParams },
  language: Language,
): Wording {
  const reason: Reason = REASONS[finding.reason];
  const { says, remedy } = reason[language];
  const further = furtherOf(reason, finding.params)?.[language];
  const words = mapParams(finding.reason, finding.params, (kind, value) =>
    inWords(kind, readParam(kind, value), language),
  );
  const told = further === undefined ? says : `${says} ${further}`;
  return { says: fill(told, words), remedy: fill(remedy, words) };
}

type ParamValue = Paisa | IsoDate | number | string;

function mapParams<T>(
  reason: ReasonCode,
  params: Params | JsonParams,
  change: (kind: ParamKind, value: ParamValue) => T,
): Readonly<Record<string, T>> {
  const { params: always, ...rest }: Reason = REASONS[reason];
  const declared: Reason['params'] = { ...always, ...furtherOf(rest, params)?.params };
  const extra = Object.keys(params).find((name) => !Object.hasOwn(declared, name));
  if (extra !== undefined) throw new RangeError(`${reason} declares no parameter ${extra}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, kind]) => {
      const value = params[name];
      if (value === undefined) throw new RangeError(`${reason} lacks its parameter ${name}`);
      return [name, change(kind, value)];
    }),
  );
}

/** Numbers of a further sentence come all together or not at all: with any of them all are asked for. */
function furtherOf(
  { further }: Pick<Reason, 'further'>,
  params: Params | JsonParams,
): Reason['further'] {
  return Object.keys(further?.params ?? {}).some((name) => Object.hasOwn(params, name))
    ? further
    : undefined;
}

function readParam(kind: ParamKind, value: ParamValue): ParamValue {
  switch (kind) {
    case 'money':
      return paisa(value);
    case 'count':
    case 'share':
      if (!Number.isInteger(value)) throw new RangeError(`not a ${kind}: ${String(value)}`);
      return value;
    case 'date':
      if (!isIsoDate(String(value))) throw new RangeError(`not a date: ${String(value)}`);
      return value;
    case 'tier':
    case 'sex':
    case 'extra':
      termOf(kind, String(value), 'en');
      return value;
    case 'text':
      return String(value);
  }
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  ur: [
    'جنوری',
    'فروری',
    'مارچ',
    'اپریل',
    'مئی',
    'جون',
    'جولائی',
    'اگست',
    'ستمبر',
    'اکتوبر',
    'نومبر',
    'دسمبر',
  ],
};

/** Words of the field that stand for codes in a sentence. */
const TERMS = {
  tier: {
    secondary: { en: 'secondary', ur: 'ثانوی' },
    priority: { en: 'priority', ur: 'ترجیحی' },
  },
  sex: {
    male: { en: 'male', ur: 'مرد' },
    female: { en: 'female', ur: 'عورت' },
    other: { en: 'X', ur: 'دیگر' },
  },
  extra: {
    transport: { en: 'transport', ur: 'سفری خرچ' },
    burial: { en: 'burial', ur: 'تدفین کا خرچ' },
    maternity_allowance: { en: 'maternity allowance', ur: 'زچگی الاؤنس' },
    wage_loss: { en: 'wage loss', ur: 'اجرت کا ازالہ' },
    shifting: { en: 'shifting to another district', ur: 'دوسرے ضلع منتقلی کا خرچ' },
  },
} as const satisfies {
  readonly tier: Readonly<Record<CareTier, Readonly<Record<Language, string>>>>;
  readonly sex: Readonly<Record<Sex, Readonly<Record<Language, string>>>>;
  readonly extra: Readonly<Record<ExtraKind, Readonly<Record<Language, string>>>>;
};

/** An extra in the words of a language. */
export function extraInWords(kind: ExtraKind, language: Language): string {
  return TERMS.extra[kind][language];
}

function termOf(kind: keyof typeof TERMS, value: string, language: Language): string {
  const terms: Readonly<Record<string, Readonly<Record<Language, string>>>> = TERMS[kind];
  const term = Object.hasOwn(terms, value) ? terms[value] : undefined;
  if (term === undefined) throw new RangeError(`not a ${kind}: ${value}`);
  return term[language];
}

function inWords(kind: ParamKind, value: ParamValue, language: Language): string {
  switch (kind) {
    case 'money':
      return moneyInWords(paisa(value), language);
    case 'date':
      return dateInWords(String(value) as IsoDate, language);
    case 'share':
      return language === 'en' ? `${Number(value) / 100}%` : `${Number(value) / 100} فیصد`;
    case 'tier':
    case 'sex':
    case 'extra':
      return termOf(kind, String(value), language);
    case 'count':
      return String(value);
    case 'text':
      return textInWords(String(value), language);
  }
}

/** "Rs 12,345.67", "12,345.67 روپے". */
export function moneyInWords(amount: Paisa, language: Language): string {
  const rupees = formatRupees(amount);
  return language === 'en' ? `Rs ${rupees}` : `${rupees} روپے`;
}

/** "3 March 2024", "3 مارچ 2024". */
export function dateInWords(day: IsoDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[language][Number(month) - 1] ?? month} ${year}`;
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Codes are Latin: in a line of Urdu they are isolated, or they would turn the words around them. */
export function textInWords(text: string, language: Language): string {
  return language === 'ur' && /[A-Za-z]/.test(text)
    ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}`
    : text;
}

/** Puts words in the places of a sentence. Throws a RangeError for a place without a word. */
export function fill(sentence: string, words: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const word = words[name];
    if (word === undefined) throw new RangeError(`no word for {${name}} in: ${sentence}`);
    return word;
  });
}
