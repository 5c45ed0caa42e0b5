/** Finds names that are the same word to a reader and two words to a machine. */

/** Shorter names that differ by a letter are as likely two names. */
const LEAST_LENGTH = 8;

/** Names written in one field, between commas or slashes. */
export function namesIn(field: string): readonly string[] {
  return field
    .split(/[,/]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** What is left of a name without case, spaces, "&" for "and", and the British "ae". */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/ae|ea/g, 'e')
    .replace(/[^a-z]/g, '');
}

/** For each name that is not the usual spelling, the usual one: that of the most rows, then the first. */
export function unusualSpellings(counts: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const usual: { readonly name: string; readonly fold: string }[] = [];
  const unusual = new Map<string, string>();
  for (const [name] of [...counts].sort((a, b) => b[1] - a[1])) {
    const fold = folded(name);
    const same = usual.find((each) => each.fold === fold || isOneLetterOff(each.fold, fold));
    if (same === undefined) usual.push({ name, fold });
    else unusual.set(name, same.name);
  }
  return unusual;
}

/** One letter put in, left out or changed. */
function isOneLetterOff(one: string, other: string): boolean {
  if (one.length < LEAST_LENGTH || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end <= 1;
}
