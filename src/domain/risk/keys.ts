/**
 * A surgeon's name spelled one way: a register number where the text holds one, else the words in small
 * letters without titles and signs. Undefined where nothing is left.
 */
export function surgeonKeyOf(name: string): string | undefined {
  const registered = /\d{5,}/.exec(name)?.[0];
  if (registered !== undefined) return registered;
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word));
  return words.length === 0 ? undefined : words.join(' ');
}

const TITLES: ReadonlySet<string> = new Set([
  'dr',
  'doctor',
  'prof',
  'professor',
  'mr',
  'mrs',
  'ms',
]);

/** Vital signs that must all be there before two sheets can be called alike. */
const TELLING = ['pulse', 'systolic', 'diastolic', 'temperatureC'] as const;

/**
 * What makes two claims clinically the same to the last digit: diagnoses, packages, vital signs. Undefined
 * where too little was measured to tell one person from another.
 */
export function clinicalText(content: {
  readonly diagnoses: readonly string[];
  readonly lines: readonly { readonly packageCode: string }[];
  readonly vitals?: Readonly<Record<string, number | undefined>> | undefined;
}): string | undefined {
  const { vitals = {} } = content;
  if (TELLING.some((sign) => vitals[sign] === undefined)) return undefined;
  const signs = Object.entries(vitals)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const diagnoses = content.diagnoses.map((code) => code.replace('.', '').toUpperCase());
  const packages = content.lines.map(({ packageCode }) => packageCode).sort();
  return JSON.stringify([diagnoses, packages, signs]);
}
