import { addDays, covers, type Period } from '../calendar.js';
import { fault, type Said } from './remark.js';
import type { CoPay, Terms, Treatment } from './terms.js';

/** What is to be said of an edition's dated entries: shares, lists, exclusions, suspensions. */
export function checkEntries(terms: Terms): readonly Said[] {
  const { coPay, reservations = [], exclusions = [], admissionLimits = [] } = terms;
  return [
    ...checkPeriods(terms, coPay, '/coPay'),
    ...checkPeriods(terms, reservations, '/reservations'),
    ...checkPeriods(terms, exclusions, '/exclusions'),
    ...checkPeriods(terms, admissionLimits, '/admissionLimits'),
    ...coPay.flatMap((entry, at) => checkCoPay(terms, entry, at)),
    ...checkTreatments(reservations, '/reservations'),
    ...checkTreatments(exclusions, '/exclusions'),
    ...pairs(coPay).flatMap(([first, second, at]) => clashOfShares(first, second, at)),
    ...pairs(reservations).flatMap(([first, second, at]) =>
      first.sector !== second.sector &&
      meet(first, second) &&
      shareTreatment(first.treatment.value, second.treatment.value)
        ? fault(
            'contradiction',
            `/reservations/${at}`,
            'keeps for one sector what another entry keeps for the other on the same days',
          )
        : [],
    ),
    ...pairs(admissionLimits).flatMap(([first, second, at]) =>
      meet(first, second)
        ? fault('overlap', `/admissionLimits/${at}`, `meets the entry from ${first.from}`)
        : [],
    ),
  ];
}

/** Every two entries, with the place of the second. */
function pairs<T>(entries: readonly T[]): readonly (readonly [T, T, number])[] {
  return entries.flatMap((second, at) =>
    entries.slice(0, at).map((first) => [first, second, at] as const),
  );
}

function meet(first: Period, second: Period): boolean {
  return (
    (first.to === undefined || second.from <= first.to) &&
    (second.to === undefined || first.from <= second.to)
  );
}

function checkPeriods(edition: Period, entries: readonly Period[], path: string): readonly Said[] {
  return entries.flatMap((entry, at) => {
    if (entry.to !== undefined && entry.to < entry.from) {
      const says = `ends on ${entry.to}, before it begins`;
      return fault('contradiction', `${path}/${at}/to`, says);
    }
    return meet(edition, entry)
      ? []
      : fault('unreachable', `${path}/${at}`, 'lies outside the days of its edition');
  });
}

function checkCoPay(terms: Terms, entry: CoPay, at: number): readonly Said[] {
  const path = `/coPay/${at}`;
  const both = (entry.groups ?? []).filter((group) => entry.exceptGroups?.includes(group) === true);
  const excluded = (terms.exclusions ?? []).filter(
    (exclusion) =>
      exclusion.treatment.uncertain !== true &&
      exclusion.from <= entry.from &&
      (exclusion.to === undefined || (entry.to !== undefined && entry.to <= exclusion.to)),
  );
  const isExcluded = (group: string): boolean =>
    excluded.some(({ treatment: { value } }) => touchesGroup(value, group));
  return [
    ...(both.length > 0
      ? [fault('contradiction', path, `touches and excepts ${both.join(', ')}`)]
      : []),
    ...(entry.groups?.length === 0
      ? [fault('unreachable', path, 'names no package group, so that no package has this share')]
      : []),
    ...(entry.groups !== undefined && entry.groups.length > 0 && entry.groups.every(isExcluded)
      ? [fault('unreachable', path, 'all that it touches is excluded on its days')]
      : []),
    ...checkEnd(terms, entry, path),
  ];
}

/** A share that ends inside its edition without another after it: possible, and worth a look. */
function checkEnd(terms: Terms, entry: CoPay, path: string): readonly Said[] {
  if (entry.to === undefined || entry.to < entry.from) return [];
  const next = addDays(entry.to, 1);
  if (!covers(terms, next)) return [];
  const goesOn = terms.coPay.some(
    (other) => covers(other, next) && other.sector === entry.sector && shareGroup(entry, other),
  );
  if (goesOn) return [];
  return [{ kind: 'gap', fault: false, path, says: `from ${next} no share follows` }];
}

/** Two shares for one package on one day: one of them silently wins. */
function clashOfShares(first: CoPay, second: CoPay, at: number): readonly Said[] {
  if (first.sector !== second.sector || !meet(first, second) || !shareGroup(first, second))
    return [];
  // One for the group goes before one for all, unless that one begins later.
  const [named, general] = first.groups === undefined ? [second, first] : [first, second];
  const apart = named.groups !== undefined && general.groups === undefined;
  if (apart && general.from <= named.from) return [];
  const says = `meets the share from ${first.from} for the same groups`;
  return [fault('overlap', `/coPay/${at}`, says)];
}

function shareGroup(first: CoPay, second: CoPay): boolean {
  const touches = ({ groups, exceptGroups }: CoPay, group: string): boolean =>
    (groups === undefined || groups.includes(group)) && exceptGroups?.includes(group) !== true;
  if (first.groups !== undefined) {
    return first.groups.some((group) => touches(first, group) && touches(second, group));
  }
  if (second.groups !== undefined) return shareGroup(second, first);
  return true;
}

function checkTreatments(
  entries: readonly { readonly treatment: { readonly value: Treatment } }[],
  path: string,
): readonly Said[] {
  return entries.flatMap(({ treatment: { value } }, at) => {
    const named = [value.groups, value.packages, value.diagnoses].flatMap((list) => list ?? []);
    const place = `${path}/${at}/treatment`;
    if (value.everything === true) {
      const says = 'names everything, and besides it parts of it';
      return named.length > 0 ? fault('contradiction', place, says) : [];
    }
    return named.length > 0 ? [] : fault('unreachable', place, 'names no treatment at all');
  });
}

function touchesGroup(treatment: Treatment, group: string): boolean {
  return treatment.everything === true || treatment.groups?.includes(group) === true;
}

function shareTreatment(first: Treatment, second: Treatment): boolean {
  if (first.everything === true || second.everything === true) return true;
  const both = (mine: readonly string[] = [], other: readonly string[] = []): boolean =>
    mine.some((name) => other.includes(name));
  return both(first.groups, second.groups) || both(first.packages, second.packages);
}
