import { addDays } from '../domain/calendar.js';
import type { DemoPackage } from './packages.js';
import {
  daysFrom,
  draftOf,
  hospitalFor,
  mayGive,
  someoneFor,
  type Draft,
  type Ground,
} from './stays.js';

/** Courses of sessions in 3,000 claims: package, people, sessions each (least, most), days between. */
const COURSES = [
  { code: 'DX-NP-001', people: 46, least: 5, most: 9, every: 4 },
  { code: 'DX-ON-001', people: 36, least: 2, most: 6, every: 21 },
  { code: 'DX-HM-001', people: 16, least: 3, most: 7, every: 24 },
  { code: 'DX-ON-002', people: 8, least: 4, most: 7, every: 2 },
] as const;

/** The package of a code. Throws for a code that is not on the list. */
export function packageOf(ground: Ground, code: string): DemoPackage {
  const found = ground.packages.find((each) => each.package.code === code);
  if (found === undefined) throw new RangeError(`no package ${code}`);
  return found;
}

/** Sessions of dialysis, chemotherapy, transfusion and radiotherapy: the same people, again and again. */
export function sessions(ground: Ground, scale: number): Draft[] {
  const { chance, today } = ground;
  return COURSES.flatMap(({ code, people, least, most, every }) => {
    const wanted = packageOf(ground, code);
    return Array.from({ length: Math.max(1, Math.round(people * scale)) }, () => {
      const count = chance.int(least, most);
      const first = addDays(today, -chance.int(count * every + 30, 350));
      const hospital = hospitalFor(ground, wanted, first);
      const someone = someoneFor(ground, wanted, hospital, first);
      return Array.from({ length: count }, (_, session) => addDays(first, session * every))
        .filter((on) => mayGive(hospital, wanted, on))
        .map((on) => draftOf(ground, wanted, hospital, someone, daysFrom(ground, wanted, on)));
    }).flat();
  });
}
